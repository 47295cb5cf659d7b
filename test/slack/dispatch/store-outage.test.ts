import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/db/database.ts';
import { openOwnDatabase } from '../../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot | undefined;
afterEach(async () => {
  await lejek?.stop();
  lejek = undefined;
});

/** Lejek over a database that the test can take away or hold up. */
async function startBotWithDatabase(): Promise<{ readonly lejek: TestBot; readonly database: Database }> {
  const database = await openOwnDatabase();
  lejek = await startTestBot({ database });
  return { lejek, database };
}

/** Keeps everybody from the workspace's row for a while, on either engine. Resolves as soon as it does. */
function blockDatabase(database: Database, ms: number): Promise<{ readonly released: Promise<void> }> {
  return new Promise((resolve, reject) => {
    const released = database.session(async (sql) => {
      await sql.exec('BEGIN; LOCK TABLE workspace IN ACCESS EXCLUSIVE MODE');
      resolve({ released });
      await pause(ms);
      await sql.exec('ROLLBACK');
    });
    released.catch(reject);
  });
}

describe('the database', () => {
  it('that is down is one clear sentence for each, and a form keeps what was typed', async () => {
    const { lejek: bot, database } = await startBotWithDatabase();
    const { piotr, anna } = bot;
    // Each has spoken before, so that the language is known.
    await bot.typeCommand(piotr, '/deal help');
    await bot.typeCommand(anna, '/deal pomoc');
    await bot.typeCommand(piotr, '/deal new Bielik 48k');
    await piotr.waitForView();
    await database.close();
    const sentence = "I can't reach the data. Nothing was changed; try again in a minute.";
    expect(await bot.typeCommand(piotr, '/deal')).toBe(sentence);
    expect(await bot.typeCommand(piotr, '/funnel')).toBe(sentence);
    // Help needs no data.
    expect(await bot.typeCommand(piotr, '/deal help')).toContain('What you can type');
    expect(await bot.typeCommand(anna, '/funnel pomoc')).toContain('Co można wpisać');
    expect(await bot.typeCommand(anna, '/szansa')).toBe('Nie mam dostępu do danych. Nic się nie zmieniło; spróbuj za minutę.');
    const { closed, errors } = await piotr.submit();
    expect({ closed, errors }).toEqual({ closed: false, errors: { name: sentence } });
    expect(bot.readScreen(piotr)).toContain('Bielik');
    expect(bot.log.filter(({ level }) => level === 'error').length).toBeGreaterThan(0);
  });

  it('that is slow lets a form load and be filled, and an answer come late', async () => {
    const { lejek: bot, database } = await startBotWithDatabase();
    const { piotr } = bot;
    await bot.typeCommand(piotr, '/deal help');
    const first = await blockDatabase(database, 1200);
    await bot.typeCommand(piotr, '/deal new Bielik 48k');
    await piotr.waitForView();
    expect(bot.readScreen(piotr)).toContain('Loading …');
    await first.released;
    await piotr.waitForView((view) => JSON.stringify(view.blocks).includes('Bielik'));
    const before = bot.slack.ephemerals(piotr.id).length;
    const second = await blockDatabase(database, 2300);
    expect((await piotr.command(bot.sales, '/deal list')).reply).toBeUndefined();
    await second.released;
    await expect.poll(() => bot.lastAnswer(piotr)).toContain('Open deals: none');
    // No word that it takes a moment stays behind.
    expect(bot.slack.ephemerals(piotr.id)).toHaveLength(before + 1);
  });
});
