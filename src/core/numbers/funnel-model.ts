import type { Counters } from '../counters.ts';
import { openStages, type Pipeline } from '../stage.ts';
import { exitsInSteps, exitsWithin, medianDwellDays, restrictedMeanDays } from './absorption.ts';
import { cell, clamp, rangeOf, total } from './cells.ts';
import { type Certainty, certainties } from './certainty.ts';
import { entryValues, mix, STEPS, type StageRates, wonBySteps, wonFrom } from './entry-values.ts';
import { DAY_MS } from './fading.ts';
import { type Rates, withEffect } from './hazards.ts';
import {
  arrivalShares,
  type Effects,
  reopenShares,
  repEffects,
  stageRates,
  tierEffects,
  winningHorizonDays,
} from './stage-model.ts';
import { type Tally, tallyOf } from './tally.ts';

/** Where an open deal stands. `tier` 0 is unknown; a rep or tier without data counts as the team. */
export type DealPosition = {
  readonly stageId: string;
  /** ms since the deal entered the stage. */
  readonly ageMs: number;
  readonly ownerId: string;
  readonly tier: number;
};

/** A win probability, 0..1 exclusive, with its 80 % range and what it rests on. */
export type WinProbability = {
  readonly win: number;
  readonly low: number;
  readonly high: number;
  /** Past deals that left the stage. */
  readonly n: number;
  /** The assumptions weigh more than the data. */
  readonly mostlyAssumption: boolean;
};

export type StageFacts = WinProbability & {
  /** Share of those that leave the stage for any place but Lost. */
  readonly goOn: number;
  /** Half of the deals have left after this many days; null where fewer than half ever leave. */
  readonly medianDays: number | null;
};

/** What a pipeline's history says. All probabilities are 0..1; a stage that the pipeline does not have has none (0). */
export type FunnelModel = {
  readonly at: number;
  readonly tally: Tally;
  /** Shares of new deals by stage, in order. */
  readonly arrivalShares: readonly number[];
  /** Days within which "ever" has to happen. */
  readonly horizonDays: number;
  readonly repEffects: Effects;
  readonly winProbability: (deal: DealPosition) => WinProbability;
  /** Only the number of {@link winProbability}. */
  readonly chance: (deal: DealPosition) => number;
  /** Probability of being won within so many ms from now. */
  readonly wonWithin: (deal: DealPosition, horizonMs: number) => number;
  /** Probability of leaving the stage, for any place, within so many ms. */
  readonly leavesWithin: (deal: DealPosition, horizonMs: number) => number;
  /** u(0..48): probability that a deal entering a stage now is won within n/48 of a horizon; for the team without an owner. */
  readonly entrantWon: (stageId: string, horizonMs: number, ownerId?: string) => Float64Array;
  readonly stageFacts: (stageId: string) => StageFacts;
  /** Mean days in a stage, counting at most `limitDays` of a visit. */
  readonly meanDays: (stageId: string, limitDays: number) => number;
};

/** An open deal is never called certain. */
const inside = (p: number): number => clamp(p, 0.001, 0.999);

/** Computes a value once per key. */
function memo<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/**
 * Fits the funnel to its counters: a semi-Markov model of the stages with competing exits, priors, and effects of reps and value tiers.
 *
 * @param pipeline its open stages in order, with their starting probabilities: the ladder that history takes over from.
 * @param counters what the store keeps; empty ones give the ladder. @param at now, ms.
 * Source: forecasting, sections 1 to 4.
 */
