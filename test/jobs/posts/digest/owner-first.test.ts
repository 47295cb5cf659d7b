import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../../../../src/core/time/durations.ts';
import type { Instant } from '../../../../src/core/time/instant.ts';
import { setUpFunnel, typeAndRead, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** The digest comes at eight, the morning notes at half past. Deals of a Sunday stand longer in Offer than is usual from the Monday fifteen days later on. */
const FIFTEEN_DAYS_MS = 15 * DAY_MS - 5 * HOUR_MS;

/** Two deals that age on the same day: Piotr reads morning notes, Anna does without. */
async function twoDeals(language: 'en' | 'pl', sunday: Instant): Promise<void> {
  const { ewa, anna, piotr, tenant } = lejek;
  await setUpFunnel(lejek, ewa, { managers: [ewa.id], language });
  for (const person of [anna, piotr]) await typeAndRead(lejek, person, '/deal help');
  const [ewaId, annaId] = await Promise.all([ewa, anna].map(async ({ id }) => (await tenant.members.bySlackUser(id))?.id ?? ''));
  await tenant.members.setLanguage(ewaId ?? '', language);
  await tenant.members.setDirectOff(annaId ?? '', ['morning-note']);
  const [subscription] = await tenant.subscriptions.all();
  if (subscription === undefined) throw new Error('no channel');
  const { channelId, channelName, pipelineId, weekday, timeZone, nextCheckAt, createdAt } = subscription;
  const kept = { channelId, channelName, pipelineId, weekday, timeZone, nextCheckAt, createdAt, language };
  await tenant.subscriptions.save({ ...kept, timeOfDay: '08:00', nextDueAt: sunday + FIFTEEN_DAYS_MS });
  lejek.setNow(sunday);
  await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer', closeOn: '2027-01-29' });
  await lejek.createDeal(anna, 'Kowent', { ...valueInEuros(12_000), stageId: 'offer', closeOn: '2027-01-29' });
}

const told = (person: Person, words: RegExp): string =>
  lejek
    .posts(person.id)
    .filter((post) => words.test(post))
    .at(-1)
    ?.replaceAll('\u00A0', ' ') ?? '';
const lastThread = (): string => {
  const digest = lejek.messages(lejek.sales).findLast(({ blocks }) => /Funnel, week|Lejek, tydzień/.test(JSON.stringify(blocks)));
  const replies = lejek.slack.replies(lejek.sales, digest?.ts ?? '');
  return replies.map((reply) => renderMessage(reply, { width: 200 }).replaceAll('\u00A0', ' ')).join('\n');
};

describe.each([
  // A bot writes one morning note a day: each language has days of its own.
  ['en', /For managers only/, Date.parse('2026-11-22T12:00:00Z')],
  ['pl', /Tylko dla menedżerów/, Date.parse('2026-12-20T12:00:00Z')],
] as const)('an ageing deal (%s)', (language, ofManagers, sunday) => {
  it('is told to its owner first: a digest and a manager hear of it afterwards, unless its owner hears of none', async () => {
    await twoDeals(language, sunday);
    const monday = sunday + FIFTEEN_DAYS_MS;
    const { ewa, piotr } = lejek;
    lejek.setNow(monday);
    await lejek.runUntil(monday + 10 * MINUTE_MS, 5 * MINUTE_MS);
    for (const text of [lastThread(), told(ewa, ofManagers)]) {
      expect(text).toContain('D-2 Kowent');
      expect(text).not.toContain('D-1 Bielik');
    }
    await lejek.runUntil(monday + 40 * MINUTE_MS, 10 * MINUTE_MS);
    expect(told(piotr, /D-1 Bielik/)).not.toBe('');
    lejek.setNow(monday + WEEK_MS);
    await lejek.runUntil(monday + WEEK_MS + 10 * MINUTE_MS, 5 * MINUTE_MS);
    for (const text of [lastThread(), told(ewa, ofManagers)]) {
      expect(text).toContain('D-1 Bielik');
    }
  });
});
