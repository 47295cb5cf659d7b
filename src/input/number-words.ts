import type { Decimal } from './decimal.ts';

const ROWS: readonly (readonly [value: number, words: string])[] = [
  [1, 'one jeden jedna jedno'],
  [2, 'two dwa dwie'],
  [3, 'three trzy'],
  [4, 'four cztery'],
  [5, 'five piec'],
  [6, 'six szesc'],
  [7, 'seven siedem'],
  [8, 'eight osiem'],
  [9, 'nine dziewiec'],
  [10, 'ten dziesiec'],
  [11, 'eleven jedenascie'],
  [12, 'twelve dwanascie'],
  [13, 'thirteen trzynascie'],
  [14, 'fourteen czternascie'],
  [15, 'fifteen pietnascie'],
  [16, 'sixteen szesnascie'],
  [17, 'seventeen siedemnascie'],
  [18, 'eighteen osiemnascie'],
  [19, 'nineteen dziewietnascie'],
  [20, 'twenty dwadziescia'],
  [30, 'thirty trzydziesci'],
  [40, 'forty czterdziesci'],
  [50, 'fifty piecdziesiat'],
  [60, 'sixty szescdziesiat'],
  [70, 'seventy siedemdziesiat'],
  [80, 'eighty osiemdziesiat'],
  [90, 'ninety dziewiecdziesiat'],
  [100, 'sto'],
  [200, 'dwiescie'],
  [300, 'trzysta'],
  [400, 'czterysta'],
  [500, 'piecset'],
  [600, 'szescset'],
  [700, 'siedemset'],
  [800, 'osiemset'],
  [900, 'dziewiecset'],
];
const VALUES: ReadonlyMap<string, number> = new Map(
  ROWS.flatMap(([value, words]) => words.split(' ').map((word) => [word, value] as const)),
);

/** Parts of one, and one and a half, as they stand before a multiplier; the longest first. In hundredths. */
const PARTS: readonly (readonly [hundredths: number, phrase: readonly string[]])[] = [
  ...['three quarters of a', 'three quarters of', 'trzy czwarte'].map((phrase) => [75, phrase.split(' ')] as const),
  ...['a quarter of a', 'quarter of a', 'a quarter of', 'a quarter', 'quarter', 'cwierc'].map(
    (phrase) => [25, phrase.split(' ')] as const,
  ),
  ...['half a', 'half an', 'a half', 'half', 'pol'].map((phrase) => [50, phrase.split(' ')] as const),
  ...['poltora', 'poltorej'].map((phrase) => [150, phrase.split(' ')] as const),
];
/** Behind a number: `2 i pół`, `two and a half`. */
const AND_A_HALF: readonly (readonly string[])[] = [
  ['and', 'a', 'half'],
  ['and', 'half', 'a'],
  ['i', 'pol'],
];

/** A number in words, and how many of them say it. `isPart`: it is one of a multiplier only, as `half` is. */
export type SpelledNumber = { readonly decimal: Decimal; readonly length: number; readonly isPart: boolean };

const begins = (words: readonly string[], at: number, phrase: readonly string[]): boolean =>
  phrase.every((word, index) => words[at + index] === word);

/** A whole number or one in hundredths as a decimal. */
function toDecimal(hundredths: number): Decimal {
  const fraction = hundredths % 100 === 0 ? '' : String(hundredths % 100).padStart(2, '0');
  return { whole: String(Math.floor(hundredths / 100)), fraction, groups: false, looksGrouped: false };
}

/** How many words from one on say "and a half"; 0 for none. */
export const halfBehind = (words: readonly string[], at: number): number =>
  AND_A_HALF.find((phrase) => begins(words, at, phrase))?.length ?? 0;

/** A decimal and a half. */
export const plusHalf = (decimal: Decimal): Decimal => ({ ...decimal, fraction: '5', looksGrouped: false });

/** The number below a thousand, or the part of one, that folded words say from one on: `dwadzieścia pięć`, `two hundred`, `pół`, `half a`. */
export function numberInWordsAt(words: readonly string[], at: number): SpelledNumber | undefined {
  const part = PARTS.find(([, phrase]) => begins(words, at, phrase));
  if (part !== undefined) return { decimal: toDecimal(part[0]), length: part[1].length, isPart: true };
  const article = words[at] === 'a' || words[at] === 'an' ? 1 : 0;
  if (article === 1 && words[at + 1] !== 'hundred') return { decimal: toDecimal(100), length: 1, isPart: true };
  let [sum, below, next] = [article, article === 1 ? 100 : 1000, at + article];
  for (; ; next += 1) {
    const word = words[next] ?? '';
    const value = VALUES.get(word);
    if (/^hundreds?$/.test(word) && sum < 10) {
      sum = 100 * Math.max(sum, 1);
      below = 100;
    } else if (word === 'and' && sum >= 100 && VALUES.has(words[next + 1] ?? '')) {
      // `two hundred and five`
    } else if (value !== undefined && value < below) {
      sum += value;
      below = value < 20 ? 1 : value < 100 ? 10 : 100;
    } else break;
  }
  if (sum === 0) return undefined;
  const half = halfBehind(words, next);
  return { decimal: toDecimal(100 * sum + (half > 0 ? 50 : 0)), length: next - at + half, isPart: false };
}

/** Whether an amount in words may begin with a word: `dwadzieścia`, `half`, `a`, `quarter`. */
export const mayBeginNumber = (word: string): boolean =>
  VALUES.has(word) || word === 'hundred' || /^an?$/.test(word) || PARTS.some(([, [first]]) => first === word);
