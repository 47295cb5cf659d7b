import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUpFunnel, valueInEuros } from '../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());

it('a button of a message that has replies is answered in the channel, where the person is, not in its thread', async () => {
  const { ewa, piotr, sales, slack } = lejek;
  await setUpFunnel(lejek, ewa, { cards: '1' });
  const number = await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'lead' });
  await lejek.tick();
  await lejek.typeCommand(piotr, `/deal note ${number} they called`);
  await lejek.tick();
  const card = lejek.messages(sales).find(({ blocks }) => JSON.stringify(blocks).includes('"deal.show'));
  expect(slack.replies(sales, card?.ts ?? '').length).toBeGreaterThan(0);
  const [, show = ''] = /"action_id":"(deal\.show[^"]*)"/.exec(JSON.stringify(card?.blocks)) ?? [];
  if (card === undefined) throw new Error('there is no card');
  const before = slack.ephemerals(piotr.id).length;
  await piotr.click(card, show);
  await expect.poll(() => slack.ephemerals(piotr.id).length, { timeout: 10_000 }).toBe(before + 1);
  expect(slack.ephemerals(piotr.id).at(-1)?.thread_ts).toBeUndefined();
});
