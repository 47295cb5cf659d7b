import { foldText } from '../core/fold-text.ts';
import { isCurrency } from '../core/money/money.ts';

/** Signs and words of one currency each, folded; words of two parts as people say them. */
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    PLN: 'pln|zl|zl.|zloty|zloty.|zlote|zlotego|zlotemu|zlotych|zlotym|zlotymi|zlotys|polish zloty|zlotych polskich|zlote polskie|zl polskich',
    EUR: 'eur|€|euro|euros|eurami|ojro',
    USD: 'usd|us$|us dollar|us dollars|american dollars|dolar amerykanski|dolary amerykanskie|dolarow amerykanskich|dolara amerykanskiego',
    GBP: 'gbp|£|funt|funta|funty|funtow|funtach|funtami|pound|pounds|quid|sterling|pound sterling|pounds sterling|funt szterling|funty szterlingi|funtow szterlingow|british pounds',
    CHF: 'chf|frank|franka|franki|frankow|frankach|frankami|franc|francs|sfr|swiss franc|swiss francs|frank szwajcarski|franki szwajcarskie|frankow szwajcarskich|franka szwajcarskiego',
    CZK: 'czk|kc|koruna|korun|korony czeskie|koron czeskich|korona czeska|korony czeskiej|czech crowns|czech koruna|czech korunas',
    SEK: 'korony szwedzkie|koron szwedzkich|korona szwedzka|swedish krona|swedish kronor|kronor|krona|skr',
    NOK: 'nok|korony norweskie|koron norweskich|korona norweska|norwegian krone|norwegian kroner|nkr',
    DKK: 'dkk|korony dunskie|koron dunskich|korona dunska|danish krone|danish kroner|dkr',
    UAH: 'uah|₴|hrywna|hrywny|hrywien|hrywne|hryvnia|hryvnias|hryvnya',
    HUF: 'huf|forint|forinta|forinty|forintow|forints',
    JPY: 'jpy|jp¥|jen|jena|jeny|jenow|yen',
    CNY: 'rmb|cn¥|juan|juana|juany|juanow|yuan',
    RON: 'lei|leu|leja|lej rumunski|lei rumunskich|lejow',
    BGN: 'lewa|lewy|lewow|leva',
    CAD: 'ca$|c$|can$|canadian dollars|dolary kanadyjskie|dolarow kanadyjskich',
    AUD: 'aud|a$|au$|australian dollars|dolary australijskie|dolarow australijskich',
    NZD: 'nz$|new zealand dollars',
    SGD: 's$|sg$|singapore dollars|dolarow singapurskich',
    HKD: 'hk$|hong kong dollars',
    TWD: 'nt$',
    BRL: 'r$|real brazylijski|reali|reais|brazilian reais',
    MXN: 'mx$|mex$|mexican pesos',
    INR: '₹|rs.|rupee|rupees|rupii|rupie',
    RUB: '₽|rubli|ruble|rubla|rubles',
    TRY: '₺|turkish lira|lir tureckich',
    ILS: '₪|shekels|szekli',
    KRW: '₩|won poludniowokoreanski',
    THB: '฿|baht',
    VND: '₫',
    NGN: '₦|naira',
    PHP: '₱',
    KZT: '₸',
    GEL: '₾|lari',
    ZAR: 'rands',
    AED: 'dirhams',
  }).flatMap(([code, words]) => words.split('|').map((word) => [word, code] as const)),
);

const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'BRL', 'TWD'];
const CROWNS = ['SEK', 'NOK', 'DKK', 'ISK', 'CZK'];
const words = (text: string, codes: readonly string[]) => text.split(' ').map((word) => [word, codes] as const);

/** Signs and words that several currencies share, the default one first. */
const SHARED: ReadonlyMap<string, readonly string[]> = new Map([
  ...words('$ dolar dolara dolary dolarow dolarach dolarami dollar dollars bucks', DOLLARS),
  ...words('¥', ['JPY', 'CNY']),
  ...words('kr kr.', ['SEK', 'NOK', 'DKK', 'ISK']),
]);

/** Words that several currencies share, none of them the likely one: they mean the pipeline's, or nothing. */
const UNDECIDED: ReadonlyMap<string, readonly string[]> = new Map([
  ...words('korona korony koron koronach koronami crown crowns krone kroner', CROWNS),
  ...words('peso pesos', ['MXN', 'PHP', 'ARS', 'CLP', 'COP']),
  ...words('dinar dinars dinary dinarow', ['RSD', 'KWD', 'BHD', 'JOD', 'TND']),
  ...words('lira liras lirow lir', ['TRY']),
  ...words('riyal riyals rial rials', ['SAR', 'QAR', 'OMR']),
]);

const foldWord = (word: string): string => foldText(word.replaceAll('č', 'c'));

/**
 * The currency that a sign, code or word names.
 *
 * @param word as typed: `zł`, `€`, `pln`, `EUR`, `dolarów`. The codes that people use every day are understood in any case, the other
 *   codes of ISO 4217 in capitals only: `all`, `top` and `try` are words.
 * @param usual the currency of the pipeline: `$`, `¥` and `kr` mean it where it is one of theirs.
 * @returns an ISO 4217 code; 'unknown' for a sign or word of money that cannot be told; undefined for any other word.
 */
export function parseCurrency(word: string, usual: string): string | undefined {
  const folded = foldWord(word);
  const shared = SHARED.get(folded);
  if (shared !== undefined) return shared.includes(usual) ? usual : shared[0];
  const undecided = UNDECIDED.get(folded);
  if (undecided?.includes(usual)) return usual;
  return WORDS.get(folded) ?? (isCurrency(word) || word === usual ? word : undefined);
}

/** Whether a word stands for money, though it cannot be told for which: an unknown sign, or `koron` where several countries have them. */
export const isUnknownCurrency = (word: string): boolean => /\p{Sc}/u.test(word) || UNDECIDED.has(foldWord(word));

/** Whether a word may stand before its number: a sign, a code or `zł`. Other words are names there: `Frank 500`, `Korona 12k`. */
export const mayStandBefore = (word: string): boolean =>
  /^(?:\p{L}{0,4}\p{Sc}|\p{L}{3}|z[lł]|kč|kr)$/iu.test(word) && !/^jen$/i.test(word);

/** Currencies that a sign alone may stand for: `$` before another dollar's code says nothing new. */
export const mayStandFor = (sign: string, code: string): boolean => SHARED.get(foldWord(sign))?.includes(code) === true;
