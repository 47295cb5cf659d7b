import type { WorkspaceId } from '../../core/ids.ts';
import { SHARED_EXTERNALLY } from '../views/kit/problem-codes.ts';
import type { Deps } from './deps.ts';

/** Codes of a place that takes no posts now, and may again: the bot is invited, the channel comes back, a right is given, a guest company goes. */
const CLOSED_CODES: readonly string[] = [
  SHARED_EXTERNALLY,
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'missing_scope',
  'messages_tab_disabled',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
];

/** Whether a post is refused only for as long as nobody opens its place to it. */
export const isClosed = (error: string | null): boolean => error !== null && CLOSED_CODES.includes(error);

/** A channel takes posts again: those that waited for that are made now, not at the next hourly try. */
export async function retryClosedPosts(
  deps: Pick<Deps, 'store' | 'clock' | 'wake'>,
  { workspaceId, channelId }: { readonly workspaceId: WorkspaceId; readonly channelId: string },
): Promise<void> {
  await deps.store.tenant(workspaceId).deliveries.retryClosed(channelId, CLOSED_CODES, deps.clock.now());
  deps.wake();
}
