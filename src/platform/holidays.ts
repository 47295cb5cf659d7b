import { isPlainDate, type PlainDate } from '../core/time/calendar.ts';
import { timeZonesOf } from '../core/time/country-time-zones.ts';
import type { Instant } from '../core/time/instant.ts';
import type { IsHoliday } from '../core/time/slots.ts';

/** Loaded on first use: its tables take a while. */
const loadLibrary = async () => (await import('date-holidays')).default;

/** Days off by country and year: 'PL 2026' → dates. */
const holidaysByCountryYear = new Map<string, ReadonlySet<PlainDate>>();

const NO_HOLIDAYS: IsHoliday = () => false;
const YEARS_AHEAD = 1;

/**
 * The public holidays of a country around an instant: this year's, last year's and next year's.
 *
 * @param region ISO 3166-1 country, e.g. 'PL'; null: no holidays known.
 */
export async function loadHolidays(region: string | null, at: Instant): Promise<IsHoliday> {
  if (region === null) return NO_HOLIDAYS;
  const year = new Date(at).getUTCFullYear();
  const years = [year - YEARS_AHEAD, year, year + YEARS_AHEAD];
  const missing = years.filter((each) => !holidaysByCountryYear.has(`${region} ${each}`));
  if (missing.length > 0) {
    const Holidays = await loadLibrary();
    const calendar = new Holidays(region);
    for (const each of missing) {
      const days = calendar.getHolidays(each).filter(({ type }) => type === 'public');
      holidaysByCountryYear.set(`${region} ${each}`, new Set(days.map(({ date }) => date.slice(0, 10)).filter(isPlainDate)));
    }
  }
  return (on) => holidaysByCountryYear.get(`${region} ${on.slice(0, 4)}`)?.has(on) ?? false;
}

/** Countries whose holidays are known, by time zone; filled at the first question: asking Intl for all of them takes a tenth of a second. */
let countryByTimeZone: ReadonlyMap<string, string> | undefined;

/** The country that a time zone lies in, where it lies in one whose holidays are known. */
export async function findHolidayRegion(timeZone: string): Promise<string | null> {
  if (countryByTimeZone === undefined) {
    const Holidays = await loadLibrary();
    const countries = Object.keys(new Holidays().getCountries());
    // The first country of a zone stays.
    countryByTimeZone = new Map(countries.toReversed().flatMap((region) => timeZonesOf(region).map((zone) => [zone, region])));
  }
  return countryByTimeZone.get(timeZone) ?? null;
}
