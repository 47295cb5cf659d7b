import type { DealFile } from '../../core/deal/deal.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import { inPipelineOf } from '../request/deal-pipeline.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { moveReply } from '../views/deal/move-reply.ts';

/** Debounce: the same line typed again within this is the same intent. */
const RETYPED_WITHIN_MS: DurationMs = 5_000;

/**
 * Whether a typed advance may repeat one typed a moment ago. It says so of anybody's move: whose it was stands in the history, which
 * {@link replyToRepeatedLine} reads only then.
 */
export const mayBeRepeatedLine = (context: RequestContext, { deal }: DealFile): boolean =>
  (context.through === 'command' || context.through === 'mention') &&
  deal.stageSince > deal.createdAt &&
  context.at - deal.stageSince < RETYPED_WITHIN_MS;

/**
 * The answer to an advance typed twice by one person: what the first line did, and that the second counts for nothing.
 *
 * @returns undefined where the last change is no such move of theirs: then the line is a wish of its own.
 */
export async function replyToRepeatedLine(context: RequestContext, file: DealFile): Promise<Reply | undefined> {
  const last = (await context.deals.history(file.deal.number)).at(-1);
  const isRepetition =
    last?.kind === 'advanced' &&
    last.actorId === context.member.id &&
    last.through === context.through &&
    context.at - last.at < RETYPED_WITHIN_MS;
  if (!isRepetition) return undefined;
  const message = moveReply(
    context.m,
    { file, event: last, isRepetition },
    { ...inPipelineOf(context, file.deal), members: new Map() },
  );
  return { kind: 'say', message };
}
