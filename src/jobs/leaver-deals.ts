import type { WorkspaceId } from '../core/ids.ts';
import { managersOnDuty } from '../core/people/member.ts';
import { dateAt } from '../core/time/calendar.ts';
import { type DurationMs, MINUTE_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { loadMembersById } from '../facts/tenant-reads.ts';
import type { JobDeps } from './deps.ts';
import { leaverDealsPost } from './posts/leaver-deals.ts';

/** As long as the deals stay, each look finds them. */
const LOOK_EVERY_MS: DurationMs = 10 * MINUTE_MS;

function isDue({ leaversSoughtAt }: JobDeps['progress'], workspaceId: WorkspaceId, at: Instant): boolean {
  const last = leaversSoughtAt.get(workspaceId);
  if (last !== undefined && at >= last && at < last + LOOK_EVERY_MS) return false;
  leaversSoughtAt.set(workspaceId, at);
  return true;
}

/** Offers managers the form to hand over the open deals of somebody who has left Slack: once, minutes after Slack has said so. */
export async function offerHandOvers({ store, progress }: Pick<JobDeps, 'store' | 'progress'>, at: Instant): Promise<void> {
  for (const { id: workspaceId, timeZone } of await store.workspaces()) {
    if (!isDue(progress, workspaceId, at)) continue;
    const tenant = store.tenant(workspaceId);
    const leavers = await tenant.members.leaversWithDeals();
    if (leavers.length === 0) continue;
    const members = await loadMembersById(tenant);
    const readers = managersOnDuty(members.values(), dateAt(at, timeZone));
    const drafts = leavers.flatMap((id) => {
      const leaver = members.get(id);
      return leaver === undefined ? [] : readers.map((reader) => leaverDealsPost.draft({ leaver, reader, at }));
    });
    // Those who were told have their key.
    const isTold = await Promise.all(drafts.map(async ({ key }) => (await tenant.deliveries.byKey(key)) !== undefined));
    const fresh = drafts.filter((_, index) => isTold[index] !== true);
    if (fresh.length > 0) await tenant.deliveries.queue(fresh, at);
  }
}
