import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { valueInEuros } from '../support/bot-actions.ts';
import { salesKeys, setUpWithTwoAdmins, toldTo } from '../support/channel-posts.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const cards = () => salesKeys(lejek).filter((key) => key.startsWith('card/'));

/** Each admin is told once that repairs stop, in their language. */
function expectOneWordEach(): void {
  expect(toldTo(lejek, lejek.ewa, 'stop for today')).toHaveLength(1);
  expect(toldTo(lejek, lejek.anna, 'na dziś to koniec prób')).toHaveLength(1);
}

/** Runs the jobs to nine o'clock of a day, UTC, and each half hour of that morning. */
async function runToNine(day: string): Promise<void> {
  await lejek.runUntil(Date.parse(`${day}T07:00:00Z`), 8 * HOUR_MS);
  await lejek.runUntil(Date.parse(`${day}T09:00:00Z`), 30 * MINUTE_MS);
}

describe('a repair', () => {
  it('has a bound: while Slack finds no thread, a deal gets one more card in a day, and the admin one word', async () => {
    await setUpWithTwoAdmins(lejek);
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
    expectOneWordEach();
    lejek.advanceClock(DAY_MS);
    await lejek.typeCommand(lejek.piotr, `/deal note ${first} at last`);
    await lejek.tick();
    const { messageTs = '' } = (await lejek.tenant.cards.find(first, lejek.sales)) ?? {};
    expect(lejek.slack.replies(lejek.sales, messageTs)).not.toEqual([]);
  });

  it('is spread over days where somebody has deleted all cards of a channel', async () => {
    await setUpWithTwoAdmins(lejek);
    for (let count = 0; count < 23; count += 1)
      await lejek.createDeal(lejek.piotr, `Firm ${count}`, { ...valueInEuros(1_000), stageId: 'needs' });
    await lejek.tick();
    const client = await lejek.deps.clientFor(lejek.tenant.id);
    for (const { ts } of lejek.messages(lejek.sales)) await client.chat.delete({ channel: lejek.sales, ts });
    await runToNine('2026-11-17');
    expect(cards()).toHaveLength(20);
    expectOneWordEach();
    await runToNine('2026-11-18');
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
    const { ewa, anna, piotr, slack, sales } = lejek;
    await setUpWithTwoAdmins(lejek);
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
    for (const code of GONE) {
      expect(toldTo(lejek, ewa, `Slack says ${code}`), code).toHaveLength(1);
      expect(toldTo(lejek, anna, `Slack odpowiada ${code}`), code).toHaveLength(1);
    }
    expect(lejek.messages(sales).length).toBeLessThan(40);
  });
});
