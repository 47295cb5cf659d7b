import type { PlainDate } from '../../core/time/calendar.ts';
import { QUARTER_BY_WORD, UNIT_BY_WORD } from './date-words.ts';

/** A year as it was typed; `isFiscal`: as `FY27`, the firm's year that ends in it. */
type TypedYear = { readonly year: string; readonly isFiscal: boolean };
/** A quarter (3 months) or half (6) of a year, by its number. `length`: of how many words it is. */
export type YearPart = { readonly months: 3 | 6; readonly number: number; readonly length: number; readonly year?: TypedYear };

const QUARTER = '(?:q|k|kw\\.?)';
/** `Q1`, `kw.1`, `H2`, with the year joined: `Q1/2027`, `Q1'27`, `Q1.2027`, `Q1FY27`. */
const LETTER_FIRST = new RegExp(
  `^(?:${QUARTER}([1-4])|h([12]))(?:[/.-]?(fy)(20\\d\\d|'?\\d\\d)|[/.-](20\\d\\d|\\d\\d)|('\\d\\d))?$`,
);
/** `1Q`, `4kw.`, `1H`, `1Q27`, `1H2027`. */
const DIGIT_FIRST = /^([1-4])(?:(q|kw\.?)|h)(?:[/.-]?(fy)?(20\d\d|'?\d\d))?$/;
/** `2027-Q1`, `2027Q1`, `2027H1`, `FY27Q1`. */
const YEAR_FIRST = new RegExp(`^(fy)?(20\\d\\d|(?<=fy)\\d\\d)[/.-]?(?:${QUARTER}([1-4])|h([12]))$`);
const QUARTER_ALONE = /^(?:q|kw\.?)$/;
/** Of `kwartał 4/2026`. */
const NUMBER_AND_YEAR = /^([1-4])(?:[/-](20\d\d))?$/;
const HALF_WORD = /^(?:half|polrocz(?:e|a|u|em))$/;
const HALVES: ReadonlyMap<string, number> = new Map([
  ...'1 1. i first 1st pierwsze pierwszego pierwszym'.split(' ').map((word) => [word, 1] as const),
  ...'2 2. ii second 2nd drugie drugiego drugim'.split(' ').map((word) => [word, 2] as const),
]);
const YEAR = /^(20\d\d|'\d\d)(?:r\.?)?$/;
const FISCAL = /^(?:fy|roku?(?: obrot| fiskal)\w+)$/;
const JOINED_FISCAL = /^fy[/-]?(20\d\d|'?\d\d)$/;
/** What makes two digits before it an amount: `Q1 27 tys.`, `Q1 27 000`. */
const AMOUNT_BEHIND =
  /^(?:\d{3}$|\d{3}[ .,]|[kmb]$|tys|tysi|mln|mld|mil|mio|thousand|bn|zl|pln|eur|usd|gbp|chf|czk|gr$|€|\$|£|%)/;
/** Years that two digits can mean, from the last one on. */
const YEARS_AHEAD = 20;

/** The year that four or two digits mean; undefined for two that are hardly a year. @example toYear("'28", '2026-11-30') // => 2028 */
export function toYear(typed: string, today: PlainDate): number | undefined {
  const digits = typed.replace("'", '');
  if (digits.length === 4) return Number(digits);
  const [year, thisYear] = [2000 + Number(digits), Number(today.slice(0, 4))];
  return typed.startsWith("'") || (year >= thisYear - 1 && year <= thisYear + YEARS_AHEAD) ? year : undefined;
}

/**
 * The year that stands behind a period: `2027`, `'27`, `2027 r.`, `of 2027`, `FY27`, `FY 27`, `next year`; where `short` (the default), `27`
 * too.
 */
export function yearAt(
  words: readonly string[],
  at: number,
  { today, short = true }: { readonly today: PlainDate; readonly short?: boolean },
): { readonly year: number; readonly isFiscal: boolean; readonly length: number } | undefined {
  const lead = /^(?:of|in|w|roku|rok)$/.test(words[at] ?? '') ? 1 : 0;
  const start = at + lead;
  const [word = '', next = '', third = ''] = words.slice(start, start + 3);
  const thisYear = Number(today.slice(0, 4));
  if (/^(?:next year|(?:przyszlego|nastepnego) roku)$/.test(`${word} ${next}`))
    return { year: thisYear + 1, isFiscal: false, length: lead + 2 };
  if (/^(?:this year|(?:tego|biezacego) roku)$/.test(`${word} ${next}`))
    return { year: thisYear, isFiscal: false, length: lead + 2 };
  const fiscal = fiscalYearAt(words, start, today);
  if (fiscal !== undefined) return { year: fiscal.year, isFiscal: true, length: lead + fiscal.length };
  const isShort = short && /^\d\d$/.test(word) && !AMOUNT_BEHIND.test(next);
  const typed = YEAR.exec(word)?.[1] ?? (isShort ? word : undefined);
  const year = typed === undefined ? undefined : toYear(typed, today);
  if (year === undefined) return undefined;
  const isWorded = /^(?:r\.?|roku?)$/.test(next) && !/^\d/.test(third);
  return { year, isFiscal: false, length: lead + 1 + (isWorded ? 1 : 0) };
}

/** The firm's year by the year that it ends in: `FY27`, `FY 2027`, `fiscal year 2027`, `rok obrotowy 2027`. */
export function fiscalYearAt(
  words: readonly string[],
  at: number,
  today: PlainDate,
): { readonly year: number; readonly length: number } | undefined {
  const [word = '', next = '', third = ''] = words.slice(at, at + 3);
  const joined = JOINED_FISCAL.exec(word)?.[1];
  const length =
    joined !== undefined
      ? 1
      : FISCAL.test(word)
        ? 2
        : /^fiscal year$/.test(`${word} ${next}`) || FISCAL.test(`${word} ${next}`)
          ? 3
          : 0;
  const typed = joined ?? /^(?:20\d\d|'?\d\d)$/.exec(length === 2 ? next : third)?.[0];
  const year = length === 0 || typed === undefined ? undefined : toYear(typed, today);
  return year === undefined ? undefined : { year, length };
}

/** A quarter or half by its number: `Q1`, `kw. 1`, `III kwartał`, `first quarter`, `1Q27`, `Q1/2027`, `2027 Q1`, `H1`, `I półrocze`. */
export function yearPartAt(words: readonly string[], at: number): YearPart | undefined {
  const [word = '', next = ''] = words.slice(at, at + 2);
  const [, quarter, half, fy, fiscalYear, year, shortYear] = LETTER_FIRST.exec(word) ?? [];
  const typed = fiscalYear ?? (year === undefined ? shortYear : `'${year.slice(-2)}`);
  if (quarter !== undefined || half !== undefined)
    return toPart({ quarter, half }, typed === undefined ? undefined : { year: typed, isFiscal: fy !== undefined });
  const [, digit, isQuarter, isFiscal, digitYear] = DIGIT_FIRST.exec(word) ?? [];
  if (digit !== undefined && (isQuarter !== undefined || Number(digit) <= 2))
    return toPart(
      isQuarter === undefined ? { half: digit } : { quarter: digit },
      digitYear === undefined ? undefined : { year: digitYear, isFiscal: isFiscal !== undefined },
    );
  const [, before, yearBefore, quarterBehind, halfBehind] = YEAR_FIRST.exec(word) ?? [];
  if (yearBefore !== undefined)
    return toPart({ quarter: quarterBehind, half: halfBehind }, { year: yearBefore, isFiscal: before !== undefined });
  return spelledPartAt(words, at, { word, next });
}

function toPart(
  { quarter, half }: { readonly quarter?: string | undefined; readonly half?: string | undefined },
  year: TypedYear | undefined,
): YearPart {
  const whole = { length: 1, ...(year === undefined ? {} : { year }) } as const;
  return half === undefined ? { months: 3, number: Number(quarter), ...whole } : { months: 6, number: Number(half), ...whole };
}

/** A quarter or half in several words: `kwartał 4/2026`, `III kwartał`, `first half`, `2027 Q1`. */
function spelledPartAt(
  words: readonly string[],
  at: number,
  { word, next }: { readonly word: string; readonly next: string },
): YearPart | undefined {
  const [, number, itsYear] = NUMBER_AND_YEAR.exec(next) ?? [];
  if (number !== undefined && (QUARTER_ALONE.test(word) || UNIT_BY_WORD.get(word) === 'quarter')) {
    if (itsYear !== undefined) return { months: 3, number: Number(number), length: 2, year: { year: itsYear, isFiscal: false } };
    // `kwartał 4 mln` is an amount.
    const behind = words[at + 2];
    if (behind === undefined || YEAR.test(behind) || /^\d\d$|^fy/.test(behind))
      return { months: 3, number: Number(number), length: 2 };
  }
  const quarter = UNIT_BY_WORD.get(next) === 'quarter' ? QUARTER_BY_WORD.get(word) : undefined;
  if (quarter !== undefined) return { months: 3, number: quarter, length: 2 };
  const half = HALF_WORD.test(next) ? HALVES.get(word) : undefined;
  if (half !== undefined) return { months: 6, number: half, length: 2 };
  const isYear = YEAR.test(word) || JOINED_FISCAL.test(word);
  const behind = isYear ? yearPartAt(words, at + 1) : undefined;
  if (behind === undefined || behind.year !== undefined) return undefined;
  const year = { year: JOINED_FISCAL.exec(word)?.[1] ?? word, isFiscal: JOINED_FISCAL.test(word) };
  return { ...behind, length: behind.length + 1, year };
}
