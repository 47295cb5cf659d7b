import type { PlainDate } from '../../src/core/time/calendar.ts';

/** A zone, the day of 2026 that its clocks shorten, and the one that they lengthen, each with its hours (IANA time zone database 2025b). */
export type ZoneChange = readonly [zone: string, short: PlainDate, shortHours: number, long: PlainDate, longHours: number];

/** Zones that change at 1:00 UTC, at 2:00, at midnight, before it, by half an hour, and south of the equator. */
export const ZONE_CHANGES: readonly ZoneChange[] = [
  ['Europe/Warsaw', '2026-03-29', 23, '2026-10-25', 25],
  ['Europe/Berlin', '2026-03-29', 23, '2026-10-25', 25],
  ['Europe/London', '2026-03-29', 23, '2026-10-25', 25],
  ['Europe/Kyiv', '2026-03-29', 23, '2026-10-25', 25],
  ['Europe/Athens', '2026-03-29', 23, '2026-10-25', 25],
  ['Atlantic/Azores', '2026-03-29', 23, '2026-10-25', 25],
  ['America/New_York', '2026-03-08', 23, '2026-11-01', 25],
  ['America/Chicago', '2026-03-08', 23, '2026-11-01', 25],
  ['America/Denver', '2026-03-08', 23, '2026-11-01', 25],
  ['America/Los_Angeles', '2026-03-08', 23, '2026-11-01', 25],
  ['America/St_Johns', '2026-03-08', 23, '2026-11-01', 25],
  ['America/Havana', '2026-03-08', 23, '2026-11-01', 25],
  ['America/Santiago', '2026-09-06', 23, '2026-04-04', 25],
  ['America/Nuuk', '2026-03-28', 23, '2026-10-24', 25],
  ['Asia/Jerusalem', '2026-03-27', 23, '2026-10-25', 25],
  ['Asia/Beirut', '2026-03-29', 23, '2026-10-24', 25],
  ['Africa/Cairo', '2026-04-24', 23, '2026-10-29', 25],
  ['Australia/Sydney', '2026-10-04', 23, '2026-04-05', 25],
  ['Australia/Adelaide', '2026-10-04', 23, '2026-04-05', 25],
  ['Australia/Lord_Howe', '2026-10-04', 23.5, '2026-04-05', 24.5],
  ['Pacific/Auckland', '2026-09-27', 23, '2026-04-05', 25],
  ['Pacific/Chatham', '2026-09-27', 23, '2026-04-05', 25],
];
