import { type DurationMs, MINUTE_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { DATA_KEPT_MS } from '../platform/installations.ts';
import type { Delivery, DeliveryOutcome } from '../store/types/posts.ts';
import type { JobDeps } from './deps.ts';

/** What Slack says of a token whose app was taken away. */
const DEAD_TOKEN: ReadonlySet<string> = new Set(['account_inactive', 'token_revoked']);
/** A token may have been read from memory so long ago: an installation that is younger has another one. */
const TOKEN_AGE_MS: DurationMs = 2 * MINUTE_MS;

/**
 * Slack tells of a removal for an hour at most, and to nobody where the bot is stopped then: the first post that meets a dead token says it
 * too. Where the token is in the settings, its host may have changed it in Slack, and posts wait for the new one.
 */
export async function removeIfTokenIsDead(
  { store, log }: Pick<JobDeps, 'store' | 'log'>,
  { workspaceId, outcome }: Pick<Delivery, 'workspaceId'> & { readonly outcome: DeliveryOutcome },
  at: Instant,
): Promise<void> {
  if (outcome.state !== 'queued' || !DEAD_TOKEN.has(outcome.error)) return;
  if ((await store.installations.find(workspaceId)) === undefined) return;
  const removed = await store.installations.remove(workspaceId, { at: at - TOKEN_AGE_MS, deleteAfter: at + DATA_KEPT_MS });
  if (removed) log.warn({ workspace: workspaceId, slack: outcome.error }, 'the app was removed while nobody was told: posts end');
}
