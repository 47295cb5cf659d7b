import { describe, expect, it } from 'vitest';
import { nextStop, openingMonday } from '../../../simulator/demo/demo-stops.ts';
import { futureSteps } from '../../../simulator/demo/sample-future.ts';
import { sampleSteps } from '../../../simulator/demo/sample-steps.ts';
import { sevenStagePipeline } from '../../../src/core/pipeline/pipeline-templates.ts';
import { DAY_MS, WEEK_MS } from '../../../src/core/time/durations.ts';

const NOW = Date.parse('2026-11-20T14:30:00Z');

describe('the firm’s people after the opening', () => {
  const pipeline = sevenStagePipeline('sales', 'en', 'PLN');
  const sellers = [
    { id: 'a', name: 'Anna' },
    { id: 'k', name: 'Kuba' },
  ] as const;
  const past = sampleSteps({ pipeline, sellers }, { now: NOW, deals: 200 });
  const future = () => futureSteps(pipeline, { sellers, past, now: NOW });

  it('do the same each time, in order of time, and every week something', () => {
    const steps = future();
    expect(steps.map(({ at, number, act }) => [at, number, act])).toEqual(
      future().map(({ at, number, act }) => [at, number, act]),
    );
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted((a, b) => a - b));
    for (let week = 0; week < 25; week += 1) {
      const from = NOW + week * WEEK_MS;
      expect(steps.filter(({ at }) => at > from && at <= from + WEEK_MS).length, `week ${week}`).toBeGreaterThan(0);
    }
  });

  it('go on with the deals that are open, from where they stand, and open new ones first', () => {
    const over = new Set(past.filter(({ act }) => act === 'lose').map(({ number }) => number));
    for (const { number } of future()) expect(over.has(number)).toBe(false);
    const firstOf = new Map(
      future()
        .toReversed()
        .map((step) => [step.number, step.act]),
    );
    for (const [number, act] of firstOf) if (number > 200) expect(act).toBe('open');
  });
});

describe('the demo’s clock', () => {
  it('opens on the firm’s latest Monday at 9:05, whatever the day and the hour', () => {
    const opening = (now: string) => {
      const { setUpAt, opensAt } = openingMonday(Date.parse(now));
      return [new Date(setUpAt).toISOString(), new Date(opensAt).toISOString()];
    };
    expect(opening('2026-11-29T23:30:00Z')).toEqual(['2026-11-20T14:30:00.000Z', '2026-11-23T08:05:00.000Z']);
    expect(opening('2026-11-30T08:06:00Z')).toEqual(['2026-11-27T14:30:00.000Z', '2026-11-30T08:05:00.000Z']);
    // Summer time has ended in between.
    expect(opening('2026-10-26T12:00:00Z')).toEqual(['2026-10-23T13:30:00.000Z', '2026-10-26T08:05:00.000Z']);
  });

  it('stops where the jobs have something to do, and always goes on', () => {
    let at = NOW;
    for (let stops = 0; at < NOW + 7 * DAY_MS; stops += 1) {
      const next = nextStop(at, []);
      expect(next).toBeGreaterThan(at);
      expect(stops).toBeLessThan(40);
      at = next;
    }
    expect(nextStop(NOW, [NOW + 1, NOW - 1])).toBe(NOW + 1);
  });
});
