import type { MemberId, SlackUserId, TeamId } from '../ids.ts';
import type { PlainDate } from '../time/calendar.ts';
import { isReachable, type Member, type ReachableMember } from './member.ts';
import { membersOn, type Team, type TeamsState, teamAndBelow, teamOn, teamsInUse } from './teams.ts';

/** Who is in the user group of each team that follows one; null: Slack does not say, and nobody leaves such a team because of another. */
export type FollowedGroups = ReadonlyMap<TeamId, ReadonlySet<SlackUserId> | null>;

/** Teams and people on a day, with their groups. */
export type GroupView = {
  readonly state: TeamsState;
  readonly members: readonly Member[];
  readonly groups: FollowedGroups;
  readonly today: PlainDate;
};

/** Who comes to a team and who leaves it, so that its people are those of its group. Who comes may not be known here yet. */
export type GroupMoves = { readonly joins: readonly SlackUserId[]; readonly leaves: readonly ReachableMember[] };

/** The teams that somebody's groups lead to: of teams that are parts of each other, the narrowest. */
function teamsByGroups({ state, groups }: Pick<GroupView, 'state' | 'groups'>, user: SlackUserId): readonly TeamId[] {
  const following = [...groups].flatMap(([id, users]) => (users?.has(user) === true ? [id] : []));
  return following.filter((id) => !following.some((other) => other !== id && teamAndBelow(state.teams, id).has(other)));
}

/**
 * What brings a team in step with its group. Who is in the groups of two teams stays where they are; who is in a team below is in this one
 * already; the group says nothing of people without a Slack account, or who have left Slack.
 */
export function planGroupMoves(teamId: TeamId, view: GroupView): GroupMoves {
  const { state, members, groups, today } = view;
  const users = groups.get(teamId);
  if (users === undefined || users === null) return { joins: [], leaves: [] };
  const bySlackUser = new Map(members.map((member) => [member.slackUserId, member]));
  const here = teamAndBelow(state.teams, teamId);
  const joins = [...users].filter((user) => {
    const leadTo = teamsByGroups(view, user);
    if (leadTo.length !== 1 || leadTo[0] !== teamId) return false;
    const member = bySlackUser.get(user);
    const now = member === undefined ? null : teamOn(state.memberships, member.id, today);
    return now === null || (!here.has(now) && groups.get(now) !== null);
  });
  const inIt = membersOn(state.memberships, new Set([teamId]), today);
  const leaves = members
    .filter(isReachable)
    .filter(({ id, slackUserId }) => inIt.has(id) && !users.has(slackUserId) && teamsByGroups(view, slackUserId).length === 0);
  return { joins, leaves };
}

/** People whom the groups of several teams name, with these teams: they stay where they are. */
export const contestedPeople = (
  view: GroupView,
): readonly { readonly member: ReachableMember; readonly teamIds: readonly TeamId[] }[] =>
  view.members.filter(isReachable).flatMap((member) => {
    const teamIds = teamsByGroups(view, member.slackUserId);
    return teamIds.length > 1 ? [{ member, teamIds: teamIds.toSorted() }] : [];
  });

/** From how many people on a team that more than half would leave is asked about. */
const LEAST_PEOPLE = 4;

/** What people would hardly want of a group: that a team is empty, or that more than half of it goes. */
export type GroupRisk = 'empties' | 'mostLeave';

/**
 * Whether moves look like a mistake on the other side: they would empty a team, or take more than half of one of four people or more. Of
 * another team that its people come from as of the team itself.
 *
 * @param comes who joins, as far as they are known here; `newcomers`: how many are not.
 */
export function groupRisk(
  team: Pick<Team, 'id'>,
  moves: { readonly comes: readonly MemberId[]; readonly newcomers: number; readonly goes: readonly MemberId[] },
  { state, members, today }: Omit<GroupView, 'groups'>,
): GroupRisk | null {
  const active = new Set(members.filter((member) => member.active).map(({ id }) => id));
  const risks = teamsInUse(state.teams).map(({ id }): GroupRisk | null => {
    const people = [...membersOn(state.memberships, new Set([id]), today)].filter((each) => active.has(each));
    const leaving = people.filter((each) => (id === team.id ? moves.goes : moves.comes).includes(each)).length;
    const coming = id === team.id ? moves.comes.length + moves.newcomers : 0;
    if (leaving === 0) return null;
    if (people.length - leaving + coming === 0) return 'empties';
    return people.length >= LEAST_PEOPLE && leaving > people.length / 2 ? 'mostLeave' : null;
  });
  return risks.includes('empties') ? 'empties' : (risks.find((risk) => risk !== null) ?? null);
}
