import { exponent, type Money } from '../core/money/money.ts';
import type { Language } from '../core/people/language.ts';
import type { PlainDate } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';

/** Numbers, money and time as one language writes them. Spaces inside a value never break the line. */
export type Format = {
  /** `12 345` / `12,345`. */
  readonly number: (value: number) => string;
  /** `+3`, `−2` with a true minus, `0`. */
  readonly signed: (value: number) => string;
  /** A rate of exchange, six figures of it: `4.2537`, `0,00015`. */
  readonly rate: (value: number) => string;
  /** A share 0..1 as `41%`. */
  readonly percent: (share: number) => string;
  /** All of it, cents only where there are any: `48,000 PLN`, `48 000 zł`. */
  readonly money: (money: Money) => string;
  /** Three figures: `48k PLN`, `1,71 mln zł`. */
  readonly shortMoney: (money: Money) => string;
  /** As {@link shortMoney} without the currency: `48k`, `48 tys.`. */
  readonly shortAmount: (money: Money) => string;
  /** How a currency stands in a table's head: `PLN`, `zł`. */
  readonly currencySign: (currency: string) => string;
  /** `Wed 25 Nov`, `śr. 25 lis`. */
  readonly day: (on: PlainDate) => string;
  /** `25 Nov 2026`, `25 lis 2026`. */
  readonly date: (on: PlainDate) => string;
  /** `25 Nov`, `25 lis`. */
  readonly shortDay: (on: PlainDate) => string;
  /** `12 Nov`, `12 listopada`: as a sentence says it. */
  readonly dayOfMonth: (on: PlainDate) => string;
  /** `Thursday, 19 Nov`, `czwartek, 19 listopada`. */
  readonly longDay: (on: PlainDate) => string;
  /** `Wednesday`, `środa`; 1 Monday … 7 Sunday. */
  readonly weekday: (weekday: number) => string;
  /** `November`, `listopad`. */
  readonly month: (on: PlainDate) => string;
  /** `10:24` in a time zone; an instant in ms. */
  readonly time: (at: Instant, timeZone: string) => string;
  /** `9:00` of 'HH:mm'. */
  readonly clock: (timeOfDay: string) => string;
  /** `1–7 Nov`, `28 Sep – 4 Oct`. */
  readonly days: (from: PlainDate, to: PlainDate) => string;
  /** `Mon 23 – Sat 28 Nov`, `pon. 23 – sob. 28 lis`; one day alone where both are the same. */
  readonly weekdays: (from: PlainDate, to: PlainDate) => string;
  /** `a`, `a and b`, `a, b and c`. */
  readonly list: (items: readonly string[]) => string;
  /** The word that goes with a number; Polish has three (`few`: 2–4, 22–24 …; `many`: 0, 5–21 …). */
  readonly plural: (count: number, forms: { readonly one: string; readonly few?: string; readonly many: string }) => string;
};

const LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', pl: 'pl-PL' };
/** Of a currency's code, where people write something else. */
const SIGNS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en: {}, pl: { PLN: 'zł' } };
/** The month of a day inside a sentence: `12 Nov`, `12 listopada`. */
const SENTENCE_MONTH: Readonly<Record<Language, 'long' | 'short'>> = { en: 'short', pl: 'long' };
const NBSP = '\u00A0';
const MINUS = '\u2212';

const STEPS: Readonly<Record<Language, readonly (readonly [from: number, unit: string])[]>> = {
  en: [
    [1e9, 'bn'],
    [1e6, 'm'],
    [1e3, 'k'],
  ],
  pl: [
    [1e9, `${NBSP}mld`],
    [1e6, `${NBSP}mln`],
    [1e3, `${NBSP}tys.`],
  ],
};

const utc = (on: PlainDate): number => Date.parse(`${on}T12:00:00Z`);
const noBreaks = (text: string): string => text.replace(/\s/gu, NBSP);

