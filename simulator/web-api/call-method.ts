import { botScopes } from '../manifest.ts';
import type { Fields } from '../read-json.ts';
import type { Workspace } from '../state/workspace.ts';
import { appMethods } from './apps.ts';
import { unknownArguments } from './argument-names.ts';
import { hasScope, missingScope } from './channel-access.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { functionMethods } from './functions.ts';
import { type Answer, type Method, type Methods, refuse, refuseWithMessages } from './method.ts';
import { reactionMethods } from './reactions.ts';
import { scheduledMethods } from './scheduled.ts';
import { userGroupMethods } from './user-groups.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

const METHODS: Methods = {
  ...appMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...functionMethods,
  ...reactionMethods,
  ...scheduledMethods,
  ...userGroupMethods,
  ...userMethods,
  ...viewMethods,
};

/** The names of all methods that the workspace answers. */
export const METHOD_NAMES: readonly string[] = Object.keys(METHODS);

/** The method of that name, or `undefined`; inherited names of objects are none. */
export function findMethod(name: string): Method | undefined {
  return Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
}

/**
 * Carries out one call: checks the token, then the scope, then the names of its arguments, then runs the method.
 *
 * @param token as it came in the Authorization header or the arguments, `undefined` when there was none.
 */
export function callMethod(workspace: Workspace, name: string, token: string | undefined, args: Fields): Answer {
  const method = findMethod(name);
  if (method === undefined) return refuse('unknown_method', { req_method: name });
  const refusal = tokenRefusal(workspace, method, token);
  if (refusal !== undefined) return refuse(refusal);
  if (method.scopes.length > 0 && !method.scopes.some((scope) => hasScope(workspace, scope))) {
    return missingScope(workspace, method.scopes.join(','));
  }
  const unknown = unknownArguments(name, args);
  if (unknown.length > 0) return refuseWithMessages('invalid_arguments', unknown.map(unknownArgument));
  return method.run(workspace, args);
}

/** Stricter than Slack, which reads past it. */
const unknownArgument = (name: string): string => `[ERROR] unknown argument: ${name}`;

/** The scope headers that Slack sends with each answer. */
export function scopeHeaders(workspace: Workspace, name: string): Record<string, string> {
  const accepted = findMethod(name)?.scopes ?? [];
  return {
    'x-oauth-scopes': botScopes(workspace.manifest).join(','),
    ...(accepted.length > 0 ? { 'x-accepted-oauth-scopes': accepted.join(',') } : {}),
  };
}

function tokenRefusal(
  { identity, revokedTokens, functionRuns }: Workspace,
  method: Method,
  token: string | undefined,
): string | undefined {
  if (method.token === 'none') return undefined;
  if (token === undefined || token === '') return 'not_authed';
  if (revokedTokens.has(token)) return 'token_revoked';
  const { botToken: bot, appToken: app, configToken: config } = identity;
  if (token === { bot, app, config }[method.token]) return undefined;
  // A step's token is the bot's for as long as the step runs.
  if (method.token === 'bot' && [...functionRuns.values()].some((run) => run.token === token)) return undefined;
  const isOther = [bot, app, config].includes(token);
  return isOther ? 'not_allowed_token_type' : 'invalid_auth';
}
