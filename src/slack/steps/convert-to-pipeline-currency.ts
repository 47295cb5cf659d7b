import type { Money } from '../../core/money/money.ts';
import { type PricedValue, priceForPipeline } from '../../core/money/priced-value.ts';
import type { RequestContext } from '../request/flow.ts';

/** Prices a value for the person's pipeline, at today's stored rate where the currency is another one. */
export async function convertToPipelineCurrency(visit: RequestContext, money: Money): Promise<PricedValue> {
  const { currency } = visit.pipeline;
  const rate =
    money.currency === currency
      ? undefined
      : await visit.tenant.exchangeRate({ currency: money.currency, inCurrency: currency }, visit.today);
  return priceForPipeline(money, currency, rate);
}
