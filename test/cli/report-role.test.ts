import { expect, inject, it } from 'vitest';
import { databaseSettings, openStoreAt, runProgram, scriptCommand } from '../support/run-program.ts';

it('npm run report-role makes a log-in where there is a server, and says why not elsewhere', { timeout: 120_000 }, async () => {
  const settings = await databaseSettings();
  const store = await openStoreAt(settings);
  await store.tenant('T1').loadOrCreateRequester({ slackUserId: 'U1', name: 'Ewa' }, { language: 'pl', at: 0 });
  await store.close();
  const run = async (args: string) => {
    const program = runProgram(`${scriptCommand('report-role')} ${args}`, settings);
    return { code: await program.exitCode, said: `${program.stdout()}${program.stderr()}` };
  };
  expect(await run('--name report_x')).toEqual({ code: 2, said: expect.stringContaining('Which workspace?') });
  const name = `report_cli_${process.pid}`;
  const made = await run(`--workspace T1 --name ${name}`);
  if (inject('testServer') === null) {
    expect(made).toEqual({ code: 1, said: expect.stringContaining('The embedded database has no log-in') });
    return;
  }
  expect(made).toEqual({ code: 0, said: expect.stringMatching(new RegExp(`^postgresql://${name}:[\\w-]{32}@`)) });
  expect(await run(`--workspace T1 --name ${name} --remove`)).toEqual({ code: 0, said: expect.stringContaining('is gone') });
});
