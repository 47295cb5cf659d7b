import { isCurrency } from '../core/money/money.ts';

/** Signs and words of one currency each, folded. */
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    PLN: 'pln zl zlotych zlote zloty zlotego',
    EUR: 'eur € euro euros',
    USD: 'usd us$ dolarow dolary',
    GBP: 'gbp £ funtow',
    CHF: 'chf',
    CZK: 'czk kc',
    UAH: 'uah ₴',
    HUF: 'huf',
    JPY: 'jp¥',
    CAD: 'ca$',
    AUD: 'a$',
  }).flatMap(([code, words]) => words.split(' ').map((word) => [word, code] as const)),
);

/** Signs that several currencies share, the default one first. */
const SHARED: ReadonlyMap<string, readonly string[]> = new Map([
  ['$', ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'BRL']],
  ['¥', ['JPY', 'CNY']],
  ['kr', ['SEK', 'NOK', 'DKK', 'ISK']],
]);

/**
 * The currency that a sign, code or word names.
 *
 * @param word as typed: `zł`, `€`, `pln`, `EUR`. The codes that people use every day are understood in any case, the other
 *   codes of ISO 4217 in capitals only: `all`, `top` and `try` are words.
 * @param usual the currency of the pipeline: `$`, `¥` and `kr` mean it where it is one of theirs.
 * @returns an ISO 4217 code, or undefined.
 */
export function parseCurrency(word: string, usual: string): string | undefined {
  const folded = word.toLowerCase().replace('ł', 'l').replace('č', 'c');
  const shared = SHARED.get(folded);
  if (shared !== undefined) return shared.includes(usual) ? usual : shared[0];
  return WORDS.get(folded) ?? (isCurrency(word) || word === usual ? word : undefined);
}
