import type { DealState } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import { wonBefore } from '../../core/history/stock-before.ts';
import type { OwnerAmount } from '../../core/money/amount.ts';
import { type ChangedDeal, changeSide, type ForecastState } from '../../core/numbers/deal-change.ts';
import type { ChangingTeam } from '../../core/numbers/forecast-change.ts';
import { membersOn, teamAndBelow } from '../../core/people/teams.ts';
import { dateAt } from '../../core/time/calendar.ts';
import { DAY_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { type Period, periodInstants, type TimeSpan } from '../../core/time/periods.ts';
import type { TeamScope } from '../../store/types/teams.ts';
import { forecastRequest, loadForecastBasis } from '../forecast-facts.ts';
import { loadCountersAsOf } from '../model-facts.ts';
import { runNumbers } from '../run-numbers.ts';
import type { PipelineScope } from '../scope.ts';
import { wasInTeam } from '../team-scope.ts';

/** A team with all below it over a stretch of time. */
export type TeamOverTime = {
  readonly members: ChangingTeam;
  /** Whether the team has a closed deal: that of its owner's day. */
  readonly hasClosed: (state: Pick<DealState, 'ownerId'> & { readonly closedAt: Instant }) => boolean;
  /** The same deal, with the side of the team on which it is. */
  readonly withSide: (deal: ChangedDeal) => ChangedDeal;
};

/** @param since the beginning of the time; its end is the scope's. */
export function teamSince(
  { team, workspace }: { readonly team: TeamScope } & Pick<PipelineScope, 'workspace'>,
  since: Instant,
): TeamOverTime {
  const { timeZone } = workspace;
  const teamIds = teamAndBelow(team.state.teams, team.team.id);
  const owners = { before: membersOn(team.state.memberships, teamIds, dateAt(since, timeZone)), after: team.owners };
  const wasIn = wasInTeam(team.state, { teamIds, timeZone });
  const has = (state: ForecastState | null, end: 'before' | 'after'): boolean => {
    if (state === null) return false;
    return state.closedAt === null ? owners[end].has(state.ownerId) : wasIn(state.ownerId, state.closedAt);
  };
  return {
    members: { before: [...owners.before].toSorted(), after: [...owners.after].toSorted() },
    hasClosed: ({ ownerId, closedAt }) => wasIn(ownerId, closedAt),
    withSide: (deal) => ({
      ...deal,
      side: changeSide(deal, { before: has(deal.before, 'before'), after: has(deal.after, 'after') }),
    }),
  };
}

/** What a team had won in a span before some events; those of others are no concern of it. */
async function loadTeamWonBefore(
  { tenant, pipeline }: Pick<PipelineScope, 'tenant' | 'pipeline'>,
  span: TimeSpan,
  { hasClosed, events }: Pick<TeamOverTime, 'hasClosed'> & { readonly events: readonly DealEvent[] },
): Promise<readonly OwnerAmount[]> {
  const ours = (state: DealState | null): DealState | null =>
    state !== null && state.closedAt !== null && hasClosed({ ...state, closedAt: state.closedAt }) ? state : null;
  const then = events.map(({ before, after }) => ({ before: ours(before), after: ours(after) }));
  return wonBefore(await tenant.funnel.won(pipeline.id, span.from, span.to), then, span);
}

/**
 * What a team's forecast of a running period was at an earlier instant, minor units: of the people who were in it then, by what was known of
 * the company then. Nothing of a team's is kept at night: all that its forecast rests on can be taken back to any instant.
 *
 * @param scope narrowed to the team. @param events every event of the pipeline after `since`. @returns null where nobody was in the team.
 */
export async function loadTeamForecastThen(
  scope: Omit<PipelineScope, 'timeZone'> & { readonly team: TeamScope },
  period: Period,
  { since, events }: { readonly since: Instant; readonly events: readonly DealEvent[] },
): Promise<number | null> {
  const { pipeline, workspace, team } = scope;
  const { timeZone } = workspace;
  const { members, hasClosed } = teamSince(scope, since);
  if (members.before.length === 0) return null;
  const whole = { pipeline, workspace, timeZone, tenant: team.whole, at: since, eventsSince: events };
  const then = { hasClosed, events };
  const [counters, basis, won, lastNinetyDays] = await Promise.all([
    loadCountersAsOf(team.whole, pipeline, events),
    loadForecastBasis(whole, [period.kind], 'team'),
    loadTeamWonBefore(scope, periodInstants(period, timeZone), then),
    loadTeamWonBefore(scope, { from: since - 90 * DAY_MS, to: since }, then),
  ]);
  const ask = forecastRequest({ ...basis, lastNinetyDays }, { period, won });
  const request = { pipeline, counters, at: since, wins: basis.wins, forecasts: [ask], stages: false };
  const made = await runNumbers({ ...request, owners: members.before });
  return made.forecasts[0]?.expectedMinor ?? null;
}
