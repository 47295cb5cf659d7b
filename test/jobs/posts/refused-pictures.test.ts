import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../src/core/time/durations.ts';
import { valueInEuros } from '../../support/bot-actions.ts';
import { salesDigests, setUpWithTwoAdmins, toldTo } from '../../support/channel-posts.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const ASKED = 'files.getUploadURLExternal';
const DONE = 'files.completeUploadExternal';
/** What Slack refuses of a picture: the call, the code, and the language of the channel. */
const REFUSALS = [
  [ASKED, 'fatal_error', 'en'],
  [ASKED, 'missing_scope', 'pl'],
  [ASKED, 'rate_limited', 'en'],
  [ASKED, 'file_uploads_disabled', 'pl'],
  [ASKED, 'not_allowed_token_type', 'en'],
  [ASKED, 'invalid_arguments', 'pl'],
  [DONE, 'internal_error', 'en'],
  [DONE, 'fatal_error', 'pl'],
  [DONE, 'file_not_found', 'en'],
  [DONE, 'access_denied', 'pl'],
  [DONE, 'missing_scope', 'en'],
  [DONE, 'request_timeout', 'pl'],
] as const;

describe('a picture that Slack does not take', () => {
  it.each(REFUSALS)(
    '%s by %s, in a channel in %s: a picture is tried once in each attempt, the post is made without it, and each admin has one word in a day',
    async (method, code, language) => {
      const { ewa, anna, piotr, slack } = lejek;
      await setUpWithTwoAdmins(lejek, language);
      await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
      await lejek.tick();
      lejek.setNow(Date.parse('2026-11-23T08:00:00Z'));
      // Whether the post is there is not known, so that all of it is made once more.
      slack.faults.failWith('chat.postMessage', 'internal_error', 1);
      slack.faults.failWith(method, code, 1000);
      const from = slack.journal.length;
      for (let minute = 0; minute < 5; minute += 1) {
        await lejek.tick();
        lejek.advanceClock(MINUTE_MS);
      }
      slack.faults.failWith(method, code, 0);
      expect(salesDigests(lejek)).toHaveLength(1);
      const tried = slack.journal.slice(from).filter((entry) => entry.kind === 'call' && entry.method === method);
      expect(tried).toHaveLength(2);
      expect(toldTo(lejek, ewa, `Slack refused the picture for #sales: ${code}.`)).toHaveLength(1);
      expect(toldTo(lejek, anna, `Slack nie przyjął obrazka na kanał #sales: ${code}.`)).toHaveLength(1);
    },
  );
});
