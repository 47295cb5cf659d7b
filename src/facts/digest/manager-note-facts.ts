import {
  coachingHint,
  type LeftDeals,
  type ManagerNoteFacts,
  slipsByOwner,
  stuckByOwner,
} from '../../core/funnel/manager-note.ts';
import type { MemberId } from '../../core/ids.ts';
import { sees } from '../../core/people/viewer.ts';
import { dateAt } from '../../core/time/calendar.ts';
import { WEEK_MS } from '../../core/time/durations.ts';
import { loadRepReviews } from '../rep-facts.ts';
import type { SeenPipelineAt } from '../scope.ts';
import { loadMembersById } from '../tenant-reads.ts';
import { loadAgeingLines } from './review-facts.ts';

/** The open deals of those who have left, as far as the viewer sees them. */
async function loadLeftDeals({ tenant, viewer, pipeline, at, timeZone }: SeenPipelineAt): Promise<readonly LeftDeals[]> {
  const isSeen = (ownerId: MemberId) => sees(viewer, { pipelineId: pipeline.id, ownerId });
  const gone = (await tenant.members.all()).filter(({ id, active }) => !active && isSeen(id));
  const page = { order: 'longest', today: dateAt(at, timeZone), limit: 1, offset: 0 } as const;
  const left: LeftDeals[] = [];
  for (const { id: memberId } of gone) {
    const { total } = await tenant.deals(viewer).list({ pipelineId: pipeline.id, ownerId: memberId }, page);
    if (total === 0) continue;
    const { valueMinor } = await tenant.funnel.ownerStock(pipeline.id, memberId);
    left.push({ memberId, deals: { count: total, valueMinor } });
  }
  return left.toSorted((a, b) => b.deals.count - a.deals.count || (a.memberId < b.memberId ? -1 : 1));
}

/**
 * What managers read of the week that ends at an instant, with names.
 *
 * @param where its viewer sees the deals that the note is about, and no others. @param start the same time of day seven days before.
 */
export async function loadManagerNote(where: SeenPipelineAt, start: number): Promise<ManagerNoteFacts> {
  const { tenant, pipeline, at } = where;
  const [events, stuck, reviews, lastWeek, members, left] = await Promise.all([
    tenant.funnel.eventsFrom(pipeline.id, start, where.viewer),
    loadAgeingLines(where),
    loadRepReviews(tenant, pipeline, at),
    loadRepReviews(tenant, pipeline, start),
    loadMembersById(tenant),
    loadLeftDeals(where),
  ]);
  const week = events.filter((event) => event.at > start && event.at <= at);
  const later = events.filter((event) => event.at > at);
  return {
    slips: slipsByOwner(week, later),
    // What nobody works on is told below, by whose it was.
    stuck: stuckByOwner(stuck.filter(({ ownerId }) => members.get(ownerId)?.active !== false)),
    left,
    coaching: coachingHint(reviews, {
      lastWeek,
      week: Math.floor(at / WEEK_MS),
      isHere: (memberId) =>
        members.get(memberId)?.active === true && sees(where.viewer, { pipelineId: pipeline.id, ownerId: memberId }),
    }),
  };
}
