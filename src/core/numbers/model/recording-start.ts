import type { Counters, ExposureRow } from '../../history/counters.ts';
import { DAY_MS } from '../../time/durations.ts';
import { total } from '../statistics/array-math.ts';

/** Fewest outcomes that the rates after the first of them are known from. */
const MIN_OUTCOMES = 10;
/** Outcomes that months without any should have brought before they count as not recorded: by chance alone in 2 % (e^-4). */
const MIN_MISSING_OUTCOMES = 4;
/** A month with less than this of what was due in it was recorded in part. */
const MAX_PARTIAL_SHARE = 1 / 3;
/** Days of exposure that bring an outcome, as long as nothing is known: a stage of 21 days that every second deal leaves for good. */
const ASSUMED_DAYS_PER_OUTCOME = 42;

const isOutcome = (destination: string): boolean => destination === 'won' || destination === 'lost';

/** Which of a history the outcomes of deals can be learned from: months from `from` on, and everything by the weight `share`. */
export type RecordedOutcomes = { readonly from: string; readonly share: number };

type OutcomeTable = { readonly exposure: readonly ExposureRow[]; readonly outcomes: Counters['exits'] };

const days = ({ exposureMs }: ExposureRow): number => exposureMs / DAY_MS;
const countAll = (rows: Counters['exits']): number => total(rows.map(({ count }) => count));

/** Outcomes that were due in some months, at the rates by stage and age bin of the months from `since` on. */
function outcomesDue({ exposure, outcomes }: OutcomeTable, since: string, isDue: (month: string) => boolean): number {
  const cell = ({ stageId, ageBin }: Pick<ExposureRow, 'stageId' | 'ageBin'>): string => `${stageId} ${ageBin}`;
  const sums = new Map<string, { days: number; outcomes: number }>();
  const sumOf = (key: string) => {
    const held = sums.get(key) ?? { days: 0, outcomes: 0 };
    sums.set(key, held);
    return held;
  };
  for (const row of exposure) if (row.month >= since) sumOf(cell(row)).days += days(row);
  for (const row of outcomes) if (row.month >= since) sumOf(cell(row)).outcomes += row.count;
  return total(
    exposure.map((row) => {
      const after = isDue(row.month) ? sums.get(cell(row)) : undefined;
      return after === undefined || !(after.days > 0) ? 0 : (days(row) * after.outcomes) / after.days;
    }),
  );
}

/**
 * Left truncation: months before the first recorded outcome are no evidence that nothing is ever won or lost when, at the rates of the
 * months since, several outcomes were due in them. Such a firm began to record outcomes later than deals, or brought only deals that were
 * still open. The month in which it began counts as one of them where it has few of what was due.
 *
 * Before any outcome nobody can tell slow from unrecorded: exposure counts up to what would have brought four outcomes.
 *
 * @param exposure that of ended and of running visits. @returns the first month 'YYYY-MM' that counts, '' for all of them.
 * Source: docs/forecasting.md, section 1 (left truncation as in Klein and Moeschberger 2003).
 */
export function recordedOutcomes(exposure: readonly ExposureRow[], exits: Counters['exits']): RecordedOutcomes {
  const outcomes = exits.filter(({ destination, count }) => isOutcome(destination) && count > 0);
  if (outcomes.length === 0) {
    const due = total(exposure.map(days)) / ASSUMED_DAYS_PER_OUTCOME;
    return { from: '', share: due > MIN_MISSING_OUTCOMES ? MIN_MISSING_OUTCOMES / due : 1 };
  }
  const table = { exposure, outcomes };
  const months = [...new Set(outcomes.map(({ month }) => month))].sort();
  const isPartial = (month: string, next: string): boolean => {
    if (countAll(outcomes.filter((row) => row.month >= next)) < MIN_OUTCOMES) return false;
    const due = outcomesDue(table, next, (each) => each === month);
    return due > MIN_MISSING_OUTCOMES && countAll(outcomes.filter((row) => row.month === month)) < due * MAX_PARTIAL_SHARE;
  };
  let begun = 0;
  for (let next = months[1]; next !== undefined && isPartial(months[begun] ?? '', next); next = months[begun + 1]) begun += 1;
  const from = months[begun] ?? '';
  const known = countAll(outcomes.filter(({ month }) => month >= from)) >= MIN_OUTCOMES;
  const due = known ? outcomesDue(table, from, (month) => month < from) : 0;
  return { from: due > MIN_MISSING_OUTCOMES ? from : '', share: 1 };
}
