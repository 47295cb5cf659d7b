/** A written amount: its figures, and the unit after them (`k`, ` tys.`, ` tys. zł`). */
const splitUnit = (amount: string): readonly [figures: string, unit: string] => {
  const [, figures = amount, unit = ''] = /^(.*\d)(\D*)$/u.exec(amount) ?? [];
  return [figures, unit];
};

/** Both ends of a range, a unit that they share said once: `186–228k`, `9,3–68,9 tys.`, `0–1.2m`, `950–1.2k`. */
export function amountRange(low: string, high: string): string {
  const [figures, unit] = splitUnit(low);
  return `${unit === splitUnit(high)[1] ? figures : low}–${high}`;
}

/**
 * An amount of a whole, as Polish says it: the unit is said once where both have it, and where the first has none it gets the currency, so
 * that nobody reads 110 as 110 thousand.
 *
 * @param part without a currency. @param whole with one.
 * @example partialAmount('205 tys.', '240 tys. zł') // => '205 z 240 tys. zł'
 * @example partialAmount('110', '240 tys. zł') // => '110 zł z 240 tys. zł'
 */
export function partialAmount(part: string, whole: string): string {
  const [figures, unit] = splitUnit(part);
  const wholeUnit = splitUnit(whole)[1];
  const cut = wholeUnit.search(/\u00A0\S+$/u);
  const [scale, currency] = cut < 0 ? [wholeUnit, ''] : [wholeUnit.slice(0, cut), wholeUnit.slice(cut)];
  if (unit === scale || figures === '0') return `${figures} z ${whole}`;
  return `${part}${unit === '' ? currency : ''} z ${whole}`;
}

/** A sentence with one full stop: an amount in Polish thousands ends with one already. @example fullStop('ok. 35 tys.') // => 'ok. 35 tys.' */
export const fullStop = (sentence: string): string => (sentence.endsWith('.') ? sentence : `${sentence}.`);
