import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../src/core/time/calendar.ts';
import * as calendar from '../../../src/core/time/calendar.ts';
import { HOUR_MS } from '../../../src/core/time/durations.ts';

const WARSAW = 'Europe/Warsaw';
const utc = (text: string) => Date.parse(text);
const anyDate = fc.integer({ min: -300_000, max: 300_000 }).map((days) => calendar.addDays('2026-01-01', days));

describe('days and instants', () => {
  it('reads the date in the zone that is asked about', () => {
    expect(calendar.dateAt(utc('2026-11-22T23:30:00Z'), WARSAW)).toBe('2026-11-23');
    expect(calendar.dateAt(utc('2026-11-22T23:30:00Z'), 'America/New_York')).toBe('2026-11-22');
  });

  it('counts 23 hours on the day the clocks go forward and 25 when they go back', () => {
    const hoursOf = (on: PlainDate) =>
      (calendar.startOfDay(calendar.addDays(on, 1), WARSAW) - calendar.startOfDay(on, WARSAW)) / HOUR_MS;
    expect((['2026-03-28', '2026-03-29', '2026-10-25'] as const).map(hoursOf)).toEqual([24, 23, 25]);
  });

  it('moves a time that the clocks skip forward', () => {
    expect(calendar.zonedInstant('2026-03-29', '02:30', WARSAW)).toBe(utc('2026-03-29T01:30:00Z'));
    expect(calendar.zonedInstant('2026-03-29', '03:30', WARSAW)).toBe(utc('2026-03-29T01:30:00Z'));
  });

  it('takes the first of a time that comes twice', () => {
    expect(calendar.zonedInstant('2026-10-25', '02:30', WARSAW)).toBe(utc('2026-10-25T00:30:00Z'));
    expect(calendar.zonedInstant('2026-10-25', '03:00', WARSAW)).toBe(utc('2026-10-25T02:00:00Z'));
  });

  it('starts a day without midnight at its first instant', () => {
    const start = calendar.startOfDay('2018-11-04', 'America/Sao_Paulo');
    expect(start).toBe(utc('2018-11-04T03:00:00Z'));
    expect(calendar.dateAt(start, 'America/Sao_Paulo')).toBe('2018-11-04');
    expect(calendar.dateAt(start - 1, 'America/Sao_Paulo')).toBe('2018-11-03');
  });

  it('finds the date of the start of every day again', () => {
    const zone = fc.constantFrom(WARSAW, 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Auckland', 'UTC');
    const day = fc.integer({ min: 0, max: 30_000 }).map((days) => calendar.addDays('1970-01-02', days));
    fc.assert(fc.property(day, zone, (on, timeZone) => calendar.dateAt(calendar.startOfDay(on, timeZone), timeZone) === on));
  });

  it('refuses a time of day that no clock shows', () => {
    for (const time of ['24:00', '9:00', '09:60', '']) {
      expect(() => calendar.zonedInstant('2026-11-23', time, WARSAW)).toThrow(RangeError);
    }
  });

  it('knows time zones by their names only', () => {
    expect(['Europe/Warsaw', 'UTC', 'America/New_York'].every(calendar.isTimeZone)).toBe(true);
    expect(['', '+02:00', 'Warsaw', 'Europe/Nowhere'].some(calendar.isTimeZone)).toBe(false);
  });
});

describe('dates', () => {
  it('exist or not', () => {
    expect(calendar.plainDate(2028, 2, 29)).toBe('2028-02-29');
    for (const [year, month, day] of [
      [2026, 2, 29],
      [2026, 2, 30],
      [2026, 13, 1],
      [2026, 0, 1],
      [2026, 4, 31],
      [2026, 1, 0],
    ] as const) {
      expect(calendar.plainDate(year, month, day)).toBeUndefined();
    }
  });

  it('are recognised only when written in full', () => {
    expect(calendar.isPlainDate('2026-06-30')).toBe(true);
    expect(['2026-6-30', '2026-02-30', '30.06.2026', '', '2026-06-30T10:00'].some(calendar.isPlainDate)).toBe(false);
  });

  it('come back after going so many days away', () => {
    fc.assert(fc.property(anyDate, anyDate, (from, to) => calendar.addDays(from, calendar.daysBetween(from, to)) === to));
  });

  it('a month later keep the day, or take the last one there is', () => {
    expect(calendar.addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(calendar.addMonths('2026-11-15', 2)).toBe('2027-01-15');
  });

  it('stop at four digits of a year', () => {
    expect(() => calendar.addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(calendar.endOfYear('9999-03-01')).toBe('9999-12-31');
  });

  it('refuse other texts loudly', () => {
    expect(() => calendar.addDays('2026-11-231', 1)).toThrow('not a date');
    // @ts-expect-error dates are written with hyphens.
    expect(() => calendar.addDays('20261123', 1)).toThrow('not a date');
    // @ts-expect-error a text that nobody has looked at is no date.
    expect(() => calendar.addDays(String('tomorrow'), 1)).toThrow('not a date');
  });
});

describe('weeks', () => {
  it('begin on Monday', () => {
    expect(calendar.weekday('2026-11-23')).toBe(1);
    expect(calendar.weekday('2026-11-29')).toBe(7);
  });

  it('are numbered by ISO 8601, across the turn of a year', () => {
    expect(calendar.isoWeek('2026-11-22')).toEqual({ year: 2026, week: 47 });
    expect(calendar.isoWeek('2027-01-01')).toEqual({ year: 2026, week: 53 });
    expect(calendar.isoWeek('2024-12-30')).toEqual({ year: 2025, week: 1 });
  });

  it('find a weekday on or before a date, and the next one after it', () => {
    expect(calendar.weekdayOnOrBefore('2026-11-23', 1)).toBe('2026-11-23');
    expect(calendar.weekdayOnOrBefore('2026-11-22', 1)).toBe('2026-11-16');
    expect(calendar.weekdayAfter('2026-11-23', 1)).toBe('2026-11-30');
    expect(calendar.weekdayAfter('2026-11-23', 5)).toBe('2026-11-27');
  });

  const isIndependenceDay = (on: PlainDate) => on === '2026-11-11';

  it('hold working days: both ends counted, no weekends, no holidays', () => {
    expect(calendar.countWorkingDays('2026-11-23', '2026-11-30', () => false)).toBe(6);
    expect(calendar.countWorkingDays('2026-11-09', '2026-11-15', isIndependenceDay)).toBe(4);
    expect(calendar.countWorkingDays('2026-11-30', '2026-11-29', () => false)).toBe(0);
  });

  it('are passed over by a day that is so many of them later', () => {
    expect(calendar.addWorkingDays('2026-11-27', 1, () => false)).toBe('2026-11-30');
    expect(calendar.addWorkingDays('2026-11-09', 3, isIndependenceDay)).toBe('2026-11-13');
    expect(calendar.addWorkingDays('2026-11-09', 0, isIndependenceDay)).toBe('2026-11-09');
  });
});

describe('months, quarters and years', () => {
  it('start and end where the calendar says', () => {
    expect([calendar.startOfMonth('2028-02-10'), calendar.endOfMonth('2028-02-10')]).toEqual(['2028-02-01', '2028-02-29']);
    expect(calendar.startOfQuarter('2026-11-23')).toBe('2026-10-01');
    expect(calendar.endOfYear('2026-11-23')).toBe('2026-12-31');
  });

  it('contain every one of their days', () => {
    fc.assert(
      fc.property(anyDate, (on) => {
        expect(calendar.startOfQuarter(on) <= calendar.startOfMonth(on)).toBe(true);
        expect(calendar.startOfMonth(on) <= on && on <= calendar.endOfMonth(on)).toBe(true);
        expect(calendar.endOfMonth(on) <= calendar.endOfYear(on)).toBe(true);
      }),
    );
  });

  it('of counters turn at midnight UTC', () => {
    expect(calendar.utcMonth(utc('2026-11-30T23:59:59.999Z'))).toBe('2026-11');
    expect(calendar.utcMonth(utc('2026-12-01T00:00:00Z'))).toBe('2026-12');
    expect(calendar.startOfMonthUtc('2026-12')).toBe(utc('2026-12-01T00:00:00Z'));
  });
});
