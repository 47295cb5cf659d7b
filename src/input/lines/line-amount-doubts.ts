import { foldText } from '../../core/fold-text.ts';
import { POWER_BY_WORD } from '../amount-words.ts';
import { parseCurrency } from '../currency-word.ts';
import { MONTH_BY_WORD } from '../dates/date-words.ts';
import type { Line } from './line.ts';

/** The words in [start, end). */
type Span = { readonly start: number; readonly end: number };

const bare = (word: string | undefined): string => foldText(word ?? '').replace(/^[(]|[)\],;:.!?]{1,3}$/g, '');

/** Of what there are so many: behind `12k` it is no money. */
const COUNTED =
  /^(?:users?|seats?|licen[cs]es?|licencji|licencje|units?|pcs|pieces|szt|sztuk|osob|pracownikow|uzytkownikow|stanowisk|employees|people|customers|klientow|kontaktow|contacts|leads|leadow|emails?|maili|followers|visits|wizyt|odslon|downloads|pobran|rows|records|rekordow|wierszy|punktow|points|jednostek|godzin|godz|hours|hrs|km|kg|ton|tons|tonnes|metrow|metres|meters|m2|m3|kwh|mwh|litrow|litres|mau|dau|devices|urzadzen|stron|pages|slow|words|tvs?|telewizor(?:y|ow)?|monitor\p{L}*|display\p{L}*|ekran\p{L}*|screens?|kamer\p{L}*|cameras?|proje[ck]tor\p{L}*|video|wideo|uhd|hdr|pianos?|prix|lazienkow\p{L}*|podlogow\p{L}*|ceramiczn\p{L}*|sciennych|mydlan\p{L}*|morskich)$/u;
/** Behind an amount that is one of several: `12k zł miesięcznie`, `$50 each`. */
const RATE =
  /^(?:miesiecznie|mies|mies\.|rocznie|kwartalnie|tygodniowo|dziennie|monthly|yearly|annually|weekly|quarterly|daily|each|apiece|mrr|p\.a|p\.m|pcm|zl\/\p{L}+)$/u;
const PER = /^(?:per|a|an|na|za|every|co)$/;
const PER_WHAT =
  /^(?:day|week|month|quarter|year|user|seat|unit|licen[cs]e|piece|hour|dzien|tydzien|miesiac|miesiecy|kwartal|rok|godzine|sztuke|szt|licencje|osobe|uzytkownika|stanowisko)$/;
const TIMES = /^(?:x|×|\*|razy)$/;
const EACH_AT = /^(?:x|×|\*|razy|po|at|@)$/;
/** `25k x2`, `50k - 10%`, `50k -10%`. */
const TIMES_SO_MANY = /^[x×*]\d+$/;
const PERCENT = /^[-–+]?\d{1,3}(?:[.,]\d+)?%$/;
/** `10% of 50k`. */
const OF = /^(?:of|z|ze|od)$/;
/** A limit, which a value hardly is: `ponad 50k`, `up to 50k`, `max 50k`. */
const LIMIT =
  /^(?:over|above|below|under|max\.?|maks\.?|maksymalnie|maximum|min\.?|minimum|minimalnie|ponad|powyzej|ponizej|from|od|upto|przynajmniej|starting|exceeding|[<>]=?|[≤≥])$/;
const LIMIT_WORDS =
  /^(?:up to|at least|at most|more than|less than|no more than|not more than|co najmniej|co najwyzej|nie wiecej niz|wiecej niz|mniej niz|starting (?:at|from))$/;