export function fitFunnel(pipeline: Pipeline, counters: Counters, at: number): FunnelModel {
  const stages = openStages(pipeline);
  const stageIds = stages.map(({ id }) => id);
  const width = stages.length + 2;
  const tally = tallyOf(stageIds, counters, at);
  const base = stageRates(
    tally,
    stages.map(({ startingProbability }) => startingProbability),
  );
  const reps = repEffects(stageIds, counters, at);
  const tiers = tierEffects(stageIds, counters, at);
  const horizonDays = winningHorizonDays(base, tally);
  const reopening = reopenShares(tally);
  const shares = arrivalShares(tally);
  const exits = stageIds.map((_, k) => total(tally.exits[k] ?? []));
  const numbers = new Map(stageIds.map((id, k) => [id, k]));

  /** Reps and tiers nobody knows share the team's rates. */
  const groupOf = ({ ownerId, tier }: Pick<DealPosition, 'ownerId' | 'tier'>): string =>
    JSON.stringify([
      reps.some((each) => each.has(ownerId)) ? ownerId : '',
      tiers.some((each) => each.has(String(tier))) ? String(tier) : '',
    ]);
  const ratesOf = memo((group): StageRates => {
    const [owner = '', tier = ''] = JSON.parse(group) as readonly string[];
    return base.map((each, k) =>
      withEffect(each, (reps[k]?.get(owner)?.effect ?? 0) + (tiers[k]?.get(tier)?.effect ?? 0), width),
    );
  });
  const valuesOf = memo((group) => entryValues(ratesOf(group), horizonDays, reopening));
  const wonOf = memo((key) => {
    const [group = '', days = ''] = key.split('|');
    return wonBySteps(ratesOf(group), Number(days));
  });
  const NOBODY = groupOf({ ownerId: '', tier: 0 });
  const certain = memo((): readonly Certainty[] => certainties(base, horizonDays, exits, valuesOf(NOBODY)));
  const ratesAt = (group: string, stage: number): Rates => ratesOf(group)[stage] ?? new Float64Array();

  const chanceIn = (stage: number, ageMs: number, group: string): number =>
    inside(mix(exitsWithin(ratesAt(group, stage), width, ageMs / DAY_MS, horizonDays), valuesOf(group)));
  const withRange = (stage: number, win: number): WinProbability => {
    const { sd, assumed } = certain('')[stage] ?? { sd: 0.5, assumed: 1 };
    const entry = inside(cell(valuesOf(NOBODY), stage));
    const { low, high } = rangeOf(win, (sd * win * (1 - win)) / (entry * (1 - entry)));
    return { win, low: inside(low), high: inside(high), n: tally.ended[stage] ?? 0, mostlyAssumption: assumed > 0.5 };
  };
  const unknown: WinProbability = { win: 0, low: 0, high: 0, n: 0, mostlyAssumption: true };

  return {
    at,
    tally,
    arrivalShares: shares,
    horizonDays,
    repEffects: reps,
    winProbability: (deal) => {
      const stage = numbers.get(deal.stageId);
      return stage === undefined ? unknown : withRange(stage, chanceIn(stage, deal.ageMs, groupOf(deal)));
    },
    chance: (deal) => {
      const stage = numbers.get(deal.stageId);
      return stage === undefined ? 0 : chanceIn(stage, deal.ageMs, groupOf(deal));
    },
    wonWithin: (deal, horizonMs) => {
      const stage = numbers.get(deal.stageId);
      const days = horizonMs / DAY_MS;
      if (stage === undefined || !(days > 0)) return 0;
      const group = groupOf(deal);
      const own = exitsInSteps(ratesAt(group, stage), width, deal.ageMs / DAY_MS, days / STEPS, STEPS);
      return clamp(wonFrom(own, wonOf(`${group}|${days}`), STEPS), 0, 1);
    },
    leavesWithin: (deal, horizonMs) => {
      const stage = numbers.get(deal.stageId);
      if (stage === undefined || !(horizonMs > 0)) return 0;
      return total(exitsWithin(ratesAt(groupOf(deal), stage), width, deal.ageMs / DAY_MS, horizonMs / DAY_MS));
    },
    entrantWon: (stageId, horizonMs, ownerId = '') => {
      const key = `${groupOf({ ownerId, tier: 0 })}|${horizonMs / DAY_MS}`;
      return wonOf(key)[numbers.get(stageId) ?? -1] ?? new Float64Array(STEPS + 1);
    },
    stageFacts: (stageId) => {
      const stage = numbers.get(stageId);
      if (stage === undefined) return { ...unknown, goOn: 0, medianDays: null };
      const leaving = exitsWithin(ratesAt(NOBODY, stage), width, 0, horizonDays);
      const median = medianDwellDays(ratesAt(NOBODY, stage), width);
      return {
        ...withRange(stage, inside(cell(valuesOf(NOBODY), stage))),
        goOn: 1 - cell(leaving, width - 1) / Math.max(1e-12, total(leaving)),
        medianDays: Number.isFinite(median) ? median : null,
      };
    },
    meanDays: (stageId, limitDays) => {
      const stage = numbers.get(stageId);
      return stage === undefined ? 0 : restrictedMeanDays(ratesAt(NOBODY, stage), width, limitDays);
    },
  };
}
