import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
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

/** What Slack refuses of a deal's card, its thread and its message: the method, and the code. */
const CARD_REFUSALS = [
  ['chat.postMessage', 'thread_not_found'],
  ['chat.postMessage', 'message_not_found'],
  ['chat.postMessage', 'cant_update_message'],
  ['chat.update', 'message_not_found'],
  ['chat.update', 'cant_update_message'],
  ['chat.update', 'edit_window_closed'],
  ['chat.update', 'thread_not_found'],
  ['chat.update', 'invalid_blocks'],
  ['chat.update', 'fatal_error'],
  ['chat.update', 'internal_error'],
] as const;
/** Codes of a message that is there no more. */
const GONE = new Set(['thread_not_found', 'message_not_found', 'cant_update_message', 'edit_window_closed']);

describe('while Slack goes on to refuse', () => {
  it('cards and their threads, a deal has two cards at most in a day, and each admin a word for a code, in their language', async () => {
    const { ewa, anna, piotr, slack, tenant, sales } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.typeCommand(anna, '/deal help');
    await tenant.members.setRole((await tenant.members.bySlackUser(anna.id))?.id ?? '', 'admin');
    await lejek.tick();
    for (const [method, code] of CARD_REFUSALS) {
      const before = cards().length;
      const number = await lejek.createDeal(piotr, `Firm of ${method} ${code}`, { ...valueInEuros(1_000), stageId: 'needs' });
      await lejek.tick();
      for (let round = 0; round < 2; round += 1) {
        await lejek.typeCommand(piotr, `/deal note ${number} call ${round}`);
        slack.faults.failWith(method, code, 1);
        await lejek.tick();
        slack.faults.failWith(method, code, 0);
        lejek.advanceClock(MINUTE_MS);
      }
      expect({ method, code, cards: cards().length - before }).toEqual({ method, code, cards: GONE.has(code) ? 2 : 1 });
    }
    const told = (person: Person, words: string) => lejek.posts(person.id).filter((post) => post.includes(words));
    for (const code of GONE) {
      expect(told(ewa, `Slack says ${code}`), code).toHaveLength(1);
      expect(told(anna, `Slack odpowiada ${code}`), code).toHaveLength(1);
    }
    expect(lejek.messages(sales).length).toBeLessThan(40);
  });

  it.each([
    ['files.getUploadURLExternal', 'fatal_error'],
    ['files.getUploadURLExternal', 'missing_scope'],
    ['files.completeUploadExternal', 'internal_error'],
  ])(
    'pictures, by %s with %s: a post tries one of them twice, is made without, and admins have one word in a day',
    async (method, code) => {
      const { ewa, slack, piotr } = lejek;
      await setUpFunnel(lejek, ewa);
      await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
      lejek.setNow(Date.parse('2026-11-23T08:00:00Z'));
      slack.faults.failWith(method, code, 1000);
      const from = slack.journal.length;
      for (let minute = 0; minute < 5; minute += 1) {
        await lejek.tick();
        lejek.advanceClock(MINUTE_MS);
      }
      slack.faults.failWith(method, code, 0);
      expect(digests()).toHaveLength(1);
      const tried = slack.journal.slice(from).filter((entry) => entry.kind === 'call' && entry.method === method);
      expect(tried.length).toBeLessThanOrEqual(2);
      expect(toldToEwa(`Slack refused the picture for #sales: ${code}`)).toHaveLength(1);
    },
  );

  it.each([
    ['internal_error', null],
    ['rate_limited', 0],
  ] as const)(
    'a Home, by %s, that one is tried four times at most, and admins have one word in a day',
    async (code, retryAfterSeconds) => {
      const { ewa, piotr, slack } = lejek;
      await setUpFunnel(lejek, ewa);
      if (retryAfterSeconds === null) slack.faults.failWith('views.publish', code, 1000);
      else slack.faults.rateLimit('views.publish', { retryAfterSeconds, times: 1000 });
      const from = slack.journal.length;
      const wakes = lejek.wakeCount();
      await piotr.openHome();
      await expect.poll(() => lejek.wakeCount(), { timeout: 20_000 }).toBeGreaterThan(wakes);
      await lejek.typeCommand(piotr, '/deal new Morela');
      await piotr.closeAll();
      await lejek.tick();
      slack.faults.failWith('views.publish', code, 0);
      slack.faults.rateLimit('views.publish', { retryAfterSeconds: 0, times: 0 });
      const tried = slack.journal.slice(from).filter((entry) => entry.kind === 'call' && entry.method === 'views.publish');
      expect(tried.length).toBeLessThanOrEqual(4);
      expect(toldToEwa(`Slack refused to update the Home tab of some people: ${code}`)).toHaveLength(1);
    },
  );
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
