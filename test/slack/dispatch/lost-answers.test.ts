import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import { type Database, openDatabase } from '../../../src/store/db/database.ts';
import { pressPostedButton } from '../../support/bot-actions.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/store/database-proxy.ts';
import { createTestDatabase } from '../../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

/** ms after which the bot of these tests gives a frozen server up; it waits for half a minute elsewhere. */
const QUERY_TIMEOUT_MS = 700;

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
  const notes = async (deal: number) => (await bot.tenant.deals.history(deal)).filter(({ noteId }) => noteId !== null).length;

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
    const { deals } = await bot.tenant.deals.search('Zielony', { openOnly: true, limit: 5 });
    expect(deals).toHaveLength(1);

    const noted = await bot.createDeal(piotr, 'Bielik');
    await bot.typeCommand(piotr, `/deal note D-${noted} called`);
    proxy.loseAnswersTo('"key":"button');
    await clickInAnswer(piotr, 'deal.undo');
    await expect.poll(() => bot.app.inFlight()).toBe(0);
    expect(proxy.lost()).toBe(before + 2);
    expect((await bot.tenant.deals.history(noted)).filter(({ kind }) => kind === 'undone')).toHaveLength(1);

    const [one, two] = [await bot.createDeal(piotr, 'Kowent'), await bot.createDeal(piotr, 'Kowent Ltd')];
    await bot.typeCommand(ewa, `/deal merge D-${two} into D-${one}`);
    proxy.loseAnswersTo('"key":"button');
    await clickInAnswer(ewa, 'deal.merge');
    await expect.poll(async () => (await bot.tenant.deals.search('Kowent', { openOnly: true, limit: 5 })).deals).toHaveLength(1);
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
