import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/locale/languages.ts';
import type { Database } from '../../src/store/db/database.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { findContradictions, liveThrough, printContradiction, type Readings } from '../support/story/live-story.ts';
import { takeFirstAction } from '../support/story/read-surfaces.ts';
import type { Story } from '../support/story/rules/rule.ts';
import { beginGeneratedFirm, beginSampleFirm, type StoryFirm } from '../support/story/story-firm.ts';
import { surfaceText } from '../support/story/surface.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let database: Database;
let lejek: TestBot;
beforeAll(async () => {
  database = await openTestDatabase();
  lejek = await startTestBot({ database, ackLimitMs: PATIENCE_MS });
});
beforeEach(async () => {
  await lejek.reset();
  // The Home of the firm before would be read as that of the next, which is as of the same hour.
  const client = await lejek.deps.clientFor(lejek.slack.team.id);
  for (const { id } of [lejek.anna, lejek.piotr, lejek.ewa])
    await client.views.publish({ user_id: id, view: { type: 'home', blocks: [{ type: 'divider' }] } });
});
afterAll(() => lejek.stop());

/** The Monday of a digest, at nine and in the afternoon. */
const MONDAY: Readings = {
  isRead: (on) => on === '2026-11-30',
  hours: ['09:00', '16:30'],
  act: async (firm) => {
    const [reader] = firm.readers;
    if (reader !== undefined) await takeFirstAction({ firm, reader });
  },
  asks: ({ name }, hour) => name === 'Ewa' || (hour === '09:00' && ['Marta', 'Anna'].includes(name)),
};
/** Each of them takes some seconds, and several times as long on a busy machine. */
const PATIENCE_MS = 180_000;
/** The last morning of a firm, early in a month. */
const MORNING: Readings = {
  isRead: (on) => on === '2026-11-10',
  hours: ['09:00'],
  asks: ({ name }) => ['Ewa', 'Anna'].includes(name),
};

/** Lives through a firm's days and tells what contradicts itself, and how much was read. */
async function read(firm: StoryFirm, readings: Readings) {
  const before: Story[] = [];
  const found: string[] = [];
  for await (const instant of liveThrough(firm, readings)) {
    const { story, found: now } = findContradictions(instant, before);
    before.push(story);
    found.push(...now.map(printContradiction));
  }
  return { found, before };
}

describe('everything that is told at one instant', () => {
  it('tells one story of the sample firm', { timeout: PATIENCE_MS }, async () => {
    const { found, before } = await read(await beginSampleFirm(lejek, database, { days: 1 }), MONDAY);
    expect(found).toEqual([]);
    // Nothing would contradict itself if nothing were read: every kind of message is, and what it claims.
    const kinds = new Set(before.flatMap(({ instant }) => instant.surfaces.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining([
        'alert',
        'alert-direct',
        'deal-why',
        'digest',
        'digest-thread',
        'forecast',
        'funnel',
        'funnel-numbers',
        'gap-why',
        'gaps',
        'health',
        'home',
        'preview',
        'stage-why',
      ]),
    );
    const claims = before.flatMap((story) => story.claims);
    expect(before).toHaveLength(2);
    expect(claims.flatMap(({ shortages }) => shortages).length).toBeGreaterThan(20);
    expect(claims.flatMap(({ forecasts }) => forecasts).length).toBeGreaterThan(3);
    expect(claims.flatMap(({ actions }) => actions).length).toBeGreaterThan(10);
    // Ewa took a deal on in the morning: in the afternoon it is shown.
    expect(before.at(-1)?.instant.taken.length).toBeGreaterThan(0);
    expect(before.at(-1)?.claims.flatMap(({ taken }) => taken).length).toBeGreaterThan(0);
    expect(claims.filter(({ week }) => week !== undefined).length).toBeGreaterThan(2);
    // The forecasts that would have been made in its year are there, as after an import.
    const early = claims.filter(({ surface }) => surfaceText(surface).includes(LANGUAGES[surface.language].digest.earlyEstimate));
    expect(early.map(({ surface: { kind, reader } }) => `${kind} of ${reader}`)).toEqual([]);
  });

  it('tells one story to who sells alone', { timeout: PATIENCE_MS }, async () => {
    const { found, before } = await read(await beginGeneratedFirm(lejek, database, { seed: 5, days: 1, alone: 'pl' }), {
      isRead: (on) => on === '2026-11-30',
      hours: ['09:00'],
      asks: () => true,
    });
    expect(found).toEqual([]);
    const kinds = new Set(before.flatMap(({ instant }) => instant.surfaces.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(expect.arrayContaining(['digest', 'forecast', 'funnel', 'gaps', 'home']));
  });

  it.each([21])('tells one story of firm %i', { timeout: PATIENCE_MS }, async (seed) => {
    const { found, before } = await read(
      await beginGeneratedFirm(lejek, database, { seed, days: 1, lastOn: '2026-11-10' }),
      MORNING,
    );
    expect(found).toEqual([]);
    expect(before[0]?.instant.surfaces.length).toBeGreaterThan(8);
    expect(before[0]?.claims.flatMap(({ forecasts }) => forecasts).length).toBeGreaterThan(3);
  });
});
