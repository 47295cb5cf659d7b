import { foldText } from '../core/fold-text.ts';
import { exponent } from '../core/money/money.ts';
import { BETWEEN_PARTS, HUNDREDTHS, ONE_OF, POWER_BY_WORD } from './amount-words.ts';
import { codeBehindAmount, isUnknownCurrency, mayStandBefore, mayStandFor, parseCurrency } from './currency-word.ts';
import { type Decimal, type DecimalSign, parseDecimal, shiftDecimal } from './decimal.ts';
import { halfBehind, numberInWordsAt, plusHalf } from './number-words.ts';

/** The numbers of an amount with their units, added up by `toMinor`. `currency`: undefined where none was named. */
export type AmountParts = {
  readonly currency: string | undefined;
  readonly hasMultiplier: boolean;
  readonly groups: boolean;
  /** Its only separator may be one of thousands or the decimal one. */
  readonly looksGrouped: boolean;
  readonly toMinor: (currency: string) => bigint | 'tooPrecise' | 'notAnAmount';
};

/** One number of an amount: times a power of ten, or in hundredths of the currency. */
type Part = { readonly decimal: Decimal; power: number; unit: 'none' | 'multiplier' | 'hundredth' };

/** A number with its separators, `.-`, `,-` or `,--` behind it; a sign with letters before it; a word, with its dot. */
const TOKEN = /(\d(?:[\d.,' ]*\d)?)(?:[.,]-{1,2})?|(\p{L}{0,4}\p{Sc}|\p{L}+\.?|,)/uy;
/** A multiplier and a currency in one: `kPLN`, `m€`, `tys.zł`. */
const JOINED = /^(k|m|mn|bn|mln|mld|tys\.?)(\p{L}{2,6}|\p{Sc})$/iu;

type Word = { readonly word: string };
type Token = Decimal | Word;
const isWord = (token: Token | undefined): token is Word => token !== undefined && 'word' in token;

/** Takes a text apart; undefined where it holds anything but numbers, words and signs of money. */
function tokenize(text: string, sign?: DecimalSign): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const [whole = '', number, word = ''] = TOKEN.exec(text) ?? [];
    if (whole === '') return undefined;
    const token = number === undefined ? { word } : parseDecimal(number, sign);
    if (token === undefined) return undefined;
    tokens.push(token);
    at += whole.length;
  }
  return tokens;
}

/**
 * Numbers in words where a multiplier or a currency follows (`pół miliona`, `sto złotych`, `2 i pół tysiąca`), and multipliers that say one
 * (`tysiąc`), as numbers; without the words between two parts.
 */
function spellOut(tokens: readonly Token[], usual: string): readonly Token[] {
  const words = tokens.map((token) => (isWord(token) ? foldText(token.word) : ''));
  const isUnit = (word = ''): boolean => POWER_BY_WORD.has(word) || HUNDREDTHS.has(word) || JOINED.test(word);
  const spelled: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [token, word = '', before] = [tokens[at], words[at], spelled.at(-1)];
    if (token === undefined) continue;
    const half = isWord(token) ? 0 : halfBehind(words, at + 1);
    if (!isWord(token) && half > 0 && token.fraction === '' && isUnit(words[at + half + 1])) {
      spelled.push(plusHalf(token));
      at += half;
      continue;
    }
    const number = isWord(token) ? numberInWordsAt(words, at) : undefined;
    const behind = number === undefined ? '' : words[at + number.length];
    if (number !== undefined && (isUnit(behind) || (!number.isPart && parseCurrency(behind ?? '', usual) !== undefined))) {
      spelled.push(number.decimal);
      at += number.length - 1;
      continue;
    }
    if (ONE_OF.has(word) && (before === undefined || isWord(before))) spelled.push(ONE);
    if (BETWEEN_PARTS.test(word) && isWord(before) && partFollows(words, at + 1, isUnit)) continue;
    spelled.push(token);
  }
  return spelled;
}

