import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/durations.ts';
import { setUpFunnel } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

it('a bot that was taken away makes no more calls, keeps no post waiting, and goes on when it is back', async () => {
  const { ewa, piotr, sales, slack, store, tenant } = lejek;
  await setUpFunnel(lejek, ewa);
  await lejek.createDeal(piotr, 'Bielik', { stageId: 'offer' });
  await lejek.tick();
  await lejek.typeCommand(piotr, '/deal note bielik it waits');
  slack.uninstall();
  await slack.allDelivered();
  await expect.poll(async () => (await store.workspaces()).length).toBe(0);
  const from = slack.journal.length;
  await lejek.runUntil(lejek.now() + 2 * HOUR_MS, HOUR_MS);
  await lejek.runUntil(lejek.now() + 40 * DAY_MS, 10 * DAY_MS);
  expect(slack.journal.slice(from).filter(({ kind }) => kind === 'call')).toEqual([]);
  const waiting = (await tenant.deliveries.ofKind('deal-event', 0)).filter(({ state }) => state === 'queued');
  expect(waiting).toEqual([]);
  // One bot of one company: its data are its own, and stay.
  expect(await tenant.deals.file(1)).toMatchObject({ deal: { name: 'Bielik' } });
  await store.installations.restore(tenant.id);
  expect(await store.subscriptions()).toMatchObject([{ channelId: sales }]);
});
