import type { Counters } from '../../history/counters.ts';
import { mergeStages } from '../../history/merge-stages.ts';
import type { MemberId, StageId } from '../../ids.ts';
import { openStages, type Pipeline, stageHeirs } from '../../pipeline/stage.ts';
import type { DurationMs } from '../../time/durations.ts';
import { DAY_MS } from '../../time/durations.ts';
import type { Instant } from '../../time/instant.ts';
import { clamp, probabilityInterval, total, valueAt } from '../statistics/array-math.ts';
import { memoize } from '../statistics/memoize.ts';
import {
  entryWinProbabilities,
  expectedValue,
  HORIZON_STEPS,
  type StageExitRates,
  winProbabilitiesBySteps,
  winProbabilityWithinSteps,
} from './entry-win-probabilities.ts';
import { exitProbabilities, exitProbabilitiesByStep, medianDwellDays, restrictedMeanDwellDays } from './exit-probabilities.ts';
import { applyEffect, type ExitRates } from './hazards.ts';
import {
  arrivalShares,
  type EffectsByStage,
  fitStageRates,
  reopenShares,
  repEffects,
  tierEffects,
  winningHorizonDays,
} from './stage-model.ts';
import { type WeightedCounters, weighCounters } from './weighted-counters.ts';
import { type WinVariance, winVariances } from './win-variance.ts';

/** Position of an open deal in the funnel. `tier` 0 is unknown; a rep or tier without data counts as the team. */
export type DealPosition = {
  readonly stageId: StageId;
  /** ms since the deal entered the stage. */
  readonly ageMs: DurationMs;
  readonly ownerId: MemberId;
  readonly tier: number;
};

/** A win probability, 0..1 exclusive, with its 80 % range and the data it is based on. */
export type WinProbability = {
  readonly win: number;
  readonly low: number;
  readonly high: number;
  /** Past deals that left the stage. */
  readonly n: number;
  /** More than half of its variance comes from the prior. */
  readonly mostlyAssumption: boolean;
};

export type StageStatistics = WinProbability & {
  /** Pass rate: share of exits that do not go to Lost. */
  readonly passRate: number;
  /** Median dwell time in days; null where fewer than half ever leave. */
  readonly medianDays: number | null;
};

/** A funnel fitted to a pipeline's history. All probabilities are 0..1; 0 for a stage that the pipeline does not have. */
export type FunnelModel = {
  readonly at: Instant;
  readonly weightedCounters: WeightedCounters;
  /** Since when stages that an admin added or moved stand where they stand, by id. */
  readonly placedAt: ReadonlyMap<StageId, Instant>;
  /** Shares of arrivals by stage, in order; they add up to 1. */
  readonly arrivalShares: readonly number[];
  /** Horizon of an "ever won", days. */
  readonly horizonDays: number;
  readonly repEffects: EffectsByStage;
  readonly winProbability: (deal: DealPosition) => WinProbability;
  /** {@link winProbability} without its range, which costs more. */
  readonly winChance: (deal: DealPosition) => number;
  /** Probability of a win within a horizon from now, ms. */
  readonly winProbabilityWithin: (deal: DealPosition, horizonMs: DurationMs) => number;
  /** Probability of leaving the stage, for any destination, within a horizon, ms. */
  readonly exitProbabilityWithin: (deal: DealPosition, horizonMs: DurationMs) => number;
  /** u(0..48): probability that a deal entering a stage now is won within n/48 of a horizon; for the team without an owner. */
  readonly entrantWinProbabilities: (stageId: StageId, horizonMs: DurationMs, ownerId?: MemberId) => Float64Array;
  readonly stageStatistics: (stageId: StageId) => StageStatistics;
  /** Restricted mean dwell time in days, each visit capped at `limitDays`. */
  readonly meanDwellDays: (stageId: StageId, limitDays: number) => number;
};

/** Clamps to 0.001..0.999: an open deal is never certain. */
const clampOpenDeal = (p: number): number => clamp(p, 0.001, 0.999);

/**
 * Fits the funnel to its counters: a semi-Markov model of the stages with competing exits, priors, and effects of reps and value tiers.
 *
 * @param pipeline its open stages in order, with their starting win probabilities: the prior.
 * @param counted as the store keeps them; empty ones give the prior. @param at now, ms.
 * Source: docs/forecasting.md, sections 1 to 4.
 */
