import type { MemberId } from '../ids.ts';
import type { PlainDate } from '../time/calendar.ts';
import { monthsInPeriod, type Period, type PeriodKind, periodContaining } from '../time/periods.ts';

/** Sales target of a period, of one rep or of the team (null). Whole minor units of the pipeline's currency. */
export type Target = {
  readonly memberId: MemberId | null;
  readonly period: PeriodKind;
  readonly startsOn: PlainDate;
  readonly valueMinor: number;
};

/** The target in force, and its origin: set for the period, or the sum of its months, or of the reps. */
export type EffectiveTarget = { readonly valueMinor: number; readonly from: 'set' | 'months' | 'reps' };

/** A period whose own target and the sum of its months differ. */
export type TargetMismatch = {
  readonly memberId: MemberId | null;
  readonly period: Period;
  readonly setMinor: number;
  readonly monthsMinor: number;
};

const findTargetMinor = (
  targets: readonly Target[],
  { memberId, period, startsOn }: Omit<Target, 'valueMinor'>,
): number | undefined =>
  targets.find((each) => each.memberId === memberId && each.period === period && each.startsOn === startsOn)?.valueMinor;

/** The sum of a period's months, where every one of them has a target. */
function sumOfMonthsMinor(targets: readonly Target[], memberId: MemberId | null, period: Period): number | undefined {
  const months = monthsInPeriod(period).map((startsOn) => findTargetMinor(targets, { memberId, period: 'month', startsOn }));
  return months.some((each) => each === undefined) ? undefined : months.reduce<number>((sum, each) => sum + (each ?? 0), 0);
}

/**
 * The target of a rep or the team for a period: as set; else the sum of its months; for the team else the sum of the reps'.
 *
 * @returns undefined where none of these exists.
 */
export function effectiveTarget(
  targets: readonly Target[],
  memberId: MemberId | null,
  period: Period,
): EffectiveTarget | undefined {
  const set = findTargetMinor(targets, { memberId, period: period.kind, startsOn: period.startsOn });
  if (set !== undefined) return { valueMinor: set, from: 'set' };
  const months = period.kind === 'month' ? undefined : sumOfMonthsMinor(targets, memberId, period);
  if (months !== undefined) return { valueMinor: months, from: 'months' };
  if (memberId !== null) return undefined;
  const reps = [...new Set(targets.flatMap((each) => (each.memberId === null ? [] : [each.memberId])))];
  const sums = reps.flatMap((rep) => effectiveTarget(targets, rep, period)?.valueMinor ?? []);
  return sums.length === 0 ? undefined : { valueMinor: sums.reduce((sum, each) => sum + each, 0), from: 'reps' };
}

/** Quarters and years whose target differs from the sum of their months' targets. */
export function targetMismatches(targets: readonly Target[], fiscalStartMonth: number): readonly TargetMismatch[] {
  return targets.flatMap(({ memberId, period: kind, startsOn, valueMinor }) => {
    if (kind === 'month') return [];
    const period = periodContaining(startsOn, kind, fiscalStartMonth);
    const monthsMinor = sumOfMonthsMinor(targets, memberId, period);
    return monthsMinor === undefined || monthsMinor === valueMinor
      ? []
      : [{ memberId, period, setMinor: valueMinor, monthsMinor }];
  });
}
