import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { databaseSettings, openStoreAt, runProgram, scriptCommand } from '../support/run-program.ts';

it('npm run export takes a workspace out, npm run restore brings it back elsewhere, npm run backup keeps all', {
  timeout: 120_000,
}, async () => {
  const [here, there] = [await databaseSettings(), await databaseSettings()];
  const store = await openStoreAt(here);
  await store.tenant('T1').loadOrCreateRequester({ slackUserId: 'U1', name: 'Ewa' }, { language: 'pl', at: 0 });
  await store.close();
  const dir = mkdtempSync(join(tmpdir(), 'lejek-export-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'all.zip');
  const exported = runProgram(`${scriptCommand('export')} --to ${file}`, here);
  expect(await exported.exitCode, exported.stderr()).toBe(0);
  expect(exported.stdout()).toContain('T1 (T1), 0 deals');
  expect(existsSync(file)).toBe(true);
  const restored = runProgram(`${scriptCommand('restore')} ${file}`, there);
  expect(await restored.exitCode, restored.stderr()).toBe(0);
  expect(restored.stdout()).toMatch(/^T1 \(T1\) is here again as of .*counters checked\.$/m);
  const again = runProgram(`${scriptCommand('restore')} ${file}`, there);
  expect(await again.exitCode).toBe(1);
  expect(again.stderr()).toContain('is in this database already');
  const backedUp = runProgram(`${scriptCommand('backup')} --to ${dir} --keep 1`, there);
  expect(await backedUp.exitCode, backedUp.stderr()).toBe(0);
  expect(backedUp.stdout()).toMatch(/lejek-backup-\S+\.zip: 1 workspace, \d+ rows\.$/m);
  const opened = await openStoreAt(there);
  expect((await opened.tenant('T1').members.all()).map(({ name }) => name)).toEqual(['Ewa']);
  await opened.close();
});
