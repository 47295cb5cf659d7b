import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/durations.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { setUpFunnel } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(async () => {
  await lejek.reset();
  await installAgain();
});
afterAll(() => lejek.stop());

/** Slack gives a token again; it was taken away by the test before. */
async function installAgain(): Promise<void> {
  const { slack, ewa } = lejek;
  const redirect_uri = 'https://lejek.example.com/slack/oauth_redirect';
  const grant = { code: slack.grantInstallation(ewa.id, redirect_uri), redirect_uri };
  const client = new WebClient(undefined, { slackApiUrl: slack.apiUrl });
  await client.oauth.v2.access({ client_id: slack.clientId, client_secret: slack.clientSecret, ...grant });
}

it('an app that was taken away while the bot was stopped is noticed by the first post that Slack refuses', async () => {
  const { ewa, piotr, slack, store, tenant } = lejek;
  await setUpFunnel(lejek, ewa);
  await lejek.tick();
  await store.installations.save({ workspaceId: tenant.id, enterpriseId: null, encryptedRecord: 'x' }, lejek.now());
  lejek.advanceClock(HOUR_MS);
  await lejek.createDeal(piotr, 'Bielik', { stageId: 'offer' });
  await lejek.typeCommand(piotr, '/deal note bielik they called');
  slack.faults.failWith('chat.postMessage', 'account_inactive', 1);
  await lejek.tick();
  expect(await store.workspaces()).toEqual([]);
  expect(await store.installations.find(tenant.id)).toBe(undefined);
  const from = slack.journal.length;
  await lejek.runUntil(lejek.now() + 3 * HOUR_MS, HOUR_MS);
  expect(slack.journal.slice(from).filter(({ kind }) => kind === 'call')).toEqual([]);
  await lejek.runUntil(lejek.now() + 31 * DAY_MS, 10 * DAY_MS);
  expect(await tenant.workspace()).toBe(undefined);
});

it('a token of the settings that Slack does not know any more is waited for', async () => {
  const { ewa, piotr, slack, store, sales } = lejek;
  await setUpFunnel(lejek, ewa);
  await lejek.createDeal(piotr, 'Bielik', { stageId: 'offer' });
  await lejek.typeCommand(piotr, '/deal note bielik they called');
  slack.faults.failWith('chat.postMessage', 'token_revoked', 1);
  await lejek.tick();
  expect(await store.workspaces()).toHaveLength(1);
  await lejek.runUntil(lejek.now() + HOUR_MS, HOUR_MS);
  expect(lejek.posts(sales).some((post) => post.includes('Bielik'))).toBe(true);
});

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
  expect(await tenant.deals(ALL_DEALS).file(1)).toMatchObject({ deal: { name: 'Bielik' } });
  await store.installations.restore(tenant.id);
  expect(await store.subscriptions()).toMatchObject([{ channelId: sales }]);
});

it('a bot whose token alone was taken back posts nothing more, and one person’s own token is no concern of it', async () => {
  const { ewa, slack, store } = lejek;
  await setUpFunnel(lejek, ewa);
  slack.revokeToken('person');
  await slack.allDelivered();
  await lejek.tick();
  expect(await store.workspaces()).toHaveLength(1);
  slack.revokeToken('bot');
  await slack.allDelivered();
  await expect.poll(async () => (await store.workspaces()).length).toBe(0);
  const from = slack.journal.length;
  await lejek.runUntil(lejek.now() + 3 * HOUR_MS, HOUR_MS);
  expect(slack.journal.slice(from).filter(({ kind }) => kind === 'call')).toEqual([]);
});
