import type { PlainDate } from './core/calendar.ts';
import type { IsHoliday } from './core/slots.ts';

/** Loaded on first use: its tables take a while. */
const library = async () => (await import('date-holidays')).default;

/** Days off by country and year: 'PL 2026' → dates. */
const known = new Map<string, ReadonlySet<PlainDate>>();

const NEVER: IsHoliday = () => false;
const YEARS_AHEAD = 1;

/**
 * The public holidays of a country around an instant: this year's, last year's and next year's.
 *
 * @param region ISO 3166-1 country, e.g. 'PL'; null: no holidays known.
 */
export async function holidaysOf(region: string | null, at: number): Promise<IsHoliday> {
  if (region === null) return NEVER;
  const year = new Date(at).getUTCFullYear();
  const years = [year - YEARS_AHEAD, year, year + YEARS_AHEAD];
  const missing = years.filter((each) => !known.has(`${region} ${each}`));
  if (missing.length > 0) {
    const Holidays = await library();
    const calendar = new Holidays(region);
    for (const each of missing) {
      const days = calendar.getHolidays(each).filter(({ type }) => type === 'public');
      known.set(`${region} ${each}`, new Set(days.map(({ date }) => date.slice(0, 10))));
    }
  }
  return (on) => known.get(`${region} ${on.slice(0, 4)}`)?.has(on) ?? false;
}

/** The country that a time zone lies in, where it lies in one whose holidays are known. */
export async function regionOfZone(timeZone: string): Promise<string | null> {
  const Holidays = await library();
  for (const region of Object.keys(new Holidays().getCountries())) {
    const locale = new Intl.Locale('und', { region }) as Intl.Locale & {
      readonly timeZones?: readonly string[];
      getTimeZones?: () => readonly string[] | undefined;
    };
    // A method in newer engines, a property in Node 20.
    const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
    if (zones.includes(timeZone)) return region;
  }
  return null;
}
