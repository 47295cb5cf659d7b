import type { Pipeline } from '../core/deal/stage.ts';
import type { StageMeasureRequest } from '../core/funnel/pipeline-numbers.ts';
import type { Counters } from '../core/history/counters.ts';
import type { Win } from '../core/history/win.ts';
import type { StageStock } from '../core/money/amount.ts';
import type { Coverage } from '../core/numbers/needs/coverage.ts';
import type { StageMeasure } from '../core/numbers/needs/stage-measures.ts';
import { type StageNeed, stageNeed } from '../core/numbers/needs/stage-needs.ts';
import { currentPeriodTargets } from '../core/numbers/needs/target-periods.ts';
import { dateAt } from '../core/time/calendar.ts';
import { nextPeriod, periodContaining } from '../core/time/periods.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import type { AsOf } from './as-of.ts';
import { loadWonInPeriod, MAX_LATEST_WINS } from './forecast-facts.ts';
import { runNumbers } from './run-numbers.ts';

/** What the stages of a pipeline need, and what that rests on. */
export type NeedFacts = {
  readonly needs: readonly StageNeed[];
  /** Share of those that enter each open stage that go on to the next one. */
  readonly passRates: ReadonlyMap<string, number>;
  readonly counters: Counters;
  /** A target is set for the running period or the next one. */
  readonly targetSet: boolean;
  /** How far the open deals cover those targets. */
  readonly coverage: readonly Coverage[];
  readonly fiscalStartMonth: number;
  readonly at: number;
};

/** What may have been read already. */
type PreloadedNeedInputs = {
  readonly workspace?: Workspace | undefined;
  readonly stock?: readonly StageStock[];
};

/** Request for the measures of the stages, and the facts about targets that go with it. */
type MeasureTargets = { readonly ask: StageMeasureRequest } & Pick<NeedFacts, 'targetSet' | 'fiscalStartMonth'>;

/**
 * Reads what the stages of a pipeline are measured against as of an instant.
 *
 * @param asOf `timeZone`: zone of the periods; `eventsSince`: every event after the instant, empty for now.
 * @param wins the latest wins of the team at that instant.
 */
export async function loadMeasureTargets(
  tenant: Tenant,
  pipeline: Pipeline,
  asOf: AsOf,
  wins: readonly Win[],
  known?: Workspace,
): Promise<MeasureTargets> {
  const { at, timeZone, eventsSince } = asOf;
  const today = dateAt(at, timeZone);
  const fiscalStartMonth = (known ?? (await tenant.workspace()))?.fiscalStartMonth ?? 1;
  const year = periodContaining(today, 'year', fiscalStartMonth);
  const targets = await tenant.targets.between(pipeline.id, year.startsOn, nextPeriod(year).endsOn);
  const aimed = await Promise.all(
    currentPeriodTargets(targets, today, fiscalStartMonth).map(async (each) => {
      const won =
        each.period.startsOn <= today ? await loadWonInPeriod(tenant, pipeline, each.period, timeZone, eventsSince) : [];
      return { ...each, wonMinor: won.reduce((sum, { valueMinor }) => sum + valueMinor, 0) };
    }),
  );
  const meanWinMinor = wins.reduce((sum, { valueMinor }) => sum + valueMinor, 0) / Math.max(1, wins.length);
  return { ask: { targets: aimed, timeZone, meanWinMinor }, targetSet: aimed.length > 0, fiscalStartMonth };
}

/** What the stages of a pipeline are measured by now, and what that rests on. */
export type MeasureFacts = Pick<NeedFacts, 'counters' | 'targetSet' | 'fiscalStartMonth'> & {
  readonly measures: readonly StageMeasure[];
  readonly coverage: readonly Coverage[];
};

/**
 * What every open stage is measured by now.
 *
 * @param timeZone in which periods are counted.
 */
export async function loadMeasureFacts(
  tenant: Tenant,
  pipeline: Pipeline,
  at: number,
  timeZone: string,
  workspace?: Workspace,
): Promise<MeasureFacts> {
  const [counters, wins] = await Promise.all([
    tenant.funnel.counters(pipeline.id),
    tenant.funnel.lastWins(pipeline.id, MAX_LATEST_WINS, at),
  ]);
  const { ask, ...targetFacts } = await loadMeasureTargets(tenant, pipeline, { at, timeZone, eventsSince: [] }, wins, workspace);
  const { measures, coverage } = await runNumbers({ pipeline, counters, at, wins, forecasts: [], stages: false, measures: ask });
  return { ...targetFacts, counters, measures, coverage };
}

/** What every open stage needs now: the one place that alerts, Home and `/funnel gaps` read it from. */
export async function loadNeedFacts(
  tenant: Tenant,
  pipeline: Pipeline,
  at: number,
  timeZone: string,
  { workspace, stock }: PreloadedNeedInputs = {},
): Promise<NeedFacts> {
  const facts = await loadMeasureFacts(tenant, pipeline, at, timeZone, workspace);
  return toNeedFacts(facts, stock ?? (await tenant.funnel.stock(pipeline.id)), at);
}

/** What every open stage needs that holds so many deals, by what was measured at that instant. */
export const toNeedFacts = ({ measures, ...facts }: MeasureFacts, stock: readonly StageStock[], at: number): NeedFacts => ({
  ...facts,
  needs: stageNeeds(measures, stock),
  passRates: new Map(measures.map(({ stage, passRate }) => [stage.id, passRate])),
  at,
});

/** What stages need that hold so many deals. @param used stages that have held a deal, where the measures may not know of them yet. */
export const stageNeeds = (
  measures: readonly StageMeasure[],
  stock: readonly StageStock[],
  used?: ReadonlySet<string>,
): readonly StageNeed[] => {
  const counts = new Map(stock.map(({ stageId, count }) => [stageId, count]));
  return measures.map((measure) =>
    stageNeed(measure, counts.get(measure.stage.id) ?? 0, measure.used || used?.has(measure.stage.id) === true),
  );
};
