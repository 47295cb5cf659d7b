import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, type PlainDate, type Weekday, weekday } from '../../../src/core/time/calendar.ts';
import { weekSpan } from '../../../src/core/time/week-span.ts';

describe('the week that a message is about', () => {
  it('is so far until it has ended, and the same seven days on the day of the digest', () => {
    expect(weekSpan('2026-11-28', 1)).toEqual({ from: '2026-11-23', to: '2026-11-28', soFar: true, week: 48 });
    expect(weekSpan('2026-11-30', 1)).toEqual({ from: '2026-11-23', to: '2026-11-29', soFar: false, week: 48 });
    expect(weekSpan('2027-01-04', 1)).toEqual({ from: '2026-12-28', to: '2027-01-03', soFar: false, week: 53 });
  });

  it('has no number where it does not begin on a Monday', () => {
    expect(weekSpan('2026-11-28', 5)).toEqual({ from: '2026-11-27', to: '2026-11-28', soFar: true, week: null });
  });

  it('names one span of days by each number, whichever day it is told on', () => {
    const spans = new Map<number, string>();
    for (let on: PlainDate = '2026-01-06'; on < '2026-12-20'; on = addDays(on, 1)) {
      const { week, from } = weekSpan(on, 1);
      if (week === null) continue;
      expect(spans.get(week) ?? from).toBe(from);
      spans.set(week, from);
    }
    expect(spans.size).toBeGreaterThan(45);
  });

  it('never reaches beyond today, and is whole only when seven days have passed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), (days, digest) => {
        const today = addDays('2026-01-01', days);
        const { from, to, soFar } = weekSpan(today, digest);
        expect(weekday(from)).toBe(digest);
        expect(to <= today).toBe(true);
        if (soFar) expect(to).toBe(today);
        else expect(daysBetween(from, to)).toBe(6);
      }),
    );
  });
});
