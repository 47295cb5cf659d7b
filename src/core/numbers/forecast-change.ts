import type { DealState } from '../deal/deal.ts';
import type { Counters, StockRow } from '../history/counters.ts';
import type { OpenPosition } from '../history/rewind.ts';
import type { Win } from '../history/win.ts';
import type { DealNumber, StageId } from '../ids.ts';
import { type Pipeline, stageHeirs } from '../pipeline/stage.ts';
import { startOfDayUtc, utcDate } from '../time/calendar.ts';
import { DAY_MS, type DurationMs } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import type { TimeSpan } from '../time/periods.ts';
import { expectedArrivalWins } from './arrival-wins.ts';
import type { FunnelModel } from './model/funnel-model.ts';
import { type OpenGroup, openGroups, weighGroups } from './open-groups.ts';
import { clamp, total } from './statistics/array-math.ts';
import { learnWinRhythm } from './win-rhythm.ts';
import { winValues } from './win-values.ts';

/** What a deal is worth to a forecast depends on this much of its state. */
export type ForecastState = Pick<
  DealState,
  'outcome' | 'stageId' | 'stageSince' | 'ownerId' | 'tier' | 'pipelineValueMinor' | 'closedAt'
>;

/** A deal that something happened to, as it stood at both ends; null: it was not there yet. */
export type ChangedDeal = { readonly number: DealNumber; readonly before: ForecastState | null; readonly after: ForecastState };

/** What changes a forecast through single deals, in the order in which it is told. */
export const DEAL_CHANGE_KINDS = [
  'won',
  'lost',
  'created',
  'reopened',
  'advanced',
  'returned',
  'edited',
  'unmoved',
  'withdrawn',
] as const;
export type DealChangeKind = (typeof DEAL_CHANGE_KINDS)[number];

/** What one deal changes of a forecast, minor units; not rounded. */
export type DealChange = { readonly number: DealNumber; readonly kind: DealChangeKind; readonly changeMinor: number };

export type ForecastChangeRequest = {
  /** The instant of the earlier forecast; the later one's is the model's. */
  readonly since: Instant;
  readonly period: TimeSpan;
  /** Expected by the later forecast beside what is won; not scaled to it where null. */
  readonly restMinor: number | null;
  readonly changed: readonly ChangedDeal[];
  /** Open deals that nothing happened to, where each is asked for by itself. */
  readonly unchanged?: readonly OpenPosition[];
};

/** How the rest of the team's forecast moved between two instants by what happened, at the rates of the later one. Minor units. */
export type ForecastChange = {
  readonly deals: readonly DealChange[];
  /** Of the open deals that nothing happened to: they are older, and the period is shorter. */
  readonly unchanged: { readonly count: number; readonly changeMinor: number };
  /** Less time for new deals to come in. */
  readonly arrivalsMinor: number;
};

/** Beyond these a forecast says something else than the model, and no deal's part of it follows from the model. */
const MIN_SCALE = 0.5;
const MAX_SCALE = 2;

/** The open stock without the deals that are told one by one. */
function stockWithout(stock: readonly StockRow[], changed: readonly ChangedDeal[]): readonly StockRow[] {
  const key = (row: Pick<StockRow, 'stageId' | 'ownerId' | 'tier' | 'day'>): string =>
    JSON.stringify([row.stageId, row.ownerId, row.tier, row.day]);
  const rows = new Map(stock.map((row) => [key(row), row]));
  for (const { after } of changed) {
    if (after.outcome !== 'open') continue;
    const at = { ...after, day: utcDate(after.stageSince) };
    const row = rows.get(key(at));
    if (row === undefined) continue;
    rows.set(key(at), {
      ...row,
      count: row.count - 1,
      offsetMs: row.offsetMs - (after.stageSince - startOfDayUtc(at.day)),
      valueMinor: row.valueMinor - (after.pipelineValueMinor ?? 0),
    });
  }
  return [...rows.values()];
}

/** What happened to a deal, by where it was and where it is; one that is closed, or gone, at both ends changed nothing but its value. */
function changeKind(
  before: ForecastState | null,
  after: ForecastState,
  stageIndex: (id: StageId) => number,
): DealChangeKind | undefined {
  const was = before === null || before.outcome === 'withdrawn' ? undefined : before.outcome;
  const is = after.outcome;
  if (is === 'withdrawn') return was === undefined || was === 'lost' ? undefined : 'withdrawn';
  if (is === was && is !== 'open') return is === 'won' ? 'edited' : undefined;
  if (is === 'won') return 'won';
  if (is === 'lost') return was === undefined ? undefined : 'lost';
  if (was === undefined) return 'created';
  if (was !== 'open') return 'reopened';
  const moved = stageIndex(after.stageId) - stageIndex(before?.stageId ?? after.stageId);
  return moved > 0 ? 'advanced' : moved < 0 ? 'returned' : 'unmoved';
}

