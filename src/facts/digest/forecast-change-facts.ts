import { setImmediate } from 'node:timers/promises';
import { type DealState, toDealState } from '../../core/deal/deal.ts';
import { chunkByDeal, type DealEvent, eventsByDeal } from '../../core/deal/deal-event.ts';
import type { ForecastChangeRow } from '../../core/funnel/drill-down.ts';
import type { ForecastSnapshot } from '../../core/funnel/forecast-snapshot.ts';
import { forecastStatement } from '../../core/funnel/plan/forecast-statement.ts';
import type { ForecastWithWins } from '../../core/funnel/reconcile-forecasts.ts';
import type { StockRow } from '../../core/history/counters.ts';
import { positionsBefore } from '../../core/history/rewind.ts';
import type { DealNumber } from '../../core/ids.ts';
import type { ChangedDeal, DealChangeKind, ForecastState } from '../../core/numbers/deal-change.ts';
import { type ForecastChange, type ForecastChangeRequest, hasUnchanged } from '../../core/numbers/forecast-change.ts';
import { type ShownForecastChange, summarizeForecastChange } from '../../core/numbers/forecast-change-parts.ts';
import { everything, hidesAny, sees } from '../../core/people/viewer.ts';
import { addDays, dateAt } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { type Period, periodInstants, type TimeSpan } from '../../core/time/periods.ts';
import { loadEventsSince, loadLatestWins } from '../forecast-facts.ts';
import { loadCountersAsOf } from '../model-facts.ts';
import { runNumbers } from '../run-numbers.ts';
import type { PipelineAt, SeenScope } from '../scope.ts';
import { loadTeamForecastThen, type TeamOverTime, teamSince } from './team-change-facts.ts';

const WEEK_DAYS = 7;
const EVENTS_PER_CHUNK = 1_000;

function toForecastState(state: DealState): ForecastState;
function toForecastState(state: DealState | null): ForecastState | null;
/** As much of a deal's state as a forecast reads: what goes to the worker. */
function toForecastState(state: DealState | null): ForecastState | null {
  if (state === null) return null;
  const { outcome, stageId, stageSince, ownerId, tier, pipelineValueMinor, closedAt } = state;
  return { outcome, stageId, stageSince, ownerId, tier, pipelineValueMinor, closedAt };
}

/** A running period with its forecast as it is said. */
export type PeriodSaid = { readonly period: Period; readonly forecast: ForecastWithWins };

/** A forecast's scope; days are the workspace's. */
type ChangeScope = Omit<SeenScope, 'timeZone'>;

/** The pipeline of a scope with all that is in it, whose the forecast is too: what one team's deals are is told only beside the others'. */
const wholeOf = ({ tenant, team, pipeline, at }: ChangeScope): Omit<PipelineAt, 'timeZone'> => ({
  ...{ pipeline, at },
  tenant: team?.whole ?? tenant,
});

/** The team of a scope since an instant; undefined where the scope is that of all. */
const ofTeamSince = ({ team, workspace }: ChangeScope, since: Instant): TeamOverTime | undefined =>
  team === undefined ? undefined : teamSince({ team, workspace }, since);

/** Events after a first instant, by whether they happened until a second one; what happened to each deal in between, as it stood at both. */
type Between = {
  readonly all: readonly DealEvent[];
  readonly later: readonly DealEvent[];
  readonly eventsByDeal: ReadonlyMap<number, readonly DealEvent[]>;
  readonly changed: readonly ChangedDeal[];
};

