import { expect, it } from 'vitest';
import type { DealNumber } from '../../../src/core/ids.ts';
import { dateAt, startOfDay } from '../../../src/core/time/calendar.ts';
import { DAY_MS, type DurationMs } from '../../../src/core/time/durations.ts';
import type { Instant } from '../../../src/core/time/instant.ts';
import { nextSlot } from '../../../src/core/time/slots.ts';

const slot: Instant = Date.parse('2026-11-16T08:00:00Z');
const schedule = { weekday: 1, timeOfDay: '09:00', timeZone: 'Europe/Warsaw' };

it('an instant is no length of time, nor the other way round', () => {
  const deal: DealNumber = 141;
  // @ts-expect-error a point in time is no length of time.
  const length: DurationMs = slot;
  // @ts-expect-error a day is no point in time.
  const point: Instant = DAY_MS;
  // @ts-expect-error the number of a deal is no point in time.
  const numbered: Instant = deal;
  // @ts-expect-error a slot after a length of time.
  const after = nextSlot(schedule, DAY_MS);
  // @ts-expect-error the date of a length of time.
  const on = dateAt(DAY_MS, 'UTC');
  expect([length, point, numbered, after, on]).toHaveLength(5);
});

it('an instant and a length of time make an instant, two instants a length of time', () => {
  const later: Instant = slot + DAY_MS;
  const between: DurationMs = later - slot;
  expect(between).toBe(DAY_MS);
  const midnight: Instant = startOfDay('2026-11-16', 'UTC');
  expect(midnight + 8 * 3_600_000).toBe(slot);
});
