import type { Money } from '../core/money.ts';
import { type Priced, priced } from '../core/priced.ts';
import type { Visit } from './flow.ts';

/** Prices a value for the person's pipeline, at today's stored rate where the currency is another one. */
export async function priceFor(visit: Visit, money: Money): Promise<Priced> {
  const { currency } = visit.pipeline;
  const rate = money.currency === currency ? undefined : await visit.tenant.rate(money.currency, currency, visit.today);
  return priced(money, currency, rate);
}
