import { foldText } from '../core/fold-text.ts';
import { isCurrency } from '../core/money/money.ts';

/** Endings of nouns in Polish, as the words below are written: `funt[…]` is each of its forms. */
const MASCULINE = '[,a,owi,em,y,ow,om,ami,ach]';
const VELAR = '[,a,owi,iem,i,ow,om,ami,ach]';
const CROWN = 'koron[a,y,ie,e,o,om,ami,ach,]';
const FEMININE = '[a,iej,e,ich,im,imi]';
const MASCULINE_ADJECTIVE = '[i,iego,iemu,im,ie,ich,imi]';

/** Every form that a pattern stands for: `jen[,a,y]` is jen, jena and jeny. */
function expand(pattern: string): readonly string[] {
  const [whole, endings = ''] = /\[([^[\]]{0,99})\]/.exec(pattern) ?? [];
  return whole === undefined ? [pattern] : endings.split(',').flatMap((ending) => expand(pattern.replace(whole, ending)));
}

/** Signs and words of one currency each, folded; words of two parts as people say them. */
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    PLN: 'pln|zl|zl.|zloty.|zlot[y,e,ego,emu,ych,ym,ymi]|zlotys|polish zloty|polish zlotys|zlot[ych,e,y] polski[ch,e,]|zl polskich',
    EUR: 'eur|eur.|€|euro|euros|eurami|eurow|euroskow|ojro',
    USD: `usd|us$|us dollar[,s]|american dollar[,s]|dolar${MASCULINE} amerykansk${MASCULINE_ADJECTIVE}|dolc[e,ow,ami]|baks[y,ow,ami]`,
    GBP: `gbp|£|funt${MASCULINE}|funcie|pound[,s]|quid|sterling|pound[,s] sterling|funt${MASCULINE} szterling[,a,i,ow]|british pound[,s]|funt${MASCULINE} brytyjsk${MASCULINE_ADJECTIVE}`,
    CHF: `chf|frank${VELAR}|franc[,s]|sfr|sfr.|fr.|swiss franc[,s]|frank${VELAR} szwajcarsk${MASCULINE_ADJECTIVE}`,
    CZK: `czk|kc|koruna|korun|${CROWN} czesk${FEMININE}|czech crowns|czech koruna[,s]`,
    SEK: `${CROWN} szwedzk${FEMININE}|swedish krona|swedish kronor|kronor|krona|skr`,
    NOK: `nok|${CROWN} norwesk${FEMININE}|norwegian krone|norwegian kroner|nkr`,
    DKK: `dkk|${CROWN} dunsk${FEMININE}|danish krone|danish kroner|dkr`,
    UAH: 'uah|₴|hrywn[a,y,ie,e,o,om,ami,ach]|hrywien|hryvnia|hryvnias|hryvnya|грн|грн.',
    HUF: `huf|forint${MASCULINE}|forints`,
    JPY: `jpy|jp¥|jen${MASCULINE}|yen`,
    CNY: `rmb|cn¥|juan${MASCULINE}|yuan`,
    RON: 'lei|leu|leja|lej rumunski|lei rumunskich|lejow|lejami',
    BGN: 'lewa|lewy|lewow|leva|лв|лв.',
    CAD: `ca$|c$|can$|canadian dollar[,s]|dolar${MASCULINE} kanadyjsk${MASCULINE_ADJECTIVE}`,
    AUD: `aud|a$|au$|australian dollar[,s]|dolar${MASCULINE} australijsk${MASCULINE_ADJECTIVE}`,
    NZD: `nz$|new zealand dollar[,s]|dolar${MASCULINE} nowozelandzk${MASCULINE_ADJECTIVE}`,
    SGD: `s$|sg$|singapore dollar[,s]|dolar${MASCULINE} singapursk${MASCULINE_ADJECTIVE}`,
    HKD: `hk$|hong kong dollar[,s]|dolar${MASCULINE} hongkongsk${MASCULINE_ADJECTIVE}`,
    TWD: 'nt$',
    BRL: 'r$|real brazylijski|reali|reais|brazilian reais',
    MXN: 'mx$|mex$|mexican peso[,s]|peso meksykanskie|pesos meksykanskich',
    INR: '₹|rs|rs.|rupee|rupees|rupi[a,i,e,om,ami]',
    IDR: 'rp|rp.',
    MYR: 'rm|ringgit|ringgits',
    RUB: '₽|rubel|rubl[a,e,i,ami,om]|rubles|руб|руб.|рублей',
    TRY: '₺|tl|turkish lira[,s]|lir tureckich|liry tureckie',
    ILS: '₪|shekels|szekl[i,e,ami]',
    KRW: '₩|won poludniowokoreanski',
    THB: '฿|baht',
    VND: '₫',
    NGN: '₦|naira',
    PHP: '₱',
    KZT: '₸',
    GEL: '₾|lari',
    ZAR: 'rands',
    AED: 'dirhams',
  }).flatMap(([code, words]) => words.split('|').flatMap((word) => expand(word).map((form) => [form, code] as const))),
);