/** Whether a number with its unit, a smaller one, stands at a word. */
function partFollows(words: readonly string[], at: number, isUnit: (word?: string) => boolean): boolean {
  const spelled = numberInWordsAt(words, at);
  return words[at] === '' ? isUnit(words[at + 1]) : spelled !== undefined && isUnit(words[at + spelled.length]);
}

const ONE: Decimal = { whole: '1', fraction: '', groups: false, looksGrouped: false };
/** `twenty-five`, and a sign of dollars parted from its letters: `US $12k`. */
const DASH_IN_NUMBER = /(?<=ty)-(?=\p{L})/giu;
const PARTED_SIGN = /\b(US|CA|AU|NZ|HK|SG|NT|MX) (?=\$)/g;
/** `12 000 m2` is an area. */
const AREA = /\d ?m[23²³](?!\d)/i;

/**
 * Parses the numbers and units of an amount, without minus and words about tax.
 *
 * @param usual the currency of the pipeline. @param sign of decimals, where it is known.
 */
export function parseParts(
  text: string,
  usual: string,
  sign?: DecimalSign,
): AmountParts | 'notAnAmount' | 'ambiguous' | 'unknownCurrency' {
  const tokens = AREA.test(text) ? undefined : tokenize(text.replace(DASH_IN_NUMBER, ' ').replace(PARTED_SIGN, '$1'), sign);
  if (tokens === undefined) return 'notAnAmount';
  const parts: Part[] = [];
  const currencies: { readonly sign: string; readonly code: string }[] = [];
  let unknown = false;
  const all = spellOut(tokens, usual);
  for (let at = 0; at < all.length; at += 1) {
    const token = all[at];
    const part = parts.at(-1);
    if (token === undefined) continue;
    if (!isWord(token)) {
      if (part !== undefined && part.unit === 'none' && currencies.length === 0) return 'notAnAmount';
      parts.push({ decimal: token, power: 0, unit: 'none' });
      continue;
    }
    const unit = unitAt(all, at, usual) ?? smallCodeAt(token.word, part);
    if (part === undefined && !mayStandBefore(token.word)) return 'notAnAmount';
    if (unit === undefined) {
      if (!isUnknownCurrency(token.word)) return 'notAnAmount';
      unknown = true;
      continue;
    }
    at += unit.length - 1;
    if (unit.power !== undefined) {
      if (part === undefined || part.unit !== 'none' || isAfterCurrency(all, at, unit.length)) return 'notAnAmount';
      part.power = unit.power;
      part.unit = 'multiplier';
    }
    if (unit.hundredth) {
      if (part === undefined || part.unit !== 'none') return 'notAnAmount';
      part.unit = 'hundredth';
    }
    if (unit.currency !== undefined) currencies.push({ sign: unit.sign, code: unit.currency });
  }
  if (parts.length === 0) return 'notAnAmount';
  const currency = oneCurrency(currencies);
  if (currency === 'several') return 'notAnAmount';
  const fits = checkParts(parts, currency !== undefined);
  if (fits !== undefined) return fits;
  return unknown ? 'unknownCurrency' : addUp(parts, currency);
}

type Unit = {
  readonly power?: number;
  readonly currency?: string;
  readonly hundredth?: boolean;
  readonly sign: string;
  readonly length: number;
};

/** The unit that begins at a word: a currency of two words or one, a multiplier, both in one, or hundredths. */
function unitAt(tokens: readonly Token[], at: number, usual: string): Unit | undefined {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (!isWord(token)) return undefined;
  const sign = token.word;
  const both = isWord(next) ? parseCurrency(`${sign} ${next.word}`, usual) : undefined;
  if (both !== undefined) return { currency: both, sign, length: 2 };
  const power = POWER_BY_WORD.get(foldText(sign));
  if (power !== undefined) return { power, sign, length: 1 };
  const currency = parseCurrency(sign, usual);
  if (currency !== undefined) return { currency, sign, length: 1 };
  const folded = foldText(sign);
  if (HUNDREDTHS.has(folded)) {
    const code = HUNDREDTHS.get(folded);
    return { hundredth: true, sign, length: 1, ...(code === undefined ? {} : { currency: code }) };
  }
  const [, multiplier = '', rest = ''] = JOINED.exec(sign) ?? [];
  const joined = parseCurrency(rest, usual);
  const scale = POWER_BY_WORD.get(foldText(multiplier));
  return joined === undefined || scale === undefined ? undefined : { power: scale, currency: joined, sign: rest, length: 1 };
}