async function loadBetween(scope: ChangeScope, since: Instant): Promise<Between> {
  const { tenant, pipeline, at } = wholeOf(scope);
  const withSide = ofTeamSince(scope, since)?.withSide ?? ((deal: ChangedDeal) => deal);
  const all = await loadEventsSince(tenant, pipeline, since);
  const ownEvents = new Map<number, readonly DealEvent[]>();
  const changed: ChangedDeal[] = [];
  // In chunks of whole deals, between which the event loop is free: a week may have seen a hundred thousand events.
  for (const some of chunkByDeal(
    all.filter((event) => event.at <= at),
    EVENTS_PER_CHUNK,
  )) {
    for (const own of eventsByDeal(some)) {
      const [first, last] = [own[0], own.at(-1)];
      if (first === undefined || last === undefined) continue;
      const number = first.dealNumber;
      ownEvents.set(number, own);
      changed.push(withSide({ number, before: toForecastState(first.before), after: toForecastState(last.after) }));
    }
    await setImmediate();
  }
  return { all, later: all.filter((event) => event.at > at), eventsByDeal: ownEvents, changed };
}

/** Computes a change as of an instant; the same whenever it is asked. */
async function computeChange(
  scope: ChangeScope,
  between: Between,
  change: Omit<ForecastChangeRequest, 'changed' | 'members'>,
): Promise<{ readonly change: ForecastChange; readonly stock: readonly StockRow[] }> {
  const { tenant, pipeline, at } = wholeOf(scope);
  const members = ofTeamSince(scope, change.since)?.members;
  const [counters, wins] = await Promise.all([
    loadCountersAsOf(tenant, pipeline, between.later),
    loadLatestWins({ tenant, pipeline, at, eventsSince: between.later }),
  ]);
  const request = { pipeline, counters, at, wins, forecasts: [], stages: false };
  const made = await runNumbers({
    ...request,
    change: { ...change, changed: between.changed, ...(members === undefined ? {} : { members }) },
  });
  if (made.change === undefined) throw new Error('a change was asked for and not given');
  return { change: made.change, stock: counters.stock };
}

/** Whether the open deals of an earlier instant are worth what they were then: history may have been entered since. */
function isRestated({ openMinor }: ForecastSnapshot, stock: readonly StockRow[], { changed }: Between): boolean {
  const open = (state: ChangedDeal['before']) => (state?.outcome === 'open' ? (state.pipelineValueMinor ?? 0) : 0);
  const now = stock.reduce((sum, { valueMinor }) => sum + valueMinor, 0);
  return changed.reduce((sum, { before, after }) => sum + open(before) - open(after), now) !== openMinor;
}

/** Whether deals went out of a team to people whose deals the reader does not see: what they were worth may be one deal's worth. */
function hidesWhatLeft(
  scope: ChangeScope,
  since: Instant,
  [stock, { changed }]: readonly [readonly StockRow[], Between],
): boolean {
  const { viewer, pipeline } = scope;
  const members = ofTeamSince(scope, since)?.members;
  if (members === undefined || !hidesAny(viewer, pipeline.id)) return false;
  const left = new Set(members.before.filter((id) => !members.after.includes(id)));
  const gone = [
    ...stock.filter(({ count, ownerId }) => count > 0 && left.has(ownerId)),
    ...changed.flatMap(({ side, after }) => (side === 'left' ? [after] : [])),
  ];
  return gone.some(({ ownerId }) => !sees(viewer, { pipelineId: pipeline.id, ownerId }));
}

/**
 * Why the team's forecast moved in a week: of the first of some running periods that has a forecast of a week ago and says a figure. Of one
 * team of several it is told where a forecast of all is kept of that night: it is made anew, as it was then.
 *
 * @param said in the order in which they are wanted. @returns null where there is none, or it would tell what the reader does not see.
 */
