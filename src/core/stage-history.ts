import { monthOf } from './calendar.ts';
import {
  addCounters,
  type Counters,
  type EntryHow,
  type ExposureRow,
  NO_COUNTERS,
  negateCounters,
  type StockRow,
} from './counters.ts';
import type { DealState } from './deal.ts';
import { type DealEvent, effectiveEvents } from './deal-event.ts';

const DAY_MS = 86_400_000;

/** Lower edges of the age bins in days; the last bin runs to infinity. Source: forecasting, section 1. */
export const AGE_BIN_DAYS = [0, 0.02, 0.08, 0.25, 1, 2, 4, 7, 10, 14, 21, 30, 45, 60, 75, 90, 120, 150, 180, 270, 365] as const;

const AGE_BIN_MS = AGE_BIN_DAYS.map((days) => Math.round(days * DAY_MS));

/** Version of the counting rules; a store whose counters were made under another one rebuilds them at start. */
export const COUNTER_VERSION = 1;

/** The age bin of a visit that is this old; an age on an edge belongs to the bin that it opens. */
export function ageBinOf(ageMs: number): number {
  let bin = 0;
  while (bin + 1 < AGE_BIN_MS.length && ageMs >= (AGE_BIN_MS[bin + 1] ?? Number.POSITIVE_INFINITY)) bin += 1;
  return bin;
}

/**
 * Where the time of a visit fell: one row per month (UTC) and age bin, whole ms, adding up to `leftAt - enteredAt`.
 *
 * @returns nothing for a visit of no length, or one that a corrected clock made negative.
 */
export function visitExposure(stageId: string, enteredAt: number, leftAt: number): readonly ExposureRow[] {
  const rows: ExposureRow[] = [];
  const entered = new Date(enteredAt);
  const year = entered.getUTCFullYear();
  let monthNumber = entered.getUTCMonth();
  let month = monthOf(enteredAt);
  let monthEnd = Date.UTC(year, monthNumber + 1, 1);
  let ageBin = 0;
  let binEnd = enteredAt + (AGE_BIN_MS[1] ?? Number.POSITIVE_INFINITY);
  // Bins and months only go forward, so each is found once: a rebuild does this for every visit there ever was.
  for (let at = enteredAt; at < leftAt; ) {
    const until = Math.min(leftAt, binEnd, monthEnd);
    if (until > at) rows.push({ stageId, month, ageBin, exposureMs: until - at });
    at = until;
    if (at === binEnd) {
      ageBin += 1;
      binEnd = enteredAt + (AGE_BIN_MS[ageBin + 1] ?? Number.POSITIVE_INFINITY);
    }
    if (at === monthEnd) {
      month = monthOf(at);
      monthNumber += 1;
      monthEnd = Date.UTC(year, monthNumber + 1, 1);
    }
  }
  return rows;
}

const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What the counters read of a deal's state. */
export type CountedState = Pick<DealState, 'stageId' | 'stageSince' | 'ownerId' | 'tier' | 'outcome' | 'pipelineValueMinor'>;
/** What the counters read of an event. */
export type CountedEvent = Pick<DealEvent, 'kind' | 'at'> & {
  readonly before: CountedState | null;
  readonly after: CountedState;
};

function stockOf(state: CountedState): StockRow {
  const day = utcDay(state.stageSince);
  return {
    stageId: state.stageId,
    ownerId: state.ownerId,
    tier: state.tier,
    day,
    count: 1,
    offsetMs: state.stageSince - Date.parse(`${day}T00:00:00Z`),
    valueMinor: state.pipelineValueMinor ?? 0,
    unpriced: state.pipelineValueMinor === null ? 1 : 0,
  };
}

const inStock = (state: CountedState | null): state is CountedState => state !== null && state.outcome === 'open';

const sameVisit = (before: CountedState, after: CountedState): boolean =>
  before.stageId === after.stageId && before.stageSince === after.stageSince;

/** The end of a visit: exposure, the exit at its age, and the credit, which goes to who owned the deal before the event. */
function visitEnd(before: CountedState, after: CountedState, at: number): Counters {
  const stageId = before.stageId;
  const month = monthOf(at);
  const destination = after.outcome === 'open' ? after.stageId : after.outcome;
  const lost = after.outcome === 'lost' ? 1 : 0;
  const credit = { stageId, month, notLost: 1 - lost, lost };
  return {
    ...NO_COUNTERS,
    exposure: visitExposure(stageId, before.stageSince, at),
    exits: [{ stageId, month, ageBin: ageBinOf(Math.max(0, at - before.stageSince)), destination, count: 1 }],
    repExits: [{ ...credit, memberId: before.ownerId }],
    tierExits: [{ ...credit, tier: before.tier }],
  };
}

const HOW: Readonly<Partial<Record<DealEvent['kind'], EntryHow>>> = {
  opened: 'created',
  imported: 'imported',
  reopened: 'reopened',
};

const visitStart = (event: CountedEvent): Counters => ({
  ...NO_COUNTERS,
  entries: [{ stageId: event.after.stageId, day: utcDay(event.at), how: HOW[event.kind] ?? 'moved', count: 1 }],
});

const stockPart = (state: CountedState): Counters => ({ ...NO_COUNTERS, stock: [stockOf(state)] });

/** What an event adds beside the open stock: the end of a visit, and the start of one. */
function visitParts(event: CountedEvent): readonly Counters[] {
  const { before, after } = event;
  if (!inStock(before)) return inStock(after) ? [visitStart(event)] : [];
  if (!inStock(after)) return [visitEnd(before, after, event.at)];
  return sameVisit(before, after) ? [] : [visitEnd(before, after, event.at), visitStart(event)];
}

/** {@link countersOf} in parts that are not added up yet. */
export function counterParts(event: CountedEvent): readonly Counters[] {
  const { before, after } = event;
  const left = inStock(before) ? [negateCounters(stockPart(before))] : [];
  return [...left, ...(inStock(after) ? [stockPart(after)] : []), ...visitParts(event)];
}

/**
 * The parts of a deal's whole history, not added up yet.
 *
 * @param effective the events that still count, in order. Each begins where the one before ended, so that of the open stock only the
 *   end is left.
 */
export function wholeParts(effective: readonly CountedEvent[]): readonly Counters[] {
  const end = effective.at(-1)?.after;
  return [...effective.flatMap(visitParts), ...(end !== undefined && inStock(end) ? [stockPart(end)] : [])];
}

/**
 * What one event adds to the counters, for every kind but `withdrawn` and `undone` (which take back what earlier events added).
 * Re-entering a stage restarts the visit; an event that changes no stage moves only the open stock (owner, value).
 */
export const countersOf = (event: CountedEvent): Counters => addCounters(counterParts(event));

/** The counters that the whole history of one deal amounts to; nothing for a withdrawn one. */
export const countersOfDeal = (history: readonly DealEvent[]): Counters =>
  addCounters(effectiveEvents(history).flatMap(counterParts));

/**
 * What the last event of a history adds. Undo and withdrawal are differences of two whole histories, so that they take effects back exactly.
 *
 * @param history every event of one deal, in order; the last is the new one.
 */
export function countersOfLast(history: readonly DealEvent[]): Counters {
  const last = history.at(-1);
  if (last === undefined) return NO_COUNTERS;
  if (last.kind !== 'undone' && last.kind !== 'withdrawn') return countersOf(last);
  return addCounters([countersOfDeal(history), negateCounters(countersOfDeal(history.slice(0, -1)))]);
}
