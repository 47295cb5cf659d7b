import { foldText } from '../core/fold-text.ts';
import { isTimeZone } from '../core/time/calendar.ts';
import { RENAMED_ZONES, ZONES_BY_PLACE } from './time-zone-names.ts';

/** Zones shown before anything is typed, and first of those that share an offset. */
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
const MAX_LENGTH = 60;

/** By today's names, as far as this runtime knows them. */
const ALL_ZONES: readonly string[] = [
  ...new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map((zone) => currentName(zone))]),
];
const PLACES = ZONES_BY_PLACE.flatMap(([zone, places]) =>
  isTimeZone(zone) ? places.split('|').map((place) => ({ zone, place })) : [],
);

/** `+2`, `UTC+02:00`, `GMT-5:30`; the minus may be any dash. */
const OFFSET = /^(?:utc|gmt)? ?([+-])(\d{1,2})(?::?([0-5]\d))?$/;
/** A winter and a summer, in whose offsets zones are told apart. */
const SEASONS = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)] as const;

function currentName(zone: string): string {
  const renamed = RENAMED_ZONES.get(zone);
  return renamed !== undefined && isTimeZone(renamed) ? renamed : zone;
}

/** Minutes that a zone is ahead of UTC at an instant. */
function offsetMinutes(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Zones by their offsets, found once: a list of all takes a while. */
let zoneOffsets: readonly { readonly zone: string; readonly offsets: readonly number[] }[] | undefined;
function zonesWithOffset(minutes: number): readonly string[] {
  zoneOffsets ??= [...new Set([...COMMON_ZONES, ...ZONES_BY_PLACE.map(([zone]) => zone)])]
    .filter(isTimeZone)
    .map((zone) => ({ zone, offsets: SEASONS.map((at) => offsetMinutes(zone, at)) }));
  const inSeason = (season: number) =>
    zoneOffsets?.filter(({ offsets }) => offsets[season] === minutes).map(({ zone }) => zone) ?? [];
  return [...new Set([...inSeason(0), ...inSeason(1)])];
}

/**
 * Time zones that a typed text means, the likeliest first: by an offset (`+2`, `UTC-5`), by a place that people know under another name
 * (`warszawa`, `kyiv`, `mumbai`, `CET`), or by a part of the zone's own name. Common ones for nothing typed.
 *
 * @example searchTimeZones('warszawa') // => ['Europe/Warsaw']
 */
export function searchTimeZones(typed: string): readonly string[] {
  const text = foldText(typed.slice(0, MAX_LENGTH))
    .replace(/[_,]/g, ' ')
    .replace(/[‐‑‒–—−]/g, '-')
    .trim();
  if (text === '') return COMMON_ZONES;
  const [, sign, hours, minutes = '0'] = OFFSET.exec(text) ?? [];
  if (sign !== undefined)
    return zonesWithOffset((sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))).slice(0, MAX_ZONES);
  const exact = PLACES.filter(({ place }) => place === text);
  const begun = text.length < 3 ? [] : PLACES.filter(({ place }) => place.startsWith(text));
  const named = text.length < 2 ? [] : ALL_ZONES.filter((zone) => foldText(zone).replaceAll('_', ' ').includes(text));
  // `Ho-Chi-Minh`, and a region in another language: `Europa/Warszawa`.
  const spaced = text.replace(/^[a-z]+\//, '').replaceAll('-', ' ');
  if (exact.length + begun.length + named.length === 0 && spaced !== text) return searchTimeZones(spaced);
  return [...new Set([...exact.map(({ zone }) => zone), ...begun.map(({ zone }) => zone), ...named])].slice(0, MAX_ZONES);
}