function createFormat(language: Language): Format {
  const locale = LOCALE[language];
  const decimals = (value: number, from: number, to: number): string =>
    new Intl.NumberFormat(locale, { useGrouping: 'always', minimumFractionDigits: from, maximumFractionDigits: to })
      .format(value)
      .replace('-', MINUS);
  const number = (value: number): string => decimals(value, 0, 2);
  const plurals = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const date = (options: Intl.DateTimeFormatOptions, timeZone = 'UTC') => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at: Instant): string => noBreaks(format.format(at));
  };
  const part = (options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (at: Instant): string => format.formatToParts(at).find((each) => each.type === type)?.value ?? '';
  };
  const shortDay = date({ day: 'numeric', month: 'short' });
  const sentenceDay = date({ day: 'numeric', month: SENTENCE_MONTH[language] });
  const fullDate = date({ day: 'numeric', month: 'short', year: 'numeric' });
  const shortWeekday = part({ weekday: 'short' }, 'weekday');
  const longWeekday = part({ weekday: 'long' }, 'weekday');
  const monthName = part({ month: 'long' }, 'month');
  const clocks = new Map<string, (at: Instant) => string>();
  const clockFormat = (timeZone: string): ((at: Instant) => string) => {
    const known = clocks.get(timeZone) ?? date({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }, timeZone);
    clocks.set(timeZone, known);
    return known;
  };
  const sign = (currency: string): string => SIGNS[language][currency] ?? currency;
  const shortAmount = ({ minor, currency }: Money): string => {
    const major = minor / 10 ** exponent(currency);
    const size = Math.abs(major);
    const step = STEPS[language].find(([from]) => size >= from * 0.9995);
    if (step === undefined) return decimals(major, 0, size < 100 ? 2 : 0);
    const scaled = major / step[0];
    const places = step[0] === 1e3 ? (Math.abs(scaled) < 99.95 ? 1 : 0) : 2;
    return `${decimals(scaled, 0, places)}${step[1]}`;
  };
  return {
    number,
    signed: (value) => (value > 0 ? `+${number(value)}` : number(value)),
    rate: (value) => new Intl.NumberFormat(locale, { useGrouping: 'always', maximumSignificantDigits: 6 }).format(value),
    percent: (share) => `${number(Math.round(share * 100))}%`,
    money: ({ minor, currency }) => {
      const places = exponent(currency);
      const whole = minor % 10 ** places === 0;
      return `${decimals(minor / 10 ** places, whole ? 0 : places, whole ? 0 : places)}${NBSP}${sign(currency)}`;
    },
    shortMoney: (money) => `${shortAmount(money)}${NBSP}${sign(money.currency)}`,
    shortAmount,
    currencySign: sign,
    day: (on) => `${noBreaks(shortWeekday(utc(on)))}${NBSP}${shortDay(utc(on))}`,
    date: (on) => fullDate(utc(on)),
    shortDay: (on) => shortDay(utc(on)),
    dayOfMonth: (on) => sentenceDay(utc(on)),
    longDay: (on) => `${longWeekday(utc(on))}, ${sentenceDay(utc(on))}`,
    // 1 January 2024 was a Monday.
    weekday: (weekday) => longWeekday(Date.UTC(2024, 0, weekday, 12)),
    month: (on) => monthName(utc(on)),
    time: (at, timeZone) => clockFormat(timeZone)(at),
    clock: (timeOfDay) => timeOfDay.replace(/^0/, ''),
    days: (from, to) =>
      from.slice(0, 7) === to.slice(0, 7)
        ? `${Number(from.slice(8))}–${shortDay(utc(to))}`
        : `${shortDay(utc(from))} – ${shortDay(utc(to))}`,
    weekdays: (from, to) => {
      const day = (on: PlainDate) => `${noBreaks(shortWeekday(utc(on)))}${NBSP}${shortDay(utc(on))}`;
      if (from === to) return day(to);
      const first =
        from.slice(0, 7) === to.slice(0, 7) ? `${noBreaks(shortWeekday(utc(from)))}${NBSP}${Number(from.slice(8))}` : day(from);
      return `${first} – ${day(to)}`;
    },
    list: (items) => lists.format(items),
    plural: (count, { one, few, many }) => {
      const rule = plurals.select(count);
      return rule === 'one' ? one : rule === 'few' ? (few ?? many) : many;
    },
  };
}

const FORMATS: Readonly<Record<Language, Format>> = { en: createFormat('en'), pl: createFormat('pl') };

/** The format of a language, made once. */
export const localeFormat = (language: Language): Format => FORMATS[language];
