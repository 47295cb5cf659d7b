/** Powers of ten of the words for thousands, millions and thousand millions, folded, in every form that stands after a number. */
const MULTIPLIERS: readonly (readonly [power: number, words: string])[] = [
  [3, 'k tys tys. tysiac tysiaca tysiacowi tysiace tysiecy tysiacem tysiacu tysiacach tysiacami tysiacom tsd thousand thousands'],
  [5, 'lakh lakhs'],
  [
    6,
    'm mn mln mln. mio mio. million millions milion miliona milionowi miliony milionow milionem milionie milionach milionami milionom',
  ],
  [7, 'crore crores'],
  [
    9,
    'bn bln mld mld. mrd mrd. billion billions miliard miliarda miliardowi miliardy miliardow miliardem miliardzie miliardach miliardami miliardom',
  ],
  [12, 'tn trillion trillions bilion biliona biliony bilionow bilionem bilionach bilionami bilionom'],
];

/** As people say them, folded: `5 kafli`, `2 bańki`, `half a mil`. Names and things are called so too, but with a capital or alone. */
const SLANG: readonly (readonly [power: number, words: string])[] = [
  [2, 'stowa stowy stowe stow stowka stowki stowke stowek'],
  [3, 'kafel kafla kafle kaflem kafli kaflach kaflami tysiak tysiaka tysiaki tysiakow tysiakiem grand'],
  [6, 'banka banke banki banek bance bankach bankami mil mil. mils'],
];
const SLANG_WORDS: ReadonlySet<string> = new Set(SLANG.flatMap(([, words]) => words.split(' ')));

/** Whether a folded word is one of slang for thousands or millions. */
export const isSlang = (folded: string): boolean => SLANG_WORDS.has(folded);

/** Power of ten by folded word: `tys.` 3, `milionów` 6. */
export const POWER_BY_WORD: ReadonlyMap<string, number> = new Map(
  [...MULTIPLIERS, ...SLANG].flatMap(([power, words]) => words.split(' ').map((word) => [word, power] as const)),
);
/** Words of {@link POWER_BY_WORD} that say one of them when they stand alone: `tysiąc złotych`. */
export const ONE_OF: ReadonlySet<string> = new Set(
  'tysiac milion miliard stowa stowe stowka stowke kafel kafla tysiak tysiaka banka banke grand'.split(' '),
);
/** A hundredth of a zloty or of another currency with cents, folded. */
export const HUNDREDTHS: ReadonlyMap<string, string | undefined> = new Map([
  ...'gr gr. grosz grosza grosze groszy groszem groszami'.split(' ').map((word) => [word, 'PLN'] as const),
  ...'cent cents centa centy centow centem centami ct'.split(' ').map((word) => [word, undefined] as const),
]);
/** Between two parts of one amount: `2 mln i 300 tys.`, `1 million, 200 thousand`. */
export const BETWEEN_PARTS = /^(?:,|i|and|oraz)$/;

/** Whether an amount was said to be without or with tax. */
export type Tax = 'net' | 'gross';

const RATE = '\\d{1,2}(?:[.,]\\d)? ?%';
const NAME =
  "(?:vat(?:[-']?(?:u|em|owi))?|btw|mwst\\.?|ust\\.?|gst|hst|tva|iva|(?:sales )?tax(?:es)?|podat(?:ek|ku|kiem)(?: vat(?:[-']?(?:u|em))?)?|ptu)";
/** `VAT`, `23% VAT`, `VAT 23%`, `VAT (23%)`, `23%`. */
const TAX = `(?:the )?(?:(?:${RATE} ?)?${NAME}(?: \\(?${RATE}\\)?)?)`;
const START = '(?<![\\p{L}\\d])';
const INCLUDING =
  '(?:incl?\\.?|inkl\\.?|including|inclusive of|with|w/|after|zawiera(?:j[aą]c[aey])?|w tym|wraz z|(?:łącznie |razem )?ze?)';
const EXCLUDING =
  '(?:excl?\\.?|exc\\.?|excluding|exclusive of|without|w/o|before|net of|nie zawiera|bez|ex\\.?|zzgl\\.?|exkl\\.?|pre-?(?=tax)|plus|powiększon[aey] o)';
const END = '[)\\]]?\\.?$';
const TAX_AFTER: readonly (readonly [Tax, RegExp])[] = [
  [
    'net',
    new RegExp(
      `(?:${START}${EXCLUDING} ?${TAX}|\\+ ?${TAX}|(?:\\+|${START}plus) ?${RATE}|${START}net(?:t|to)?|${START}ht|${START}${NAME} (?:excl?\\.?|excluded|exclusive))${END}`,
      'iu',
    ),
  ],
  [
    'gross',
    new RegExp(
      `(?:${START}(?:gross|brutto|br|ttc|${INCLUDING} ?${TAX})|${START}${TAX} (?:incl?\\.?|included|inclusive|wliczony))${END}`,
      'iu',
    ),
  ],
];
const TAX_BEFORE: readonly (readonly [Tax, RegExp])[] = [
  ['net', /^net(?:to)?:? (?=\S)/i],
  ['gross', /^(?:gross|brutto):? (?=\S)/i],
];
/** Before the currency: `12k netto zł`. */
const TAX_INSIDE = /(?<=\d(?: ?\p{L}{1,12}\.?)?) (?:(net(?:to)?)|gross|brutto) (?=\p{L}{2,12}\.?$|\p{Sc}$)/iu;
/** `netto + VAT`, `brutto (z VAT)`: no more is said about it. */
const MAX_TAX_WORDS = 2;

/** Splits the words about tax off an amount: `12k + VAT`, `12k zł brutto`, `netto 12k`, `12k netto zł`. */
export function splitTax(text: string): { readonly rest: string; readonly tax: Tax | undefined } {
  let [rest, tax] = [text, undefined as Tax | undefined];
  for (let count = 0; count < MAX_TAX_WORDS; count += 1) {
    const [said, words] = TAX_AFTER.find(([, pattern]) => rest.search(pattern) > 0) ?? [];
    if (said === undefined || words === undefined) break;
    rest = rest.slice(0, rest.search(words)).replace(/[ ,([-]{1,3}$/, '');
    // Of two that disagree, nothing can be taken.
    tax = tax === undefined || tax === said ? said : 'gross';
  }
  if (tax !== undefined) return { rest, tax };
  const inside = TAX_INSIDE.exec(text);
  if (inside !== null) return { rest: text.replace(TAX_INSIDE, ' '), tax: inside[1] === undefined ? 'gross' : 'net' };
  for (const [said, words] of TAX_BEFORE) if (words.test(text)) return { rest: text.replace(words, ''), tax: said };
  return { rest: text, tax: undefined };
}