/** Digits from which on a number is rather money than a number of seconds or things. */
const MANY_DIGITS = 4;

/** A code in small letters behind a number that is an amount by itself: `12k sek`, `12 000 sek`. */
function smallCodeAt(word: string, part: Part | undefined): Unit | undefined {
  const isAmount =
    part !== undefined && (part.unit === 'multiplier' || part.decimal.groups || part.decimal.whole.length >= MANY_DIGITS);
  const currency = isAmount ? codeBehindAmount(word) : undefined;
  return currency === undefined ? undefined : { currency, sign: word, length: 1 };
}

/** Whether the word before a multiplier is no number: `5 zł tys.`. */
const isAfterCurrency = (tokens: readonly Token[], at: number, length: number): boolean => isWord(tokens[at - length]);

/** The one currency that is named; `$` beside another dollar's code is that. */
function oneCurrency(named: readonly { readonly sign: string; readonly code: string }[]): string | undefined | 'several' {
  const [first, ...others] = named;
  if (first === undefined) return undefined;
  const exact = named.find(({ code }) => named.every((each) => each.code === code || mayStandFor(each.sign, code)));
  return exact?.code ?? (others.length === 0 ? first.code : 'several');
}

/** Each part is smaller than the unit before it: `1 mln 200 tys.`, not `1 mln 2000 tys.`. */
function checkParts(parts: readonly Part[], isMoney: boolean): 'notAnAmount' | 'ambiguous' | undefined {
  for (const [index, part] of parts.slice(1).entries()) {
    const before = parts[index];
    if (before === undefined) continue;
    if (part.unit === 'hundredth') {
      if (before.unit === 'hundredth' || part.decimal.fraction !== '' || part.decimal.whole.length > 2) return 'notAnAmount';
      continue;
    }
    if (before.unit !== 'multiplier' || part.power >= before.power) return 'notAnAmount';
    if (part.decimal.whole.length + part.power > before.power) return 'notAnAmount';
    if (before.decimal.fraction !== '' || before.decimal.looksGrouped) return 'ambiguous';
    // `48k 30.06` is followed by a date, `1 mln 200` is said of 1,200,000 too, and `48k 30` by a day.
    if (part.unit === 'none' && !isMoney && part.decimal.fraction !== '') return 'notAnAmount';
    if (part.unit === 'none' && before.power > 3 && part.decimal.whole.length <= 3) return 'ambiguous';
    if (part.unit === 'none' && !isMoney && part.decimal.whole.length < 3) return 'ambiguous';
  }
  return undefined;
}

function addUp(parts: readonly Part[], currency: string | undefined): AmountParts {
  const last = parts.at(-1)?.decimal;
  return {
    currency,
    hasMultiplier: parts.some(({ unit }) => unit === 'multiplier'),
    groups: parts.some(({ decimal }) => decimal.groups),
    looksGrouped: parts.length === 1 && last?.looksGrouped === true,
    toMinor: (code) => {
      let sum = 0n;
      for (const { decimal, power, unit } of parts) {
        const places = exponent(code);
        if (unit === 'hundredth' && places !== 2) return 'notAnAmount';
        const minor = shiftDecimal(decimal, unit === 'hundredth' ? 0 : power + places);
        if (typeof minor === 'string') return minor;
        sum += minor;
      }
      return sum;
    },
  };
}
