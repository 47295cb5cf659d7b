import type { StageId } from '../../ids.ts';
import type { Period } from '../../time/periods.ts';
import { isUnreachableRate, type NewDealRate, ratesTold } from './new-deal-rate.ts';
import type { PeriodCoverage } from './period-coverage.ts';
import type { PlanInputs } from './plan-inputs.ts';

/** What would have to be true for a running period to reach its target: each way by itself, the rest being as it is. */
export type TargetPath = {
  readonly period: Period;
  readonly targetMinor: number;
  /** Wins of the usual value, beside those that the period has (`isMore`), and as many as are expected; null: no deal was ever won. */
  readonly wins: {
    readonly needed: number;
    readonly expected: number;
    readonly valueMinor: number;
    readonly isMore: boolean;
  } | null;
  /** New deals a week; null: these alone are no way in the time that is left. */
  readonly newPerWeek: NewDealRate | null;
  /** Share of the deals in the last stage in use that move on, 0..1; null: too little is known, or nearly all would have to. */
  readonly passRate: { readonly stageId: StageId; readonly now: number; readonly needed: number } | null;
};

/** More than this share of a stage's deals moves on nowhere. */
const MAX_PASS_RATE = 0.95;

function winsNeeded({ targetMinor, wonMinor, expectedMinor }: Aim, usualDealMinor: number): TargetPath['wins'] {
  if (!(usualDealMinor > 0)) return null;
  const expected = Math.round(Math.max(0, expectedMinor - wonMinor) / usualDealMinor);
  const needed = Math.max(expected + 1, Math.ceil((targetMinor - wonMinor) / usualDealMinor - 1e-9));
  return { needed, expected, valueMinor: usualDealMinor, isMore: wonMinor > 0 };
}

/** Every win passes through the last stage, so what is expected grows with its pass rate. */
function passRateNeeded({ targetMinor, wonMinor, expectedMinor }: Aim, inputs: PathInputs): TargetPath['passRate'] {
  const last = inputs.stages.toReversed().find(({ exits }) => exits > 0);
  const numbers = last === undefined ? undefined : inputs.numbers[last.stageId];
  const restMinor = expectedMinor - wonMinor;
  if (last === undefined || numbers === undefined || numbers.mostlyAssumption || restMinor <= 0) return null;
  const needed = (numbers.passRate * (targetMinor - wonMinor)) / restMinor;
  const told = (share: number): number => Math.round(share * 100);
  if (needed > MAX_PASS_RATE || told(needed) <= told(numbers.passRate)) return null;
  return { stageId: last.stageId, now: numbers.passRate, needed };
}

type Aim = { readonly targetMinor: number; readonly wonMinor: number; readonly expectedMinor: number };
type PathInputs = Pick<PlanInputs, 'stages' | 'newDeals' | 'numbers' | 'usualDealMinor'>;

/** The ways to the target of the running period that decides what messages say; null where it is covered, or no way is known. */
export function targetPath(inputs: PathInputs, coverage: readonly PeriodCoverage[]): TargetPath | null {
  const index = coverage.findIndex(({ running, percent }) => running && percent !== null);
  const aimed = coverage[index];
  if (aimed === undefined || aimed.shortMinor <= 0) return null;
  const { period, targetMinor, wonMinor, expectedMinor, shortMinor } = aimed;
  if (targetMinor === null || expectedMinor === null) return null;
  const aim = { targetMinor, wonMinor, expectedMinor };
  const wins = winsNeeded(aim, inputs.usualDealMinor);
  const rate = ratesTold(inputs.newDeals, { index, shortMinor });
  const newPerWeek = rate === null || rate.needed <= rate.now || isUnreachableRate(rate) ? null : rate;
  const passRate = passRateNeeded(aim, inputs);
  if (wins === null && newPerWeek === null && passRate === null) return null;
  return { period, targetMinor, wins, newPerWeek, passRate };
}
