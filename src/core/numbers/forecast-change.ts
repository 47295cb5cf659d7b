import type { Counters, StockRow } from '../history/counters.ts';
import type { OpenPosition } from '../history/rewind.ts';
import type { Win } from '../history/win.ts';
import type { MemberId, StageId } from '../ids.ts';
import { type Pipeline, stageHeirs } from '../pipeline/stage.ts';
import { startOfDayUtc, utcDate } from '../time/calendar.ts';
import { DAY_MS, type DurationMs } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import type { TimeSpan } from '../time/periods.ts';
import { expectedArrivalWins } from './arrival-wins.ts';
import { type ChangedDeal, changeKind, type DealChange, type DealChangeKind, type ForecastState } from './deal-change.ts';
import type { FunnelModel } from './model/funnel-model.ts';
import { type OpenGroup, openGroups, weighGroups } from './open-groups.ts';
import { ownerCounters } from './owner-counters.ts';
import { clamp, total } from './statistics/array-math.ts';
import { learnWinRhythm } from './win-rhythm.ts';
import { winValues } from './win-values.ts';

export type ForecastChangeRequest = {
  /** The instant of the earlier forecast; the later one's is the model's. */
  readonly since: Instant;
  readonly period: TimeSpan;
  /** Expected by the later forecast beside what is won; not scaled to it where null. */
  readonly restMinor: number | null;
  readonly changed: readonly ChangedDeal[];
  /** Open deals that nothing happened to, where each is asked for by itself. */
  readonly unchanged?: readonly OpenPosition[];
  /** Who was in the team at each end, where the forecast is one team's and not that of all. */
  readonly members?: ChangingTeam;
};

/** Who was in a team at each end of a stretch of time. */
export type ChangingTeam = { readonly before: readonly MemberId[]; readonly after: readonly MemberId[] };

/** Open deals that nothing happened to, told together. */
type UnchangedDeals = { readonly count: number; readonly changeMinor: number };

/** What becomes of such a deal: it grows older, or its owner brings it into a team or takes it along. */
const UNCHANGED_KINDS = ['unmoved', 'joined', 'left'] as const;
type UnchangedKind = (typeof UNCHANGED_KINDS)[number];

/** Whether a part of a change is of deals that nothing happened to, beside those that something happened to. */
export const hasUnchanged = (kind: DealChangeKind): kind is UnchangedKind => UNCHANGED_KINDS.some((each) => each === kind);

