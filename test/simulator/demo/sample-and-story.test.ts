import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSampleYear } from '../../../simulator/demo/sample-year.ts';
import { type Demo, startDemo } from '../../../simulator/demo/start-demo.ts';
import { createScreen } from '../../../simulator/demo/terminal/screen.ts';
import { playStory } from '../../../simulator/demo/terminal/story.ts';
import { demoInstant } from '../../support/story/demo-instant.ts';
import { postKind } from '../../support/story/read-surfaces.ts';
import { RULES } from '../../support/story/rules/all-rules.ts';
import { readStory } from '../../support/story/story-claims.ts';

/** Wednesday, 25 November 2026, 10:00 in Warsaw. */
const START = Date.parse('2026-11-25T09:00:00Z');

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ startAt: START });
  await writeSampleYear(demo, START, 120);
});
afterAll(() => demo.stop());

describe('the sample firm', () => {
  it('has a history whose counters are right, and one deal left in Offer', async () => {
    expect(await demo.tenant.funnel.verifyCounters()).toEqual([]);
    const stock = await demo.tenant.funnel.stock('sales');
    expect(stock.find(({ stageId }) => stageId === 'offer')?.count).toBe(1);
    expect(stock.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(8);
    expect(await demo.tenant.funnel.hasClosedDeals('sales')).toBe(true);
  });
});

describe('the story in the terminal', () => {
  it('plays the main job with what people really see', async () => {
    let shown = '';
    const screen = createScreen(
      demo,
      (text) => {
        shown += text.replaceAll('\u00A0', ' ');
      },
      false,
    );
    await playStory(demo, screen, (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))));
    for (const line of [
      'Saved. #sales gets the summary on Mondays at 9:00',
      'D-121 Bielik forklift service is in Lead.',
      'Advance to Prospect',
      'D-121 Bielik forklift service: Lead → Prospect.',
      'Twoje otwarte szanse',
      'Also short: Offer (0 of 2)',
      'Funnel, week 48 · 23–29 Nov',
      'As of Mon 30 Nov, 9:00',
    ]) {
      expect(shown).toContain(line);
    }
    // What it shows last is one story with the plan of that day, told as the rules have it.
    const monday = demo.slack.messages(demo.sales).findLast((message) => postKind(message) === 'digest');
    const story = readStory(await demoInstant(demo, ({ ts }) => ts === monday?.ts));
    const digest = story.claims.find(({ surface }) => surface.kind === 'digest');
    expect(story.claims.map(({ surface }) => surface.kind)).toEqual(expect.arrayContaining(['alert', 'alert-direct', 'digest']));
    expect(digest?.shortages[0]?.stageId).toBe(story.instant.plan.lead.stageId);
    expect(RULES.flatMap((rule) => rule(story))).toEqual([]);
  });
});