/** Between two amounts of which one is meant, or their sum. */
const EITHER = /^(?:-|\/|=|to|do|or|lub|albo|and|i|oraz|\+|plus|vs)$/;
const NUMBER_WITH_UNIT = /^[(~]?\p{Sc}?\d[\d.,]*(?:k|m|bn|tys|mln|mld|\p{Sc}|zl|pln|eur|usd|gbp)$/u;
const MAX_COUNTED = 3;

/** Whether the amount is a number of things: `12k users`. */
export const isOfThings = (line: Line, end: number): boolean => COUNTED.test(bare(line[end]));

/**
 * The words around an amount that make it doubtful what the value is: `12k - 15k`, `12 do 15 tys.`, `3 x 12k`, `100 licences at $50`, `12k zł
 * miesięcznie`, `12 34 zł`; undefined where nothing does.
 *
 * @param hasUnitAt whether an amount with a unit ends before a word.
 */
export function doubtfulSpan(line: Line, { start, end }: Span, hasUnitAt: (end: number) => number | undefined): Span | undefined {
  const [before, behind, next] = [bare(line[start - 1]), bare(line[end]), bare(line[end + 1])];
  if (RATE.test(behind)) return { start, end: end + 1 };
  if (PER.test(behind) && PER_WHAT.test(next)) return { start, end: end + 2 };
  if (TIMES.test(behind) && /^\d/.test(next)) return { start, end: end + 2 };
  if (/^\d+x$/.test(before)) return { start: start - 1, end };
  if (EACH_AT.test(before)) {
    const count = [2, 3, MAX_COUNTED + 1].find((back) => /^\d+$/.test(bare(line[start - back])));
    if (count !== undefined) return { start: start - count, end };
  }
  if (TIMES_SO_MANY.test(behind)) return { start, end: end + 1 };
  if (PERCENT.test(behind) && /^[-–+]/.test(behind)) return { start, end: end + 1 };
  if (/^[-–+]$/.test(line[end] ?? '') && PERCENT.test(next)) return { start, end: end + 2 };
  if (OF.test(before) && PERCENT.test(bare(line[start - 2]))) return { start: start - 2, end };
  if (isBrokenGroup(line, start)) return { start: start - 1, end };
  const joiner = line[start - 1] ?? '';
  if (!EITHER.test(foldText(joiner))) return undefined;
  const other = hasUnitAt(start - 1) ?? (NUMBER_WITH_UNIT.test(bare(line[start - 2])) ? start - 2 : undefined);
  if (other !== undefined) return { start: other, end };
  const [low, high] = [line[start - 2] ?? '', line[start] ?? ''].map((word) => /^\p{Sc}?(\d[\d.,]*)/u.exec(word)?.[1]);
  const isRange = low !== undefined && high !== undefined && Number.parseFloat(low) < Number.parseFloat(high);
  return isRange && /^(?:-|to|do|or|lub|albo)$/.test(foldText(joiner)) ? { start: start - 2, end } : undefined;
}

/** Where the words of a limit before an amount begin; undefined for none. */
export function limitBefore(line: Line, start: number): number | undefined {
  const phrase = (count: number): string =>
    Array.from({ length: count }, (_, index) => bare(line[start - count + index])).join(' ');
  const words = [4, 3, 2].find((count) => LIMIT_WORDS.test(phrase(count)));
  const from = words !== undefined ? start - words : LIMIT.test(bare(line[start - 1])) ? start - 1 : undefined;
  // `Max 50k` is of a firm.
  return from !== undefined && /^\P{Lu}/u.test(line[from] ?? '') ? from : undefined;
}

/** A group of thousands with two digits, to which the number before may belong: `12 34 zł`. */
const isBrokenGroup = (line: Line, start: number): boolean =>
  /^\d{1,2}$/.test(line[start] ?? '') &&
  /^\d{1,3}$/.test(line[start - 1] ?? '') &&
  !/\d/.test(`${line[start - 2] ?? ''}${line[start + 1] ?? ''}`);

const DAY = /^(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.|-?[a-z]*go)?$/;
const DAY_AND_MONTH = /^\d{1,2}[./]\d{1,2}(?:[./](?:\d\d|\d{4}))?\.?$/;

const isMoney = (word: string): boolean => word !== '' && parseCurrency(word, '') !== undefined;

/** A telephone number, a word each: `601 234 567`, `22 123 45 67`, `+48 601…`. */
const PHONE = /^(?:(?!\d*000)\d{3} \d{3} \d{3}|\d\d \d{3} \d\d \d\d)(?! ?\d)|^\+\d/;

/**
 * Where a date or a telephone number begins behind an amount that starts at a word: `48k 30 June`, `48k 30.06`, `12k 601 234 567`; the end of
 * the line for none.
 */
export function otherBehind(line: Line, start: number): number {
  for (let at = start + 1; at < line.length; at += 1) {
    const [word, next] = [bare(line[at]), bare(line[at + 1])];
    if (!/[\p{L}\p{Sc}]/u.test(line[at - 1] ?? '')) continue;
    const isMonth = next.length > 2 && MONTH_BY_WORD.has(next);
    const isUnit = POWER_BY_WORD.has(next) || isMoney(next);
    if (isPhone(line, at)) return at;
    if (DAY.test(word) && isMonth) return at;
    if (DAY_AND_MONTH.test(word) && !isUnit) return at;
  }
  return line.length;
}

/** Whether a telephone number begins at a word; with a unit of money behind it, it is an amount. */
function isPhone(line: Line, at: number): boolean {
  const digits = line.slice(at, at + 4).map((word) => word?.replace(/[,;)]{1,9}$/, '') ?? '');
  const [length] = PHONE.exec(digits.join(' '))?.map((each) => each.split(' ').length) ?? [];
  return length !== undefined && !isMoney(bare(line[at + length]));
}
