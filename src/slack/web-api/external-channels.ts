import type { WebClient } from '@slack/web-api';
import type { ChannelId, WorkspaceId } from '../../core/ids.ts';
import { type DurationMs, MINUTE_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';
import type { Deps } from './deps.ts';
import { slackErrorCode } from './slack-error-code.ts';

/** TTL, in real time, of Slack's answer whether a channel is shared with another company. */
const EXTERNAL_TTL_MS: DurationMs = 10 * MINUTE_MS;
/** A command waits so long for the first answer about its channel; nobody but the asker sees what it says. */
const FIRST_LOOKUP_TIMEOUT_MS: DurationMs = 700;

/** What Slack said last of channels, by `workspace channel`. `at`: when, monotonic ms. */
export type ExternalChannels = Map<string, { readonly isExternal: boolean; readonly at: Instant }>;
type CacheDeps = Pick<Deps, 'externalChannels' | 'clock'>;
/** Asks Slack about channels. */
type ChannelClient = { readonly conversations: Pick<WebClient['conversations'], 'info'> };
type LookUpDeps = CacheDeps & Pick<Deps, 'log'> & { readonly clientFor: (workspaceId: WorkspaceId) => Promise<ChannelClient> };

export type ChannelRef = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId };
const channelKey = ({ workspaceId, channelId }: ChannelRef): string => `${workspaceId} ${channelId}`;

/** Channels of a workspace; conversations with one person are shared with nobody. */
export const isChannel = (id: string | null): id is string => id !== null && /^[CG]/.test(id);

/** Slack said whether a channel is shared with another company, or about to be. */
export function cacheIsExternal(deps: CacheDeps, channel: ChannelRef, isExternal: boolean): void {
  deps.externalChannels.set(channelKey(channel), { isExternal, at: deps.clock.monotonicNow() });
}

/**
 * Whether a channel is shared with another company (Slack Connect): as cached for 10 minutes, else asked of Slack; where it does not
 * say, the stale value.
 *
 * @param fallback the answer where it has never said. @throws what the request throws where Slack cannot be reached.
 */
export async function lookUpIsExternal(deps: LookUpDeps, channelRef: ChannelRef, fallback = false): Promise<boolean> {
  const { workspaceId, channelId } = channelRef;
  const known = deps.externalChannels.get(channelKey(channelRef));
  if (known !== undefined && deps.clock.monotonicNow() - known.at < EXTERNAL_TTL_MS) return known.isExternal;
  try {
    const client = await deps.clientFor(workspaceId);
    const { channel } = await client.conversations.info({ channel: channelId });
    const external = isSharedExternally(channel);
    cacheIsExternal(deps, channelRef, external);
    return external;
  } catch (error) {
    const code = slackErrorCode(error);
    if (code === undefined) throw error;
    // A private channel that the bot is not in says nothing, and will not soon.
    if (known === undefined && code === 'channel_not_found') cacheIsExternal(deps, channelRef, false);
    return known?.isExternal ?? fallback;
  }
}

/**
 * Stale-while-revalidate, for an answer that cannot wait long: returns the cached value at once, however old, and refreshes it in the
 * background; where none is cached, waits a moment for Slack and then says false.
 */
export async function isExternalStaleWhileRevalidate(deps: LookUpDeps, channel: ChannelRef): Promise<boolean> {
  const known = deps.externalChannels.get(channelKey(channel));
  const asked = lookUpIsExternal(deps, channel).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'Slack did not say whether a channel is shared');
    return known?.isExternal ?? false;
  });
  if (known !== undefined) return known.isExternal;
  const first = await raceTimeout(asked, FIRST_LOOKUP_TIMEOUT_MS);
  return first === 'late' ? false : first.done;
}

/** What `conversations.info` says of it: shared with another company, or invited to be. */
export const isSharedExternally = (
  channel: { readonly is_ext_shared?: boolean; readonly is_pending_ext_shared?: boolean } | undefined,
): boolean => channel?.is_ext_shared === true || channel?.is_pending_ext_shared === true;
