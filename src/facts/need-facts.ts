import type { StageStock } from '../core/amount.ts';
import { dateAt } from '../core/calendar.ts';
import type { Counters } from '../core/counters.ts';
import { aimedAt } from '../core/numbers/aims.ts';
import type { Coverage } from '../core/numbers/coverage.ts';
import type { MeasureAsk } from '../core/numbers/reckoning.ts';
import type { StageMeasure } from '../core/numbers/stage-measures.ts';
import { needOf, type StageNeed } from '../core/numbers/stage-needs.ts';
import type { Win } from '../core/numbers/win.ts';
import { nextPeriod, periodOf } from '../core/periods.ts';
import type { Pipeline } from '../core/stage.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import { LATEST_WINS, wonIn } from './forecast-facts.ts';
import { reckoned } from './reckoned.ts';
import type { Then } from './then.ts';

/** What the stages of a pipeline need, and what that rests on. */
export type NeedFacts = {
  readonly needs: readonly StageNeed[];
  /** Share of those that enter each open stage that go on to the next one. */
  readonly goOn: ReadonlyMap<string, number>;
  readonly counters: Counters;
  /** A target is set for the running period or the next one. */
  readonly targetSet: boolean;
  /** How far the open deals cover those targets. */
  readonly coverage: readonly Coverage[];
  readonly fiscalStartMonth: number;
  readonly at: number;
};

/** What may have been read already. */
type NeedGiven = {
  readonly workspace?: Workspace | undefined;
  readonly stock?: readonly StageStock[];
};

/** What is asked about the stages' measures, and what is told with them. */
type MeasureAims = { readonly ask: MeasureAsk } & Pick<NeedFacts, 'targetSet' | 'fiscalStartMonth'>;

/**
 * Reads what the stages of a pipeline are measured against as of an instant.
 *
 * @param then `timeZone`: in which periods are counted; `later`: every event after the instant, where it lies in the past.
 * @param wins the latest wins of the team at that instant.
 */
export async function measureAims(
  tenant: Tenant,
  pipeline: Pipeline,
  then: Then,
  wins: readonly Win[],
  known?: Workspace,
): Promise<MeasureAims> {
  const { at, timeZone, later } = then;
  const today = dateAt(at, timeZone);
  const fiscalStartMonth = (known ?? (await tenant.workspace()))?.fiscalStartMonth ?? 1;
  const year = periodOf(today, 'year', fiscalStartMonth);
  const targets = await tenant.targets.between(pipeline.id, year.startsOn, nextPeriod(year).endsOn);
  const aimed = await Promise.all(
    aimedAt(targets, today, fiscalStartMonth).map(async (each) => {
      const won = each.period.startsOn <= today ? await wonIn(tenant, pipeline, each.period, timeZone, later) : [];
      return { ...each, wonMinor: won.reduce((sum, { valueMinor }) => sum + valueMinor, 0) };
    }),
  );
  const meanWinMinor = wins.reduce((sum, { valueMinor }) => sum + valueMinor, 0) / Math.max(1, wins.length);
  return { ask: { aimed, timeZone, meanWinMinor }, targetSet: aimed.length > 0, fiscalStartMonth };
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
export async function measureFacts(
  tenant: Tenant,
  pipeline: Pipeline,
  at: number,
  timeZone: string,
  workspace?: Workspace,
): Promise<MeasureFacts> {
  const [counters, wins] = await Promise.all([
    tenant.funnel.counters(pipeline.id),
    tenant.funnel.lastWins(pipeline.id, LATEST_WINS, at),
  ]);
  const { ask, ...told } = await measureAims(tenant, pipeline, { at, timeZone, later: [] }, wins, workspace);
  const { measures, coverage } = await reckoned({ pipeline, counters, at, wins, forecasts: [], stages: false, measures: ask });
  return { ...told, counters, measures, coverage };
}

/** What every open stage needs now: the one place that alerts, Home and `/funnel gaps` read it from. */
export async function needFacts(
  tenant: Tenant,
  pipeline: Pipeline,
  at: number,
  timeZone: string,
  { workspace, stock }: NeedGiven = {},
): Promise<NeedFacts> {
  const facts = await measureFacts(tenant, pipeline, at, timeZone, workspace);
  return needFactsOf(facts, stock ?? (await tenant.funnel.stock(pipeline.id)), at);
}

/** What every open stage needs that holds so many deals, by what was measured at that instant. */
export const needFactsOf = ({ measures, ...facts }: MeasureFacts, stock: readonly StageStock[], at: number): NeedFacts => ({
  ...facts,
  needs: needsOf(measures, stock),
  goOn: new Map(measures.map(({ stage, goOn }) => [stage.id, goOn])),
  at,
});

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
