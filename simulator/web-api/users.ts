import { asFlag, asText, type Fields } from '../read-json.ts';
import { userPayload } from '../state/user-payload.ts';
import type { Workspace } from '../state/workspace.ts';
import { type Answer, botMethod, type Methods, refuse, success } from './method.ts';
import { toPage } from './paging.ts';

export const userMethods: Methods = {
  'users.info': botMethod(['users:read'], info),
  'users.list': botMethod(['users:read'], listUsers),
  'users.lookupByEmail': botMethod(['users:read.email'], lookupByEmail),
  'bots.info': botMethod(['users:read'], botInfo),
};

/** `locale` comes only with include_locale, `profile.email` only with users:read.email. */
function info(workspace: Workspace, args: Fields): Answer {
  const user = workspace.users.get(asText(args['user']) ?? '');
  if (user === undefined) return refuse('user_not_found');
  return success({ user: userPayload(workspace, user, { withLocale: asFlag(args['include_locale']) }) });
}

function listUsers(workspace: Workspace, args: Fields): Answer {
  const withLocale = asFlag(args['include_locale']);
  const users = [...workspace.users.values()];
  return toPage(args, users, (page) => ({ members: page.map((user) => userPayload(workspace, user, { withLocale })) }));
}

/** Finds people who have not left, whatever the case of the address. */
function lookupByEmail(workspace: Workspace, args: Fields): Answer {
  const email = (asText(args['email']) ?? '').toLowerCase();
  const user = [...workspace.users.values()].find((each) => !each.deleted && each.email?.toLowerCase() === email);
  if (user === undefined) return refuse('users_not_found');
  return success({ user: userPayload(workspace, user, { withLocale: false }) });
}

function botInfo(workspace: Workspace, args: Fields): Answer {
  const { botId, appId, botUserId } = workspace.identity;
  if ((asText(args['bot']) ?? botId) !== botId) return refuse('bot_not_found');
  const name = workspace.users.get(botUserId)?.realName;
  return success({ bot: { id: botId, app_id: appId, user_id: botUserId, name, deleted: false } });
}