/** How the rest of the team's forecast moved between two instants by what happened, at the rates of the later one. Minor units. */
export type ForecastChange = {
  readonly deals: readonly DealChange[];
  /** Of the open deals that nothing happened to: they are older, and the period is shorter. */
  readonly unchanged: Readonly<Record<UnchangedKind, UnchangedDeals>>;
  /** Less time for new deals to come in. */
  readonly arrivalsMinor: number;
  /** Other people are in the team, to whom another share of the new deals comes. */
  readonly peopleMinor: number;
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

/** What becomes of the deals of an owner that nothing happens to; undefined: they are another team's at both ends. */
function unchangedKinds(members: ChangingTeam | undefined): (ownerId: MemberId) => UnchangedKind | undefined {
  if (members === undefined) return () => 'unmoved';
  const [before, after] = [new Set(members.before), new Set(members.after)];
  return (ownerId) => {
    if (before.has(ownerId)) return after.has(ownerId) ? 'unmoved' : 'left';
    return after.has(ownerId) ? 'joined' : undefined;
  };
}

/**
 * Why the team's forecast of a period moved: what each deal counted for at the earlier instant and counts for at the later one, both by the
 * model of the later one, so that only what happened makes the difference; what the model has learnt since is not in it. A deal whose value
 * or owner changed while it stayed open changes twice: first by where it stands, then by that. Of one team of several, what came into it counts
 * for what it is worth now, and what went out of it for what it was worth then: what happened to it elsewhere is another team's.
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
    (deal): ChangedDeal => ({
      ...deal,
      before: deal.before === null ? null : inHeir(deal.before),
      after: inHeir(deal.after),
    }),
  );
  const kindOf = unchangedKinds(request.members);
  const rhythm = learnWinRhythm(wins, model.at);
  const operationalDays = (at: Instant): number => rhythm.days(at, Math.max(at, period.to));
  const horizons = { before: operationalDays(since) * DAY_MS, after: operationalDays(model.at) * DAY_MS };
  const stageIds = model.weightedCounters.stageIds;

  const open = openGroups(stockWithout(counters.stock, changed), model.at);
  const aged = (group: OpenGroup): OpenGroup => ({ ...group, ageMs: Math.max(0, group.ageMs - (model.at - since)) });
  const weigh = (groups: readonly OpenGroup[], horizonMs: DurationMs): number =>
    total(weighGroups(model, groups, horizonMs).map(({ win, valueMinor }) => win * valueMinor));
  const unchanged = UNCHANGED_KINDS.map((kind) => {
    const groups = open.filter(({ ownerId }) => kindOf(ownerId) === kind);
    return {
      kind,
      count: total(groups.map(({ count }) => count)),
      nowMinor: kind === 'left' ? 0 : weigh(groups, horizons.after),
      thenMinor: kind === 'joined' ? 0 : weigh(groups.map(aged), horizons.before),
    };
  });

  const winMinor = (
    { stageId, stageSince, ownerId, tier, pipelineValueMinor }: OpenPosition | ForecastState,
    end: 'before' | 'after',
  ) => {
    const ageMs = Math.max(0, (end === 'before' ? since : model.at) - stageSince);
    return (pipelineValueMinor ?? 0) * model.winProbabilityWithin({ stageId, ageMs, ownerId, tier }, horizons[end]);
  };
  const ofTeam = (end: 'before' | 'after'): Counters =>
    request.members === undefined ? counters : ownerCounters(counters, request.members[end], model.at);
  const values = winValues({ wins, open: openGroups(ofTeam('after').stock, model.at) });
  const arrivals = (at: Instant, end: 'before' | 'after'): number => {
    const days = Math.max(0, (period.to - at) / DAY_MS);
    const expected = expectedArrivalWins(model, { counters: ofTeam(end) }, { days, operationalDays: operationalDays(at) });
    return expected.mean * values.mean;
  };
  const arrivalsNowMinor = arrivals(model.at, 'after');
  const sameTeamNowMinor = arrivals(model.at, 'before');

  const isTold = ({ side, after }: ChangedDeal) => after.outcome === 'open' && (side === undefined || side === 'joined');
  const changedNowMinor = total(changed.filter(isTold).map(({ after }) => winMinor(after, 'after')));
  const modelMinor = total(unchanged.map(({ nowMinor }) => nowMinor)) + changedNowMinor + arrivalsNowMinor;
  const scale = request.restMinor === null || !(modelMinor > 0) ? 1 : clamp(request.restMinor / modelMinor, MIN_SCALE, MAX_SCALE);

  /** What a deal counts for: what was won in the period, or is expected to be. */
  const worth = (state: ForecastState | null, end: 'before' | 'after'): number => {
    if (state?.outcome === 'open') return scale * winMinor(state, end);
    const { closedAt } = state ?? { closedAt: null };
    const inPeriod = state?.outcome === 'won' && closedAt !== null && closedAt >= period.from && closedAt < period.to;
    return inPeriod ? (state.pipelineValueMinor ?? 0) : 0;
  };
  const deals = changed.flatMap((deal): readonly DealChange[] => {
    const { number, before, after, side } = deal;
    const kind = changeKind(deal, (id) => stageIds.indexOf(id));
    if (kind === undefined) return [];
    const change = (side === 'left' ? 0 : worth(after, 'after')) - (side === 'joined' ? 0 : worth(before, 'before'));
    const isRevalued =
      side === undefined &&
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
  const alone = (request.unchanged ?? []).map(inHeir).flatMap((deal): readonly DealChange[] => {
    const kind = kindOf(deal.ownerId);
    if (kind === undefined) return [];
    const changeMinor = (kind === 'left' ? 0 : winMinor(deal, 'after')) - (kind === 'joined' ? 0 : winMinor(deal, 'before'));
    return [{ number: deal.number, kind, changeMinor: scale * changeMinor }];
  });
  const together = (kind: UnchangedKind): UnchangedDeals => {
    const { count = 0, nowMinor = 0, thenMinor = 0 } = unchanged.find((each) => each.kind === kind) ?? {};
    return { count, changeMinor: scale * (nowMinor - thenMinor) };
  };
  return {
    deals: [...deals, ...alone],
    unchanged: { unmoved: together('unmoved'), joined: together('joined'), left: together('left') },
    arrivalsMinor: scale * (sameTeamNowMinor - arrivals(since, 'before')),
    peopleMinor: scale * (arrivalsNowMinor - sameTeamNowMinor),
  };
}
