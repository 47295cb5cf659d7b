import { coachingHint, type ManagerNoteFacts, slipsByOwner, stuckByOwner } from '../../core/funnel/manager-note.ts';
import { sees } from '../../core/people/viewer.ts';
import { WEEK_MS } from '../../core/time/durations.ts';
import { loadLeftDeals } from '../left-deals.ts';
import { loadRepReviews } from '../rep-facts.ts';
import type { SeenPipelineAt } from '../scope.ts';
import { loadMembersById } from '../tenant-reads.ts';
import { loadAgeingLines } from './review-facts.ts';

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
