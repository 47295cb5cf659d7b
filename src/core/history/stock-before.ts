import type { DealState } from '../deal/deal.ts';
import { type DealEvent, eventsByDeal } from '../deal/deal-event.ts';
import {
  addAmounts,
  type HygieneTotals,
  NO_AMOUNT,
  type OwnerAmount,
  pipelineValueMinorOrZero,
  type StageStock,
  toAmount,
  wasOpen,
} from '../money/amount.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { TimeSpan } from '../time/periods.ts';

/**
 * The open deals as they were before some events: the counters minus the movement after.
 *
 * @param now the stock after all of them. @param eventsSince every event since, in any order, undone ones and their undos included.
 */
export function stockBefore(now: readonly StageStock[], eventsSince: readonly DealEvent[]): readonly StageStock[] {
  const stock = new Map(now.map((each) => [each.stageId, { ...each }]));
  // In place: there may be as many events as a firm has deals.
  const add = (state: DealState | null, sign: number) => {
    if (!wasOpen(state)) return;
    const at = stock.get(state.stageId) ?? { stageId: state.stageId, ...NO_AMOUNT, unpriced: 0 };
    at.count += sign;
    at.valueMinor += sign * pipelineValueMinorOrZero(state);
    if (state.pipelineValueMinor === null) at.unpriced += sign;
    stock.set(state.stageId, at);
  };
  for (const { before, after } of eventsSince) {
    add(after, -1);
    add(before, 1);
  }
  return [...stock.values()].filter(({ count }) => count !== 0);
}

/** As {@link stockBefore}, for dates: `now` was counted with the same `today`. */
export function hygieneBefore(now: HygieneTotals, eventsSince: readonly DealEvent[], today: PlainDate): HygieneTotals {
  let { overdue, undated } = now;
  const add = (state: DealState | null, sign: number) => {
    if (!wasOpen(state)) return;
    if (state.closeOn === null) undated = addAmounts(undated, toAmount(state), sign);
    else if (state.closeOn < today) overdue = addAmounts(overdue, toAmount(state), sign);
  };
  for (const own of eventsByDeal(eventsSince)) {
    add(own.at(-1)?.after ?? null, -1);
    add(own[0]?.before ?? null, 1);
  }
  return { overdue, undated };
}

/**
 * What was won in [from, to), as it was before some events.
 *
 * @param now by owner, as it is after them. @param eventsSince every event since; of a team's wins, what it had at either end of each.
 */
export function wonBefore(
  now: readonly OwnerAmount[],
  eventsSince: readonly { readonly before: DealState | null; readonly after: DealState | null }[],
  { from, to }: TimeSpan,
): readonly OwnerAmount[] {
  const won = new Map(now.map((each) => [each.ownerId, each]));
  const add = (state: DealState | null, sign: number) => {
    if (state?.outcome !== 'won' || state.closedAt === null || state.closedAt < from || state.closedAt >= to) return;
    const held = won.get(state.ownerId) ?? { ownerId: state.ownerId, ...NO_AMOUNT };
    won.set(state.ownerId, { ...held, ...addAmounts(held, toAmount(state), sign) });
  };
  for (const { before, after } of eventsSince) {
    add(after, -1);
    add(before, 1);
  }
  return [...won.values()].filter(({ count }) => count !== 0);
}
