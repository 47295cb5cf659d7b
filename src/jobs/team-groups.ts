import { createHash } from 'node:crypto';
import type { WorkspaceId } from '../core/ids.ts';
import { contestedPeople } from '../core/people/group-sync.ts';
import { reachableAdmins } from '../core/people/member.ts';
import { type Team, teamsInUse } from '../core/people/teams.ts';
import type { UserGroup, UserGroupRefusal } from '../core/people/user-group.ts';
import { dateAt, type PlainDate, zonedInstant } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import {
  admitJoiners,
  followedGroups,
  type GroupChange,
  type GroupWork,
  groupViewOf,
  planGroupChange,
} from '../slack/steps/team-groups.ts';
import type { GroupTrouble } from '../slack/views/workspace/settings/team-groups.ts';
import { createUserGroupAccess } from '../slack/web-api/user-groups.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobDeps } from './deps.ts';
import { teamGroupPost } from './posts/team-group.ts';

/** Hour of a workspace from which its teams are brought in step: before anything of the day is posted. */
const FROM = '05:00';

type Sync = GroupWork & { readonly tenant: Tenant };
type Trouble = { readonly team: Team; readonly trouble: GroupTrouble; readonly what: string };

const print = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);

/** Saves what a group changes, in the name of whoever changed teams last. */
async function save({ tenant, ...work }: Sync, team: Team, change: GroupChange): Promise<void> {
  const last = await tenant.settingChanges.last({ kind: 'teams' }, 0);
  const memberId = last?.memberId ?? reachableAdmins(await tenant.members.all())[0]?.id;
  if (memberId === undefined) return;
  const { at, today } = work;
  const moves = await admitJoiners({ ...work, tenant }, change);
  const { handle, updatedAt } = change.group;
  // Somebody may come, go and come again on one day, each time by a change of the group.
  const key = `team-group/${team.id}/${today}/${updatedAt}/${change.print}`;
  await tenant.teams.save({ kind: 'change', id: team.id, to: {}, moves }, { memberId, at, today, key, group: { handle } });
}

/** Brings one team in step; or says why an admin has to look at it first. */
async function syncTeam(sync: Sync, team: Team, groups: ReturnType<typeof followedGroups>): Promise<readonly Trouble[]> {
  const group = groups.get(team.id) ?? null;
  if (group === null) return [];
  const { tenant, today } = sync;
  // A team before this one may have changed who is where.
  const [state, members] = await Promise.all([tenant.teams.all(), tenant.members.all()]);
  const view = groupViewOf({ state, members, today }, groups);
  const change = await planGroupChange(sync, team, { view, group });
  const { joins, leaves, risk } = change;
  if (joins.length + leaves.length === 0) return [];
  if (risk === null) {
    await save(sync, team, change);
    return [];
  }
  const counts = { joins: joins.length, leaves: leaves.length };
  return [{ team, trouble: { why: risk, handle: group.handle, ...counts }, what: `${risk} ${change.print}` }];
}

/** Groups that are not in use any more, by when they went. */
function goneGroups(teams: readonly Team[], groups: readonly UserGroup[]): readonly Trouble[] {
  const followed = followedGroups(teams, groups);
  return teams.flatMap((team) => {
    if (followed.get(team.id) !== null) return [];
    const disabledAt = groups.find(({ id }) => id === team.userGroupId)?.disabledAt ?? 0;
    return [{ team, trouble: { why: 'gone' as const }, what: `gone ${disabledAt}` }];
  });
}

/** People whom the groups of the same teams name, together. */
async function contested({ tenant, today }: Sync, groups: ReturnType<typeof followedGroups>): Promise<readonly Trouble[]> {
  const [state, members] = await Promise.all([tenant.teams.all(), tenant.members.all()]);
  const found = contestedPeople(groupViewOf({ state, members, today }, groups));
  return [...new Set(found.map(({ teamIds }) => teamIds.join()))].flatMap((ids) => {
    const some = found.filter(({ teamIds }) => teamIds.join() === ids);
    const [teamIds = [], memberIds] = [some[0]?.teamIds, some.map(({ member }) => member.id)];
    const team = state.teams.find(({ id }) => id === teamIds[0]);
    if (team === undefined) return [];
    return [
      { team, trouble: { why: 'contested' as const, memberIds, teamIds }, what: `contested ${print([teamIds, memberIds])}` },
    ];
  });
}

async function tell({ tenant, at }: Sync, troubles: readonly Trouble[]): Promise<void> {
  const admins = troubles.length === 0 ? [] : reachableAdmins(await tenant.members.all());
  const drafts = admins.flatMap((admin) => troubles.map((trouble) => teamGroupPost.draft({ ...trouble, admin, at })));
  if (drafts.length > 0) await tenant.deliveries.queue(drafts, at);
}

/** All teams of a workspace that follow a group. @returns why Slack shows no groups, where it does not. */
async function syncTeams(sync: Sync, following: readonly Team[]): Promise<UserGroupRefusal | null> {
  const list = await sync.userGroups.list();
  if (!list.ok) {
    const { why } = list;
    if (why !== 'noAnswer')
      await tell(
        sync,
        following.map((team) => ({ team, trouble: { why }, what: why })),
      );
    return why;
  }
  const groups = followedGroups(following, list.groups);
  const troubles: Trouble[] = [...goneGroups(following, list.groups)];
  for (const team of following) troubles.push(...(await syncTeam(sync, team, groups)));
  await tell(sync, [...troubles, ...(await contested(sync, groups))]);
  return null;
}

const isDue = ({ progress }: JobDeps, { id, timeZone }: Workspace, at: Instant): PlainDate | undefined => {
  const today = dateAt(at, timeZone);
  return progress.teamGroupDays.get(id) === today || at < zonedInstant(today, FROM, timeZone) ? undefined : today;
};

/**
 * Keeps teams in step with the Slack user groups that they follow: once a day, again where Slack tells that a group has changed, and in a
 * minute where it does not answer.
 */
export async function syncTeamGroups(deps: JobDeps, at: Instant): Promise<void> {
  const { teamGroupDays } = deps.progress;
  for (const workspace of await deps.store.workspaces()) {
    const today = isDue(deps, workspace, at);
    if (today === undefined) continue;
    // Before anything is asked: what changes meanwhile is compared once more.
    teamGroupDays.set(workspace.id, today);
    let isDone = false;
    try {
      isDone = await syncWorkspace(deps, { id: workspace.id, at, today });
    } finally {
      if (!isDone) teamGroupDays.delete(workspace.id);
    }
  }
}

/** @returns whether that was all for today: not where Slack did not answer. */
async function syncWorkspace(
  deps: JobDeps,
  { id, at, today }: { readonly id: WorkspaceId; readonly at: Instant; readonly today: PlainDate },
): Promise<boolean> {
  const tenant = deps.store.tenant(id);
  const following = teamsInUse((await tenant.teams.all()).teams).filter(({ userGroupId }) => userGroupId !== null);
  if (following.length === 0) return true;
  const userGroups = createUserGroupAccess(await deps.clientFor(id), id);
  const refused = await syncTeams({ tenant, userGroups, at, today }, following);
  if (refused !== null) deps.log.warn({ workspace: id, why: refused }, 'Slack shows no user groups');
  return refused !== 'noAnswer';
}
