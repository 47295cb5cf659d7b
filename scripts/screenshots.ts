/** `npm run screenshots`: makes the pictures of the README from the demo, as it opens. Chromium is looked for at $CHROMIUM or /usr/bin/chromium. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { openDemo } from '../simulator/demo/page/open-demo.ts';
import { PAGE_DIST_DIR } from '../simulator/page/dist-dir.ts';
import { startPageServer } from '../simulator/page/page-server.ts';
import { readManifest } from '../simulator/read-manifest.ts';
import { buildPage } from './build-page.mjs';
import { PICTURED_AT, PICTURES_FILE, picturedMessages, pictureTexts } from './pictured-messages.ts';

const WIDTH = 780;
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

const dir = mkdtempSync(join(tmpdir(), 'lejek-screenshots-'));
await buildPage();
const demo = await openDemo(dir, () => undefined, { now: PICTURED_AT });
const clock = { now: demo.clock.now, status: () => null, onMove: () => () => undefined, moveTo: demo.moveTo };
const server = await startPageServer({ slack: demo.slack, manifest: readManifest(), dir: PAGE_DIST_DIR, port: 0, clock });
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGS });
try {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 1400 }, deviceScaleFactor: 1.5, colorScheme: 'light' });
  await page.goto(`${server.address}?as=ewa#/${demo.sales}`);
  for (const [name, message] of Object.entries(picturedMessages(demo))) {
    const shown = page.locator(`.channel .message[data-ts="${message.ts}"]`);
    await shown.waitFor();
    await page.waitForFunction('[...document.images].every((image) => image.complete)');
    await shown.screenshot({ path: join('docs', `${name}.png`) });
  }
  writeFileSync(PICTURES_FILE, `${JSON.stringify(pictureTexts(demo), null, 2)}\n`);
} finally {
  await browser.close();
  await server.stop();
  await demo.stop();
  rmSync(dir, { recursive: true, force: true });
}
