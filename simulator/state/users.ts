import type { SlackUser } from './entities.ts';
import { randomId } from './ids.ts';
import { publishEvent } from './publish-event.ts';
import { userPayload } from './user-payload.ts';
import type { Workspace } from './workspace.ts';

export type NewUser = {
  readonly name: string;
  readonly realName?: string;
  readonly locale?: string;
  readonly tz?: string;
  readonly email?: string;
  readonly isBot?: boolean;
  readonly isAdmin?: boolean;
  readonly guest?: 'many channels' | 'one channel';
  readonly deleted?: boolean;
  /** Another team's id makes the person a stranger who shares a channel by Slack Connect. */
  readonly teamId?: string;
};

/** Adds a person; the defaults are an American in New York without an e-mail address. */
export function addUser(workspace: Workspace, user: NewUser): SlackUser {
  const added: SlackUser = {
    id: randomId('U'),
    teamId: user.teamId ?? workspace.identity.team.id,
    name: user.name,
    realName: user.realName ?? user.name,
    locale: user.locale ?? 'en-US',
    tz: user.tz ?? 'America/New_York',
    ...(user.email === undefined ? {} : { email: user.email }),
    isBot: user.isBot ?? false,
    isAdmin: user.isAdmin ?? false,
    ...(user.guest === undefined ? {} : { guest: user.guest }),
    deleted: user.deleted ?? false,
  };
  workspace.users.set(added.id, added);
  workspace.changes.emit();
  return added;
}

/** Changes a profile, language, zone or standing and sends `user_change`. @throws Error when there is no such person. */
export function changeUser(workspace: Workspace, userId: string, change: Partial<Omit<SlackUser, 'id'>>): SlackUser {
  const changed = { ...requireUser(workspace, userId), ...change };
  workspace.users.set(userId, changed);
  publishEvent(workspace, 'user_change', {
    type: 'user_change',
    user: userPayload(workspace, changed, { withLocale: true }),
    cache_ts: Math.floor(workspace.now() / 1000),
    event_ts: workspace.nextTs(),
  });
  workspace.changes.emit();
  return changed;
}

/** The person with this id. @throws Error when there is none: a mistake of the caller, not of the app. */
export function requireUser(workspace: Workspace, userId: string): SlackUser {
  const user = workspace.users.get(userId);
  if (user === undefined) throw new Error(`There is no user ${userId} in this workspace.`);
  return user;
}
