import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { salesDigests, salesKeys, setUpWithTwoAdmins, toldTo } from '../support/channel-posts.ts';
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
const LANGUAGES = ['en', 'pl'] as const;
type Language = (typeof LANGUAGES)[number];

/** Each admin, in their language, was told of a code so often. */
const told = (code: string): readonly number[] => [
  toldTo(lejek, lejek.ewa, `Slack says ${code}.`).length,
  toldTo(lejek, lejek.anna, `Slack odpowiada ${code}.`).length,
];

/** Codes of a place that takes no posts for now, and whether its admins are told. */
const REASONS: readonly (readonly [string, boolean])[] = [
  ['not_in_channel', true],
  ['channel_not_found', true],
  ['is_archived', true],
  ['missing_scope', true],
  ['messages_tab_disabled', true],
  ['restricted_action', true],
  ['restricted_action_read_only_channel', true],
  ['restricted_action_thread_only_channel', true],
  ['restricted_action_non_threadable_channel', true],
  ['rate_limited', false],
  ['ratelimited', false],
  ['message_limit_exceeded', false],
];

const CARD: Readonly<Record<Language, RegExp>> = { en: /In Needs identified/, pl: /Opiekun: Piotr/ };
const LATE: Readonly<Record<Language, RegExp>> = {
  en: /This is Monday's summary, late: Lejek could not post in this channel\./,
  pl: /spóźnione: wcześniej Lejek nie mógł pisać na tym kanale/,
};

describe('a post that Slack refused', () => {
  it('for good, in every form, is in the log', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    lejek.slack.faults.failWith('chat.postMessage', 'invalid_blocks', 1);
    await lejek.tick();
    const given = lejek.log.filter(({ message }) => message === 'a post is given up');
    expect(given.map(({ fields }) => fields)).toEqual([{ key: `welcome/${lejek.sales}`, error: 'invalid_blocks' }]);
  });

  it.each(LANGUAGES)('and that was the first one in a channel, in %s, is told to each admin as any other', async (language) => {
    await setUpWithTwoAdmins(lejek, language);
    lejek.slack.faults.failWith('chat.postMessage', 'not_in_channel', 1);
    await lejek.tick();
    lejek.advanceClock(HOUR_MS);
    await lejek.tick();
    expect(told('not_in_channel')).toEqual([1, 1]);
    expect(keys()).toEqual([`welcome/${lejek.sales}`]);
  });

  it.each(REASONS.flatMap(([code, isTold]) => LANGUAGES.map((language) => ({ code, isTold, language }))))(
    'by $code is made once that is over, in $language, and each admin is told where they can do something',
    async ({ code, isTold, language }) => {
      await setUpWithTwoAdmins(lejek, language);
      await lejek.tick();
      await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'needs' });
      lejek.slack.faults.failWith('chat.postMessage', code, 1);
      await lejek.tick();
      expect(cards()).toEqual([]);
      lejek.slack.faults.failWith('chat.postMessage', code, 0);
      lejek.advanceClock(HOUR_MS);
      await lejek.tick();
      expect(cards()).toHaveLength(1);
      expect(lejek.posts(lejek.sales).at(-1)).toMatch(CARD[language]);
      expect(told(code)).toEqual(isTold ? [1, 1] : [0, 0]);
    },
  );

  it.each(LANGUAGES)(
    'is made when the reason is gone: in %s, a digest with its thread, saying why it is late',
    async (language) => {
      const { slack, sales } = lejek;
      await setUpWithTwoAdmins(lejek, language);
      await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
      await lejek.tick();
      slack.removeFromChannel(sales, slack.botUserId);
      await lejek.runUntil(Date.parse('2026-11-26T10:00:00Z'), 12 * HOUR_MS);
      expect(digests()).toEqual([]);
      // A word a day, from Monday to Thursday.
      expect(told('not_in_channel')).toEqual([4, 4]);
      slack.inviteToChannel(sales, slack.botUserId);
      await lejek.runUntil(Date.parse('2026-11-26T12:00:00Z'), 30 * MINUTE_MS);
      expect(digests()).toHaveLength(1);
      expect(digests()[0]).toMatch(LATE[language]);
      const key = keys().find((each) => each.startsWith('digest/')) ?? '';
      const ts = lejek.messages(sales)[keys().indexOf(key)]?.ts ?? '';
      expect(slack.replies(sales, ts).length).toBeGreaterThanOrEqual(2);
    },
  );

  it.each(LANGUAGES)('is made as soon as the bot is invited, in %s, without waiting for the next hour', async (language) => {
    const { slack, sales, ewa } = lejek;
    await setUpWithTwoAdmins(lejek, language);
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

  it.each(LANGUAGES.flatMap((language) => [[6, language, 1] as const, [8, language, 0] as const]))(
    'while the bot was out of the channel for %i days, in %s: cards made once it is back: %i',
    async (days, language, made) => {
      const { slack, sales, piotr } = lejek;
      await setUpWithTwoAdmins(lejek, language);
      await lejek.tick();
      slack.removeFromChannel(sales, slack.botUserId);
      await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'needs' });
      const back = lejek.now() + days * DAY_MS;
      await lejek.runUntil(back, 12 * HOUR_MS);
      slack.inviteToChannel(sales, slack.botUserId);
      await lejek.runUntil(back + 2 * HOUR_MS, HOUR_MS);
      expect(cards()).toHaveLength(made);
    },
  );

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

  it.each(LANGUAGES)('is not made once the next digest is due, in %s', async (language) => {
    const { slack, sales } = lejek;
    await setUpWithTwoAdmins(lejek, language);
    await lejek.createDeal(lejek.piotr, 'Bielik', valueInEuros(48_000));
    await lejek.tick();
    slack.removeFromChannel(sales, slack.botUserId);
    await lejek.runUntil(Date.parse('2026-11-30T08:30:00Z'), 12 * HOUR_MS);
    slack.inviteToChannel(sales, slack.botUserId);
    await lejek.runUntil(Date.parse('2026-11-30T12:00:00Z'), 30 * MINUTE_MS);
    expect(digests()).toHaveLength(1);
    expect(digests()[0]).toMatch(/23–29 (?:Nov|lis)/);
  });
});
