import type { WebClient } from '@slack/web-api';
import type { SlackUserId, WorkspaceId } from '../../core/ids.ts';
import type { UserGroupList, UserGroupRefusal } from '../../core/people/user-group.ts';
import { fetchProfile, type PeopleClient, type SlackProfile } from './accounts.ts';
import { slackErrorCode } from './slack-error-code.ts';

/** What Slack says of user groups and the people in them. */
export type UserGroupAccess = {
  readonly list: () => Promise<UserGroupList>;
  /** Somebody of a group; undefined: Slack knows nobody of that id. @throws what Slack's call throws. */
  readonly profile: (slackUserId: SlackUserId) => Promise<SlackProfile | undefined>;
};

/** Slack's codes for a plan without user groups; the first is of older answers. */
const NO_PLAN: ReadonlySet<string> = new Set(['paid_teams_only', 'plan_upgrade_required', 'team_not_eligible']);
/** For a token that may not read them. */
const NO_SCOPE: ReadonlySet<string> = new Set(['missing_scope', 'no_permission', 'not_allowed_token_type']);

function refusalOf(code: string): UserGroupRefusal {
  if (NO_SCOPE.has(code)) return 'scope';
  return NO_PLAN.has(code) ? 'plan' : 'noAnswer';
}

/** One call says all: names, people, and which are out of use. */
async function listUserGroups(client: Pick<WebClient, 'usergroups'>): Promise<UserGroupList> {
  try {
    const { usergroups = [] } = await client.usergroups.list({ include_disabled: true, include_users: true });
    const groups = usergroups.flatMap(
      ({ id, handle = '', name = '', users = [], date_update: updatedAt = 0, date_delete: disabledAt = 0 }) =>
        id === undefined ? [] : [{ id, handle: handle === '' ? name : handle, name, users, updatedAt, disabledAt }],
    );
    return { ok: true, groups };
  } catch (error) {
    const code = slackErrorCode(error);
    if (code === undefined) throw error;
    return { ok: false, why: refusalOf(code) };
  }
}

/** The user groups of a workspace, by its client. */
export const createUserGroupAccess = (
  client: Pick<WebClient, 'usergroups'> & PeopleClient,
  workspaceId: WorkspaceId,
): UserGroupAccess => ({
  list: () => listUserGroups(client),
  profile: (slackUserId) => fetchProfile(client, { workspaceId, slackUserId }),
});
