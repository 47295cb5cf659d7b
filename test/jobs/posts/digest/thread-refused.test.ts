import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { setUpFunnel, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const keys = () =>
  lejek.messages(lejek.sales).map(({ metadata }) => String(Object.values(metadata?.event_payload ?? {})[0] ?? ''));
const digests = () => lejek.posts(lejek.sales).filter((post) => post.includes('Funnel, week'));
const toldToEwa = (words: string) => lejek.posts(lejek.ewa.id).filter((post) => post.includes(words));

/** What Slack refuses of a digest's thread, and in which language the admin reads that. */
const THREAD_REFUSALS = [
  ['thread_not_found', 'en'],
  ['thread_not_found', 'pl'],
  ['message_not_found', 'en'],
  ['cannot_reply_to_message', 'pl'],
  ['invalid_blocks', 'en'],
  ['invalid_blocks', 'pl'],
  ['msg_too_long', 'en'],
  ['invalid_arguments', 'pl'],
  ['metadata_too_large', 'en'],
  ['duplicate_channel_not_found', 'pl'],
] as const;
const THREAD_REFUSED = {
  en: (code: string) => `below the weekly summary in #sales: ${code}`,
  pl: (code: string) => `pod podsumowaniem tygodnia na kanale #sales: ${code}`,
} as const;

it.each(THREAD_REFUSALS)(
  'the thread of a digest, by %s in %s: the digest is made once, no part is tried again, and admins have one word in a day',
  async (code, language) => {
    const { ewa, slack, piotr, sales, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    await tenant.members.setLanguage((await tenant.members.bySlackUser(ewa.id))?.id ?? '', language);
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer', closeOn: '2026-11-18' });
    await lejek.tick();
    lejek.setNow(Date.parse('2026-11-23T08:00:00Z'));
    slack.faults.failWith('chat.postMessage:thread', code, 1000);
    const from = slack.journal.length;
    for (let minute = 0; minute < 5; minute += 1) {
      await lejek.tick();
      lejek.advanceClock(MINUTE_MS);
    }
    slack.faults.failWith('chat.postMessage:thread', code, 0);
    expect(digests()).toHaveLength(1);
    const ts = lejek.messages(sales)[keys().findIndex((key) => key.startsWith('digest/'))]?.ts ?? '';
    expect(slack.replies(sales, ts)).toEqual([]);
    const tried = slack.journal
      .slice(from)
      .flatMap((entry) =>
        entry.kind === 'call' && entry.args['thread_ts'] === ts ? [JSON.stringify(entry.args['metadata'])] : [],
      );
    expect(tried.length).toBeGreaterThanOrEqual(2);
    expect(new Set(tried).size).toBe(tried.length);
    expect(toldToEwa(THREAD_REFUSED[language](code))).toHaveLength(1);
  },
);
