import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../../simulator/free-port.ts';
import { runProgram, scriptCommand } from '../../../support/run-program.ts';

it('npm run demo opens a page on this machine, and stops in order', { timeout: 180_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lejek-demo-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const port = await freePort();
  const demo = runProgram(`${scriptCommand('demo')} --empty --no-open --dir ${dir} --port ${port}`, {});
  await demo.waitForOutput(`http://127.0.0.1:${port}/`);
  const page = await fetch(`http://127.0.0.1:${port}/`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script type="module"')]);
  demo.kill('SIGTERM');
  expect(await demo.exitCode).toBe(0);
});
