import type { DealState } from '../core/deal/deal.ts';
import { type DealEvent, eventsByDeal } from '../core/deal/deal-event.ts';
import type { NumbersRequest } from '../core/funnel/pipeline-numbers.ts';
import { groupMovement } from '../core/history/movement.ts';
import type { MemberId, PipelineId, TeamId } from '../core/ids.ts';
import type { OwnerAmount } from '../core/money/amount.ts';
import {
  membersOn,
  type Team,
  type TeamsState,
  teamAndBelow,
  teamById,
  teamOn,
  teamsBelow,
  teamsInUse,
} from '../core/people/teams.ts';
import { among } from '../core/people/viewer.ts';
import { dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Tenant } from '../store/types/store.ts';
import type { TeamScope } from '../store/types/teams.ts';
import type { PipelineScope } from './scope.ts';

/** A team with all below it, as of an instant. */
export type TeamAt = { readonly state: TeamsState; readonly team: Team; readonly timeZone: string };

/** Whether somebody was in one of some teams on the day of an instant. */
export function wasInTeam(
  { memberships }: TeamsState,
  { teamIds, timeZone }: { readonly teamIds: ReadonlySet<TeamId>; readonly timeZone: string },
): (memberId: MemberId, at: Instant) => boolean {
  return (memberId, at) => {
    const team = teamOn(memberships, memberId, dateAt(at, timeZone));
    return team !== null && teamIds.has(team);
  };
}

