import { coachingHint, type ManagerNoteFacts, slipsByOwner, stuckByOwner } from '../core/funnel/manager-note.ts';
import { loadRepReviews } from './rep-facts.ts';
import { loadAgeingLines } from './review-facts.ts';
import type { PipelineAt } from './scope.ts';
import { loadMembersById } from './tenant-reads.ts';

/** What managers read of the week that ends at an instant, with names. @param start the same time of day seven days before. */
export async function loadManagerNote(where: PipelineAt, start: number): Promise<ManagerNoteFacts> {
  const { tenant, pipeline, at } = where;
  const [events, stuck, reviews, members] = await Promise.all([
    tenant.funnel.eventsFrom(pipeline.id, start),
    loadAgeingLines(where),
    loadRepReviews(tenant, pipeline, at),
    loadMembersById(tenant),
  ]);
  const week = events.filter((event) => event.at > start && event.at <= at);
  const later = events.filter((event) => event.at > at);
  return {
    slips: slipsByOwner(week, later),
    stuck: stuckByOwner(stuck),
    coaching: coachingHint(reviews, (memberId) => members.get(memberId)?.active === true),
  };
}
