import { managersOnDuty } from '../core/people/member.ts';
import { dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { loadMembersById } from '../facts/tenant-reads.ts';
import type { JobDeps } from './deps.ts';
import { leaverDealsPost } from './posts/leaver-deals.ts';

/** Offers managers the form to hand over the open deals of somebody who has left Slack: once, as soon as Slack has said so. */
export async function offerHandOvers({ store }: Pick<JobDeps, 'store'>, at: Instant): Promise<void> {
  for (const { id: workspaceId, timeZone } of await store.workspaces()) {
    const tenant = store.tenant(workspaceId);
    const leavers = await tenant.members.leaversWithDeals();
    if (leavers.length === 0) continue;
    const members = await loadMembersById(tenant);
    const readers = managersOnDuty(members.values(), dateAt(at, timeZone));
    const drafts = leavers.flatMap((id) => {
      const leaver = members.get(id);
      return leaver === undefined ? [] : readers.map((reader) => leaverDealsPost.draft({ leaver, reader, at }));
    });
    // As long as the deals stay, each minute finds them: those who were told have their key.
    const isTold = await Promise.all(drafts.map(async ({ key }) => (await tenant.deliveries.byKey(key)) !== undefined));
    const fresh = drafts.filter((_, index) => isTold[index] !== true);
    if (fresh.length > 0) await tenant.deliveries.queue(fresh, at);
  }
}
