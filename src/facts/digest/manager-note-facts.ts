import {
  coachingHint,
  type LeftDeals,
  type ManagerNoteFacts,
  slipsByOwner,
  stuckByOwner,
} from '../../core/funnel/manager-note.ts';
import { dateAt } from '../../core/time/calendar.ts';
import { loadRepReviews } from '../rep-facts.ts';
import type { PipelineAt } from '../scope.ts';
import { loadMembersById } from '../tenant-reads.ts';
import { loadAgeingLines } from './review-facts.ts';

/** The open deals of those who have left. */
async function loadLeftDeals({ tenant, pipeline, at, timeZone }: PipelineAt): Promise<readonly LeftDeals[]> {
  const gone = (await tenant.members.all()).filter(({ active }) => !active);
  const page = { order: 'longest', today: dateAt(at, timeZone), limit: 1, offset: 0 } as const;
  const left: LeftDeals[] = [];
  for (const { id: memberId } of gone) {
    const { total } = await tenant.deals.list({ pipelineId: pipeline.id, ownerId: memberId }, page);
    if (total === 0) continue;
    const { valueMinor } = await tenant.funnel.ownerStock(pipeline.id, memberId);
    left.push({ memberId, deals: { count: total, valueMinor } });
  }
  return left.toSorted((a, b) => b.deals.count - a.deals.count || (a.memberId < b.memberId ? -1 : 1));
}

/** What managers read of the week that ends at an instant, with names. @param start the same time of day seven days before. */
export async function loadManagerNote(where: PipelineAt, start: number): Promise<ManagerNoteFacts> {
  const { tenant, pipeline, at } = where;
  const [events, stuck, reviews, members, left] = await Promise.all([
    tenant.funnel.eventsFrom(pipeline.id, start),
    loadAgeingLines(where),
    loadRepReviews(tenant, pipeline, at),
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
    coaching: coachingHint(reviews, (memberId) => members.get(memberId)?.active === true),
  };
}
