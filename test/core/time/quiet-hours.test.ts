import { describe, expect, test } from 'vitest';
import { type PlainDate, zonedInstant } from '../../../src/core/time/calendar.ts';
import { HOUR_MS } from '../../../src/core/time/durations.ts';
import { NIGHT, quietUntil } from '../../../src/core/time/quiet-hours.ts';

const WARSAW = 'Europe/Warsaw';
const at = (on: PlainDate, time: string) => zonedInstant(on, time, WARSAW);

describe('quiet hours', () => {
  test('over midnight end in the morning, whichever side of midnight it is', () => {
    const quiet = { from: '18:00', to: '08:00' };
    expect(quietUntil(quiet, at('2026-11-16', '19:30'), WARSAW)).toBe(at('2026-11-17', '08:00'));
    expect(quietUntil(quiet, at('2026-11-17', '07:59'), WARSAW)).toBe(at('2026-11-17', '08:00'));
    expect(quietUntil(quiet, at('2026-11-17', '08:00'), WARSAW)).toBe(at('2026-11-17', '08:00'));
    expect(quietUntil(quiet, at('2026-11-17', '17:59'), WARSAW)).toBe(at('2026-11-17', '17:59'));
    expect(quietUntil(quiet, at('2026-11-17', '18:00'), WARSAW)).toBe(at('2026-11-18', '08:00'));
  });

  test('within one day, as of who works at night', () => {
    const quiet = { from: '08:00', to: '16:00' };
    expect(quietUntil(quiet, at('2026-11-16', '08:00'), WARSAW)).toBe(at('2026-11-16', '16:00'));
    expect(quietUntil(quiet, at('2026-11-16', '23:00'), WARSAW)).toBe(at('2026-11-16', '23:00'));
  });

  test('that end where they begin are none', () => {
    expect(quietUntil({ from: '00:00', to: '00:00' }, at('2026-11-16', '03:00'), WARSAW)).toBe(at('2026-11-16', '03:00'));
  });

  test('are counted on the clock of the wall, also on the day it is changed', () => {
    expect(quietUntil(NIGHT, at('2026-10-24', '22:00'), WARSAW)).toBe(at('2026-10-25', '07:00'));
    expect(at('2026-10-25', '07:00') - at('2026-10-24', '22:00')).toBe(10 * HOUR_MS);
  });
});
