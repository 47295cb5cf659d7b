import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../../src/store/db/database.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/store/database-proxy.ts';
import { createTestDatabase } from '../../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

async function onBrokenNetwork(work: (bot: TestBot, proxy: DatabaseProxy) => Promise<void>): Promise<void> {
  const { databaseUrl = '' } = await createTestDatabase('migrated');
  const proxy = await startDatabaseProxy(databaseUrl);
  const bot = await startTestBot({ database: await openDatabase({ databaseUrl: proxy.url }) });
  try {
    await work(bot, proxy);
  } finally {
    await bot.stop();
    await proxy.close();
  }
}

describe.runIf(inject('testServer') !== null)('a commit whose answer is lost on the way', () => {
  it('is answered with what it did: one note, one deal', async () => {
    await onBrokenNetwork(async (bot, proxy) => {
      const { piotr } = bot;
      const number = await bot.createDeal(piotr, 'Bielik');
      proxy.loseAnswersTo('"key":"command');
      const answer = await bot.typeCommand(piotr, `/deal note D-${number} called, wants an offer`);
      expect(proxy.lost()).toBe(1);
      expect(answer).toContain('called, wants an offer');
      expect((await bot.tenant.deals.history(number)).filter(({ noteId }) => noteId !== null)).toHaveLength(1);
      await bot.typeCommand(piotr, '/deal new Zielony 48k');
      await piotr.waitForView();
      proxy.loseAnswersTo('"key":"form');
      expect(await piotr.submit()).toMatchObject({ closed: true });
      expect(proxy.lost()).toBe(2);
      expect((await bot.tenant.deals.search('Zielony', { openOnly: true, limit: 5 })).deals).toHaveLength(1);
    });
  });
});
