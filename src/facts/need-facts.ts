import type { StageMeasureRequest } from '../core/funnel/pipeline-numbers.ts';
import type { Counters } from '../core/history/counters.ts';
import type { Win } from '../core/history/win.ts';
import type { StageStock } from '../core/money/amount.ts';
import type { Coverage } from '../core/numbers/needs/coverage.ts';
import type { StageMeasure } from '../core/numbers/needs/stage-measures.ts';
import { type StageNeed, stageNeed } from '../core/numbers/needs/stage-needs.ts';
import { currentPeriodTargets } from '../core/numbers/needs/target-periods.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import { dateAt } from '../core/time/calendar.ts';
import { nextPeriod, periodContaining } from '../core/time/periods.ts';
import type { DatedTarget } from '../store/types/numbers.ts';
import { loadWonInPeriods, MAX_LATEST_WINS } from './forecast-facts.ts';
import { runNumbers } from './run-numbers.ts';
import type { AsOf, PipelineScope } from './scope.ts';

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

/** Request for the measures of the stages, and the facts about targets that go with it. */
type MeasureTargets = { readonly ask: StageMeasureRequest } & Pick<NeedFacts, 'targetSet' | 'fiscalStartMonth'>;

/** Targets of the scope's year and the next: all that its periods are judged by. */
export const loadTargets = ({ tenant, pipeline, at, timeZone, workspace }: PipelineScope): Promise<readonly DatedTarget[]> => {
  const year = periodContaining(dateAt(at, timeZone), 'year', workspace.fiscalStartMonth);
  return tenant.targets.between(pipeline.id, year.startsOn, nextPeriod(year).endsOn);
};

/**
 * Reads what the stages of a pipeline are measured against as of an instant.
 *
 * @param wins the latest wins of the team at that instant. @param targets as of {@link loadTargets}.
 */
export async function loadMeasureTargets(
  asOf: AsOf,
  wins: readonly Win[],
  targets: readonly DatedTarget[],
): Promise<MeasureTargets> {
  const { at, timeZone, workspace } = asOf;
  const { fiscalStartMonth } = workspace;
  const today = dateAt(at, timeZone);
  const current = currentPeriodTargets(targets, today, fiscalStartMonth);
  const begun = current.map(({ period }) => period).filter(({ startsOn }) => startsOn <= today);
  const won = new Map((await loadWonInPeriods(asOf, begun)).map((each) => [each.period, each.won]));
  const aimed = current.map((each) => ({
    ...each,
    wonMinor: (won.get(each.period) ?? []).reduce((sum, { valueMinor }) => sum + valueMinor, 0),
  }));
  const meanWinMinor = wins.reduce((sum, { valueMinor }) => sum + valueMinor, 0) / Math.max(1, wins.length);
  return { ask: { targets: aimed, timeZone, meanWinMinor }, targetSet: aimed.length > 0, fiscalStartMonth };
}

/** What the stages of a pipeline are measured by now, and what that rests on. */
export type MeasureFacts = Pick<NeedFacts, 'counters' | 'targetSet' | 'fiscalStartMonth'> & {
  readonly measures: readonly StageMeasure[];
  readonly coverage: readonly Coverage[];
};

/** What every open stage is measured by now. */
export async function loadMeasureFacts(scope: PipelineScope): Promise<MeasureFacts> {
  const { tenant, pipeline, at } = scope;
  const [counters, wins, targets] = await Promise.all([
    tenant.funnel.counters(pipeline.id),
    tenant.funnel.lastWins(pipeline.id, MAX_LATEST_WINS, at),
    loadTargets(scope),
  ]);
  const { ask, ...targetFacts } = await loadMeasureTargets({ ...scope, eventsSince: [] }, wins, targets);
  const { measures, coverage } = await runNumbers({ pipeline, counters, at, wins, forecasts: [], stages: false, measures: ask });
  return { ...targetFacts, counters, measures, coverage };
}

/** What every open stage needs now: the one place that alerts, Home and `/funnel gaps` read it from. @param stock where it was read already. */
export async function loadNeedFacts(scope: PipelineScope, stock?: readonly StageStock[]): Promise<NeedFacts> {
  const facts = await loadMeasureFacts(scope);
  return toNeedFacts(facts, stock ?? (await scope.tenant.funnel.stock(scope.pipeline.id)), scope.at);
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
