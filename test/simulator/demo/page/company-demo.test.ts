import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { COMPANY_PEOPLE } from '../../../../simulator/demo/company/company-people.ts';
import { freePort } from '../../../../simulator/free-port.ts';
import { runProgram, scriptCommand } from '../../../support/run-program.ts';

const peopleShape = z.object({ people: z.array(z.object({ id: z.string(), realName: z.string() })) });
const stateShape = z.object({
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
  people: z.array(z.object({ duty: z.string().optional() })),
  messages: z.record(z.string(), z.array(z.unknown())),
});

it('npm run demo -- --company opens a company: its people to choose from, and channels of teams and pipelines with their posts', {
  timeout: 600_000,
}, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lejek-company-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const port = await freePort();
  const demo = runProgram(`${scriptCommand('demo')} --company --no-open --dir ${dir} --port ${port}`, {});
  const address = `http://127.0.0.1:${port}/`;
  await demo.waitForOutput(address);
  const read = async (path: string): Promise<unknown> => (await fetch(`${address}${path}`)).json();
  const { people } = peopleShape.parse(await read('people'));
  const names = people.map(({ realName }) => realName);
  expect(names).toEqual(expect.arrayContaining(COMPANY_PEOPLE.map(({ realName }) => realName)));
  const ewa = people.find(({ realName }) => realName === 'Ewa');
  const state = stateShape.parse(await read(`api/state?as=${ewa?.id}`));
  expect(new Set(state.people.map(({ duty }) => duty))).toEqual(new Set(['manager', 'seller', undefined]));
  // A team, and two pipelines: each has got its first posts.
  for (const wanted of ['warszawa', 'sales', 'renewals']) {
    const channel = state.channels.find(({ name }) => name === wanted);
    expect(state.messages[channel?.id ?? ''], wanted).not.toHaveLength(0);
  }
  demo.kill('SIGTERM');
  expect(await demo.exitCode).toBe(0);
});
