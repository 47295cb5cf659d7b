import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const keys = () =>
  lejek.messages(lejek.sales).map(({ metadata }) => String(Object.values(metadata?.event_payload ?? {})[0] ?? ''));
const cards = () => keys().filter((key) => key.startsWith('card/'));
const digests = () => lejek.posts(lejek.sales).filter((post) => post.includes('Funnel, week'));
const toldToEwa = (words: string) => lejek.posts(lejek.ewa.id).filter((post) => post.includes(words));

describe('a repair', () => {
  it('has a bound: while Slack finds no thread, a deal gets one more card in a day, and the admin one word', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    await lejek.tick();
    const first = await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'needs' });
    await lejek.tick();
    expect(cards()).toHaveLength(1);
    for (const line of ['call in May', 'call in June', 'call in July']) {
      await lejek.typeCommand(lejek.piotr, `/deal note ${first} ${line}`);
      // Cards are made, lines of their threads are refused.
      lejek.slack.faults.failWith('chat.postMessage', 'thread_not_found', 1);
      await lejek.tick();
      lejek.slack.faults.failWith('chat.postMessage', 'thread_not_found', 0);
      lejek.advanceClock(MINUTE_MS);
    }
    expect(cards()).toHaveLength(2);
    expect(toldToEwa('stop for today')).toHaveLength(1);
    lejek.advanceClock(DAY_MS);
    await lejek.typeCommand(lejek.piotr, `/deal note ${first} at last`);
    await lejek.tick();
    const { messageTs = '' } = (await lejek.tenant.cards.find(first, lejek.sales)) ?? {};
    expect(lejek.slack.replies(lejek.sales, messageTs)).not.toEqual([]);
  });

  it('is spread over days where somebody has deleted all cards of a channel', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    for (let count = 0; count < 23; count += 1)
      await lejek.createDeal(lejek.piotr, `Firm ${count}`, { ...valueInEuros(1_000), stageId: 'needs' });
    await lejek.tick();
    const client = await lejek.deps.clientFor(lejek.tenant.id);
    for (const { ts } of lejek.messages(lejek.sales)) await client.chat.delete({ channel: lejek.sales, ts });
    await lejek.runUntil(Date.parse('2026-11-17T09:00:00Z'), 30 * MINUTE_MS);
    expect(cards()).toHaveLength(20);
    expect(toldToEwa('stop for today')).toHaveLength(1);
    await lejek.runUntil(Date.parse('2026-11-18T09:00:00Z'), 30 * MINUTE_MS);
    expect(cards()).toHaveLength(23);
  });
});

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
