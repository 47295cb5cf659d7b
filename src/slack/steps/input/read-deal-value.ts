import type { PricedValue } from '../../../core/money/priced-value.ts';
import { type ParsedAmount, parseAmount } from '../../../input/amount.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { RequestContext } from '../../request/flow.ts';
import { adoptFirstCurrency } from '../adopt-first-currency.ts';
import { convertToPipelineCurrency } from '../convert-to-pipeline-currency.ts';
import { amountProblem } from './amount-problem.ts';

/** What a field of a form says of a deal's value; `ok: false`: why it cannot be read, for that field. */
export type ReadValue = { readonly ok: true; readonly value: PricedValue } | { readonly ok: false; readonly problem: SafeText };

/** Reads a typed value, in the pipeline's currency at today's rate too. @param currency of an amount that names none. */
export async function readDealValue(context: RequestContext, typed: string, currency: string): Promise<ReadValue> {
  return priceAmount(context, parseAmount(typed, { currency }));
}

/** The same of an amount that was read. */
export async function priceAmount(context: RequestContext, amount: ParsedAmount): Promise<ReadValue> {
  if (!amount.ok) return { ok: false, problem: amountProblem(context.m, amount) };
  const totals = await adoptFirstCurrency(context, amount.money.currency);
  const pipeline = { ...context.pipeline, currency: totals };
  return { ok: true, value: await convertToPipelineCurrency({ ...context, pipeline }, amount.money) };
}
