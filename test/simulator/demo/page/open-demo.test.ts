import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PICTURED_AT, PICTURES_FILE, pictureTexts } from '../../../../scripts/pictured-messages.ts';
import { openDemo } from '../../../../simulator/demo/page/open-demo.ts';
import type { Demo } from '../../../../simulator/demo/start-demo.ts';
import { WEEK_MS } from '../../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';

const dir = mkdtempSync(join(tmpdir(), 'lejek-demo-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** When the pictures of the README were taken. */
const NOW = PICTURED_AT;

const said: string[] = [];
const say = (sentence: string) => void said.push(sentence);
const wallClock = (at: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Warsaw', weekday: 'long', hour: '2-digit', minute: '2-digit' }).format(at);
const texts = (demo: Demo) => demo.slack.messages(demo.sales).map(({ text }) => text);

describe('the demo’s data', () => {
  it('is a year of deals with a digest in the channel, and goes on after a stop where it was left', {
    timeout: 120_000,
  }, async () => {
    const demo = await openDemo(dir, say, { now: NOW });
    const { people, sales, slack, tenant } = demo;
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    expect((await tenant.deals(ALL_DEALS).file(400))?.deal.number).toBe(400);
    // It opens on the firm's Monday morning, on the digest that has just come in, with a stage that is short.
    const opened = wallClock(demo.clock.now());
    expect(opened).toMatch(/^Monday,? 09:0\d$/);
    expect(JSON.stringify(slack.messages(sales).map(({ blocks }) => blocks))).toMatch(/Open: \d+ deals/);
    expect(await tenant.stageAlerts.open('sales')).not.toEqual([]);
    expect(said.at(-1)).toContain('Monday');
    // The README's pictures say what is said today: else run npm run screenshots.
    expect(pictureTexts(demo)).toEqual(JSON.parse(readFileSync(PICTURES_FILE, 'utf8')));
    const { reply } = await slack.as(people.piotr).command(sales, '/deal help');
    expect(reply?.text).toBeDefined();
    const before = { at: demo.clock.now(), texts: texts(demo).length, people, ephemerals: slack.ephemerals(people.piotr).length };
    await demo.moveTo(demo.clock.now() + WEEK_MS);
    // Meanwhile the firm's people have sold.
    const lately = await tenant.funnel.eventsFrom('sales', before.at, ALL_DEALS);
    expect(new Set(lately.map(({ kind }) => kind))).toEqual(new Set(['opened', 'advanced', 'lost']));
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    // Cards count days, so they are compared as they were left.
    const left = { at: demo.clock.now(), texts: texts(demo) };
    expect(left.texts.length).toBeGreaterThan(before.texts);
    await demo.stop();

    const again = await openDemo(dir, say, { now: NOW });
    expect(again.people).toEqual(before.people);
    expect(texts(again)).toEqual(left.texts);
    expect(again.slack.ephemerals(again.people.piotr)).toHaveLength(before.ephemerals);
    expect(again.clock.now()).toBeGreaterThanOrEqual(left.at - 1000);
    const answered = await again.slack.as(again.people.piotr).command(again.sales, '/deal show 400');
    expect(JSON.stringify(answered.reply)).toContain('D-400');
    await again.stop();
  });

  it('can begin anew with nothing but people, who set Lejek up themselves', { timeout: 60_000 }, async () => {
    const demo = await openDemo(dir, say, { anew: 'empty', now: NOW });
    expect(await demo.tenant.deals(ALL_DEALS).file(1)).toBeUndefined();
    expect(texts(demo)).toEqual([]);
    expect(await demo.store.subscriptions()).toEqual([]);
    await demo.stop();
  });
});