/**
 * Why the team's forecast of a period moved: what each deal counted for at the earlier instant and counts for at the later one, both by the
 * model of the later one, so that only what happened makes the difference; what the model has learnt since is not in it. A deal whose value
 * or owner changed while it stayed open changes twice: first by where it stands, then by that.
 *
 * @param data the counters, in stages that are there, and the latest wins, as of the model's instant.
 * Source: docs/forecasting.md, section 9.
 */
export function forecastChange(
  model: FunnelModel,
  { pipeline, counters, wins }: { readonly pipeline: Pipeline; readonly counters: Counters; readonly wins: readonly Win[] },
  request: ForecastChangeRequest,
): ForecastChange {
  const { since, period } = request;
  const heirs = stageHeirs(pipeline);
  // A stage that was removed is the one that took its deals, as in the counters.
  const inHeir = <State extends { readonly stageId: StageId }>(state: State): State => ({
    ...state,
    stageId: heirs.get(state.stageId) ?? state.stageId,
  });
  const changed = request.changed.map(
    ({ number, before, after }): ChangedDeal => ({
      number,
      before: before === null ? null : inHeir(before),
      after: inHeir(after),
    }),
  );
  const rhythm = learnWinRhythm(wins, model.at);
  const operationalDays = (at: Instant): number => rhythm.days(at, Math.max(at, period.to));
  const horizons = { before: operationalDays(since) * DAY_MS, after: operationalDays(model.at) * DAY_MS };
  const stageIds = model.weightedCounters.stageIds;

  const open = openGroups(stockWithout(counters.stock, changed), model.at);
  const aged = (group: OpenGroup): OpenGroup => ({ ...group, ageMs: Math.max(0, group.ageMs - (model.at - since)) });
  const weigh = (groups: readonly OpenGroup[], horizonMs: DurationMs): number =>
    total(weighGroups(model, groups, horizonMs).map(({ win, valueMinor }) => win * valueMinor));
  const unchangedNowMinor = weigh(open, horizons.after);
  const unchangedThenMinor = weigh(open.map(aged), horizons.before);

  const winMinor = (
    { stageId, stageSince, ownerId, tier, pipelineValueMinor }: OpenPosition | ForecastState,
    end: 'before' | 'after',
  ) => {
    const ageMs = Math.max(0, (end === 'before' ? since : model.at) - stageSince);
    return (pipelineValueMinor ?? 0) * model.winProbabilityWithin({ stageId, ageMs, ownerId, tier }, horizons[end]);
  };
  const values = winValues({ wins, open: openGroups(counters.stock, model.at) });
  const arrivals = (at: Instant): number => {
    const days = Math.max(0, (period.to - at) / DAY_MS);
    return expectedArrivalWins(model, { counters }, { days, operationalDays: operationalDays(at) }).mean * values.mean;
  };
  const arrivalsNowMinor = arrivals(model.at);

  const changedNowMinor = total(changed.map(({ after }) => (after.outcome === 'open' ? winMinor(after, 'after') : 0)));
  const modelMinor = unchangedNowMinor + changedNowMinor + arrivalsNowMinor;
  const scale = request.restMinor === null || !(modelMinor > 0) ? 1 : clamp(request.restMinor / modelMinor, MIN_SCALE, MAX_SCALE);

  /** What a deal counts for: what was won in the period, or is expected to be. */
  const worth = (state: ForecastState | null, end: 'before' | 'after'): number => {
    if (state?.outcome === 'open') return scale * winMinor(state, end);
    const { closedAt } = state ?? { closedAt: null };
    const inPeriod = state?.outcome === 'won' && closedAt !== null && closedAt >= period.from && closedAt < period.to;
    return inPeriod ? (state.pipelineValueMinor ?? 0) : 0;
  };
  const deals = changed.flatMap(({ number, before, after }): readonly DealChange[] => {
    const kind = changeKind(before, after, (id) => stageIds.indexOf(id));
    if (kind === undefined) return [];
    const change = worth(after, 'after') - worth(before, 'before');
    const isRevalued =
      before?.outcome === 'open' &&
      after.outcome === 'open' &&
      (before.ownerId !== after.ownerId || before.pipelineValueMinor !== after.pipelineValueMinor);
    if (!isRevalued) return kind === 'edited' && change === 0 ? [] : [{ number, kind, changeMinor: change }];
    const { ownerId, tier, pipelineValueMinor } = before;
    const edited = worth(after, 'after') - worth({ ...after, ownerId, tier, pipelineValueMinor }, 'after');
    return [
      { number, kind, changeMinor: change - edited },
      { number, kind: 'edited', changeMinor: edited },
    ];
  });
  const unmoved = (request.unchanged ?? []).map(inHeir).map(
    (deal): DealChange => ({
      number: deal.number,
      kind: 'unmoved',
      changeMinor: scale * (winMinor(deal, 'after') - winMinor(deal, 'before')),
    }),
  );
  return {
    deals: [...deals, ...unmoved],
    unchanged: {
      count: total(open.map(({ count }) => count)),
      changeMinor: scale * (unchangedNowMinor - unchangedThenMinor),
    },
    arrivalsMinor: scale * (arrivalsNowMinor - arrivals(since)),
  };
}
