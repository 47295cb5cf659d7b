import { createHash } from 'node:crypto';
import type { MemberId, SlackUserId, TeamId } from '../../core/ids.ts';
import { mayUse } from '../../core/people/account.ts';
import { type GroupRisk, type GroupView, groupRisk, planGroupMoves } from '../../core/people/group-sync.ts';
import type { Member, ReachableMember } from '../../core/people/member.ts';
import type { TeamMoves } from '../../core/people/membership-rows.ts';
import { withDelta } from '../../core/people/team-edits.ts';
import { type Team, type TeamsState, teamById, teamsInUse } from '../../core/people/teams.ts';
import type { LeftOut, LeftOutKind, UserGroup } from '../../core/people/user-group.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Tenant } from '../../store/types/store.ts';
import { needsCheck } from '../request/admission.ts';
import type { SlackProfile } from '../web-api/accounts.ts';
import type { UserGroupAccess } from '../web-api/user-groups.ts';

/** Somebody who comes to a team; `profile` where Slack had to be asked who they are. */
export type Joiner = { readonly slackUserId: SlackUserId; readonly name: string; readonly profile: SlackProfile | null };

/** What brings a team in step with its group, as of now. */
export type GroupChange = {
  readonly group: UserGroup;
  readonly joins: readonly Joiner[];
  readonly leaves: readonly ReachableMember[];
  readonly leftOut: LeftOut;
  readonly risk: GroupRisk | null;
  /** The same for the same people: tells whether it is still what was shown. */
  readonly print: string;
};

export type GroupWork = {
  readonly tenant: Pick<Tenant, 'members' | 'teams'>;
  readonly userGroups: UserGroupAccess;
  readonly at: Instant;
  readonly today: PlainDate;
};

/** Whom each team follows among Slack's groups; null: a group that is not there, or out of use. */
export function followedGroups(teams: readonly Team[], groups: readonly UserGroup[]): ReadonlyMap<TeamId, UserGroup | null> {
  const inUse = new Map(groups.filter(({ disabledAt }) => disabledAt === 0).map((group) => [group.id, group]));
  return new Map(
    teamsInUse(teams).flatMap(({ id, userGroupId }) => (userGroupId === null ? [] : [[id, inUse.get(userGroupId) ?? null]])),
  );
}

/** Teams and people with the people of their groups. */
export function groupViewOf(
  { state, members, today }: Omit<GroupView, 'groups'>,
  groups: ReadonlyMap<TeamId, UserGroup | null>,
): GroupView {
  const users = [...groups].map(([id, group]) => [id, group === null ? null : new Set(group.users)] as const);
  return { state, members, today, groups: new Map(users) };
}

/** A state in which a team is as it is going to be. */
export const withTeam = (state: TeamsState, team: Team): TeamsState => withDelta(state, { teams: [team], people: [] });

/** Who somebody of a group is to Lejek: by the one rule, without becoming anything yet. */
async function whoJoins(
  { userGroups, at }: GroupWork,
  slackUserId: SlackUserId,
  known: Member | undefined,
): Promise<Joiner | LeftOutKind> {
  if (known !== undefined && !needsCheck(known, at)) {
    if (known.active) return { slackUserId, name: known.name, profile: null };
    return known.account === 'member' ? 'left' : known.account;
  }
  const profile = await userGroups.profile(slackUserId);
  if (profile === undefined) return 'unknown';
  const isAllowedGuest = known?.account === 'guest' && known.active;
  if (mayUse(profile.account, { isAllowedGuest })) return { slackUserId, name: profile.name, profile };
  return profile.account === 'member' ? 'unknown' : profile.account;
}

/** People who are asked about at Slack at a time. */
const AT_ONCE = 8;

async function sortJoins(work: GroupWork, users: readonly SlackUserId[], members: readonly Member[]) {
  const bySlackUser = new Map(members.map((member) => [member.slackUserId, member]));
  const found: (Joiner | LeftOutKind)[] = [];
  for (let from = 0; from < users.length; from += AT_ONCE) {
    const some = users.slice(from, from + AT_ONCE);
    found.push(...(await Promise.all(some.map((user) => whoJoins(work, user, bySlackUser.get(user))))));
  }
  const leftOut: Partial<Record<LeftOutKind, number>> = {};
  for (const each of found) if (typeof each === 'string') leftOut[each] = (leftOut[each] ?? 0) + 1;
  return { joins: found.filter((each) => typeof each !== 'string'), leftOut };
}

const printOf = (joins: readonly Joiner[], leaves: readonly ReachableMember[]): string => {
  const people = [joins.map(({ slackUserId }) => slackUserId).sort(), leaves.map(({ id }) => id).sort()];
  return createHash('sha256').update(JSON.stringify(people)).digest('base64url').slice(0, 16);
};

/** Plans what brings a team in step with its group. @throws what Slack's call about a person throws. */
export async function planGroupChange(work: GroupWork, team: Team, { view, group }: { view: GroupView; group: UserGroup }) {
  const planned = planGroupMoves(team.id, view);
  const { joins, leftOut } = await sortJoins(work, planned.joins, view.members);
  const bySlackUser = new Map(view.members.map((member) => [member.slackUserId, member.id]));
  const comes = joins.flatMap(({ slackUserId }) => bySlackUser.get(slackUserId) ?? []);
  const goes = planned.leaves.map(({ id }) => id);
  const risk = groupRisk(team, { comes, goes, newcomers: joins.length - comes.length }, view);
  const change: GroupChange = {
    ...{ group, joins, leaves: planned.leaves, leftOut, risk },
    print: printOf(joins, planned.leaves),
  };
  return change;
}

/** Makes members of those who were not known yet. @returns who is moved. */
export async function admitJoiners({ tenant, at }: GroupWork, { joins, leaves }: GroupChange): Promise<TeamMoves> {
  const ids: MemberId[] = [];
  for (const { slackUserId, profile } of joins) {
    const known = profile === null ? await tenant.members.bySlackUser(slackUserId) : undefined;
    const member = known ?? (await tenant.members.upsert({ slackUserId, ...profile, at }));
    if (member.active) ids.push(member.id);
  }
  return { joins: ids, leaves: leaves.map(({ id }) => id) };
}

/** The team in use that follows a group already, besides one. */
export const followerOf = ({ teams }: TeamsState, groupId: string, besides: TeamId | undefined): Team | undefined =>
  teamsInUse(teams).find(({ id, userGroupId }) => userGroupId === groupId && id !== besides);

/** A team in use by its id. */
export const teamInUse = ({ teams }: TeamsState, id: TeamId | undefined): Team | undefined =>
  id === undefined ? undefined : teamById(teamsInUse(teams), id);
