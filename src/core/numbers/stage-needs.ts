import type { Counters } from '../counters.ts';
import { openStages, type Pipeline } from '../stage.ts';
import { arrivalsOf } from './arrivals.ts';
import type { FunnelModel } from './funnel-model.ts';
import { openGroups } from './open-groups.ts';
import { refillDays, runwayDays } from './runway.ts';
import { type SteadyStage, steadyStages } from './steady-stage.ts';
import { isBulge } from './too-many.ts';

/** What a stage was measured against: the target, the flow of the last quarter, or its configured minimum. */
export type NeedBasis = 'target' | 'profile' | 'minimum';

/** What a stage holds and what it needs. */
export type StageNeed = {
  readonly stageId: string;
  readonly basis: NeedBasis;
  readonly current: number;
  /** Open deals that it needs, rounded up. */
  readonly required: number;
  /** `required - current`; below zero there are more than needed. */
  readonly lacking: number;
  /** Value of what it lacks, whole minor units, >= 0. */
  readonly lackingMinor: number;
  /** Too many deals for the flow of the last quarter. */
  readonly bulge: boolean;
  /** Mean probability that a deal here is won within the period; below 2 % the stage is measured against the flow. */
  readonly winWithin: number;
  /** Days until it runs dry if nothing enters; null: beyond a year. */
  readonly runwayDays: number | null;
  /** Days that filling it from before takes; null: unknown. */
  readonly refillDays: number | null;
};

export type NeedInputs = {
  readonly counters: Counters;
  /** End of the period, ms. */
  readonly endsAt: number;
  /** Mean value of a win, minor units; 0 when nothing was won yet. */
  readonly meanWinMinor: number;
  /** Without a target the flow of the last quarter is the measure. All in minor units. */
  readonly target?: {
    readonly targetMinor: number;
    readonly wonMinor: number;
    readonly newMinor: number;
    readonly newWins: number;
  };
  /** How sure the target is to be met with the required stock. */
  readonly confidence: 0.5 | 0.8;
};

/** Entries in a quarter below which the flow says nothing, and the configured minimum is the measure. */
const ENOUGH = 10;
/** Probability below which a stage cannot help this period. */
const HELPS = 0.02;
/** 80 % point of the normal distribution. */
const SURE = 0.84;

/** What the target still needs from open deals, over what the steady profile yields, 0 when the target is met. */
export type Stretch = { readonly need: number; readonly factor: number };

/** How many times the steady profile the target takes. Source: forecasting, section 6. */
export function stretchFor(
  steady: readonly SteadyStage[],
  target: NonNullable<NeedInputs['target']>,
  meanWinMinor: number,
  confidence: 0.5 | 0.8,
): Stretch {
  const need = target.targetMinor - target.wonMinor - target.newMinor;
  const gain = steady.reduce((sum, each) => sum + each.steady * each.win * each.valueMinor, 0);
  const risk = steady.reduce((sum, each) => sum + each.steady * each.win * (1 - each.win) * each.valueMinor ** 2, 0);
  const alone = 2 * target.newWins * meanWinMinor ** 2;
  if (!(gain > 0)) return { need: Math.max(0, need), factor: 0 };
  let factor = Math.max(0, need / gain);
  if (confidence === 0.5) return { need: Math.max(0, need), factor };
  for (let round = 0; round < 200; round += 1) factor = Math.max(0, (need + SURE * Math.sqrt(2 * factor * risk + alone)) / gain);
  return { need: Math.max(0, need), factor };
}

/**
 * What every open stage needs, in order: for the target where the stage can still help it and its flow is known, else the flow of the
 * last quarter, else the configured minimum.
 *
 * Source: forecasting, section 6.
 */
export function stageNeeds(pipeline: Pipeline, model: FunnelModel, inputs: NeedInputs): readonly StageNeed[] {
  const { counters, target, meanWinMinor } = inputs;
  const horizonMs = Math.max(0, inputs.endsAt - model.at);
  const steady = steadyStages(model, counters, horizonMs, meanWinMinor);
  const stretch = target === undefined ? undefined : stretchFor(steady, target, meanWinMinor, inputs.confidence);
  const open = openGroups(counters.stock, model.at);
  const { perDay } = arrivalsOf(counters.entries, model.at);
  return openStages(pipeline).flatMap((stage, k) => {
    const here = steady[k];
    if (here === undefined) return [];
    const known = here.entries >= ENOUGH;
    const basis: NeedBasis = !known ? 'minimum' : stretch !== undefined && here.win >= HELPS ? 'target' : 'profile';
    const wanted =
      basis === 'minimum' ? stage.minimum : basis === 'target' ? (stretch?.factor ?? 0) * here.steady : Math.round(here.steady);
    const required = Math.ceil(wanted - 1e-9);
    const lacking = required - here.current;
    return [
      {
        stageId: stage.id,
        basis,
        current: here.current,
        required,
        lacking,
        lackingMinor: Math.round(Math.max(0, lacking) * here.valueMinor),
        bulge: known && isBulge(here.current, here.steady, here.fano),
        winWithin: here.win,
        runwayDays: runwayDays(model, stage.id, open),
        refillDays: refillDays(model, stage.id, open, perDay),
      },
    ];
  });
}

/** Share of what the target still needs that the open deals are expected to bring, 0 up; null when nothing more is needed. */
export function coverageOf(model: FunnelModel, inputs: NeedInputs): number | null {
  if (inputs.target === undefined) return null;
  const need = inputs.target.targetMinor - inputs.target.wonMinor - inputs.target.newMinor;
  if (need <= 0) return null;
  const horizonMs = Math.max(0, inputs.endsAt - model.at);
  const open = openGroups(inputs.counters.stock, model.at);
  return open.reduce((sum, group) => sum + group.valueMinor * model.wonWithin(group, horizonMs), 0) / need;
}
