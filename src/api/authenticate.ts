import type { IncomingMessage } from 'node:http';
import type { SlackUserId, WorkspaceId } from '../core/ids.ts';
import { MINUTE_MS } from '../core/time/durations.ts';
import { readToken } from '../platform/personal-token.ts';
import type { RequestDeps } from '../slack/request/request-deps.ts';

/** Whose token came with a request. */
export type TokenOwner = { readonly tokenId: string; readonly workspaceId: WorkspaceId; readonly slackUserId: SlackUserId };

/** When a token was last used is kept to the minute. */
const USE_KEPT_MS = MINUTE_MS;

/** The person behind `Authorization: Bearer …`. Whether they may use Lejek now is for the request's own door to say. */
export async function authenticate(
  { store, clock }: Pick<RequestDeps, 'store' | 'clock'>,
  { headers }: Pick<IncomingMessage, 'headers'>,
): Promise<TokenOwner | 'noToken' | 'badToken'> {
  const [, bearer] = /^bearer (\S{1,200})$/i.exec(headers.authorization ?? '') ?? [];
  if (bearer === undefined) return 'noToken';
  const read = readToken(bearer);
  if (read === undefined) return 'badToken';
  const found = await store.findToken(read.workspaceId, read.hash);
  if (found === undefined) return 'badToken';
  const at = clock.now();
  if (found.lastUsedAt === null || at - found.lastUsedAt >= USE_KEPT_MS)
    await store.tenant(read.workspaceId).personalTokens.markUsed(found.id, at);
  return { tokenId: found.id, workspaceId: read.workspaceId, slackUserId: found.slackUserId };
}