export function fitFunnel(pipeline: Pipeline, counted: Counters, at: Instant): FunnelModel {
  const heirs = stageHeirs(pipeline);
  const counters = mergeStages(counted, heirs);
  const stages = openStages(pipeline);
  const stageIds = stages.map(({ id }) => id);
  const width = stages.length + 2;
  const weighted = weighCounters(stageIds, counters, at);
  const base = fitStageRates(
    weighted,
    stages.map(({ startingProbability, placedAt }) => ({ startingProbability, isPlaced: placedAt !== undefined })),
  );
  const reps = repEffects(stageIds, counters, at);
  const tiers = tierEffects(stageIds, counters, at);
  const horizonDays = winningHorizonDays(base, weighted);
  const reopening = reopenShares(weighted);
  const shares = arrivalShares(weighted);
  const exits = stageIds.map((_, k) => total(weighted.exits[k] ?? []));
  // A deal of a past instant may stand in a stage that is no more: there its heir tells of it.
  const ownIndexById = new Map(stageIds.map((id, k) => [id, k]));
  const stageIndexById = new Map([
    ...[...heirs].flatMap(([id, heir]) => (ownIndexById.has(heir) ? [[id, ownIndexById.get(heir) ?? 0] as const] : [])),
    ...ownIndexById,
  ]);

  /** Reps and tiers without data of their own share the team's rates. */
  const groupKey = ({ ownerId, tier }: Pick<DealPosition, 'ownerId' | 'tier'>): string =>
    JSON.stringify([
      reps.some((each) => each.has(ownerId)) ? ownerId : '',
      tiers.some((each) => each.has(String(tier))) ? String(tier) : '',
    ]);
  const ratesByGroup = memoize((group: string): StageExitRates => {
    const [owner = '', tier = ''] = JSON.parse(group) as readonly string[];
    return base.map((each, k) =>
      applyEffect(each, (reps[k]?.get(owner)?.effect ?? 0) + (tiers[k]?.get(tier)?.effect ?? 0), width),
    );
  });
  const entryWinsByGroup = memoize((group: string) => entryWinProbabilities(ratesByGroup(group), horizonDays, reopening));
  const winCurves = memoize((key: string) => {
    const [group = '', days = ''] = key.split('|');
    return winProbabilitiesBySteps(ratesByGroup(group), Number(days));
  });
  const TEAM = groupKey({ ownerId: '', tier: 0 });
  const variances = memoize((_key: string): readonly WinVariance[] =>
    winVariances(base, horizonDays, { exits, values: entryWinsByGroup(TEAM) }),
  );
  const ratesAt = (group: string, stage: number): ExitRates => ratesByGroup(group)[stage] ?? new Float64Array();

  const winChanceIn = (stage: number, ageMs: DurationMs, group: string): number =>
    clampOpenDeal(
      expectedValue(
        exitProbabilities(ratesAt(group, stage), width, { ageDays: ageMs / DAY_MS, days: horizonDays }),
        entryWinsByGroup(group),
      ),
    );
  const withRange = (stage: number, win: number): WinProbability => {
    const { sd, assumedShare } = variances('')[stage] ?? { sd: 0.5, assumedShare: 1 };
    const entry = clampOpenDeal(valueAt(entryWinsByGroup(TEAM), stage));
    const { low, high } = probabilityInterval(win, (sd * win * (1 - win)) / (entry * (1 - entry)));
    return {
      win,
      low: clampOpenDeal(low),
      high: clampOpenDeal(high),
      n: weighted.endedVisits[stage] ?? 0,
      mostlyAssumption: assumedShare > 0.5,
    };
  };
  const unknown: WinProbability = { win: 0, low: 0, high: 0, n: 0, mostlyAssumption: true };

  return {
    at,
    weightedCounters: weighted,
    placedAt: new Map(stages.flatMap(({ id, placedAt }) => (placedAt === undefined ? [] : [[id, placedAt] as const]))),
    arrivalShares: shares,
    horizonDays,
    repEffects: reps,
    winProbability: (deal) => {
      const stage = stageIndexById.get(deal.stageId);
      return stage === undefined ? unknown : withRange(stage, winChanceIn(stage, deal.ageMs, groupKey(deal)));
    },
    winChance: (deal) => {
      const stage = stageIndexById.get(deal.stageId);
      return stage === undefined ? 0 : winChanceIn(stage, deal.ageMs, groupKey(deal));
    },
    winProbabilityWithin: (deal, horizonMs) => {
      const stage = stageIndexById.get(deal.stageId);
      const days = horizonMs / DAY_MS;
      if (stage === undefined || !(days > 0)) return 0;
      const group = groupKey(deal);
      const own = exitProbabilitiesByStep(ratesAt(group, stage), width, {
        ageDays: deal.ageMs / DAY_MS,
        stepDays: days / HORIZON_STEPS,
        steps: HORIZON_STEPS,
      });
      return clamp(winProbabilityWithinSteps(own, winCurves(`${group}|${days}`), HORIZON_STEPS), 0, 1);
    },
    exitProbabilityWithin: (deal, horizonMs) => {
      const stage = stageIndexById.get(deal.stageId);
      if (stage === undefined || !(horizonMs > 0)) return 0;
      return total(
        exitProbabilities(ratesAt(groupKey(deal), stage), width, { ageDays: deal.ageMs / DAY_MS, days: horizonMs / DAY_MS }),
      );
    },
    entrantWinProbabilities: (stageId, horizonMs, ownerId = '') => {
      const key = `${groupKey({ ownerId, tier: 0 })}|${horizonMs / DAY_MS}`;
      return winCurves(key)[stageIndexById.get(stageId) ?? -1] ?? new Float64Array(HORIZON_STEPS + 1);
    },
    stageStatistics: (stageId) => {
      const stage = stageIndexById.get(stageId);
      if (stage === undefined) return { ...unknown, passRate: 0, medianDays: null };
      const leaving = exitProbabilities(ratesAt(TEAM, stage), width, { ageDays: 0, days: horizonDays });
      const median = medianDwellDays(ratesAt(TEAM, stage), width);
      return {
        ...withRange(stage, clampOpenDeal(valueAt(entryWinsByGroup(TEAM), stage))),
        passRate: 1 - valueAt(leaving, width - 1) / Math.max(1e-12, total(leaving)),
        medianDays: Number.isFinite(median) ? median : null,
      };
    },
    meanDwellDays: (stageId, limitDays) => {
      const stage = stageIndexById.get(stageId);
      return stage === undefined ? 0 : restrictedMeanDwellDays(ratesAt(TEAM, stage), width, limitDays);
    },
  };
}
