import type { DealFile } from '../../core/deal/deal.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { moveReply } from '../views/deal/move-reply.ts';

/** The same line typed again within this is the same wish, not another one. */
const RETYPED_WITHIN_MS = 5_000;

/**
 * Whether a typed advance may repeat one typed a moment ago. It says so of anybody's move: whose it was stands in the history, which
 * {@link replyRetyped} reads only then.
 */
export const mayBeRetyped = (visit: RequestContext, { deal }: DealFile): boolean =>
  (visit.through === 'command' || visit.through === 'mention') &&
  deal.stageSince > deal.createdAt &&
  visit.at - deal.stageSince < RETYPED_WITHIN_MS;

/**
 * The answer to an advance typed twice by one person: what the first line did, and that the second counts for nothing.
 *
 * @returns undefined where the last change is no such move of theirs: then the line is a wish of its own.
 */
export async function replyRetyped(visit: RequestContext, file: DealFile): Promise<Reply | undefined> {
  const last = (await visit.tenant.deals.history(file.deal.number)).at(-1);
  const isRepetition =
    last?.kind === 'advanced' &&
    last.actorId === visit.member.id &&
    last.through === visit.through &&
    visit.at - last.at < RETYPED_WITHIN_MS;
  if (!isRepetition) return undefined;
  const message = moveReply(visit.m, { file, event: last, isRepetition }, { ...visit, members: new Map() });
  return { kind: 'say', message };
}
