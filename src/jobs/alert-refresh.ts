import { hasReached } from '../core/deal/has-reached.ts';
import { refreshedAlert } from '../core/funnel/refreshed-alert.ts';
import { type AlertLine, type AskedMove, promiseOf } from '../core/funnel/stage-alert.ts';
import type { Language } from '../core/people/language.ts';
import { dateAt } from '../core/time/calendar.ts';
import type { StageAlert } from '../store/types/channels.ts';
import type { Delivery } from '../store/types/posts.ts';
import { loadAlertLines } from './alert-lines.ts';
import type { PipelineInspection } from './inspect-pipeline.ts';
import { type AlertPayload, readsTheSame } from './posts/alert/stage-alert.ts';
import { loadPostsOfAlerts } from './posts/alert/stage-alert-posts.ts';
import { stageAlertUpdatePost } from './posts/alert/stage-alert-update.ts';

type AlertPost = { readonly post: Delivery; readonly payload: AlertPayload };

/** Alerts that people were told on an earlier day; a post of today tells today's plan. */
async function loadEarlierPosts(
  { tenant, at, timeZone }: PipelineInspection,
  open: readonly StageAlert[],
): Promise<readonly AlertPost[]> {
  const told = open.filter(({ managersToldAt, channelToldAt }) => managersToldAt !== null || channelToldAt !== null);
  if (told.length === 0) return [];
  const posts = await loadPostsOfAlerts(tenant, told);
  const today = dateAt(at, timeZone);
  return posts.filter(({ post, payload }) => post.state === 'sent' && dateAt(payload.facts.at, timeZone) < today);
}

/** What became of the moves that some alerts asked for. */
async function loadMoves(
  { tenant, viewer, pipeline }: PipelineInspection,
  posts: readonly AlertPost[],
  open: readonly StageAlert[],
) {
  const asked = posts.flatMap(({ payload }) => payload.facts.lines.flatMap((line) => [...line.asked, ...line.candidates]));
  const [deals, commitments] = await Promise.all([
    tenant.deals(viewer).byNumbers([...new Set(asked.map(({ number }) => number))]),
    tenant.commitments.byAlerts(open.map(({ id }) => id)),
  ]);
  const byNumber = new Map(deals.map((deal) => [deal.number, deal]));
  return {
    isMade: ({ number, toStageId }: AskedMove): boolean => {
      const deal = byNumber.get(number);
      return deal !== undefined && deal.pipelineId === pipeline.id && hasReached(pipeline, deal, toStageId);
    },
    isTaken: (move: AskedMove): boolean => promiseOf(commitments, move) !== undefined,
  };
}

/**
 * Shows the alerts that are open, of channels and managers, as today's plan has them, where they stand: a digest leads to them, and what they
 * ask for is what everything else asks for. Nobody is told anew; one that would say the same stays as it is.
 */
export async function refreshOpenAlerts(inspection: PipelineInspection, open: readonly StageAlert[]): Promise<void> {
  const { tenant, at, timeZone } = inspection;
  const posts = await loadEarlierPosts(inspection, open);
  if (posts.length === 0) return;
  const moves = await loadMoves(inspection, posts, open);
  const linesIn = new Map<Language, readonly AlertLine[]>();
  const revised: Pick<Delivery, 'key' | 'payload'>[] = [];
  for (const { post, payload } of posts) {
    const { facts, language } = payload;
    const now = linesIn.get(language) ?? (await loadAlertLines(inspection, open, language));
    linesIn.set(language, now);
    const later = { ...payload, facts: { ...facts, lines: refreshedAlert(facts.lines, now, moves), at } };
    if (!readsTheSame(payload, later)) revised.push({ key: post.key, payload: later });
  }
  if (revised.length === 0) return;
  const keys = new Set(revised.map(({ key }) => key));
  const change = `day ${dateAt(at, timeZone)}`;
  const deliveries = posts.flatMap(({ post }) =>
    keys.has(post.key) ? [stageAlertUpdatePost.draft({ alert: post, change, at })] : [],
  );
  await tenant.deliveries.revise(revised, { at, deliveries });
}
