import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateAt, weekday } from '../../../src/core/time/calendar.ts';
import {
  isQuiet,
  isWorkingTime,
  latestSlot,
  nextSlot,
  nextStageCheck,
  postingTime,
  previousSlot,
  slotState,
} from '../../../src/core/time/slots.ts';

const MONDAYS = { weekday: 1, timeOfDay: '09:00', timeZone: 'Europe/Warsaw' };
const at = (text: string) => Date.parse(text);
const never = () => false;
const clock = (instant: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);

describe('the hour of a digest', () => {
  test('is the same on the wall clock on both sides of a clock change', () => {
    // Warsaw leaves summer time on 25 October 2026 and enters it on 28 March 2027.
    expect(nextSlot(MONDAYS, at('2026-10-19T07:00:00Z'))).toBe(at('2026-10-26T08:00:00Z'));
    expect(nextSlot(MONDAYS, at('2027-03-22T08:00:00Z'))).toBe(at('2027-03-29T07:00:00Z'));
    expect(previousSlot(MONDAYS, at('2026-10-26T08:00:00Z'))).toBe(at('2026-10-19T07:00:00Z'));
  });

  test('that is now is the last one, and the next one is a week away', () => {
    const now = at('2026-11-23T08:00:00Z');
    expect(latestSlot(MONDAYS, now)).toBe(now);
    expect(latestSlot(MONDAYS, now - 1)).toBe(at('2026-11-16T08:00:00Z'));
    expect(nextSlot(MONDAYS, now)).toBe(at('2026-11-30T08:00:00Z'));
  });

  test('is always on its weekday and time, between a week ago and now, in any zone', () => {
    const zones = fc.constantFrom('Europe/Warsaw', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland', 'UTC');
    const times = fc.constantFrom('00:00', '06:30', '09:00', '12:45', '23:59');
    fc.assert(
      fc.property(
        zones,
        times,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 400 * 24 * 60 }),
        (timeZone, timeOfDay, day, minutes) => {
          const now = at('2026-01-01T00:00:00Z') + minutes * 60_000;
          const slot = latestSlot({ weekday: day, timeOfDay, timeZone }, now);
          const next = nextSlot({ weekday: day, timeOfDay, timeZone }, now);
          expect(slot).toBeLessThanOrEqual(now);
          expect(next).toBeGreaterThan(now);
          for (const each of [slot, next]) {
            expect(weekday(dateAt(each, timeZone))).toBe(day);
            expect(clock(each, timeZone)).toBe(timeOfDay);
          }
        },
      ),
    );
  });
});

describe('a digest', () => {
  const slot = at('2026-11-23T08:00:00Z');
  test('is due at its hour, and by day until Wednesday', () => {
    expect(slotState(MONDAYS, { slot, at: slot }, never)).toBe('due');
    expect(slotState(MONDAYS, { slot, at: at('2026-11-23T22:00:00Z') }, never)).toBe('early');
    expect(slotState(MONDAYS, { slot, at: at('2026-11-24T02:00:00Z') }, never)).toBe('early');
    expect(slotState(MONDAYS, { slot, at: at('2026-11-24T08:00:00Z') }, never)).toBe('due');
    expect(slotState(MONDAYS, { slot, at: at('2026-11-25T17:00:00Z') }, never)).toBe('due');
    expect(slotState(MONDAYS, { slot, at: at('2026-11-26T08:00:00Z') }, never)).toBe('gone');
  });

  test('on a holiday is due on the next working day, and not at all when Wednesday is one too', () => {
    const monday = (on: string) => on === '2026-11-23';
    expect(slotState(MONDAYS, { slot, at: slot }, monday)).toBe('early');
    expect(slotState(MONDAYS, { slot, at: at('2026-11-24T07:59:00Z') }, monday)).toBe('early');
    expect(slotState(MONDAYS, { slot, at: at('2026-11-24T08:00:00Z') }, monday)).toBe('due');
    expect(slotState(MONDAYS, { slot, at: slot }, (on) => on <= '2026-11-25')).toBe('gone');
  });

  test('at an hour that somebody chose comes at that hour, even at night or on a weekend', () => {
    const late = { weekday: 6, timeOfDay: '22:00', timeZone: 'Europe/Warsaw' };
    const saturday = at('2026-11-21T21:00:00Z');
    expect(slotState(late, { slot: saturday, at: saturday }, never)).toBe('due');
  });
});

describe('an unsolicited message', () => {
  const WARSAW = 'Europe/Warsaw';
  const [night, ownHours] = [{ timeZone: WARSAW }, { timeZone: WARSAW, quiet: { from: '18:00', to: '08:30' } }];
  const christmas = (on: string) => on === '2026-12-25' || on === '2026-12-26';
  test('may go at once by day', () => {
    expect(postingTime(at('2026-12-24T10:00:00Z'), night, christmas)).toBe(at('2026-12-24T10:00:00Z'));
    expect(postingTime(at('2026-12-24T16:59:00Z'), ownHours, christmas)).toBe(at('2026-12-24T16:59:00Z'));
  });

  test('waits past the night, and past holidays to the morning after them', () => {
    expect(postingTime(at('2026-12-23T20:00:00Z'), night, christmas)).toBe(at('2026-12-24T06:00:00Z'));
    expect(postingTime(at('2026-12-24T20:00:00Z'), night, christmas)).toBe(at('2026-12-27T06:00:00Z'));
    expect(postingTime(at('2026-12-25T10:00:00Z'), night, christmas)).toBe(at('2026-12-27T06:00:00Z'));
    expect(postingTime(at('2026-12-26T23:30:00Z'), night, christmas)).toBe(at('2026-12-27T06:00:00Z'));
  });

  test('waits for a person’s own quiet hours, and past holidays too', () => {
    expect(postingTime(at('2026-12-24T17:00:00Z'), ownHours, christmas)).toBe(at('2026-12-27T07:30:00Z'));
    expect(postingTime(at('2026-12-25T10:00:00Z'), ownHours, christmas)).toBe(at('2026-12-27T07:30:00Z'));
  });

  test('to somebody without quiet hours comes at any hour, but not on a holiday or in the night after it', () => {
    const always = { timeZone: WARSAW, quiet: { from: '00:00', to: '00:00' } };
    expect(postingTime(at('2026-12-24T22:30:00Z'), always, christmas)).toBe(at('2026-12-24T22:30:00Z'));
    expect(postingTime(at('2026-12-25T10:00:00Z'), always, christmas)).toBe(at('2026-12-27T06:00:00Z'));
  });
});

describe('times of day', () => {
  test('at night and on days off people are left in peace', () => {
    expect(isQuiet(at('2026-11-23T05:59:00Z'), 'Europe/Warsaw')).toBe(true);
    expect(isQuiet(at('2026-11-23T06:00:00Z'), 'Europe/Warsaw')).toBe(false);
    expect(isQuiet(at('2026-11-23T19:00:00Z'), 'Europe/Warsaw')).toBe(true);
    expect(isWorkingTime(at('2026-11-22T10:00:00Z'), 'Europe/Warsaw', never)).toBe(false);
    expect(isWorkingTime(at('2026-11-11T10:00:00Z'), 'Europe/Warsaw', (on) => on === '2026-11-11')).toBe(false);
  });

  test('the daily check comes half an hour before the digest', () => {
    expect(nextStageCheck(MONDAYS, at('2026-11-23T07:29:00Z'))).toBe(at('2026-11-23T07:30:00Z'));
    expect(nextStageCheck(MONDAYS, at('2026-11-23T07:30:00Z'))).toBe(at('2026-11-24T07:30:00Z'));
  });
});
