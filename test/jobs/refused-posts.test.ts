import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { salesDigests, salesKeys, toldTo } from '../support/channel-posts.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const keys = () => salesKeys(lejek);
const cards = () => keys().filter((key) => key.startsWith('card/'));
const digests = () => salesDigests(lejek);
const toldToEwa = (words: string) => toldTo(lejek, lejek.ewa, words);

describe('a post that Slack refused', () => {
  it('for good, in every form, is in the log', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    lejek.slack.faults.failWith('chat.postMessage', 'invalid_blocks', 1);
    await lejek.tick();
    const given = lejek.log.filter(({ message }) => message === 'a post is given up');
    expect(given.map(({ fields }) => fields)).toEqual([{ key: `welcome/${lejek.sales}`, error: 'invalid_blocks' }]);
  });

  it.each([
    'not_in_channel',
    'channel_not_found',
    'is_archived',
    'missing_scope',
    'messages_tab_disabled',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'rate_limited',
  ])('by %s is made once that is over', async (code) => {
    await setUpFunnel(lejek, lejek.ewa);
    lejek.slack.faults.failWith('chat.postMessage', code, 1);
    await lejek.tick();
    expect(keys()).toEqual([]);
    lejek.slack.faults.failWith('chat.postMessage', code, 0);
    lejek.advanceClock(HOUR_MS);
    await lejek.tick();
    expect(keys()).toEqual([`welcome/${lejek.sales}`]);
  });

  it('is made when the reason is gone: a digest with its thread until the next one, saying why it is late', async () => {
    const { slack, sales, ewa } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await lejek.tick();
    slack.removeFromChannel(sales, slack.botUserId);
    await lejek.runUntil(Date.parse('2026-11-26T10:00:00Z'), 12 * HOUR_MS);
    expect(digests()).toEqual([]);
    expect(toldToEwa('Slack says not_in_channel').length).toBeLessThanOrEqual(5);
    slack.inviteToChannel(sales, slack.botUserId);
    await lejek.runUntil(Date.parse('2026-11-26T12:00:00Z'), 30 * MINUTE_MS);
    expect(digests()).toHaveLength(1);
    expect(digests()[0]).toContain("This is Monday's summary, late: Lejek could not post in this channel.");
    const key = keys().find((each) => each.startsWith('digest/')) ?? '';
    const ts = lejek.messages(sales)[keys().indexOf(key)]?.ts ?? '';
    expect(slack.replies(sales, ts).length).toBeGreaterThanOrEqual(2);
  });

  it('is made as soon as the bot is invited, without waiting for the next hour', async () => {
    const { slack, sales, ewa } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await lejek.tick();
    slack.removeFromChannel(sales, slack.botUserId);
    await lejek.runUntil(Date.parse('2026-11-23T08:01:00Z'), 12 * HOUR_MS);
    expect(digests()).toEqual([]);
    const wakes = lejek.wakeCount();
    slack.inviteToChannel(sales, lejek.slack.addUser({ name: 'somebody' }).id, ewa.id);
    slack.inviteToChannel(sales, slack.botUserId, ewa.id);
    await expect.poll(() => lejek.wakeCount()).toBeGreaterThan(wakes);
    lejek.advanceClock(MINUTE_MS);
    await lejek.tick();
    expect(digests()).toHaveLength(1);
  });

  /** A deal whose card waits, because another company reads along in the channel. */
  async function shareWithCardWaiting(): Promise<void> {
    await setUpFunnel(lejek, lejek.ewa);
    await lejek.tick();
    await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'needs' });
    lejek.slack.shareChannel(lejek.sales, 'shared');
    await expect.poll(async () => (await lejek.tenant.subscriptions.all())[0]?.problem).toBe('shared_externally');
  }

  it('because another company read along is made when it has gone, or an admin allows it', async () => {
    const { slack, sales } = lejek;
    await shareWithCardWaiting();
    await lejek.runUntil(Date.parse('2026-11-18T09:00:00Z'), 6 * HOUR_MS);
    expect(cards()).toEqual([]);
    const wakes = lejek.wakeCount();
    slack.shareChannel(sales, 'own');
    await expect.poll(() => lejek.wakeCount()).toBeGreaterThan(wakes);
    lejek.advanceClock(MINUTE_MS);
    await lejek.tick();
    expect(cards()).toHaveLength(1);
  });

  it('is given up after a week in which another company read along', async () => {
    const { slack, sales } = lejek;
    await shareWithCardWaiting();
    await lejek.runUntil(Date.parse('2026-11-24T09:00:00Z'), 12 * HOUR_MS);
    slack.shareChannel(sales, 'own');
    await lejek.runUntil(Date.parse('2026-11-24T12:00:00Z'), 30 * MINUTE_MS);
    expect(cards()).toEqual([]);
  });

  it('is not made once the next digest is due', async () => {
    const { slack, sales, ewa } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(lejek.piotr, 'Bielik', valueInEuros(48_000));
    await lejek.tick();
    slack.removeFromChannel(sales, slack.botUserId);
    await lejek.runUntil(Date.parse('2026-11-30T08:30:00Z'), 12 * HOUR_MS);
    slack.inviteToChannel(sales, slack.botUserId);
    await lejek.runUntil(Date.parse('2026-11-30T12:00:00Z'), 30 * MINUTE_MS);
    expect(digests()).toHaveLength(1);
    expect(digests()[0]).toContain('23–29 Nov');
  });
});