/** Codes that are written in small letters too, and are no words. */
const SMALL_CODES: ReadonlySet<string> = new Set(
  'aed bgn brl cad gel hkd idr ils inr krw mxn myr nzd php ron rsd rub sgd thb twd zar'.split(' '),
);

const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'BRL', 'TWD'];
const CROWNS = ['SEK', 'NOK', 'DKK', 'ISK', 'CZK'];
const words = (text: string, codes: readonly string[]) =>
  text.split(' ').flatMap((word) => expand(word).map((form) => [form, codes] as const));

/** Signs and words that several currencies share, the default one first. */
const SHARED: ReadonlyMap<string, readonly string[]> = new Map([
  ...words(`$ dolar${MASCULINE} dolarze dol. dollar dollars bucks`, DOLLARS),
  ...words('¥', ['JPY', 'CNY']),
  ...words('kr kr.', ['SEK', 'NOK', 'DKK', 'ISK']),
]);

/** Words that several currencies share, none of them the likely one: they mean the pipeline's, or nothing. */
const UNDECIDED: ReadonlyMap<string, readonly string[]> = new Map([
  ...words(`${CROWN} crown crowns krone kroner`, CROWNS),
  ...words('peso pesos', ['MXN', 'PHP', 'ARS', 'CLP', 'COP']),
  ...words(`dinar${MASCULINE} dinars`, ['RSD', 'KWD', 'BHD', 'JOD', 'TND']),
  ...words('lir[a,y,e,om,ami,] liras', ['TRY']),
  ...words(`riyal riyals rial${MASCULINE} rials`, ['SAR', 'QAR', 'OMR']),
  // Money that Lejek does not keep.
  ...words('btc eth usdt usdc bitcoin[,s,y,ow]', []),
]);

/** Codes that are words or names too: behind an amount they are money in capitals only, `12k all inclusive` and `12k Bob` are not. */
const CODES_AND_WORDS: ReadonlySet<string> = new Set(
  'all ang bam bob cop cup ern gip lak mad mop mur nad pen sos std top try won'.split(' '),
);

/** A code of ISO 4217 right behind an amount, in whatever case: `12k sek`. Elsewhere small letters may be seconds: `spot 30 sek`. */
export function codeBehindAmount(word: string): string | undefined {
  const code = word.toUpperCase();
  return /^[a-z]{3}$/i.test(word) && isCurrency(code) && !CODES_AND_WORDS.has(word.toLowerCase()) ? code : undefined;
}

/** Whether a word is a code that is a word too, in small letters: at the end of a line it may have been meant as money. */
export const mayBeCode = (word: string): boolean => CODES_AND_WORDS.has(word) && isCurrency(word.toUpperCase());

const foldWord = (word: string): string => foldText(word.replaceAll('č', 'c'));

/**
 * The currency that a sign, code or word names.
 *
 * @param word as typed: `zł`, `€`, `pln`, `EUR`, `dolarów`. The codes that people use every day are understood in any case, the other
 *   codes of ISO 4217 in capitals only: `all`, `top` and `try` are words. Behind an amount see {@link codeBehindAmount}.
 * @param usual the currency of the pipeline: `$`, `¥` and `kr` mean it where it is one of theirs.
 * @returns an ISO 4217 code; 'unknown' for a sign or word of money that cannot be told; undefined for any other word.
 */
export function parseCurrency(word: string, usual: string): string | undefined {
  const folded = foldWord(word);
  const shared = SHARED.get(folded);
  if (shared !== undefined) return shared.includes(usual) ? usual : shared[0];
  const undecided = UNDECIDED.get(folded);
  if (undecided?.includes(usual)) return usual;
  if (SMALL_CODES.has(word)) return word.toUpperCase();
  return WORDS.get(folded) ?? (isCurrency(word) || word === usual ? word : undefined);
}

/** Whether a word stands for money, though it cannot be told for which: an unknown sign, or `koron` where several countries have them. */
export const isUnknownCurrency = (word: string): boolean => /\p{Sc}/u.test(word) || UNDECIDED.has(foldWord(word));

/** Whether a word may stand before its number: a sign, a code or `zł`. Other words are names there: `Frank 500`, `Korona 12k`. */
export const mayStandBefore = (word: string): boolean =>
  /^(?:\p{L}{0,4}\p{Sc}|\p{L}{3}|z[lł]|kč|kr|rs\.?|rp\.?|rm|s?fr\.)$/iu.test(word) && !/^jen$/i.test(word);

/** Currencies that a sign alone may stand for: `$` before another dollar's code says nothing new. */
export const mayStandFor = (sign: string, code: string): boolean => SHARED.get(foldWord(sign))?.includes(code) === true;
