import { botScopes } from '../manifest.ts';
import { asText, type Fields } from '../read-json.ts';
import { randomHex } from '../state/ids.ts';
import type { Workspace } from '../state/workspace.ts';
import { type Answer, botMethod, type Methods, refuse, success } from './method.ts';

export const appMethods: Methods = {
  'api.test': { token: 'none', scopes: [], run: apiTest },
  'apps.connections.open': { token: 'app', scopes: [], run: openConnection },
  'apps.manifest.export': { token: 'config', scopes: [], run: exportManifest },
  'auth.test': botMethod([], authTest),
  'oauth.v2.access': { token: 'none', scopes: [], run: oauthAccess },
};

function apiTest(_workspace: Workspace, args: Fields): Answer {
  const error = asText(args['error']);
  const { token: _token, ...shown } = args;
  return error === undefined ? success({ args: shown }) : refuse(error, { args: shown });
}

function authTest({ identity, users }: Workspace): Answer {
  const { team, botUserId, botId } = identity;
  return success({
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: users.get(botUserId)?.name,
    team_id: team.id,
    user_id: botUserId,
    bot_id: botId,
    is_enterprise_install: false,
  });
}

/** A Socket Mode address whose ticket works once. */
function openConnection({ origin, socketTickets, identity }: Workspace): Answer {
  const ticket = randomHex(16);
  socketTickets.add(ticket);
  return success({ url: `${origin.replace('http', 'ws')}/link?ticket=${ticket}&app_id=${identity.appId}` });
}

/** The app as it is configured here. */
function exportManifest({ identity, manifest }: Workspace, args: Fields): Answer {
  return args['app_id'] === identity.appId ? success({ manifest }) : refuse('app_not_found');
}

/** Exchanges the code of an installation, once. */
function oauthAccess(workspace: Workspace, args: Fields): Answer {
  const { identity } = workspace;
  if (args['client_id'] !== identity.clientId) return refuse('invalid_client_id');
  if (args['client_secret'] !== identity.clientSecret) return refuse('bad_client_secret');
  const code = asText(args['code']) ?? '';
  const granted = workspace.oauthCodes.get(code);
  if (granted === undefined) return refuse('invalid_code');
  if ((asText(args['redirect_uri']) ?? granted.redirectUri) !== granted.redirectUri) return refuse('bad_redirect_uri');
  workspace.oauthCodes.delete(code);
  workspace.revokedTokens.delete(identity.botToken);
  return success({
    access_token: identity.botToken,
    token_type: 'bot',
    scope: botScopes(workspace.manifest).join(','),
    bot_user_id: identity.botUserId,
    app_id: identity.appId,
    team: granted.isOrgWide ? null : { id: identity.team.id, name: identity.team.name },
    enterprise: granted.isOrgWide ? { id: 'E0SIMULATED', name: 'Simulated organisation' } : null,
    is_enterprise_install: granted.isOrgWide,
    authed_user: { id: granted.userId },
  });
}
