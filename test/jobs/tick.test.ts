import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/core/time/durations.ts';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { countQueries, type QueryCount } from '../support/count-queries.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

/** Monday, 23 November 2026, 9:00 in Warsaw. */
const MONDAY = Date.parse('2026-11-23T08:00:00Z');

let queries: QueryCount;
let lejek: TestBot;
beforeAll(async () => {
  queries = countQueries(await openTestDatabase());
  lejek = await startTestBot({ database: queries.database });
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

describe('a tick', () => {
  it('in which nothing is due asks the database ten times', async () => {
    const { ewa, piotr } = lejek;
    await setUpFunnel(lejek, ewa);
    for (let index = 0; index < 3; index += 1) await lejek.createDeal(piotr, `Firm ${index}`, valueInEuros(1_000));
    // The morning of the first day is behind us, its night is kept.
    await lejek.runUntil(Date.parse('2026-11-16T12:00:00Z'));
    for (let minute = 0; minute < 3; minute += 1) {
      lejek.advanceClock(MINUTE_MS);
      expect(await queries.during(() => lejek.tick())).toHaveLength(10);
    }
  });

  it('that posts a digest with its thread asks thirty times at most beside the fence before each call, no setting twice, and fits the model once', async () => {
    const { ewa, piotr, sales, slack } = lejek;
    await setUpFunnel(lejek, ewa);
    for (const name of ['Bielik', 'Morela']) await lejek.createDeal(piotr, name, valueInEuros(1_000));
    await lejek.runDaysUntil(MONDAY - MINUTE_MS);
    lejek.setNow(MONDAY);
    const asked = await queries.during(() => lejek.tick());
    const digest = lejek.messages(sales).at(-1);
    expect(lejek.posts(sales).at(-1)).toContain('Funnel, week 47');
    expect(slack.replies(sales, digest?.ts ?? '')).toHaveLength(2);
    // The lease is renewed before each call to Slack: three for the picture, one for its message and for each reply.
    const fences = asked.filter((query) => query.includes('UPDATE delivery SET lease_until'));
    expect(fences.length).toBeLessThanOrEqual(6);
    expect(asked.length - fences.length, asked.join('\n')).toBeLessThanOrEqual(30);
    for (const setting of [/^workspace\.find/, /^member\.find/, /FROM pipeline|p\.lost_reasons/, /^subscription\.find/])
      expect(asked.filter((query) => setting.test(query)).length, String(setting)).toBeLessThanOrEqual(1);
    // Every fit of the model starts from the counters.
    expect(asked.filter((query) => query.includes('stageId\', t."stage_id"')).length).toBeLessThanOrEqual(1);
  });
});
