import type { Fields } from '../read-json.ts';
import type { SlackUserGroup } from './entities.ts';
import { randomId } from './ids.ts';
import { publishEvent } from './publish-event.ts';
import type { Workspace } from './workspace.ts';

export type UserGroupChange = Partial<Pick<SlackUserGroup, 'name' | 'handle' | 'users'>> & {
  /** Out of use, or in use again: Slack deletes no user group. */
  readonly isDisabled?: boolean;
};

const seconds = (workspace: Workspace): number => Math.floor(workspace.now() / 1000);

/** A user group as `usergroups.list` and the events show it; its people only where they were asked for. */
export const userGroupPayload = (
  { identity }: Pick<Workspace, 'identity'>,
  group: SlackUserGroup,
  { withUsers, withCount }: { readonly withUsers: boolean; readonly withCount: boolean },
): Fields => ({
  id: group.id,
  team_id: identity.team.id,
  is_usergroup: true,
  is_subteam: true,
  name: group.name,
  description: '',
  handle: group.handle,
  is_external: false,
  date_create: group.dateCreate ?? group.dateUpdate,
  date_update: group.dateUpdate,
  date_delete: group.dateDelete,
  auto_type: null,
  auto_provision: false,
  enterprise_subteam_id: '',
  created_by: 'USLACKBOT',
  updated_by: 'USLACKBOT',
  deleted_by: group.dateDelete === 0 ? null : 'USLACKBOT',
  prefs: { channels: [], groups: [] },
  ...(withUsers ? { users: group.users } : {}),
  ...(withCount ? { user_count: group.users.length } : {}),
  channel_count: 0,
});

/** Adds a user group and sends `subteam_created`. */
export function addUserGroup(
  workspace: Workspace,
  { name, handle, users }: Pick<SlackUserGroup, 'name' | 'handle' | 'users'>,
): SlackUserGroup {
  const now = seconds(workspace);
  const group = { id: randomId('S'), name, handle, users, dateCreate: now, dateUpdate: now, dateDelete: 0 };
  workspace.userGroups.set(group.id, group);
  publish(workspace, 'subteam_created', group);
  workspace.changes.emit();
  return group;
}

/** Changes a user group and sends what Slack sends. @throws Error when there is no such group. */
export function changeUserGroup(
  workspace: Workspace,
  groupId: string,
  { isDisabled, ...change }: UserGroupChange,
): SlackUserGroup {
  const before = workspace.userGroups.get(groupId);
  if (before === undefined) throw new Error(`There is no user group ${groupId} in this workspace.`);
  const now = seconds(workspace);
  const dateDelete = isDisabled === undefined ? before.dateDelete : isDisabled ? now : 0;
  const group = { ...before, ...change, dateUpdate: now, dateDelete };
  workspace.userGroups.set(groupId, group);
  const added = group.users.filter((user) => !before.users.includes(user));
  const removed = before.users.filter((user) => !group.users.includes(user));
  if (added.length + removed.length > 0)
    publishEvent(workspace, 'subteam_members_changed', {
      type: 'subteam_members_changed',
      subteam_id: groupId,
      team_id: workspace.identity.team.id,
      date_previous_update: before.dateUpdate,
      date_update: now,
      ...(added.length === 0 ? {} : { added_users: added, added_users_count: added.length }),
      ...(removed.length === 0 ? {} : { removed_users: removed, removed_users_count: removed.length }),
      event_ts: workspace.nextTs(),
    });
  publish(workspace, 'subteam_updated', group);
  workspace.changes.emit();
  return group;
}

/** People that an event about a whole group names; their number is told all the same. Source: docs.slack.dev, subteam_updated. */
const MAX_USERS_TOLD = 500;

function publish(workspace: Workspace, type: 'subteam_created' | 'subteam_updated', group: SlackUserGroup): void {
  const shown = userGroupPayload(workspace, group, { withUsers: true, withCount: true });
  const subteam = { ...shown, users: group.users.slice(0, MAX_USERS_TOLD) };
  publishEvent(workspace, type, { type, subteam, event_ts: workspace.nextTs() });
}
