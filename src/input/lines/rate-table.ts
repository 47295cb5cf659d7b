import type { CurrencyPair, ExchangeRate } from '../../core/money/exchange-rates.ts';
import { isCurrency } from '../../core/money/money.ts';
import { addMonths, type PlainDate } from '../../core/time/calendar.ts';
import { parseCurrency } from '../currency-word.ts';
import { parseDate } from '../dates/date.ts';
import type { DateContext } from '../dates/period-phrase.ts';
import { parseRateNumber } from './rate-number.ts';

/** Why a line is no rate. */
export type RateLineProblem =
  | 'noCurrency'
  | 'noRate'
  | 'twoRates'
  | 'notPositive'
  | 'tooPrecise'
  | 'noSuchDay'
  | 'future'
  | 'sameCurrency'
  | 'otherTotals'
  | 'twice';

/** Lines that were read; each bad one with its number, from 1, and its words. */
export type RateTable = {
  readonly rates: readonly ExchangeRate[];
  readonly problems: readonly { readonly line: number; readonly text: string; readonly why: RateLineProblem }[];
};

type ReadLine = { readonly ok: true; readonly rate: ExchangeRate } | { readonly ok: false; readonly why: RateLineProblem };
/** How lines are read: totals are in `currency`, or in another one of `totals`. */
export type RateContext = DateContext & { readonly currency: string; readonly totals: readonly string[] };

const bad = (why: RateLineProblem): ReadLine => ({ ok: false, why });

/** Longest line that is read: no rate is longer. */
const MAX_LINE = 120;
/** `100 HUF`: what a table gives the rate of. */
const UNITS: ReadonlySet<string> = new Set(['1', '10', '100', '1000', '10000']);
/** Tokens that a date has at most: `2 listopada 2026 r.` */
const DATE_TOKENS = 4;
/** What a day and its month look like: `2.11`, `2026-11-02`, `2 lis`, `dzisiaj`. */
const LIKE_A_DATE = /\d[./-]\d|\p{L}{3}/u;
const HAS_YEAR = /(?:19|20)\d\d|\d[./-]\d{1,2}[./-]'?\d\d(?!\d)/;
const NOISE = /^(?:od|z|dnia|dn\.?|from|since|as|of|on|na|per|to|do|za|is|kurs|rate|r\.?)$/i;

/** Between an amount and what it is the price of: `4.25 zł za euro`. */
const PER = /(?<!\S)(?:per|za|for|an?)(?!\S)/i;

