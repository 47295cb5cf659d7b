import { describe, expect, it } from 'vitest';
import { type ForecastSnapshot, toTrackRecord } from '../../../src/core/funnel/forecast-snapshot.ts';
import { learnCorrections } from '../../../src/core/numbers/forecast-corrections.ts';
import type { PlainDate } from '../../../src/core/time/calendar.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';

const november = (takenOn: PlainDate, changes: Partial<ForecastSnapshot> = {}): ForecastSnapshot => ({
  takenOn,
  takenAt: Date.parse(`${takenOn}T00:00:00Z`),
  memberId: null,
  period: 'month',
  startsOn: '2026-11-01',
  endsOn: '2026-11-30',
  expectedMinor: 1_000,
  quantilesMinor: Array.from({ length: 19 }, () => 1_000),
  modelMinor: 800,
  modelCv: 0.3,
  runRateMinor: 700,
  sdMinor: 90,
  wonMinor: 200,
  targetMinor: null,
  openCount: 5,
  openMinor: 9_000,
  ...changes,
});

describe('what own forecasts teach', () => {
  it('is of what was still to be won: the model before any correction, what was shown, and what came after that night', () => {
    const { past, closedPeriods } = toTrackRecord([november('2026-11-09')], () => 1_500);
    expect(past).toEqual([
      {
        modelMinor: 800,
        modelCv: 0.3,
        runRateMinor: 700,
        sdMinor: 90,
        shownMinor: 800,
        actualMinor: 1_300,
        weight: 7 / 22,
        madeAt: Date.parse('2026-11-09T00:00:00Z'),
        endsAt: Date.parse('2026-12-01T00:00:00Z'),
      },
    ]);
    expect(closedPeriods).toBe(1);
  });

  it('weighs a forecast by its spacing over its horizon, at most once, and counts a period once', () => {
    const nights = (['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'] as const).map((on) => november(on));
    const { past, closedPeriods } = toTrackRecord(nights, () => 1_000);
    expect(past.map(({ weight }) => weight)).toEqual([7 / 29, 7 / 22, 7 / 15, 7 / 8, 1]);
    expect(closedPeriods).toBe(1);
    const year = november('2026-11-02', { period: 'year', startsOn: '2026-01-01', endsOn: '2026-12-31' });
    expect(toTrackRecord([year], () => 1_000).past[0]?.weight).toBe(28 / 60);
  });

  it('does not unlearn itself: a model that says twice of what comes is corrected, however often it is', () => {
    const months = Array.from({ length: 12 }, (_, i) =>
      november('2026-11-09', {
        takenAt: Date.parse('2026-11-09T00:00:00Z') - (11 - i) * 30 * DAY_MS,
        modelMinor: 2_000,
        modelCv: 0.1,
        wonMinor: 0,
        expectedMinor: 1_000,
      }),
    );
    const { past } = toTrackRecord(months, () => 1_000);
    expect(learnCorrections(past, Date.parse('2026-12-01T00:00:00Z')).bias).toBeLessThan(0.8);
  });

  it('takes what was given back after that night for nothing won, not for less than nothing', () => {
    expect(toTrackRecord([november('2026-11-09')], () => 100).past[0]?.actualMinor).toBe(0);
  });
});
