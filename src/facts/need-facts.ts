import { dateAt } from '../core/calendar.ts';
import type { Counters } from '../core/counters.ts';
import type { DealEvent } from '../core/deal-event.ts';
import { type Aim, aimedAt, aimOf } from '../core/numbers/aims.ts';
import type { FunnelModel } from '../core/numbers/funnel-model.ts';
import { type StageMeasure, stageMeasures } from '../core/numbers/stage-measures.ts';
import { needOf, type StageNeed } from '../core/numbers/stage-needs.ts';
import type { Win } from '../core/numbers/win.ts';
import { nextPeriod, periodOf } from '../core/periods.ts';
import type { Pipeline } from '../core/stage.ts';
import type { StageStock } from '../core/week.ts';
import type { Tenant, Workspace } from '../store/store-types.ts';
import { wonIn } from './forecast-facts.ts';
import { funnelModel } from './model-facts.ts';

/** Wins that the mean value of a win is taken from: the latest. */
const LATEST_WINS = 400;

/** What the stages of a pipeline need, and what that rests on. */
export type NeedFacts = {
  readonly needs: readonly StageNeed[];
  readonly model: FunnelModel;
  readonly counters: Counters;
  /** A target is set for the running period or the next one. */
  readonly targetSet: boolean;
  /** Those targets. */
  readonly aims: readonly Aim[];
  readonly fiscalStartMonth: number;
  readonly at: number;
};

/** What may have been read already. */
export type NeedGiven = {
  readonly fitted?: { readonly model: FunnelModel; readonly counters: Counters };
  readonly workspace?: Workspace | undefined;
  readonly wins?: readonly Win[];
  /** Open deals as of the instant, and the events after it, where it lies in the past. */
  readonly stock?: readonly StageStock[];
  readonly later?: readonly DealEvent[];
};

/** What the stages of a pipeline are measured by, and what that rests on. */
export type MeasureFacts = Omit<NeedFacts, 'needs'> & { readonly measures: readonly StageMeasure[] };

/**
 * What every open stage is measured by as of an instant.
 *
 * @param timeZone in which periods are counted.
 */
export async function measureFacts(
  tenant: Tenant,
  pipeline: Pipeline,
  at: number,
  timeZone: string,
  given: NeedGiven = {},
): Promise<MeasureFacts> {
  const today = dateAt(at, timeZone);
  const fiscalStartMonth = (given.workspace ?? (await tenant.workspace()))?.fiscalStartMonth ?? 1;
  const year = periodOf(today, 'year', fiscalStartMonth);
  const [{ model, counters }, targets, wins] = await Promise.all([
    given.fitted ?? funnelModel(tenant, pipeline, at),
    tenant.targets.between(pipeline.id, year.startsOn, nextPeriod(year).endsOn),
    given.wins ?? tenant.funnel.lastWins(pipeline.id, LATEST_WINS, at),
  ]);
  const meanWinMinor = wins.reduce((sum, { valueMinor }) => sum + valueMinor, 0) / Math.max(1, wins.length);
  const aimed = aimedAt(targets, today, fiscalStartMonth);
  const aims = await Promise.all(
    aimed.map(async (each) => {
      const running = each.period.startsOn <= today;
      const won = running ? await wonIn(tenant, pipeline, each.period, timeZone, given.later ?? []) : [];
      const wonMinor = won.reduce((sum, { valueMinor }) => sum + valueMinor, 0);
      return aimOf(model, counters, each, timeZone, wonMinor, meanWinMinor);
    }),
  );
  const measures = stageMeasures(pipeline, model, { counters, aims, meanWinMinor, confidence: 0.5 });
  return { measures, model, counters, targetSet: aimed.length > 0, aims, fiscalStartMonth, at };
}

/** What every open stage needs as of an instant: the one place that alerts, digest, Home and `/funnel gaps` read it from. */
export async function needFacts(
  tenant: Tenant,
  pipeline: Pipeline,
  at: number,
  timeZone: string,
  given: NeedGiven = {},
): Promise<NeedFacts> {
  const { measures, ...facts } = await measureFacts(tenant, pipeline, at, timeZone, given);
  return { ...facts, needs: needsOf(measures, given.stock ?? (await tenant.funnel.stock(pipeline.id))) };
}

/** What stages need that hold so many deals. @param used stages that have held a deal, where the measures may not know of them yet. */
export const needsOf = (
  measures: readonly StageMeasure[],
  stock: readonly StageStock[],
  used?: ReadonlySet<string>,
): readonly StageNeed[] => {
  const counts = new Map(stock.map(({ stageId, count }) => [stageId, count]));
  return measures.map((measure) =>
    needOf(measure, counts.get(measure.stage.id) ?? 0, measure.used || used?.has(measure.stage.id) === true),
  );
};