/** The same amounts, one for each owner, and month where they have one. */
function sumByOwner<Row extends OwnerAmount & { readonly month?: string }>(rows: readonly Row[]): readonly Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.month ?? ''} ${row.ownerId}`;
    const { count = 0, valueMinor = 0 } = sums.get(key) ?? {};
    sums.set(key, { ...row, count: count + row.count, valueMinor: valueMinor + row.valueMinor });
  }
  return [...sums.values()];
}

/**
 * A company's data as a team's: everything that tells figures tells those of the deals that its people have. Open deals are those of who is
 * in it now; what was won or lost stays with the team of the day on which it was closed.
 */
function teamTenant(
  { tenant, pipeline: { id: pipelineId } }: Pick<PipelineScope, 'tenant' | 'pipeline'>,
  { state, team, timeZone }: TeamAt,
  owners: ReadonlySet<MemberId>,
): Tenant {
  const teamIds = teamAndBelow(state.teams, team.id);
  const wasIn = wasInTeam(state, { teamIds, timeZone });
  const { funnel, plans, forecasts, targets, rates } = tenant;
  const ofOwners = (asked: readonly MemberId[] = [...owners]) => asked.filter((id) => owners.has(id));
  const isOurs = ({ ownerId, closedAt }: DealState): boolean =>
    closedAt === null ? owners.has(ownerId) : wasIn(ownerId, closedAt);
  const ofTeam = (events: readonly DealEvent[]): readonly DealEvent[] => {
    const ours = new Set(
      eventsByDeal(events).flatMap((own) => {
        const last = own.at(-1);
        return last !== undefined && isOurs(last.after) ? [last.dealNumber] : [];
      }),
    );
    return events.filter(({ dealNumber }) => ours.has(dealNumber));
  };
  const wonByDay = async (pipelineId: PipelineId, span: { readonly from: Instant; readonly to: Instant }, zone: string) =>
    (await funnel.wonByOwnerAndDay(pipelineId, span, zone)).filter(({ ownerId, on }) => {
      const then = teamOn(state.memberships, ownerId, on);
      return then !== null && teamIds.has(then);
    });
  const wonByMonth = async (...asked: Parameters<typeof funnel.wonByMonth>) =>
    sumByOwner((await wonByDay(...asked)).map(({ on, ...amount }) => ({ ...amount, month: on.slice(0, 7) })));
  return {
    ...tenant,
    deals: (viewer) => tenant.deals(among(viewer, { pipelineId, owners })),
    funnel: {
      ...funnel,
      stock: (pipelineId, asked) => funnel.stock(pipelineId, ofOwners(asked)),
      hygiene: (pipelineId, today, asked) => funnel.hygiene(pipelineId, today, ofOwners(asked)),
      won: async (pipelineId, from, to) =>
        sumByOwner((await wonByDay(pipelineId, { from, to }, timeZone)).map(({ on: _, ...amount }) => amount)),
      wonByMonth,
      wonByDay: async (...asked) => (await wonByDay(...asked)).map(({ on, valueMinor }) => ({ on, valueMinor })),
      eventsFrom: async (...asked) => ofTeam(await funnel.eventsFrom(...asked)),
      movedBetween: async (pipelineId, { after, until }, viewer) => {
        const ours = ofTeam(await funnel.eventsFrom(pipelineId, after, viewer));
        const between = ours.filter((event) => event.at > after && event.at <= until);
        return { groups: groupMovement(between), anyLater: ours.some((event) => event.at > until) };
      },
      closedDeals: async (...asked) =>
        (await funnel.closedDeals(...asked)).filter(({ ownerId, closedAt }) => wasIn(ownerId, closedAt)),
      eventsOfStage: async (...asked) =>
        (await funnel.eventsOfStage(...asked)).filter(
          ({ before, after }) => owners.has(after.ownerId) || (before !== null && owners.has(before.ownerId)),
        ),
    },
    rates: {
      ...rates,
      unrated: (pipelineId, zone, asked) => rates.unrated(pipelineId, zone, ofOwners(asked)),
      converted: (pipelineId, asked) => rates.converted(pipelineId, { ...asked, owners: ofOwners(asked?.owners) }),
    },
    plans: {
      ...plans,
      latest: (pipelineId, on) => plans.latest(pipelineId, on, team.id),
      save: (pipelineId, plan) => plans.save(pipelineId, plan, team.id),
      // One plan of the company keeps the others from growing without end.
      deleteBefore: async () => 0,
    },
    targets: {
      ...targets,
      between: async (pipelineId, from, to) => {
        const [all, ofTeams] = await Promise.all([targets.between(pipelineId, from, to), targets.ofTeams(pipelineId, from, to)]);
        const own = ofTeams
          .filter(({ teamId }) => teamId === team.id)
          .map(({ teamId: _, ...rest }) => ({ ...rest, memberId: null }));
        return [...own, ...all.filter(({ memberId }) => memberId !== null && owners.has(memberId))];
      },
      set: (pipelineId, target, at) =>
        targets.set(pipelineId, target.memberId === null ? { ...target, teamId: team.id } : target, at),
    },
    // What was forecast of the whole is none of a part.
    forecasts: { ...forecasts, takenOn: async () => [], daysTaken: async () => [], lastTakenOn: async () => null },
    stageAlerts: {
      ...tenant.stageAlerts,
      open: (pipelineId, at) => tenant.stageAlerts.open(pipelineId, at, team.id),
      begin: (draft) => tenant.stageAlerts.begin({ ...draft, teamId: team.id }),
    },
  };
}

/** A scope narrowed to a team and all below it, as its instant is. */
export function inTeam<Scope extends PipelineScope>(
  scope: Scope,
  { state, team }: Pick<TeamAt, 'state' | 'team'>,
): Scope & { readonly team: TeamScope } {
  const { tenant, at, workspace } = scope;
  const { timeZone } = workspace;
  const owners = membersOn(state.memberships, teamAndBelow(state.teams, team.id), dateAt(at, timeZone));
  return {
    ...scope,
    tenant: teamTenant(scope, { state, team, timeZone }, owners),
    team: { team, state, owners, whole: tenant },
  };
}

/** A scope narrowed to the team of a channel; as it is for none, undefined where the team is not in use any more. */
export async function narrowToTeam<Scope extends PipelineScope>(scope: Scope, teamId: TeamId | null): Promise<Scope | undefined> {
  if (teamId === null) return scope;
  const state = await scope.tenant.teams.all();
  const team = teamById(teamsInUse(state.teams), teamId);
  return team === undefined ? undefined : inTeam(scope, { state, team });
}

/** Whose numbers a scope asks for: a team's people, in an order of their own. */
export const ownersOf = ({ team }: Pick<PipelineScope, 'team'>): Pick<NumbersRequest, 'owners'> =>
  team === undefined ? {} : { owners: [...team.owners].toSorted() };

/** Whether the team of a scope is one that somebody manages, or below one. */
export const managesTeam = ({
  team,
  member,
}: Pick<PipelineScope, 'team'> & { readonly member: { readonly id: MemberId } }): boolean =>
  team !== undefined && teamsBelow(team.state.teams, member.id).has(team.team.id);
