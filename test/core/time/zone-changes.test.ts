import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateAt,
  daysBetween,
  type PlainDate,
  startOfDay,
  weekday,
  zonedInstant,
} from '../../../src/core/time/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/durations.ts';
import { nextPeriod, PERIOD_KINDS, periodContaining, periodInstants } from '../../../src/core/time/periods.ts';
import { NIGHT, quietUntil } from '../../../src/core/time/quiet-hours.ts';
import { latestSlot, nextSlot, nextStageCheck, previousSlot } from '../../../src/core/time/slots.ts';
import { digestWeek } from '../../../src/core/time/week-span.ts';
import { ZONE_CHANGES } from '../../support/zone-changes.ts';

/** The zone's two days, with the hours that each has. */
const changes = ZONE_CHANGES.flatMap(([zone, short, shortHours, long, longHours]) => [
  [zone, short, shortHours] as const,
  [zone, long, longHours] as const,
]);
/** Days around one, a week to each side. */
const daysAround = (on: PlainDate): readonly PlainDate[] => Array.from({ length: 15 }, (_, index) => addDays(on, index - 7));
const wallClock = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

describe.each(changes)('%s on %s', (zone, on, hours) => {
  it('the day has its hours, and those around it follow one another without a gap', () => {
    expect((startOfDay(addDays(on, 1), zone) - startOfDay(on, zone)) / HOUR_MS).toBe(hours);
    for (const day of daysAround(on)) {
      const [from, to] = [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)];
      expect([dateAt(from, zone), dateAt(to - 1, zone), dateAt(to, zone)]).toEqual([day, day, addDays(day, 1)]);
      expect((to - from) / HOUR_MS).toBe(day === on ? hours : 24);
    }
  });

  it('every quarter of an hour of the day is on that day', () => {
    for (let at = startOfDay(on, zone); at < startOfDay(addDays(on, 1), zone); at += HOUR_MS / 4)
      expect(dateAt(at, zone)).toBe(on);
  });

  it('a digest is due at its time of day each week, however long the week is', () => {
    const schedule = { weekday: weekday(addDays(on, 1)), timeOfDay: '09:00', timeZone: zone };
    const after = zonedInstant(addDays(on, 1), '09:00', zone);
    const before = previousSlot(schedule, after);
    expect([wallClock(before, zone), wallClock(after, zone), wallClock(nextSlot(schedule, after), zone)]).toEqual([
      '09:00',
      '09:00',
      '09:00',
    ]);
    expect((after - before) / HOUR_MS).toBe(6 * 24 + hours);
    expect([latestSlot(schedule, after), latestSlot(schedule, after - 1)]).toEqual([after, before]);
    const week = digestWeek(schedule, after);
    expect([week.from, week.to, week.start]).toEqual([addDays(on, -6), on, before]);
  });

  it('the stages are checked once a day', () => {
    const schedule = { weekday: 1, timeOfDay: '09:00', timeZone: zone };
    const days: PlainDate[] = [];
    let at = startOfDay(addDays(on, -7), zone);
    for (let count = 0; count < 14; count += 1) {
      at = nextStageCheck(schedule, at);
      days.push(dateAt(at, zone));
      expect(wallClock(at, zone)).toBe('08:30');
    }
    expect(days).toEqual(daysAround(on).slice(0, 14));
  });

  it('the night ends at seven on the clock', () => {
    const midnight = startOfDay(on, zone);
    expect(wallClock(quietUntil(NIGHT, midnight, zone), zone)).toBe('07:00');
    const evening = zonedInstant(on, '21:00', zone);
    expect(wallClock(quietUntil(NIGHT, evening, zone), zone)).toBe('07:00');
    expect(dateAt(quietUntil(NIGHT, evening, zone), zone)).toBe(addDays(on, 1));
  });

  it.each([1, 2, 4, 10])(
    'months, quarters and years that begin in month %i hold each of their instants once',
    (fiscalStartMonth) => {
      for (const kind of PERIOD_KINDS) {
        const period = periodContaining(on, kind, fiscalStartMonth);
        const { from, to } = periodInstants(period, zone);
        expect([dateAt(from, zone), dateAt(to - 1, zone)]).toEqual([period.startsOn, period.endsOn]);
        expect(periodInstants(nextPeriod(period), zone).from).toBe(to);
        const days = daysBetween(period.startsOn, period.endsOn) + 1;
        const shifted = changes.filter(([each, day]) => each === zone && day >= period.startsOn && day <= period.endsOn);
        const extra = shifted.reduce((sum, [, , itsHours]) => sum + (itsHours - 24) * HOUR_MS, 0);
        // A year of the firm may reach into the next one, whose changes are not in the table.
        if (period.startsOn >= '2026-01-01' && period.endsOn <= '2026-12-31') expect(to - from).toBe(days * DAY_MS + extra);
      }
    },
  );
});

describe('the zone of the machine', () => {
  it.each(ZONE_CHANGES)('%s changes no day, week or quarter of another zone', (machine, short, _, long) => {
    const read = () =>
      [short, long].map((on) => {
        const at = zonedInstant(on, '12:00', 'Europe/Warsaw');
        const schedule = { weekday: 1, timeOfDay: '09:00', timeZone: 'Europe/Warsaw' };
        return [
          dateAt(at, 'Europe/Warsaw'),
          startOfDay(on, 'Europe/Warsaw'),
          nextSlot(schedule, at),
          periodInstants(periodContaining(on, 'quarter', 2), 'Europe/Warsaw'),
        ];
      });
    const usual = read();
    const before = process.env['TZ'];
    process.env['TZ'] = machine;
    try {
      expect(new Date(startOfDay(short, machine)).getDate()).toBe(Number(short.slice(8)));
      expect(read()).toEqual(usual);
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
});
