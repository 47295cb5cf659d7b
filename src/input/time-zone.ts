import { foldText } from '../core/fold-text.ts';
import { LANGUAGE_CODES } from '../core/people/language.ts';
import { isTimeZone } from '../core/time/calendar.ts';
import { timeZonesOf } from '../core/time/country-time-zones.ts';
import { nearest } from './edit-distance.ts';
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

/** `+2`, `UTC+02:00`, `GMT-5:30`, `UTC 1`, `+5.5`, `(UTC+01:00) Warsaw`; the minus may be any dash. */
const OFFSET = /^\(?(?:(?:utc|gmt) ?([+-])? ?|([+-]))(\d{1,2})(?::?([0-5]\d)|[.,](5|25|75))?(?:\) .*)?$/;
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

type ZoneOffsets = { readonly zone: string; readonly offsets: readonly number[] };
const withOffsets = (zones: readonly string[]): readonly ZoneOffsets[] =>
  zones.filter(isTimeZone).map((zone) => ({ zone, offsets: SEASONS.map((at) => offsetMinutes(zone, at)) }));

/** Zones by their offsets, found once: a list of all takes a while. */
let known: readonly ZoneOffsets[] | undefined;
let all: readonly ZoneOffsets[] | undefined;
function zonesWithOffset(minutes: number): readonly string[] {
  known ??= withOffsets([...new Set([...COMMON_ZONES, ...ZONES_BY_PLACE.map(([zone]) => zone)])]);
  const found = inSeasons(known, minutes);
  if (found.length > 0) return found;
  all ??= withOffsets(ALL_ZONES);
  return inSeasons(all, minutes);
}

function inSeasons(zones: readonly ZoneOffsets[], minutes: number): readonly string[] {
  const inSeason = (season: number) => zones.filter(({ offsets }) => offsets[season] === minutes).map(({ zone }) => zone);
  return [...new Set([...inSeason(0), ...inSeason(1)])];
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Zones of countries by the countries' names, folded; found once. */
let countries: readonly { readonly place: string; readonly zones: readonly string[] }[] | undefined;
function zonesOfCountry(text: string): readonly string[] {
  countries ??= LANGUAGE_CODES.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ place: foldText(name), zones: timeZonesOf(code).map(currentName) }];
    });
  });
  const exact = countries.filter(({ place }) => place === text);
  const found = exact.length > 0 || text.length < 4 ? exact : countries.filter(({ place }) => place.startsWith(text));
  return found.flatMap(({ zones }) => zones).filter(isTimeZone);
}

/** What is tried where a text is nothing: a city's name without its country, and the nearest of what people know. */
function looser(text: string): string | undefined {
  const [city = ''] = text.split(/,| city$/);
  if (city !== text) return city.trim();
  const cities = ALL_ZONES.map((zone) => foldText(zone.split('/').at(-1) ?? '').replaceAll('_', ' '));
  const near = text.length < MIN_MISTYPED ? undefined : nearest(text, [...PLACES.map(({ place }) => place), ...cities]);
  return near === text ? undefined : near;
}
/** A shorter text is no mistyped place. */
const MIN_MISTYPED = 5;

/**
 * Time zones that a typed text means, the likeliest first: by an offset (`+2`, `UTC-5`), by a place that people know under another name
 * (`warszawa`, `kyiv`, `mumbai`, `CET`), or by a part of the zone's own name. Common ones for nothing typed.
 *
 * @example searchTimeZones('warszawa') // => ['Europe/Warsaw']
 */
export function searchTimeZones(typed: string): readonly string[] {
  const text = foldText(typed.slice(0, MAX_LENGTH))
    .replaceAll('_', ' ')
    .replace(/[‐‑‒–—−]/g, '-')
    .trim();
  if (text === '') return COMMON_ZONES;
  const [whole, led, sign = led ?? '+', hours, minutes = '0', part = '0'] = OFFSET.exec(text.replace('±', '+')) ?? [];
  if (whole !== undefined) {
    const ahead = Number(hours) * 60 + Number(minutes) + Number(`0.${part}`) * 60;
    return zonesWithOffset((sign === '-' ? -1 : 1) * ahead).slice(0, MAX_ZONES);
  }
  const exact = PLACES.filter(({ place }) => place === text);
  const begun = text.length < 3 ? [] : PLACES.filter(({ place }) => place.startsWith(text));
  const named = text.length < 2 ? [] : ALL_ZONES.filter((zone) => foldText(zone).replaceAll('_', ' ').includes(text));
  const found = [
    ...new Set([...exact.map(({ zone }) => zone), ...begun.map(({ zone }) => zone), ...zonesOfCountry(text), ...named]),
  ];
  if (found.length > 0) return found.slice(0, MAX_ZONES);
  // A name of a zone that is in no list: `EST5EDT`, `Etc/GMT+5`.
  if (isTimeZone(typed.trim())) return zonesWithOffset(offsetMinutes(typed.trim(), SEASONS[0])).slice(0, MAX_ZONES);
  // `Ho-Chi-Minh`, and a region in another language: `Europa/Warszawa`.
  const spaced = text.replace(/^[a-z]+\//, '').replaceAll('-', ' ');
  const other = spaced === text ? looser(text) : spaced;
  return other === undefined || other === '' ? [] : searchTimeZones(other);
}
