import { describe, expect, it } from 'vitest';
import { isTimeZone } from '../../src/core/time/calendar.ts';
import { searchTimeZones } from '../../src/input/time-zone.ts';
import { ZONES } from './understood/zones.ts';

describe('a time zone', () => {
  it.each(ZONES)('%s', (typed, zone) => {
    expect(searchTimeZones(typed)[0]).toBe(zone);
  });

  it('is one that the calendar knows, under one name', () => {
    const found = ['', ...ZONES.map(([typed]) => typed), 'america', 'europe/'].flatMap(searchTimeZones);
    expect(found.filter((zone) => !isTimeZone(zone))).toEqual([]);
    expect(searchTimeZones('kolk')).toEqual(['Asia/Kolkata']);
    expect(searchTimeZones('calcutta')).toEqual(['Asia/Kolkata']);
  });

  it('that nobody knows is none', () => {
    expect([searchTimeZones('xyzzy'), searchTimeZones('+25'), searchTimeZones('q')]).toEqual([[], [], []]);
  });
});
