import { describe, expect, it } from 'vitest';
import type { Counters } from '../../../src/core/history/counters.ts';
import { funnelShape, stageDrops } from '../../../src/core/numbers/funnel-health.ts';
import { normalCdf } from '../../../src/core/numbers/statistics/drop-probability.ts';
import type { PlainDate } from '../../../src/core/time/calendar.ts';

const NOW = Date.parse('2026-11-16T09:00:00Z');
const entered = (stageId: string, count: number, day: PlainDate = '2026-11-02') => ({
  stageId,
  day,
  how: 'moved' as const,
  count,
});
const left = (month: string, kept: number, lost: number): Counters['exits'] => [
  { stageId: 'offer', month, ageBin: 8, destination: 'negotiation', count: kept },
  { stageId: 'offer', month, ageBin: 8, destination: 'lost', count: lost },
];
const YEAR = ['2026-01', '2026-03', '2026-05', '2026-07'].flatMap((month) => left(month, 30, 10));

describe('the shape of a funnel', () => {
  it('is told as wrong where far more deals reached the next stage than this one', () => {
    const shape = funnelShape(
      { stageIds: ['lead', 'offer'] },
      [entered('lead', 10), entered('offer', 30), entered('lead', 99, '2026-01-01')],
      NOW,
    );
    expect(shape).toEqual([
      { stageId: 'lead', reached: 10, nextLarger: true },
      { stageId: 'offer', reached: 30, nextLarger: false },
    ]);
  });

  it('is not told as wrong for a difference that chance explains, or for a small one', () => {
    expect(funnelShape({ stageIds: ['a', 'b'] }, [entered('a', 3), entered('b', 6)], NOW)[0]?.nextLarger).toBe(false);
    expect(funnelShape({ stageIds: ['a', 'b'] }, [entered('a', 1000), entered('b', 1200)], NOW)[0]?.nextLarger).toBe(false);
    expect(funnelShape({ stageIds: ['a'] }, [], NOW)).toEqual([{ stageId: 'a', reached: 0, nextLarger: false }]);
  });
});

describe('a stage that was added or moved', () => {
  const entries = [entered('new', 2), entered('offer', 30), entered('offer', 3, '2026-11-10'), entered('new', 2, '2026-11-10')];
  const next = (placedAt: ReadonlyMap<string, number>) =>
    funnelShape({ stageIds: ['new', 'offer'], placedAt }, entries, NOW).map(({ nextLarger }) => nextLarger);

  it('was not passed over by deals of before it was there', () => {
    expect(next(new Map())).toEqual([true, false]);
    expect(next(new Map([['new', Date.parse('2026-11-05T10:00:00Z')]]))).toEqual([false, false]);
    expect(next(new Map([['offer', Date.parse('2026-11-05T10:00:00Z')]]))).toEqual([false, false]);
  });
});

describe('a drop of conversion', () => {
  it('is told when far fewer deals pass than in the year before', () => {
    const [drop] = stageDrops(['offer'], [...YEAR, ...left('2026-11', 8, 16)], NOW);
    expect(drop).toMatchObject({ dropped: true, earlier: { exits: 160, share: 0.75 }, recent: { exits: 24 } });
    expect(drop?.probability).toBeGreaterThan(0.99);
  });

  it('is not told for few exits, for no change, for a rise or without a past', () => {
    const dropped = (...exits: Counters['exits'][number][]) => stageDrops(['offer'], exits, NOW)[0]?.dropped;
    expect(dropped(...YEAR, ...left('2026-11', 1, 4))).toBe(false);
    expect(dropped(...YEAR, ...left('2026-11', 18, 6))).toBe(false);
    expect(dropped(...YEAR, ...left('2026-11', 24, 0))).toBe(false);
    expect(dropped(...left('2026-11', 4, 20))).toBe(false);
    expect(dropped()).toBe(false);
  });
});

describe('the normal distribution', () => {
  it('is that of the tables', () => {
    expect(normalCdf(1.2815515655)).toBeCloseTo(0.9, 5);
    expect(normalCdf(-1.2815515655)).toBeCloseTo(0.1, 5);
  });
});
