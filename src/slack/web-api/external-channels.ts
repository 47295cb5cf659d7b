import { MINUTE_MS } from '../../core/time/durations.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';
import type { Deps } from './deps.ts';
import { slackErrorCode } from './slack-error-code.ts';

/** Real time after which Slack is asked again whether a channel is shared with another company. */
const EXTERNAL_TTL_MS = 10 * MINUTE_MS;
/** A command waits so long for the first answer about its channel; nobody but the asker sees what it says. */
const FIRST_LOOKUP_TIMEOUT_MS = 700;

/** What Slack said last of channels, by `workspace channel`. `at`: when, monotonic ms. */
export type ExternalChannels = Map<string, { readonly isExternal: boolean; readonly at: number }>;
type CacheDeps = Pick<Deps, 'externalChannels' | 'clock'>;
type LookUpDeps = CacheDeps & Pick<Deps, 'clientFor' | 'log'>;

/** Channels of a workspace; conversations with one person are shared with nobody. */
export const isChannel = (id: string | null): id is string => id !== null && /^[CG]/.test(id);

/** Slack said whether a channel is shared with another company, or about to be. */
export function cacheIsExternal(deps: CacheDeps, workspaceId: string, channelId: string, isExternal: boolean): void {
  deps.externalChannels.set(`${workspaceId} ${channelId}`, { isExternal, at: deps.clock.monotonicNow() });
}

/**
 * Whether a channel is shared with another company: as Slack said in the last minutes, else asked now; where it does not say, as it said last.
 *
 * @param fallback the answer where it has never said. @throws what the request throws where Slack cannot be reached.
 */
export async function lookUpIsExternal(
  deps: LookUpDeps,
  workspaceId: string,
  channelId: string,
  fallback = false,
): Promise<boolean> {
  const known = deps.externalChannels.get(`${workspaceId} ${channelId}`);
  if (known !== undefined && deps.clock.monotonicNow() - known.at < EXTERNAL_TTL_MS) return known.isExternal;
  try {
    const client = await deps.clientFor(workspaceId);
    const { channel } = await client.conversations.info({ channel: channelId });
    const external = isSharedExternally(channel);
    cacheIsExternal(deps, workspaceId, channelId, external);
    return external;
  } catch (error) {
    const code = slackErrorCode(error);
    if (code === undefined) throw error;
    // A private channel that the bot is not in says nothing, and will not soon.
    if (known === undefined && code === 'channel_not_found') cacheIsExternal(deps, workspaceId, channelId, false);
    return known?.isExternal ?? fallback;
  }
}

/** The same for an answer that cannot wait long: what was said last, however long ago, and a look meanwhile. */
export async function isExternalStaleWhileRevalidate(deps: LookUpDeps, workspaceId: string, channelId: string): Promise<boolean> {
  const known = deps.externalChannels.get(`${workspaceId} ${channelId}`);
  const asked = lookUpIsExternal(deps, workspaceId, channelId).catch((error: unknown) => {
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
