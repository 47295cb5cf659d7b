import type { MemberId, TeamId } from '../ids.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { type Member, managersOrAdmins, onDuty, type ReachableMember } from './member.ts';

/** A named group of people; a team of teams has others below it, to three levels. */
export type Team = {
  readonly id: TeamId;
  readonly name: string;
  /** The team that it is a part of; null: of the company. */
  readonly parentId: TeamId | null;
  /** In the order in which they were named. */
  readonly managerIds: readonly MemberId[];
  /** Slack's id of the user group whose people are its members; null: they are named here. */
  readonly userGroupId: string | null;
  /** A removed one keeps its past; null: in use. */
  readonly removedAt: Instant | null;
};

/** That somebody belongs to a team, from one day up to another that is not a part of it any more; null: for good. */
export type TeamMembership = {
  readonly memberId: MemberId;
  readonly teamId: TeamId;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
};

/** Every team of a company, removed ones too, and who was in which when: nobody is in two on one day. */
export type TeamsState = { readonly teams: readonly Team[]; readonly memberships: readonly TeamMembership[] };

export const NO_TEAMS: TeamsState = { teams: [], memberships: [] };

/** The first day of who has always been in a team. */
export const SINCE_ALWAYS: PlainDate = '1970-01-01';

export const teamsInUse = (teams: readonly Team[]): readonly Team[] => teams.filter(({ removedAt }) => removedAt === null);

export const teamById = (teams: readonly Team[], id: TeamId | null): Team | undefined => teams.find((team) => team.id === id);

/** A team and those that it is a part of, the widest first; empty where there is no such team. */
export function teamPath(teams: readonly Team[], id: TeamId | null): readonly Team[] {
  const path: Team[] = [];
  for (let team = teamById(teams, id); team !== undefined && !path.includes(team); team = teamById(teams, team.parentId))
    path.unshift(team);
  return path;
}

/** A team and all below it, removed ones too: their past is a part of its past. */
export function teamAndBelow(teams: readonly Team[], id: TeamId): ReadonlySet<TeamId> {
  const found = new Set<TeamId>([id]);
  // A set that grows while it is walked: each team brings the ones below it.
  for (const above of found) for (const { id: below, parentId } of teams) if (parentId === above) found.add(below);
  return found;
}

/** Teams in use as a tree is read: each before those below it, by name. */
export function teamsInTreeOrder(teams: readonly Team[]): readonly Team[] {
  const below = (parentId: TeamId | null): readonly Team[] =>
    teamsInUse(teams)
      .filter((team) => team.parentId === parentId)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap((team) => [team, ...below(team.id)]);
  return below(null);
}

/** Teams in use that somebody manages themselves, the widest first. */
export const teamsManagedBy = (teams: readonly Team[], managerId: MemberId): readonly Team[] =>
  teamsInUse(teams)
    .filter(({ managerIds }) => managerIds.includes(managerId))
    .toSorted((a, b) => teamPath(teams, a.id).length - teamPath(teams, b.id).length);

/** Teams that somebody manages, and all below these. */
export const teamsBelow = (teams: readonly Team[], managerId: MemberId): ReadonlySet<TeamId> =>
  new Set(teamsManagedBy(teams, managerId).flatMap(({ id }) => [...teamAndBelow(teams, id)]));

/** Whether a membership holds on a day. */
export const isMemberOn = ({ from, until }: Pick<TeamMembership, 'from' | 'until'>, on: PlainDate): boolean =>
  from <= on && (until === null || on < until);

/** Somebody's team on a day; null: none. */
export const teamOn = (memberships: readonly TeamMembership[], memberId: MemberId, on: PlainDate): TeamId | null =>
  memberships.find((each) => each.memberId === memberId && isMemberOn(each, on))?.teamId ?? null;

/** Who is in one of some teams on a day. */
export const membersOn = (
  memberships: readonly TeamMembership[],
  teamIds: ReadonlySet<TeamId>,
  on: PlainDate,
): ReadonlySet<MemberId> =>
  new Set(memberships.filter((each) => teamIds.has(each.teamId) && isMemberOn(each, on)).map(({ memberId }) => memberId));

/** Whom somebody sees who sees "the own team and below" on a day: themselves, their team, the teams that they manage, and all below. */
export function membersVisibleTo({ teams, memberships }: TeamsState, viewerId: MemberId, on: PlainDate): ReadonlySet<MemberId> {
  const own = teamOn(memberships, viewerId, on);
  const seen = new Set([...teamsBelow(teams, viewerId), ...(own === null ? [] : teamAndBelow(teams, own))]);
  return new Set([viewerId, ...membersOn(memberships, seen, on)]);
}

/** A part of a whole: a team with all below it, or who is in none of these (`team` null). */
export type TeamPart = { readonly team: Team | null; readonly teamIds: ReadonlySet<TeamId> };

/**
 * The parts that add up to a team, or to the company (null): the teams right below it, by name, and last who is in none of them. Teams that
 * are removed have no row of their own: what they did is in the last part.
 */
export function teamParts(teams: readonly Team[], of: TeamId | null): readonly TeamPart[] {
  const below = teamsInUse(teams)
    .filter(({ parentId }) => parentId === of)
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((team) => ({ team, teamIds: teamAndBelow(teams, team.id) }));
  const rest = new Set(of === null ? teams.map(({ id }) => id) : teamAndBelow(teams, of));
  for (const { teamIds } of below) for (const id of teamIds) rest.delete(id);
  return [...below, { team: null, teamIds: rest }];
}

/**
 * Whom news of a team is told: its managers on a day, or who stands in for them; where nobody of them is there, those of the team above it,
 * up to the company's managers or admins.
 */
export function managersOfTeam(
  teams: readonly Team[],
  id: TeamId | null,
  { members, today }: { readonly members: readonly Member[]; readonly today: PlainDate },
): readonly ReachableMember[] {
  const byId = new Map(members.map((member) => [member.id, member]));
  for (const { managerIds } of teamPath(teams, id).toReversed()) {
    const managers = managerIds.flatMap((managerId) => byId.get(managerId) ?? []);
    const here = managers.flatMap((manager) => (manager.active ? (onDuty(manager, byId, today) ?? []) : []));
    if (here.length > 0) return [...new Map(here.map((member) => [member.id, member])).values()];
  }
  return managersOrAdmins(members);
}
