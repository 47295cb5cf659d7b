import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/db/database.ts';
import { numbersThread } from '../../src/thread/worker-thread.ts';
import { typeAndRead, valueInEuros } from '../support/bot-actions.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let database: Database;
let lejek: TestBot;
beforeAll(async () => {
  database = await openTestDatabase();
  lejek = await startTestBot({ database });
});
afterAll(() => lejek.stop());

it('a forecast whose thread ends is answered as every fault is, and the next one by a new thread', async () => {
  const { piotr, ewa } = lejek;
  await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
  await lejek.createDeal(piotr, 'Orlik', { ...valueInEuros(1000), stageId: 'offer' });
  await lejek.typeCommand(piotr, '/deal lost orlik too expensive');
  // More groups of open deals than are computed in the main thread.
  await database.session((sql) =>
    sql.exec(`INSERT INTO open_stock SELECT r.* FROM open_stock AS t, generate_series(1, 700) AS n,
      jsonb_populate_record(t, jsonb_build_object('day', to_char(DATE '2024-01-01' + n, 'YYYY-MM-DD'))) AS r WHERE t.count > 0`),
  );
  const asked = lejek.slack.ephemerals(ewa.id).length;
  const typed = ewa.command(lejek.sales, '/funnel forecast year');
  while (numbersThread.pendingCount() === 0) await setImmediate();
  await numbersThread.terminate();
  await typed;
  await expect.poll(() => lejek.slack.ephemerals(ewa.id).length, { timeout: 20_000 }).toBeGreaterThan(asked);
  await expect.poll(() => lejek.lastAnswer(ewa), { timeout: 20_000 }).toMatch(/something went wrong|code [0-9A-F]{6}/i);
  expect(lejek.log.some(({ level, fields }) => level === 'error' && String(fields['err']).includes('thread for numbers'))).toBe(
    true,
  );
  expect(await typeAndRead(lejek, ewa, '/funnel forecast year')).toContain('Forecast, 2026');
});
