import type { Deps } from './deps.ts';
import { within } from './race.ts';
import { slackError } from './slack-error.ts';

/** Real time after which Slack is asked again whether a channel is shared with another company. */
const FRESH_MS = 10 * 60_000;
/** A command waits so long for the first answer about its channel; nobody but the asker sees what it says. */
const WAIT_MS = 700;

type Told = { readonly isExternal: boolean; readonly at: number };
type Asking = Pick<Deps, 'store' | 'clientFor' | 'log'>;

const told = new WeakMap<object, Map<string, Told>>();

function toldOf({ store }: Pick<Deps, 'store'>): Map<string, Told> {
  const channels = told.get(store) ?? new Map<string, Told>();
  told.set(store, channels);
  return channels;
}

/** Channels of a workspace; conversations with one person are shared with nobody. */
export const isChannel = (id: string | null): id is string => id !== null && /^[CG]/.test(id);

/** Slack said whether a channel is shared with another company, or about to be. */
export function noteExternal(deps: Pick<Deps, 'store'>, workspaceId: string, channelId: string, isExternal: boolean): void {
  toldOf(deps).set(`${workspaceId} ${channelId}`, { isExternal, at: performance.now() });
}

/**
 * Whether a channel is shared with another company: as Slack said in the last minutes, else asked now; where it does not say, as it said last.
 *
 * @param unsaid the answer where it has never said. @throws what the request throws where Slack cannot be reached.
 */
export async function isExternal(deps: Asking, workspaceId: string, channelId: string, unsaid = false): Promise<boolean> {
  const known = toldOf(deps).get(`${workspaceId} ${channelId}`);
  if (known !== undefined && performance.now() - known.at < FRESH_MS) return known.isExternal;
  try {
    const client = await deps.clientFor(workspaceId);
    const { channel } = await client.conversations.info({ channel: channelId });
    const external = isShared(channel);
    noteExternal(deps, workspaceId, channelId, external);
    return external;
  } catch (error) {
    const code = slackError(error);
    if (code === undefined) throw error;
    // A private channel that the bot is not in says nothing, and will not soon.
    if (known === undefined && code === 'channel_not_found') noteExternal(deps, workspaceId, channelId, false);
    return known?.isExternal ?? unsaid;
  }
}

/** The same for an answer that cannot wait long: what was said last, however long ago, and a look meanwhile. */
export async function isExternalSoon(deps: Asking, workspaceId: string, channelId: string): Promise<boolean> {
  const known = toldOf(deps).get(`${workspaceId} ${channelId}`);
  const asked = isExternal(deps, workspaceId, channelId).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'Slack did not say whether a channel is shared');
    return known?.isExternal ?? false;
  });
  if (known !== undefined) return known.isExternal;
  const first = await within(asked, WAIT_MS);
  return first === 'late' ? false : first.done;
}

/** What `conversations.info` says of it: shared with another company, or invited to be. */
export const isShared = (
  channel: { readonly is_ext_shared?: boolean; readonly is_pending_ext_shared?: boolean } | undefined,
): boolean => channel?.is_ext_shared === true || channel?.is_pending_ext_shared === true;
