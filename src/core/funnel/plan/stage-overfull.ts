import type { PlanStageInput } from './plan-inputs.ts';

/**
 * Whether a stage holds too many, judged once a day: it begins where chance hardly explains how many there are and more than it needs are
 * there, and ends within what is usual.
 *
 * @param needs the largest number that is asked of it. @param before as judged by the plan before; undefined: not judged yet.
 * @param sameDay that plan is of the same day.
 */
export function isOverfull(
  { count, overfullFrom, usual }: Pick<PlanStageInput, 'count' | 'overfullFrom' | 'usual'>,
  needs: number,
  { before, sameDay }: { readonly before: boolean | undefined; readonly sameDay: boolean },
): boolean {
  if (overfullFrom === null || usual === null || count <= needs) return false;
  if (before !== undefined && sameDay) return before;
  return before === true ? count > usual.high : count >= overfullFrom;
}
