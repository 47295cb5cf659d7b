import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/core/time/durations.ts';
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

it('the time that deals were open ends where they were closed, and lies within the span', async () => {
  await lejek.reset();
  const { ewa, piotr, tenant } = lejek;
  await setUpFunnel(lejek, ewa);
  const start = lejek.now();
  for (const name of ['Bielik', 'Morela', 'Kowent']) await lejek.createDeal(piotr, name, valueInEuros(1000));
  lejek.setNow(start + 2 * DAY_MS);
  await typeAndRead(lejek, piotr, '/deal lost bielik no budget');
  lejek.setNow(start + 3 * DAY_MS);
  await lejek.createDeal(ewa, 'Tarnina', valueInEuros(1000));
  const idOf = async ({ id }: { readonly id: string }): Promise<string> => (await tenant.members.bySlackUser(id))?.id ?? 'nobody';
  const [piotrs, ewas] = [await idOf(piotr), await idOf(ewa)];
  const days = async (from: number, to: number) =>
    Object.fromEntries(
      (await tenant.funnel.openTime('sales', { from, to })).map(({ ownerId, openMs }) => [
        ownerId,
        Math.round((openMs / DAY_MS) * 100) / 100,
      ]),
    );
  expect(await days(start, start + 5 * DAY_MS)).toEqual({ [piotrs]: 2 + 5 + 5, [ewas]: 2 });
  expect(await days(start + DAY_MS, start + 3 * DAY_MS)).toEqual({ [piotrs]: 1 + 2 + 2, [ewas]: 0 });
  expect(await days(start + 2.5 * DAY_MS, start + 4 * DAY_MS)).toEqual({ [piotrs]: 1.5 + 1.5, [ewas]: 1 });
});
