import type { Money } from '../../core/money/money.ts';
import { type PricedValue, priceForPipeline } from '../../core/money/priced-value.ts';
import type { RequestContext } from '../request/flow.ts';

/** Converts a value to the pipeline's currency at today's stored rate. */
export async function convertToPipelineCurrency(context: RequestContext, money: Money): Promise<PricedValue> {
  const { currency } = context.pipeline;
  const rate =
    money.currency === currency
      ? undefined
      : await context.tenant.exchangeRate({ currency: money.currency, inCurrency: currency }, context.today);
  return priceForPipeline(money, currency, rate);
}
