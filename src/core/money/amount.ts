import { type DealState, isOpen } from '../deal/deal.ts';
import type { MemberId, StageId } from '../ids.ts';

/**
 * A number of deals and their value: whole minor units of the pipeline's currency; unpriced deals add 0. `untold`: the value is kept from
 * the reader and stands there as 0 (see funnel/untold-amounts.ts).
 */
export type Amount = { readonly count: number; readonly valueMinor: number; readonly untold?: true | undefined };

/** Open deals of one stage; `unpriced` of them have no value in the pipeline's currency. */
export type StageStock = Amount & { readonly stageId: StageId; readonly unpriced: number };

/** Amount of one owner. */
export type OwnerAmount = Amount & { readonly ownerId: MemberId };

/** Open deals past their expected close date, and without one. */
export type HygieneTotals = { readonly overdue: Amount; readonly undated: Amount };

export const NO_AMOUNT: Amount = { count: 0, valueMinor: 0 };

/** Adds two amounts; takes the second off with a `sign` of -1. */
export const addAmounts = (a: Amount, b: Amount, sign = 1): Amount => ({
  count: a.count + sign * b.count,
  valueMinor: a.valueMinor + sign * b.valueMinor,
});

/** Value of a deal in its pipeline's currency, minor units; 0 where it is not known. */
export const pipelineValueMinorOrZero = ({ pipelineValueMinor }: Pick<DealState, 'pipelineValueMinor'>): number =>
  pipelineValueMinor ?? 0;

/** One deal as an amount. */
export const toAmount = (state: Pick<DealState, 'pipelineValueMinor'>): Amount => ({
  count: 1,
  valueMinor: pipelineValueMinorOrZero(state),
});

/** Whether there was a deal, and it was open. */
export const wasOpen = <State extends Pick<DealState, 'outcome'>>(state: State | null): state is State =>
  state !== null && isOpen(state);

/** The sum of all stages. */
export const totalAmount = (stock: readonly StageStock[]): Amount =>
  stock.reduce<Amount>((sum, each) => addAmounts(sum, each), NO_AMOUNT);
