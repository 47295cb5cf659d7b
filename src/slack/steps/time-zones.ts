import { foldText } from '../../core/fold-text.ts';

/** Zones shown before anything is typed. */
const COMMON_ZONES = [
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
const MAX_ZONES = 50;
const ALL_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Time zones whose name contains what was typed; common ones for nothing. */
export function searchTimeZones(typed: string): readonly string[] {
  const text = foldText(typed).replaceAll('_', ' ');
  if (text === '') return COMMON_ZONES;
  return ALL_ZONES.filter((zone) => foldText(zone).replaceAll('_', ' ').includes(text)).slice(0, MAX_ZONES);
}
