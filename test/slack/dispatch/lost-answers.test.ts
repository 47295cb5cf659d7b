import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import { type Database, openDatabase } from '../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { pressPostedButton } from '../../support/bot-actions.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/store/database-proxy.ts';
import { copyDatabaseInto, createTestDatabase } from '../../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

/** ms after which the bot of these tests gives a frozen server up; it waits for half a minute elsewhere. */
const QUERY_TIMEOUT_MS = 700;

describe('the embedded database', () => {
  it('whose disk refused to sync a commit that is in its log is opened again, and the command is answered with what it did: one note', async () => {
    const dataDir = fs.mkdtempSync(join(tmpdir(), 'lejek-lost-'));
    copyDatabaseInto(dataDir);
    const database = await openDatabase({ dataDir });
    const bot = await startTestBot({ database });
    try {
      const number = await bot.createDeal(bot.piotr, 'Bielik');
      await bot.typeCommand(bot.piotr, `/deal note D-${number} before`);
      const { fsyncSync } = fs;
      let refused = 0;
      vi.spyOn(fs, 'fsyncSync').mockImplementation((fd) => {
        if (refused > 0 || !fs.readlinkSync(`/proc/self/fd/${fd}`).startsWith(dataDir)) return fsyncSync(fd);
        refused += 1;
        throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
      });
      expect(await bot.typeCommand(bot.piotr, `/deal note D-${number} called`)).toContain('called');
      expect(refused).toBe(1);
      expect((await bot.tenant.deals(ALL_DEALS).history(number)).filter(({ noteId }) => noteId !== null)).toHaveLength(2);
    } finally {
      vi.restoreAllMocks();
      await bot.stop();
      await database.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

describe.runIf(inject('testServer') !== null)('a server that is frozen', () => {
  it('is noticed within seconds, whoever waits is told, whoever comes is told at once, and it is used again as soon as it answers', async () => {
    const { databaseUrl = '' } = await createTestDatabase('migrated');
    const proxy = await startDatabaseProxy(databaseUrl);
    const database = await openDatabase({ databaseUrl: proxy.url });
    const bot = await startTestBot({ database });
    try {
      const silent = 'The database is not answering. Nothing was changed; try again in a minute.';
      const number = await bot.createDeal(bot.piotr, 'Bielik');
      await bot.typeCommand(bot.piotr, '/deal');
      proxy.freeze();
      const from = performance.now();
      expect(await bot.typeCommand(bot.piotr, '/deal list')).toBe(silent);
      // Far from the half minute that the longest statement may take.
      expect(performance.now() - from).toBeLessThan(15_000);
      const refusedAt = performance.now();
      await expect(bot.store.ping()).rejects.toThrow(/silent/);
      expect(await bot.typeCommand(bot.piotr, `/deal note D-${number} called`)).toBe(silent);
      expect(performance.now() - refusedAt).toBeLessThan(1_500);
      proxy.thaw();
      await expect.poll(() => bot.typeCommand(bot.piotr, `/deal note D-${number} called`)).toContain('called');
      expect((await bot.tenant.deals(ALL_DEALS).history(number)).filter(({ noteId }) => noteId !== null)).toHaveLength(1);
    } finally {
      proxy.thaw();
      await bot.stop();
      await database.close();
      await proxy.close();
    }
  });

  it('that is merely slow is waited for', async () => {
    const { databaseUrl = '' } = await createTestDatabase('migrated');
    const database = await openDatabase({ databaseUrl });
    const [row] = await database.prisma.$queryRaw<{ n: number }[]>`SELECT 7 AS n FROM pg_sleep(6)`;
    expect(row?.n).toBe(7);
    await database.close();
  });
});

describe.runIf(inject('testServer') !== null)('over a network that breaks', () => {
  let bot: TestBot;
  let proxy: DatabaseProxy;
  let database: Database;
  beforeAll(async () => {
    const { databaseUrl = '' } = await createTestDatabase('migrated');
    proxy = await startDatabaseProxy(databaseUrl);
    database = await openDatabase({ databaseUrl: `${proxy.url}?query_timeout=${QUERY_TIMEOUT_MS}` });
    bot = await startTestBot({ database });
  });
  beforeEach(async () => {
    proxy.mend();
    proxy.thaw();
    await bot.reset();
    await bot.typeCommand(bot.piotr, '/deal');
  });
  afterAll(async () => {
    proxy.thaw();
    await bot.stop();
    await database.close();
    await proxy.close();
  });

  /** Presses a button of the last private answer, by the beginning of its id. */
  const clickInAnswer = async (person: Person, id: string): Promise<void> => {
    const answer = bot.slack.ephemerals(person.id).at(-1);
    const [, found] = new RegExp(`"action_id":"(${id}[^"]*)"`).exec(JSON.stringify(answer)) ?? [];
    if (answer === undefined || found === undefined) throw new Error(`no button ${id}: ${JSON.stringify(answer)}`);
    await person.click(answer, found);
  };
  const notes = async (deal: number) =>
    (await bot.tenant.deals(ALL_DEALS).history(deal)).filter(({ noteId }) => noteId !== null).length;

  it('a command whose commit was not answered is answered with what it did: one note', async () => {
    const number = await bot.createDeal(bot.piotr, 'Bielik');
    const before = proxy.lost();
    proxy.loseAnswersTo('"key":"command');
    expect(await bot.typeCommand(bot.piotr, `/deal note D-${number} called, wants an offer`)).toContain('called, wants an offer');
    expect(proxy.lost()).toBe(before + 1);
    expect(await notes(number)).toBe(1);
  });

  it('a form, a button and a merge have one effect', async () => {
    const { piotr, ewa } = bot;
    const before = proxy.lost();
    await bot.typeCommand(piotr, '/deal new Zielony 48k');
    await piotr.waitForView();
    proxy.loseAnswersTo('"key":"form');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    expect(proxy.lost()).toBe(before + 1);
    const { deals } = await bot.tenant.deals(ALL_DEALS).search('Zielony', { openOnly: true, limit: 5 });
    expect(deals).toHaveLength(1);

    const noted = await bot.createDeal(piotr, 'Bielik');
    await bot.typeCommand(piotr, `/deal note D-${noted} called`);
    proxy.loseAnswersTo('"key":"button');
    await clickInAnswer(piotr, 'deal.undo');
    await expect.poll(() => bot.app.inFlight()).toBe(0);
    expect(proxy.lost()).toBe(before + 2);
    expect((await bot.tenant.deals(ALL_DEALS).history(noted)).filter(({ kind }) => kind === 'undone')).toHaveLength(1);

    const [one, two] = [await bot.createDeal(piotr, 'Kowent'), await bot.createDeal(piotr, 'Kowent Ltd')];
    await bot.typeCommand(ewa, `/deal merge D-${two} into D-${one}`);
    proxy.loseAnswersTo('"key":"button');
    await clickInAnswer(ewa, 'deal.merge');
    await expect
      .poll(async () => (await bot.tenant.deals(ALL_DEALS).search('Kowent', { openOnly: true, limit: 5 })).deals)
      .toHaveLength(1);
    await expect.poll(() => bot.app.inFlight()).toBe(0);
    expect(proxy.lost()).toBe(before + 3);
    expect(bot.lastAnswer(ewa)).not.toContain('Nothing was changed');
  });

  it('where it cannot be asked again either, people read that it is not known; the same form sent again counts once', async () => {
    const { piotr } = bot;
    const number = await bot.createDeal(piotr, 'Bielik');
    await pressPostedButton(bot, piotr, 'deal.note', `${number}@1`);
    await piotr.waitForView(({ callback_id: id }) => id === 'deal.add-note');
    piotr.fillInput('note', 'they called');
    proxy.loseAnswersTo('"key":"form', 1, { thenCut: true });
    expect(await piotr.submit()).toMatchObject({
      closed: false,
      errors: { note: expect.stringMatching(/I don't know whether this was saved[\s\S]*they count once/) },
    });
    proxy.mend();
    await expect
      .poll(() =>
        database.ping().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    expect(await piotr.submit()).toMatchObject({ closed: true });
    expect(await notes(number)).toBe(1);
  });

  it('a server that is frozen is not answering, and is said to', async () => {
    proxy.freeze();
    const silent = 'The database is not answering. Nothing was changed; try again in a minute.';
    expect(await bot.typeCommand(bot.piotr, '/deal list')).toBe(silent);
    proxy.thaw();
    await expect.poll(() => bot.typeCommand(bot.piotr, '/deal list')).toContain('Open deals: none');
  });
});
