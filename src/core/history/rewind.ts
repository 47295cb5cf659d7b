import { type DealEvent, eventsByDeal } from '../deal/deal-event.ts';
import type { MemberId, StageId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import { countEvent, countHistory, TAKES_BACK } from './count-events.ts';
import { addCounters, type Counters, negateCounters } from './counters.ts';
import type { Win } from './win.ts';

/** A win with the number of its deal, which orders those of one instant. */
export type NumberedWin = Win & { readonly number: number };

/** Deals that an undo, a withdrawal or a move to another pipeline has touched: what that took back is known only from the deal's whole history. */
export const dealsWithUndo = (eventsSince: readonly DealEvent[]): readonly number[] => [
  ...new Set(eventsSince.filter(({ kind }) => TAKES_BACK.has(kind)).map(({ dealNumber }) => dealNumber)),
];

/**
 * The counters as they were before some events: exactly, for adding is all that ever happens to them.
 *
 * @param now the counters of a pipeline after all of them. @param eventsSince every event of it since, in any order.
 * @param histories the whole history of each deal that {@link dealsWithUndo} names.
 */
export function countersBefore(
  now: Counters,
  eventsSince: readonly DealEvent[],
  histories: ReadonlyMap<number, readonly DealEvent[]>,
): Counters {
  if (eventsSince.length === 0) return now;
  const plain = eventsSince.filter(({ dealNumber }) => !histories.has(dealNumber)).map(countEvent);
  const since = new Map(eventsByDeal(eventsSince).map((own) => [own[0]?.dealNumber, new Set(own.map(({ version }) => version))]));
  const [{ pipelineId } = { pipelineId: '' }] = eventsSince;
  const whole = [...histories].map(([number, all]) => {
    const history = all.filter((event) => event.pipelineId === pipelineId);
    const then = history.filter(({ version }) => since.get(number)?.has(version) !== true);
    return addCounters([countHistory(history), negateCounters(countHistory(then))]);
  });
  return addCounters([now, negateCounters(addCounters([...plain, ...whole]))]);
}

/** Where an open deal stands. */
export type OpenPosition = {
  readonly number: number;
  readonly stageId: StageId;
  readonly stageSince: Instant;
  readonly ownerId: MemberId;
  readonly tier: number;
  /** Whole minor units of the pipeline's currency; null: not known. */
  readonly pipelineValueMinor: number | null;
};

/** The first event of each deal. */
function firstEvents(eventsSince: readonly DealEvent[]): ReadonlyMap<number, DealEvent> {
  const first = new Map<number, DealEvent>();
  for (const event of eventsSince) {
    const known = first.get(event.dealNumber);
    if (known === undefined || event.version < known.version) first.set(event.dealNumber, event);
  }
  return first;
}

/** The open deals as they stood before some events. @param now as they stand after them. @param eventsSince every event since. */
export function positionsBefore(now: readonly OpenPosition[], eventsSince: readonly DealEvent[]): readonly OpenPosition[] {
  const first = firstEvents(eventsSince);
  const then = [...first.values()].flatMap(({ dealNumber, before }): readonly OpenPosition[] => {
    if (before === null || before.outcome !== 'open') return [];
    const { stageId, stageSince, ownerId, tier, pipelineValueMinor } = before;
    return [{ number: dealNumber, stageId, stageSince, ownerId, tier, pipelineValueMinor }];
  });
  return [...now.filter(({ number }) => !first.has(number)), ...then].sort((a, b) => a.number - b.number);
}

/**
 * The latest wins as they were before some events, latest first.
 *
 * @param now what is won now, by a moment that lies before the events. @param eventsSince every event since.
 */
export function winsBefore(now: readonly NumberedWin[], eventsSince: readonly DealEvent[]): readonly NumberedWin[] {
  if (eventsSince.length === 0) return now;
  const first = firstEvents(eventsSince);
  const then = [...first.values()].flatMap(({ dealNumber, before }): readonly NumberedWin[] => {
    if (before === null || before.outcome !== 'won' || before.closedAt === null || before.pipelineValueMinor === null) return [];
    return [{ number: dealNumber, ownerId: before.ownerId, at: before.closedAt, valueMinor: before.pipelineValueMinor }];
  });
  return [...now.filter(({ number }) => !first.has(number)), ...then].sort((a, b) => b.at - a.at || b.number - a.number);
}
