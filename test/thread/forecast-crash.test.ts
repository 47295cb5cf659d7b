import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { numbersThread } from '../../src/thread/thread.ts';
import { type Bot, bot } from '../support/bot.ts';
import { testDatabase } from '../support/store/test-database.ts';
import { answerTo, worth } from '../support/team.ts';

let database: Database;
let lejek: Bot;
beforeAll(async () => {
  database = await testDatabase();
  lejek = await bot({ database });
});
afterAll(() => lejek.stop());

it('a forecast whose thread ends is answered as every fault is, and the next one by a new thread', async () => {
  const { piotr, ewa } = lejek;
  await lejek.deal(piotr, 'Bielik', { ...worth(48_000), stageId: 'offer' });
  await lejek.deal(piotr, 'Orlik', { ...worth(1000), stageId: 'offer' });
  await lejek.type(piotr, '/deal lost orlik too expensive');
  // More groups of open deals than are computed in the main thread.
  await database.session((sql) =>
    sql.exec(`INSERT INTO open_stock SELECT r.* FROM open_stock AS t, generate_series(1, 700) AS n,
      jsonb_populate_record(t, jsonb_build_object('day', to_char(DATE '2024-01-01' + n, 'YYYY-MM-DD'))) AS r WHERE t.count > 0`),
  );
  const asked = lejek.slack.ephemerals(ewa.id).length;
  const typed = ewa.command(lejek.sales, '/funnel forecast year');
  while (numbersThread.waiting() === 0) await setImmediate();
  await numbersThread.end();
  await typed;
  await expect.poll(() => lejek.slack.ephemerals(ewa.id).length, { timeout: 20_000 }).toBeGreaterThan(asked);
  await expect.poll(() => lejek.lastAnswer(ewa), { timeout: 20_000 }).toMatch(/something went wrong|code [0-9A-F]{6}/i);
  expect(lejek.log.some(({ level, fields }) => level === 'error' && String(fields['err']).includes('thread for numbers'))).toBe(
    true,
  );
  expect(await answerTo(lejek, ewa, '/funnel forecast year')).toContain('Forecast, 2026');
});