export async function loadForecastChange(scope: ChangeScope, said: readonly PeriodSaid[]): Promise<ShownForecastChange | null> {
  const { pipeline, at, workspace, team } = scope;
  const { tenant } = wholeOf(scope);
  const on = addDays(dateAt(at, workspace.timeZone), -WEEK_DAYS);
  const taken = (await tenant.forecasts.takenOn(pipeline.id, on)).filter(({ memberId }) => memberId === null);
  for (const { period, forecast } of said) {
    const snapshot = taken.find((each) => each.period === period.kind && each.startsOn === period.startsOn);
    const statement = forecastStatement(forecast, forecast.usualDealMinor, pipeline.currency);
    if (snapshot === undefined || statement.kind !== 'range') continue;
    const since = snapshot.takenAt;
    const restMinor = Math.max(0, forecast.expectedMinor - forecast.wonMinor);
    const between = await loadBetween(scope, since);
    const fromMinor =
      team === undefined
        ? snapshot.expectedMinor
        : await loadTeamForecastThen({ ...scope, team }, period, { since, events: between.all });
    if (fromMinor === null) return null;
    const span = periodInstants(period, workspace.timeZone);
    const { change, stock } = await computeChange(scope, between, { since, period: span, restMinor });
    if (hidesWhatLeft(scope, since, [stock, between])) return null;
    const shown = { fromMinor, toMinor: forecast.expectedMinor, stepMinor: statement.stepMinor };
    // What is made anew knows of all that was entered since.
    const restated = team === undefined && isRestated(snapshot, stock, between);
    return { ...summarizeForecastChange(change, shown), period, span, since, on, restMinor, restated };
  }
  return null;
}

/** A part of a change whose deals are wanted. */
export type ForecastChangeQuery = {
  readonly since: Instant;
  readonly period: TimeSpan;
  readonly restMinor: number;
  readonly kind: DealChangeKind;
};

/** Those of the deals that the viewer sees. */
async function onlySeen<Told extends { readonly number: DealNumber }>(
  { tenant, viewer, pipeline }: Pick<SeenScope, 'tenant' | 'viewer' | 'pipeline'>,
  told: readonly Told[],
): Promise<readonly Told[]> {
  if (!hidesAny(viewer, pipeline.id)) return told;
  const seen = new Set((await tenant.deals(viewer).byNumbers(told.map(({ number }) => number))).map(({ number }) => number));
  return told.filter(({ number }) => seen.has(number));
}

/** The deals behind a part of a change as of a post, those that changed most first. @returns `total`: how many there are in all. */
export async function loadForecastChangeDeals(
  scope: ChangeScope,
  { kind, ...query }: ForecastChangeQuery,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly ForecastChangeRow[]; readonly total: number }> {
  const { viewer, pipeline } = scope;
  // A deal that went out of a team is none of the team's any more.
  const { tenant } = wholeOf(scope);
  const between = await loadBetween(scope, query.since);
  const positions = hasUnchanged(kind)
    ? positionsBefore(await tenant.deals(everything('computes')).positions(pipeline.id), between.later)
    : [];
  const unchanged = positions.filter(({ number }) => !between.eventsByDeal.has(number));
  const { change } = await computeChange(scope, between, { ...query, unchanged });
  const ofKind = change.deals.filter((deal) => deal.kind === kind);
  const behind = (await onlySeen({ tenant, viewer, pipeline }, ofKind)).toSorted(
    (a, b) => Math.abs(b.changeMinor) - Math.abs(a.changeMinor) || a.number - b.number,
  );
  const shown = behind.slice(page.offset, page.offset + page.limit);
  const deals = new Map(
    (await tenant.deals(viewer).byNumbers(shown.map(({ number }) => number))).map((deal) => [deal.number, deal]),
  );
  const later = new Map(eventsByDeal(between.later).map((own) => [own[0]?.dealNumber ?? 0, own[0]?.before ?? null]));
  return {
    rows: shown.flatMap(({ number, changeMinor }): readonly ForecastChangeRow[] => {
      const now = deals.get(number);
      if (now === undefined) return [];
      const own = between.eventsByDeal.get(number);
      const was = own?.at(-1)?.after ?? later.get(number) ?? toDealState(now);
      return [{ now, was, changeMinor, fromStageId: own?.[0]?.before?.stageId ?? null }];
    }),
    total: behind.length,
  };
}