/** Cells of a table, and words of a line. A comma parts cells only where it cannot be a decimal one. */
function tokenize(line: string): readonly string[] {
  return line
    .replace(/["„”]/g, ' ')
    .replace(/(wczoraj|dzi[sś]iej)sz\p{L}{1,4}/giu, (_, day: string) => (day === 'wczoraj' ? day : 'dzisiaj'))
    .replace(/(?<=yesterday|today)['’]s/gi, '')
    .replace(/(?<=\p{L})\s*,|,(?=\s|\p{L})|,(?=\d{4}-\d\d)/gu, ' ')
    .replace(/(?<=[\p{L}€$£])\s*\/\s*(?=[\p{L}€$£])|→|[-=]>/gu, ' ')
    .replace(/\b([A-Z]{6})\b/g, (both: string) => {
      const pair = [both.slice(0, 3), both.slice(3)];
      return pair.every(isCurrency) ? pair.join(' ') : both;
    })
    .replace(/(\d)(?=[A-Z]{3}\b|zł|€|\$|£)/g, '$1 ')
    .replace(/(?<!\S)([€$£]) ?(10{0,4})(?=\s*[=:]|\s+to\s)/g, '$2 $1')
    .replace(/([€$£])(?=\d)/g, '$1 ')
    .split(/[\s;|=:]+/)
    .filter((token) => token !== '');
}

type Dated = { readonly on: PlainDate | 'noSuchDay' | undefined; readonly rest: readonly string[] };

/** Takes the date off the end or the beginning of a line, where a number is left without it. */
function takeDate(tokens: readonly string[], context: RateContext): Dated {
  const isMoney = (token: string) => parseCurrency(token, context.currency) !== undefined;
  let refused: Dated | undefined;
  for (let length = Math.min(DATE_TOKENS, tokens.length - 2); length >= 1; length -= 1) {
    for (const start of [tokens.length - length, 0]) {
      const words = tokens.slice(start, start + length);
      const rest = tokens.toSpliced(start, length);
      const phrase = words.filter((word) => !NOISE.test(word)).join(' ');
      // Of `1 EUR = 4.12` something must be left that is the rate.
      const isRate = (token: string, index: number) => /\d/.test(token) && !(UNITS.has(token) && isMoney(rest[index + 1] ?? ''));
      if (!LIKE_A_DATE.test(phrase) || words.some(isMoney) || !rest.some(isRate)) continue;
      const date = parseDate(phrase, context);
      if (date.ok) return { on: inThePast(date.on, phrase, context), rest };
      if (date.why === 'noSuchDay' && HAS_YEAR.test(phrase)) refused ??= { on: 'noSuchDay', rest };
    }
  }
  return refused ?? { on: undefined, rest: tokens };
}

/** A day without a year is the last such day: rates are of the past. */
const inThePast = (on: PlainDate, phrase: string, { today }: RateContext): PlainDate =>
  on > today && /\d/.test(phrase) && !HAS_YEAR.test(phrase) ? addMonths(on, -12) : on;

/** 6 significant digits of a rate that was given the other way round. */
const inverse = (rate: number): number => Number((1 / rate).toPrecision(6));

const isTotal = (code: string, { currency, totals }: Pick<RateContext, 'currency' | 'totals'>): boolean =>
  code === currency || totals.includes(code);

/** Which way round a pair is stored: what is converted, and what totals are in. */
function toTotals(
  first: string,
  second: string,
  { currency, totals }: RateContext,
): (CurrencyPair & { turned: boolean }) | undefined {
  if (second === currency || (first !== currency && isTotal(second, { currency, totals })))
    return { currency: first, inCurrency: second, turned: false };
  return isTotal(first, { currency, totals }) ? { currency: second, inCurrency: first, turned: true } : undefined;
}

function readLine(line: string, context: RateContext): ReadLine {
  const { on = context.today, rest } = takeDate(tokenize(line), context);
  const currencies: string[] = [];
  const numbers: { readonly text: string; readonly value: number | 'tooPrecise'; readonly before: string | undefined }[] = [];
  for (const [index, token] of rest.entries()) {
    const currency = parseCurrency(token, context.currency);
    if (currency !== undefined) {
      if (!currencies.includes(currency)) currencies.push(currency);
      continue;
    }
    const value = parseRateNumber(token);
    const next = rest[index + 1];
    if (value !== undefined)
      numbers.push({ text: token, value, before: next === undefined ? undefined : parseCurrency(next, context.currency) });
    else if (/\d/.test(token)) return bad('noRate');
  }
  const [from, to = context.currency] = currencies;
  if (from === undefined || currencies.length > 2) return bad('noCurrency');
  const unitOf = (code: string) =>
    numbers.length > 1 ? numbers.find(({ text, before }) => UNITS.has(text) && before === code) : undefined;
  const unit = unitOf(from) ?? unitOf(to);
  const [found, another] = numbers.filter((each) => each !== unit);
  const isPrice =
    currencies.length === 2 && found?.before === from && (unit !== undefined || PER.test(line) || isTotal(from, context));
  const [first, second] = isPrice ? [to, from] : [from, to];
  if (found === undefined) return bad('noRate');
  if (another !== undefined) return bad('twoRates');
  if (found.value === 'tooPrecise') return bad('tooPrecise');
  if (found.value <= 0) return bad('notPositive');
  if (on === 'noSuchDay') return bad('noSuchDay');
  if (on > context.today) return bad('future');
  if (first === second) return bad('sameCurrency');
  const pair = toTotals(first, second, context);
  if (pair === undefined) return bad('otherTotals');
  const { turned, ...codes } = pair;
  const rate = Number((found.value / Number(unit?.text ?? 1)).toPrecision(12));
  return { ok: true, rate: { ...codes, from: on, rate: turned ? inverse(rate) : rate } };
}

/**
 * Reads rates as people type or paste them, a line each, in any order of its parts: `EUR 4.25`, `1 USD = 3,98 zł od 2.11`,
 * `2026-11-02;100 HUF;1,0870`, `EUR/PLN 4.2537 2 Nov 2026`.
 *
 * @param typed the lines. The head of a table (its first line, without a digit), empty lines, and a currency without anything behind it
 *   (offered, and left as it was) are passed over. A day without a year is the last such day, none is today.
 * @returns what was read, and every line that was not: nothing is left out in silence.
 */
export function parseRateTable(typed: string, context: RateContext): RateTable {
  const rates: ExchangeRate[] = [];
  const problems: RateTable['problems'][number][] = [];
  const lines = typed.split(/\r?\n/).map((text, index) => ({ text: text.trim(), line: index + 1 }));
  const filled = lines.filter(({ text }) => text !== '' && !isLeftOpen(text, context));
  for (const [index, { text, line }] of filled.entries()) {
    if (index === 0 && filled.length > 1 && !/\d/.test(text)) continue;
    const read = text.length > MAX_LINE ? bad('noRate') : readLine(text, context);
    if (!read.ok) problems.push({ line, text, why: read.why });
    else if (rates.some((each) => isSameDay(each, read.rate) && each.rate !== read.rate.rate))
      problems.push({ line, text, why: 'twice' });
    else if (!rates.some((each) => isSameDay(each, read.rate))) rates.push(read.rate);
  }
  return { rates, problems };
}

/** `USD =`: a currency that was offered, with nothing behind it. */
function isLeftOpen(text: string, { currency }: RateContext): boolean {
  const line = text.trim();
  return parseCurrency(line.endsWith('=') ? line.slice(0, -1).trimEnd() : line, currency) !== undefined;
}

const isSameDay = (a: ExchangeRate, b: ExchangeRate): boolean =>
  a.currency === b.currency && a.inCurrency === b.inCurrency && a.from === b.from;
