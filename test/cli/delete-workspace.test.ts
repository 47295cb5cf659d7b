import { expect, it } from 'vitest';
import { databaseSettings, openStoreAt, runProgram, scriptCommand } from '../support/run-program.ts';

it('npm run delete-workspace says what is kept, and deletes it only when told to', { timeout: 120_000 }, async () => {
  const settings = await databaseSettings();
  const store = await openStoreAt(settings);
  await store.tenant('T1').loadOrCreateRequester({ slackUserId: 'U1', name: 'Ewa' }, { language: 'en', at: 0 });
  await store.close();
  const run = (...args: readonly string[]) => runProgram([scriptCommand('delete-workspace'), ...args].join(' '), settings);
  const asked = run('T1');
  expect(await asked.exitCode).toBe(0);
  expect(asked.stdout()).toContain('T1 (T1): 1 people, 0 open deals, and their whole history would be deleted.');
  const done = run('T1', '--yes');
  expect(await done.exitCode).toBe(0);
  const again = run('T1', '--yes');
  expect(await again.exitCode).toBe(1);
  expect(again.stderr()).toContain('Nothing is kept of a workspace T1.');
});
