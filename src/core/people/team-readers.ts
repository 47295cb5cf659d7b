import type { MemberId, TeamId } from '../ids.ts';
import type { PlainDate } from '../time/calendar.ts';
import { isReachable, type Member, managersOrAdmins, onDuty, type ReachableMember } from './member.ts';
import { membersOn, type Team, type TeamsState, teamAndBelow, teamById, teamsBelow, teamsManagedBy } from './teams.ts';

/**
 * Who is sent what only managers read of a digest. Of a team's: its managers. Of the whole's: those of the company, and of each team, whatever
 * their role; but for those whose own team has a digest of its own.
 *
 * @param withDigest teams that have one.
 */
export function digestManagers(
  teams: readonly Team[],
  teamId: TeamId | null,
  { members, withDigest }: { readonly members: readonly Member[]; readonly withDigest: ReadonlySet<TeamId> },
): readonly ReachableMember[] {
  const here = members.filter(isReachable);
  if (teamId !== null) return here.filter(({ id }) => teamById(teams, teamId)?.managerIds.includes(id));
  const ofCompany = new Set(managersOrAdmins(members).map(({ id }) => id));
  return here.filter(({ id, role }) => {
    const managed = teamsManagedBy(teams, id);
    const isToldApart = role !== 'admin' && managed.some((team) => withDigest.has(team.id));
    return (ofCompany.has(id) || managed.length > 0) && !isToldApart;
  });
}

/** Whether what only managers are told reaches somebody: those of the company, its admins where it has none, and those of each team. */
export const isToldAsManager = (
  { id }: Pick<Member, 'id'>,
  { members, managesTeam }: { readonly members: Iterable<Member>; readonly managesTeam: boolean },
): boolean => managesTeam || managersOrAdmins(members).some((manager) => manager.id === id);

/** What somebody reads as a manager, and as who stands in for others, on a day. */
export type ManagerPart = {
  readonly readerId: MemberId;
  /** Those whom {@link digestManagers} names. */
  readonly managers: readonly Member[];
  readonly members: readonly Member[];
  readonly today: PlainDate;
};

/**
 * Whose deals that is about: a team's people; for who manages teams, those of these and of all below; all (undefined) for the others, and for
 * admins.
 */
export function managedOwners(
  { teams, memberships }: TeamsState,
  teamId: TeamId | null,
  { readerId, managers, members, today }: ManagerPart,
): ReadonlySet<MemberId> | undefined {
  if (teamId !== null) return membersOn(memberships, teamAndBelow(teams, teamId), today);
  const byId = new Map(members.map((member) => [member.id, member]));
  const readFor = managers.filter((manager) => (onDuty(manager, byId, today) ?? manager).id === readerId);
  const parts = readFor.map(({ id, role }) => (role === 'admin' ? new Set<TeamId>() : teamsBelow(teams, id)));
  if (parts.some((part) => part.size === 0)) return undefined;
  return membersOn(memberships, new Set(parts.flatMap((part) => [...part])), today);
}
