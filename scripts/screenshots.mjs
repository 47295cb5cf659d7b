/** `npm run screenshots`: makes docs/demo.png, the picture of the README, from the running demo. Chromium is looked for at $CHROMIUM or /usr/bin/chromium. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'lejek-screenshots-'));
const demo = spawn(process.execPath, [join(root, 'scripts/demo.mjs'), '--no-open', '--sample', '--dir', dir, '--port', '4899'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const address = await new Promise((resolve, reject) => {
  let printed = '';
  demo.stdout.on('data', (part) => {
    printed += part;
    const found = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(printed);
    if (found) resolve(found[0]);
  });
  demo.on('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  ),
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  await page.goto(new URL('/?as=piotr', address).href);
  await page.waitForSelector('.composer textarea');
  await page.fill('.composer textarea', '/deal advance');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  const form = page.locator('dialog.form');
  await form.getByRole('button', { name: 'Cancel', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await page.fill('.composer textarea', '/funnel');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.getByText('Funnel now').last().waitFor();
  await page.screenshot({ path: join(root, 'docs/demo.png') });
} finally {
  await browser.close();
  demo.removeAllListeners('exit');
  demo.kill('SIGTERM');
  await new Promise((resolve) => demo.once('exit', resolve));
  rmSync(dir, { recursive: true, force: true });
}
