import { afterAll, beforeAll, expect, it } from 'vitest';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { setUpFunnel, typeAndRead, valueInEuros } from '../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());

it('closed deals are those that are won or lost now and were closed in the span, its end left out', async () => {
  const { ewa, piotr, tenant } = lejek;
  await setUpFunnel(lejek, ewa);
  for (const name of ['Bielik', 'Morela', 'Kowent']) await lejek.createDeal(piotr, name, valueInEuros(1000));
  const start = lejek.now();
  await typeAndRead(lejek, piotr, '/deal lost bielik no budget');
  lejek.advanceClock(3_600_000);
  await typeAndRead(lejek, piotr, '/deal lost morela too expensive');
  await typeAndRead(lejek, piotr, '/deal reopen morela');
  const end = lejek.now();
  await typeAndRead(lejek, piotr, '/deal lost kowent no budget');
  const read = (from: number, to: number) => tenant.funnel.closedDeals('sales', { from, to }, ALL_DEALS);
  const [bielik, ...others] = await read(start, end);
  expect(others).toEqual([]);
  expect(bielik).toMatchObject({ outcome: 'lost', valueMinor: 100_000, closedAt: start, lostReasonId: 'budget' });
  expect((bielik?.createdAt ?? 0) < start).toBe(true);
  expect(await read(start, end + 1)).toHaveLength(2);
});
