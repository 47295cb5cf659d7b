import type { WebClient } from '@slack/web-api';
import type { SlackUserId, WorkspaceId } from '../../core/ids.ts';
import { type AccountKind, classifyAccount, type SlackAccount } from '../../core/people/account.ts';
import { slackErrorCode } from './slack-error-code.ts';

/** A user as Slack's calls and events show it, as far as we read it. */
type SlackUser = {
  readonly id?: string;
  readonly team_id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly tz?: string;
  readonly locale?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly enterprise_user?: { readonly teams?: readonly string[] };
  readonly profile?: { readonly display_name?: string; readonly real_name?: string; readonly email?: string };
};

/** A person as Slack knows them. */
export type SlackProfile = {
  readonly name: string;
  readonly email: string | null;
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly account: AccountKind;
};

/** The call that says who somebody is. */
export type PeopleClient = { readonly users: Pick<WebClient['users'], 'info'> };

/** Slack's codes for somebody whom it does not know, or does not show to us. */
const NOBODY: ReadonlySet<string> = new Set(['user_not_found', 'user_not_visible', 'users_not_found']);

/** Slackbot calls itself a person. */
const SLACKBOT = 'USLACKBOT';

const toAccount = (user: SlackUser): SlackAccount => ({
  teamIds: [...(user.team_id === undefined ? [] : [user.team_id]), ...(user.enterprise_user?.teams ?? [])],
  isExternal: user.is_stranger === true,
  isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
  isBot: user.is_bot === true || user.id === SLACKBOT,
  isDeactivated: user.deleted === true,
});

/** Reads a user of `users.info` or of a `user_change` event. */
export const toProfile = (user: SlackUser, workspaceId: WorkspaceId): SlackProfile => ({
  name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || user.id || '',
  email: user.profile?.email ?? null,
  locale: user.locale ?? null,
  timeZone: user.tz ?? null,
  account: classifyAccount(toAccount(user), workspaceId),
});

/** Asks Slack about a person; undefined: it knows nobody of that id. @throws what the call throws otherwise. */
export async function fetchProfile(
  client: PeopleClient,
  { workspaceId, slackUserId }: { readonly workspaceId: WorkspaceId; readonly slackUserId: SlackUserId },
): Promise<SlackProfile | undefined> {
  try {
    const { user } = await client.users.info({ user: slackUserId, include_locale: true });
    return user === undefined ? undefined : toProfile({ ...user, id: slackUserId }, workspaceId);
  } catch (error) {
    if (NOBODY.has(slackErrorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** Whether somebody owns the workspace in Slack. @throws what the call throws. */
export async function isWorkspaceOwner(client: PeopleClient, slackUserId: SlackUserId): Promise<boolean> {
  const { user } = await client.users.info({ user: slackUserId });
  return user?.is_owner === true || user?.is_primary_owner === true;
}
