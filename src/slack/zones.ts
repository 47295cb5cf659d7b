import { fold } from '../core/fold.ts';

/** Zones shown before anything is typed. */
const COMMON = [
  'Europe/Warsaw',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Prague',
  'Europe/Kyiv',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'UTC',
] as const;
const SHOWN = 50;
const ALL = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Time zones whose name contains what was typed; common ones for nothing. */
export function zonesLike(typed: string): readonly string[] {
  const text = fold(typed).replaceAll('_', ' ');
  if (text === '') return COMMON;
  return ALL.filter((zone) => fold(zone).replaceAll('_', ' ').includes(text)).slice(0, SHOWN);
}
