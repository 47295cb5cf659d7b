import type { DealState } from '../../../core/deal/deal.ts';
import { unpricedCurrency } from '../../../core/money/priced-value.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { OPEN_RATES } from '../kit/action-ids.ts';
import type { ButtonSpec } from '../kit/blocks.ts';

type Priced = Pick<DealState, 'value' | 'pipelineValueMinor' | 'rate' | 'rateOn'>;

/**
 * What a value in another currency counts as in totals: `= 204,000 PLN (1 EUR = 4.25 PLN, 2 Nov 2026)`; nothing for one in their currency.
 *
 * @param inCurrency of totals.
 */
export function convertedText(
  m: Messages,
  { value, pipelineValueMinor, rate, rateOn }: Priced,
  inCurrency: string,
): SafeText | undefined {
  if (value === null || pipelineValueMinor === null || rate === null) return undefined;
  const sign = (code: string) => m.f.currencySign(code);
  const pair = { currency: sign(value.currency), inCurrency: sign(inCurrency), rate };
  return m.rates.countsAs(m.f.money({ minor: pipelineValueMinor, currency: inCurrency }), m.rates.of(pair, rateOn));
}

/** How a deal's value counts, where that is worth a line: what it is converted to, or that it counts in no total. */
export function conversionLine(m: Messages, deal: Priced, inCurrency: string): SafeText | undefined {
  const unpriced = unpricedCurrency(deal);
  return unpriced === undefined
    ? convertedText(m, deal, inCurrency)
    : m.rates.countsNowhere(m.f.currencySign(unpriced), m.f.currencySign(inCurrency));
}

/** The same for a row, which leaves out what there is not. */
export const conversionParts = (m: Messages, deal: Priced, inCurrency: string): readonly SafeText[] =>
  [conversionLine(m, deal, inCurrency)].filter((line) => line !== undefined);

/** Opens the form of rates, for whoever may set them. */
export const setRatesButton = (m: Messages, maySet: boolean): ButtonSpec | undefined =>
  maySet ? { id: OPEN_RATES, text: m.rates.open, value: 'set' } : undefined;
