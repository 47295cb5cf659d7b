/** Powers of ten of the words for thousands, millions and thousand millions, folded, in every form that stands after a number. */
const MULTIPLIERS: readonly (readonly [power: number, words: string])[] = [
  [3, 'k tys tys. tysiac tysiaca tysiace tysiecy tysiacem tysiacach tysiacami tysiacom tsd thousand thousands'],
  [5, 'lakh lakhs'],
  [6, 'm mn mln mln. mio mio. million millions milion miliona miliony milionow milionem milionach milionami milionom'],
  [7, 'crore crores'],
  [9, 'bn bln mld mld. billion billions miliard miliarda miliardy miliardow miliardem miliardach miliardami miliardom'],
  [12, 'tn trillion trillions bilion biliona biliony bilionow'],
];

/** Numbers in words that stand before such a word, in tenths, so that halves are whole. */
const COUNTS: readonly (readonly [tenths: number, words: string])[] = [
  [5, 'pol half'],
  [10, 'a an one jeden'],
  [15, 'poltora poltorej'],
  [20, 'two dwa dwie'],
  [30, 'three trzy'],
  [40, 'four cztery'],
  [50, 'five piec'],
  [60, 'six szesc'],
  [70, 'seven siedem'],
  [80, 'eight osiem'],
  [90, 'nine dziewiec'],
  [100, 'ten dziesiec'],
];

const table = (rows: readonly (readonly [number, string])[]): ReadonlyMap<string, number> =>
  new Map(rows.flatMap(([value, words]) => words.split(' ').map((word) => [word, value] as const)));

/** Power of ten by folded word: `tys.` 3, `milionów` 6. */
export const POWER_BY_WORD = table(MULTIPLIERS);
/** Tenths by folded word: `półtora` 15. */
export const TENTHS_BY_WORD = table(COUNTS);
/** Words of {@link POWER_BY_WORD} that say one of them when they stand alone: `tysiąc złotych`. */
export const ONE_OF: ReadonlySet<string> = new Set(['tysiac', 'milion', 'miliard']);
/** A hundredth of a zloty or of another currency with cents, folded. */
export const HUNDREDTHS: ReadonlyMap<string, string | undefined> = new Map([
  ...'gr gr. grosz grosze groszy'.split(' ').map((word) => [word, 'PLN'] as const),
  ...'cent cents centow centy ct'.split(' ').map((word) => [word, undefined] as const),
]);

/** Whether an amount was said to be without or with tax. */
export type Tax = 'net' | 'gross';

const RATE = '(?:\\d{1,2}(?:[.,]\\d)? ?% ?)?';
const TAX = `${RATE}(?:vat(?:-?(?:u|em))?|tax|gst|sales tax|podatek|podatku|podatkiem|mwst)`;
const START = '(?<![\\p{L}\\d])';
const TAX_AFTER: readonly (readonly [Tax, RegExp])[] = [
  [
    'gross',
    new RegExp(
      `(?:${START}(?:gross|brutto|(?:incl?\\.?|including|with|after|w tym|wraz z|(?:łącznie |razem )?z)(?: the)? ?${TAX})|${START}${TAX} (?:incl\\.?|included|inclusive|wliczony))[)\\]]?$`,
      'iu',
    ),
  ],
  [
    'net',
    new RegExp(
      `(?:(?:\\+|${START}(?:plus|excl?\\.?|excluding|without|before|net of|bez|ex\\.?)) ?${TAX}|${START}net(?:to)?|${START}${TAX} (?:excl\\.?|excluded|exclusive))[)\\]]?$`,
      'iu',
    ),
  ],
];
const TAX_BEFORE: readonly (readonly [Tax, RegExp])[] = [
  ['net', /^net(?:to)?:? (?=\S)/i],
  ['gross', /^(?:gross|brutto):? (?=\S)/i],
];

/** Splits the words about tax off an amount: `12k + VAT`, `12k zł brutto`, `netto 12k`. */
export function splitTax(text: string): { readonly rest: string; readonly tax: Tax | undefined } {
  for (const [tax, words] of TAX_AFTER) {
    const at = text.search(words);
    if (at > 0) return { rest: text.slice(0, at).replace(/[ ,([]{1,3}$/, ''), tax };
  }
  for (const [tax, words] of TAX_BEFORE) if (words.test(text)) return { rest: text.replace(words, ''), tax };
  return { rest: text, tax: undefined };
}
