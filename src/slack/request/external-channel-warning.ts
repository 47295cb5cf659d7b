import type { ChannelId } from '../../core/ids.ts';
import { dateAt } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { channelProblemDrafts } from '../../jobs/posts/kit/channel-problem.ts';
import type { Tenant } from '../../store/types/store.ts';
import { SHARED_EXTERNALLY } from '../views/kit/problem-codes.ts';

/**
 * Blocks posts to a Slack Connect channel, in which another company reads along, unless an admin allowed them; warns the admins once.
 *
 * @returns whether posts may not go there.
 */
export async function blockIfExternal(tenant: Tenant, channelId: ChannelId, at: Instant): Promise<boolean> {
  const here = (await tenant.subscriptions.all()).filter((each) => each.channelId === channelId);
  if (here.some(({ allowExternal }) => allowExternal)) return false;
  const unwarned = here.filter(({ problem }) => problem !== SHARED_EXTERNALLY);
  const workspace = unwarned.length === 0 ? undefined : await tenant.workspace();
  if (workspace === undefined) return true;
  const problem = { channel: channelId, code: SHARED_EXTERNALLY, on: dateAt(at, workspace.timeZone), at };
  const drafts = channelProblemDrafts(await tenant.members.all(), problem);
  await tenant.deliveries.queue(drafts, at);
  for (const { id } of unwarned) await tenant.subscriptions.setProblem(id, SHARED_EXTERNALLY);
  return true;
}

/** Clears the warning once nobody else reads along, so that the next sharing is warned about again. */
export async function clearExternalWarning(tenant: Tenant, channelId: ChannelId): Promise<void> {
  for (const { id, problem, ...each } of await tenant.subscriptions.all()) {
    if (each.channelId === channelId && problem === SHARED_EXTERNALLY) await tenant.subscriptions.setProblem(id, null);
  }
}
