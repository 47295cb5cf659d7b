import { daysBetween, type PlainDate } from '../../time/calendar.ts';
import type { PlanStageInput } from './plan-inputs.ts';

/** Deals that have to go through a stage before it can run dry, or days that have to pass since it first held one. */
const MIN_EXITS = 5;
const MIN_DAYS = 28;

/** Whether a stage was really used: before that nobody is told that it ran dry. One that never held a deal is unused, not dry. */
export function isStageUsed({ exits, firstEntryOn }: Pick<PlanStageInput, 'exits' | 'firstEntryOn'>, on: PlainDate): boolean {
  if (firstEntryOn === null) return false;
  return exits >= MIN_EXITS || daysBetween(firstEntryOn, on) >= MIN_DAYS;
}
