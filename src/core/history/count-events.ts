import { type DealEvent, effectiveEvents } from '../deal/deal-event.ts';
import type { StageId } from '../ids.ts';
import { DAY_MS, type DurationMs } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import {
  type CountedState,
  type CounterSink,
  createCounterRows,
  monthStart,
  monthText,
  utcDayNumber,
  utcMonthNumber,
} from './counter-sink.ts';
import { addCounters, type Counters, type EntryKind, type ExposureRow, NO_COUNTERS, negateCounters } from './counters.ts';

/** Lower edges of the age bins in days; the last bin runs to infinity. Source: docs/forecasting.md, section 1. */
export const AGE_BIN_DAYS = [0, 0.02, 0.08, 0.25, 1, 2, 4, 7, 10, 14, 21, 30, 45, 60, 75, 90, 120, 150, 180, 270, 365] as const;

const AGE_BIN_MS = AGE_BIN_DAYS.map((days) => Math.round(days * DAY_MS));

/** Version of the counting rules; a store whose counters were made under another one rebuilds them at start. */
export const COUNTER_VERSION = 1;

/** The age bin of a visit that is this old; an age on an edge belongs to the bin that it opens. */
export function toAgeBin(ageMs: DurationMs): number {
  let bin = 0;
  while (bin + 1 < AGE_BIN_MS.length && ageMs >= (AGE_BIN_MS[bin + 1] ?? Number.POSITIVE_INFINITY)) bin += 1;
  return bin;
}

/** Where the time of a visit fell, piece by piece: months (UTC) as {@link utcMonthNumber}. Nothing for a visit of no length. */
function forEachExposure(
  enteredAt: Instant,
  leftAt: Instant,
  each: (month: number, ageBin: number, ms: DurationMs) => void,
): void {
  let month = utcMonthNumber(enteredAt);
  let monthEnd = monthStart(month + 1);
  let ageBin = 0;
  let binEnd = enteredAt + (AGE_BIN_MS[1] ?? Number.POSITIVE_INFINITY);
  // Bins and months only go forward, so each is found once: a rebuild does this for every visit there ever was.
  for (let at = enteredAt; at < leftAt; ) {
    const until = Math.min(leftAt, binEnd, monthEnd);
    if (until > at) each(month, ageBin, until - at);
    at = until;
    if (at === binEnd) {
      ageBin += 1;
      binEnd = enteredAt + (AGE_BIN_MS[ageBin + 1] ?? Number.POSITIVE_INFINITY);
    }
    if (at === monthEnd) {
      month += 1;
      monthEnd = monthStart(month + 1);
    }
  }
}

/**
 * Where the time of a visit fell: one row per month (UTC) and age bin, whole ms, adding up to `leftAt - enteredAt`.
 *
 * @returns nothing for a visit of no length, or one that a corrected clock made negative.
 */
export function visitExposure(stageId: StageId, enteredAt: Instant, leftAt: Instant): readonly ExposureRow[] {
  const rows: ExposureRow[] = [];
  forEachExposure(enteredAt, leftAt, (month, ageBin, exposureMs) => {
    rows.push({ stageId, month: monthText(month), ageBin, exposureMs });
  });
  return rows;
}

/** What the counters read of an event. */
export type CountedEvent = Pick<DealEvent, 'kind' | 'at'> & {
  readonly before: CountedState | null;
  readonly after: CountedState;
};

const isInStock = (state: CountedState | null): state is CountedState => state !== null && state.outcome === 'open';

const isSameVisit = (before: CountedState, after: CountedState): boolean =>
  before.stageId === after.stageId && before.stageSince === after.stageSince;

/** The time that a visit spent in its stage. */
const countExposure = ({ stageId, stageSince }: CountedState, at: Instant, counting: CounterSink): void =>
  forEachExposure(stageSince, at, (month, ageBin, ms) => counting.addExposure({ stageId, month, ageBin }, ms));

/** The end of a visit: exposure, the exit at its age, and the credit, which goes to who owned the deal before the event. */
function countVisitEnd(before: CountedState, { at, after }: Pick<CountedEvent, 'at' | 'after'>, counting: CounterSink): void {
  const { stageId, stageSince } = before;
  const month = utcMonthNumber(at);
  countExposure(before, at, counting);
  const ageBin = toAgeBin(Math.max(0, at - stageSince));
  counting.addExit({ stageId, month, ageBin }, after.outcome === 'open' ? after.stageId : after.outcome);
  counting.addCredit(before, month, after.outcome === 'lost');
}

const ENTRY_KINDS: Readonly<Partial<Record<DealEvent['kind'], EntryKind>>> = {
  opened: 'created',
  movedIn: 'created',
  imported: 'imported',
  reopened: 'reopened',
};

/** What an event adds beside the open stock: the end of a visit, and the start of one. */
function countVisits(event: CountedEvent, counting: CounterSink): void {
  const { kind, at, before, after } = event;
  if (isInStock(before) && isInStock(after) && isSameVisit(before, after)) return;
  // Censoring: its stage was removed, which is no exit of the deal, to nobody's credit, and no arrival elsewhere.
  if (kind === 'pipelineChanged') {
    if (isInStock(before)) countExposure(before, at, counting);
    return;
  }
  if (isInStock(before)) countVisitEnd(before, event, counting);
  if (isInStock(after)) counting.addEntry(after.stageId, utcDayNumber(at), ENTRY_KINDS[kind] ?? 'moved');
}

/** {@link countEvent} in parts that are not added up yet. */
export function countEventParts(event: CountedEvent): readonly Counters[] {
  const rows = createCounterRows();
  countVisits(event, rows.sink);
  const { before, after } = event;
  if (isInStock(after)) rows.sink.addOpenDeal(after);
  const left = createCounterRows();
  if (isInStock(before)) left.sink.addOpenDeal(before);
  return [rows.counters, ...(isInStock(before) ? [negateCounters(left.counters)] : [])];
}

/**
 * Counts a deal's whole history.
 *
 * @param effective the events that still count, in order. Each begins where the one before ended, so that of the open stock only the
 *   end is left.
 */
export function countHistoryInto(effective: readonly CountedEvent[], counting: CounterSink): void {
  for (const event of effective) countVisits(event, counting);
  const end = effective.at(-1)?.after;
  if (end !== undefined && isInStock(end)) counting.addOpenDeal(end);
}

/**
 * What one event adds to the counters, for every kind but `withdrawn` and `undone` (which take back what earlier events added).
 * Re-entering a stage restarts the visit; an event that changes no stage moves only the open stock (owner, value).
 */
export const countEvent = (event: CountedEvent): Counters => addCounters(countEventParts(event));

/** The counters that the whole history of one deal in one pipeline amounts to; nothing for one that was withdrawn or has left. */
export const countHistory = (history: readonly DealEvent[]): Counters =>
  addCounters(effectiveEvents(history).flatMap(countEventParts));

/** Kinds of events that take back what earlier ones of the deal in that pipeline added. */
export const TAKES_BACK: ReadonlySet<DealEvent['kind']> = new Set(['undone', 'withdrawn', 'movedOut']);

/**
 * What the last event of a history adds. Undo and withdrawal are differences of two whole histories, so that they take effects back exactly.
 *
 * @param history every event of one deal in one pipeline, in order; the last is the new one.
 */
export function countLastEvent(history: readonly DealEvent[]): Counters {
  const last = history.at(-1);
  if (last === undefined) return NO_COUNTERS;
  if (!TAKES_BACK.has(last.kind)) return countEvent(last);
  return addCounters([countHistory(history), negateCounters(countHistory(history.slice(0, -1)))]);
}
