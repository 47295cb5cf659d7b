import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import { createJobProgress } from '../../src/jobs/job-progress.ts';
import { settleLeftImports } from '../../src/jobs/left-imports.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { plainSpaces } from '../support/plain-spaces.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

const MINUTE_MS = 60_000;
let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterEach(() => vi.restoreAllMocks());
afterAll(() => lejek.stop());

const dm = ({ id }: Person): string => lejek.slack.openDm(id).id;
const last = (person: Person) => plainSpaces(lejek.posts(dm(person)).at(-1) ?? '');
/** What a process that was killed never comes back from. */
const never = (): Promise<never> => new Promise(() => undefined);

/** A deal of a file: every other one of those with a past was won this year, after it had been an offer. */
const PAST = (n: number): string => {
  const month = 1 + (n % 6);
  return n % 2 === 0 ? `won,2026-0${month}-05,2026-0${month + 2}-12` : `Offer,2026-0${month}-05,`;
};
const OPEN = (): string => 'Offer,2026-11-05,';

/** Sends it, and waits for what is said about it. */
async function sendFile(person: Person, deals: number, told: (n: number) => string) {
  await lejek.typeCommand(person, '/deal');
  const member = await lejek.tenant.members.bySlackUser(person.id);
  await lejek.tenant.members.setRole(member?.id ?? '', 'admin');
  const lines = Array.from({ length: deals }, (_, n) => `${n},Deal ${n},${100 + n},${told(n)}`);
  const content = Buffer.from(['id,name,value,stage,"Date entered ""Offer""","Date entered ""Won"""', ...lines].join('\n'));
  const { ts } = await person.dm('', { files: [{ name: 'deals.csv', content }] });
  const isPreview = (blocks: unknown) => JSON.stringify(blocks ?? []).includes('import.make');
  return person.waitForMessage(dm(person), (message) => message.ts > ts && isPreview(message.blocks), 30_000);
}

/** Presses Import on a file that takes long, in a process that is killed where `hangs` never returns. */
async function importUntilKilled(person: Person, hang: () => { readonly mock: { readonly calls: readonly unknown[] } }) {
  const preview = await sendFile(person, 400, PAST);
  let now = performance.now();
  const clock = vi.spyOn(lejek.deps.clock, 'monotonicNow').mockImplementation(() => {
    now += 3000;
    return now;
  });
  const { mock } = hang();
  const before = mock.calls.length;
  await person.click(preview, 'import.make');
  await expect.poll(() => mock.calls.length, { timeout: 30_000 }).toBeGreaterThan(before);
  clock.mockRestore();
}

const edits = (): number => lejek.slack.journal.filter((entry) => entry.kind === 'call' && entry.method === 'chat.update').length;

/** The first minute of the next process, so long after the last one was killed. */
const settleAfter = (ms: number, progress = createJobProgress()) =>
  settleLeftImports({ ...lejek.deps, progress, clock: { ...lejek.deps.clock, wallNow: () => Date.now() + ms } }, lejek.now());

describe('an import whose process is killed', () => {
  it.each([
    ['ewa', /^Lejek was stopped while it was at deals\.csv: nothing was imported.*Send the file again\.$/],
    ['anna', /^Lejek został zatrzymany.*deals\.csv: nic nie zostało zaimportowane.*Wyślij plik jeszcze raz\.$/],
  ] as const)('before it is written says so in place of how far it had come, to %s', async (who, sentence) => {
    const person = lejek[who];
    await importUntilKilled(person, () => vi.spyOn(lejek.tenant.imports, 'write').mockImplementation(never));
    expect(last(person)).toMatch(/^(?:Reading the file|Czytam plik)…/);
    const before = lejek.messages(dm(person)).length;
    await settleAfter(2 * MINUTE_MS);
    expect(last(person)).toMatch(sentence);
    expect(lejek.messages(dm(person))).toHaveLength(before);
    expect(await lejek.tenant.imports.runs(1)).toEqual([]);
    // It is said once: what a person writes into the conversation afterwards is not taken for it.
    const said = edits();
    await settleAfter(9 * MINUTE_MS);
    expect(edits()).toBe(said);
  });

  it('after it was written says how much it brought, makes up for the forecasts, and can be taken back', async () => {
    const { ewa } = lejek;
    const spy = () => vi.spyOn(lejek.tenant.funnel, 'firstClosedAt').mockImplementation(never);
    await importUntilKilled(ewa, spy);
    vi.restoreAllMocks();
    await settleAfter(2 * MINUTE_MS);
    expect(last(ewa)).toContain(
      'Imported: 400 new deals. Lejek was stopped after that, and works out the forecasts of past weeks now.',
    );
    expect(await lejek.tenant.forecasts.daysTaken('sales', '2026-01-01')).not.toEqual([]);
    const message = lejek.messages(dm(ewa)).at(-1);
    if (message === undefined) throw new Error('nothing was said');
    await ewa.click(message, 'import.undo');
    await expect.poll(() => lejek.lastAnswer(ewa), { timeout: 20_000 }).toContain('Taken back: 400 deals.');
  });

  it('is told later where Slack cannot be reached, and no more where the message is gone', async () => {
    const { ewa, slack } = lejek;
    await importUntilKilled(ewa, () => vi.spyOn(lejek.tenant.imports, 'write').mockImplementation(never));
    const progress = createJobProgress();
    slack.faults.failWith('chat.update', 'internal_error', 1);
    await settleAfter(2 * MINUTE_MS, progress);
    expect(last(ewa)).toMatch(/^Reading the file/);
    await settleAfter(4 * MINUTE_MS, progress);
    expect(last(ewa)).toMatch(/^Lejek was stopped/);
    await importUntilKilled(ewa, () => vi.spyOn(lejek.tenant.imports, 'write').mockImplementation(never));
    slack.faults.failWith('chat.update', 'message_not_found', 1);
    await settleAfter(6 * MINUTE_MS);
    const said = edits();
    await settleAfter(8 * MINUTE_MS);
    expect(edits()).toBe(said);
  });
});

it('an import of many deals is told, and kept, before it is written', async () => {
  const { ewa } = lejek;
  const preview = await sendFile(ewa, 2000, OPEN);
  const write = lejek.tenant.imports.write;
  const seen: string[] = [];
  vi.spyOn(lejek.tenant.imports, 'write').mockImplementation(async (...work) => {
    seen.push(last(ewa));
    const left = await lejek.store.claimLeftImports({ before: Date.now() + MINUTE_MS, now: Date.now() });
    seen.push(...left.map(({ channelId }) => channelId));
    return write(...work);
  });
  await ewa.click(preview, 'import.make');
  await expect.poll(() => last(ewa), { timeout: 60_000 }).toContain('Imported: 2,000 new deals.');
  expect(seen).toEqual(['Importing… 0 of 2,000 deals', dm(ewa)]);
  expect((await lejek.tenant.deals(ALL_DEALS).byNumbers([2000])).length).toBe(1);
  // It is told before it is forgotten.
  const left = () => lejek.store.claimLeftImports({ before: Date.now() + MINUTE_MS, now: Date.now() });
  await expect.poll(left, { timeout: 30_000 }).toEqual([]);
});
