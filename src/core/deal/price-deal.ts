import { type ExchangeRate, rateOn } from '../money/exchange-rates.ts';
import { priceForPipeline } from '../money/priced-value.ts';
import { dateAt } from '../time/calendar.ts';
import { type ActorContext, acceptChange, type Change } from './change.ts';
import { type DealFile, isOpen } from './deal.ts';

/** What deals are priced by: the currency of totals, the rates to it, and the zone in which the day of a closing is told. */
export type Pricing = { readonly currency: string; readonly rates: readonly ExchangeRate[]; readonly timeZone: string };

/**
 * Gives a deal the price that it lacks: at today's rate where it is open, at that of the day of its closing where it is closed. An open deal
 * that was priced at a rate which was corrected since, of the same day, follows the correction; every other price is frozen.
 *
 * @returns undefined where nothing changes: no value, no rate, a price that stays, or a deal that was entered by mistake.
 */
export function priceDeal(file: DealFile, { currency, rates, timeZone }: Pricing, act: ActorContext): Change | undefined {
  const { value, pipelineValueMinor, rate, outcome, closedAt, ...deal } = file.deal;
  if (value === null || value.currency === currency || outcome === 'withdrawn') return undefined;
  const pair = { currency: value.currency, inCurrency: currency };
  const isPriced = pipelineValueMinor !== null;
  const day = isOpen(file.deal) ? act.today : dateAt(closedAt ?? act.at, timeZone);
  const found = rateOn(rates, pair, isPriced ? (deal.rateOn ?? day) : day);
  if (found === undefined) return undefined;
  if (isPriced && (!isOpen(file.deal) || found.from !== deal.rateOn || found.rate === rate)) return undefined;
  const priced = priceForPipeline(value, currency, { rate: found.rate, on: found.from });
  if (priced.pipelineValueMinor === pipelineValueMinor && priced.rate === rate) return undefined;
  const decision = acceptChange(file, { kind: 'priced', now: priced, fields: ['pipelineValueMinor'] }, act);
  return decision.ok ? decision.change : undefined;
}
