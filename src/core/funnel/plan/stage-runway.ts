import { daysBetween, type PlainDate } from '../../time/calendar.ts';
import type { PlanStageInput } from './plan-inputs.ts';

/** A length of time as people say it. */
export type AboutDays = 'days' | 'week' | 'twoWeeks' | 'threeWeeks' | 'month' | 'twoMonths' | 'months';

/** How long a stage's deals last if nothing enters, and the stock that this was said of. */
export type StageRunway = {
  readonly stockKey: string;
  /** The local day since which the same deals stand there, as far as plans know. */
  readonly sameSince: PlainDate;
  readonly said: /** `refill`: how long filling it takes; `tooLate`: longer than it lasts. */
    | { readonly kind: 'lasts'; readonly about: AboutDays; readonly refill: AboutDays | null; readonly tooLate: boolean }
    /** The same stock as on an earlier day: how long it lasts was said then. "Still down to 1, for 12 days." */
    | { readonly kind: 'still'; readonly days: number }
    /** Nothing to say: one deal is no flow, or it lasts more than a year. */
    | { readonly kind: 'none' };
};

const UP_TO_DAYS: readonly (readonly [number, AboutDays])[] = [
  [3, 'days'],
  [10, 'week'],
  [17, 'twoWeeks'],
  [24, 'threeWeeks'],
  [45, 'month'],
  [75, 'twoMonths'],
];

/** Fewer deals are no flow, and how long they last is chance. */
const MIN_DEALS = 2;

/** Days in words of about so long. @example aboutDays(9) // => 'week' */
export const aboutDays = (days: number): AboutDays => UP_TO_DAYS.find(([upTo]) => days <= upTo)?.[1] ?? 'months';

function describeRunway({ count, runwayDays, refillDays }: PlanStageInput): StageRunway['said'] {
  if (count < MIN_DEALS || runwayDays === null) return { kind: 'none' };
  const refill = refillDays === null ? null : aboutDays(refillDays);
  return { kind: 'lasts', about: aboutDays(runwayDays), refill, tooLate: refillDays !== null && refillDays > runwayDays };
}

/**
 * How long a stage lasts, said once of the same stock: on a later day, while the same deals stand there, only for how long they have.
 *
 * @returns null for an empty stage, of which is told since when.
 */
export function stageRunway(
  stage: PlanStageInput,
  on: PlainDate,
  before: { readonly runway: StageRunway | null; readonly sameDay: boolean } | undefined,
): StageRunway | null {
  if (stage.count === 0) return null;
  const last = before?.runway;
  if (last == null || last.stockKey !== stage.stockKey) {
    return { stockKey: stage.stockKey, sameSince: on, said: describeRunway(stage) };
  }
  return before?.sameDay === true ? last : { ...last, said: { kind: 'still', days: daysBetween(last.sameSince, on) } };
}
