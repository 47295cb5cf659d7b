import type { Period } from '../../time/periods.ts';
import { isSamePeriod, type PeriodCoverage } from './period-coverage.ts';
import type { PlanStageInput, StageAim } from './plan-inputs.ts';

/** What a number of deals is asked for: a target, the flow of the last quarter, or the configured minimum. */
export type AskBasis =
  | { readonly kind: 'target'; readonly period: Period; readonly targetMinor: number }
  | { readonly kind: 'usual' }
  | { readonly kind: 'minimum' };

/** A number of deals that something asks of a stage. */
export type StageAsk = {
  readonly basis: AskBasis;
  /** From so many on it is recovered. */
  readonly required: number;
  /** At so many or fewer it opens: below `required`, and where there is room, by more than one. */
  readonly opensAt: number;
  /** Deals that a target takes beside these, and that cannot come in time; else 0. */
  readonly beyond: number;
};

/** Probability below which a stage cannot help a period, and the least part of what it ever wins that has to fall into it. */
const MIN_HELPFUL_WIN_PROBABILITY = 0.02;
const MIN_IN_TIME_SHARE = 0.2;
/** Too few are so many times fewer than there should be. */
const CLEAR_DIFFERENCE_FACTOR = 1.3;

/** Of these, so much is enough for what was told already: a day does not end a need whose time is only running out. */
const ANNOUNCED_SHARE = 0.5;

/**
 * Whether enough of what a stage wins, of the probability that it ever does, falls into a period.
 *
 * @param isAnnounced somebody was told so before: then half of it is enough.
 */
export function isInTime(winInPeriod: number, everWon: number, isAnnounced = false): boolean {
  const part = isAnnounced ? ANNOUNCED_SHARE : 1;
  return winInPeriod >= part * MIN_HELPFUL_WIN_PROBABILITY && winInPeriod >= part * MIN_IN_TIME_SHARE * everWon;
}

/** Opening and closing lie apart: a stage that lacks one deal of several has not run dry. */
const opensBelowBy = (required: number): number =>
  Math.max(0, Math.min(Math.floor(required / CLEAR_DIFFERENCE_FACTOR), required - 2));

const aimFor = ({ aims }: PlanStageInput, period: number): StageAim | undefined => aims.find((each) => each.period === period);

/** A stage by its place among all, and what it was told to be short for. */
export type AskedStage = {
  readonly stages: readonly PlanStageInput[];
  readonly index: number;
  readonly announced: AskBasis | null;
};

const wasAnnouncedFor = (announced: AskBasis | null, period: Period): boolean =>
  announced?.kind === 'target' && isSamePeriod(announced.period, period);

/**
 * Deals that can still come into a stage and be won in a period: those that stand before it and would be won in it at their own pace, the
 * filling included; any number where new deals would be, too.
 *
 * @param period its index. @param told the stage was told to be short for it.
 */
export function supplyInTime(
  stages: readonly PlanStageInput[],
  index: number,
  { period, isAnnounced }: { readonly period: number; readonly isAnnounced: boolean },
): number {
  const [first] = stages;
  const fresh = first === undefined ? undefined : aimFor(first, period);
  if (first !== undefined && fresh !== undefined && isInTime(fresh.entrantWinInPeriod, first.everWon, isAnnounced)) {
    return Number.POSITIVE_INFINITY;
  }
  return stages
    .slice(0, index)
    .filter((stage) => isInTime(aimFor(stage, period)?.winInPeriod ?? 0, stage.everWon, isAnnounced))
    .reduce((sum, { count }) => sum + count, 0);
}

function targetAsks({ stages, index, announced }: AskedStage, coverage: readonly PeriodCoverage[]): readonly StageAsk[] {
  const stage = stages[index];
  // Until deals have left a stage, how long they stay there is an assumption.
  if (stage?.usual == null) return [];
  return stage.aims.flatMap((aim): readonly StageAsk[] => {
    const covered = coverage[aim.period];
    if (covered?.targetMinor == null) return [];
    const wasAnnounced = wasAnnouncedFor(announced, covered.period);
    if (!isInTime(aim.winInPeriod, stage.everWon, wasAnnounced)) return [];
    const supply = supplyInTime(stages, index, { period: aim.period, isAnnounced: wasAnnounced });
    const required = Math.min(aim.required, stage.count + supply);
    if (required <= 0) return [];
    const basis = { kind: 'target', period: covered.period, targetMinor: covered.targetMinor } as const;
    return [{ basis, required, opensAt: opensBelowBy(required), beyond: aim.required - required }];
  });
}

/**
 * Everything that asks for deals in a stage, the largest number first; where they are equal a target comes before the usual number, and that
 * before the minimum.
 *
 * A target asks only for deals that can still be won in its period, at most as many as can come in time. Whether it is covered is not
 * looked at here: that is decided by {@link isAsking}, whenever the plan is made.
 *
 * @returns none for a stage whose minimum is 0.
 */
export function stageAsks(asked: AskedStage, coverage: readonly PeriodCoverage[]): readonly StageAsk[] {
  const stage = asked.stages[asked.index];
  if (stage === undefined || stage.minimum <= 0) return [];
  const asks: StageAsk[] = [...targetAsks(asked, coverage)];
  const usually = Math.round(stage.usual?.mean ?? 0);
  if (stage.usual !== null && usually > 0) {
    // Chance hardly explains so few.
    const rare = Math.min(stage.usual.low - 1, Math.floor(stage.usual.mean / CLEAR_DIFFERENCE_FACTOR), usually - 1);
    asks.push({ basis: { kind: 'usual' }, required: usually, opensAt: rare, beyond: 0 });
  }
  asks.push({ basis: { kind: 'minimum' }, required: stage.minimum, opensAt: stage.minimum - 1, beyond: 0 });
  return asks.toSorted((a, b) => b.required - a.required);
}

/** Whether two asks are for the same: for the same period, however much its target changed. */
export const isSameBasis = (a: AskBasis, b: AskBasis): boolean =>
  a.kind === 'target' && b.kind === 'target' ? isSamePeriod(a.period, b.period) : a.kind === b.kind;

/** How the period of an ask is covered; undefined where it is for no target, or the period is none of today's. */
export const askCoverage = ({ basis }: StageAsk, coverage: readonly PeriodCoverage[]): PeriodCoverage | undefined =>
  basis.kind === 'target' ? coverage.find(({ period }) => isSamePeriod(period, basis.period)) : undefined;

/**
 * Whether an ask holds for a stage at the moment: no target asks for anything once its period is covered, and none begins to ask while it
 * almost is.
 *
 * @param wasShort the stage was told to be short, for this: then what it needs is all of it.
 */
export function isAsking(
  ask: StageAsk,
  { count, wasShort }: { readonly count: number; readonly wasShort: boolean },
  coverage: readonly PeriodCoverage[],
): boolean {
  if (ask.basis.kind === 'target') {
    const state = askCoverage(ask, coverage)?.state;
    if (state !== 'open' && !(wasShort && state === 'almost')) return false;
  }
  return wasShort ? count < ask.required : count <= ask.opensAt;
}
