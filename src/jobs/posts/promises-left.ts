import { z } from 'zod';
import type { ReachableMember } from '../../core/people/member.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadPipeline } from '../../facts/load-pipeline.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { type LeftPromise, promisesLeft } from '../../slack/views/funnel/promises-left.ts';
import { definePost } from './kit/define-post.ts';
import { storedDate } from './kit/stored-date.ts';

const promise = z.object({
  id: z.string(),
  /** The deal to move; null: so many new ones. */
  dealNumber: z.number().nullable(),
  newDeals: z.number().nullable(),
  toStageId: z.string(),
  dueOn: storedDate,
  /** Whose it is now; null: nobody's. */
  toMemberId: z.string().nullable(),
});
export type StoredPromise = z.infer<typeof promise>;

const schema = z.object({ pipelineId: z.string(), readerId: z.string(), leaverId: z.string(), promises: z.array(promise) });

const key = ({ person, firstId }: { readonly person: string; readonly firstId: string }): string =>
  `promises/${person}/${firstId}`;

type LeftDraft = {
  readonly reader: ReachableMember;
  readonly leaverId: string;
  readonly pipelineId: string;
  /** At least one. */
  readonly promises: readonly StoredPromise[];
  readonly at: Instant;
};

/** What somebody who has left had promised, and whose it is now: to managers, and to whom something was handed on. */
export const promisesLeftPost = definePost({
  kind: 'promises-left',
  schema,
  key,
  draft: ({ reader, leaverId, pipelineId, promises, at }: LeftDraft) => ({
    key: key({ person: reader.slackUserId, firstId: promises[0]?.id ?? '' }),
    target: reader.slackUserId,
    subject: null,
    payload: { pipelineId, readerId: reader.id, leaverId, promises: [...promises] },
    notBefore: at,
  }),
  prepare: async ({ tenant, deals: seen, delivery }, { pipelineId, readerId, leaverId, promises }) => {
    const [workspace, members] = await Promise.all([loadWorkspace(tenant), loadMembersById(tenant)]);
    const [reader, leaver] = [members.get(readerId), members.get(leaverId)];
    if (reader === undefined || leaver === undefined) return { kind: 'drop', why: 'nobody to tell' };
    const m = messagesFor(reader, workspace);
    const pipeline = await loadPipeline(tenant, m.language, pipelineId);
    if (pipeline === undefined) return { kind: 'drop', why: 'the pipeline is gone' };
    const deals = await seen.byNumbers(promises.flatMap(({ dealNumber }) => dealNumber ?? []));
    const shown = promises.flatMap(({ dealNumber, newDeals, toStageId, dueOn, toMemberId }): LeftPromise[] => {
      const deal = deals.find(({ number }) => number === dealNumber);
      if (dealNumber !== null && deal === undefined) return [];
      return [{ deal, newDeals: newDeals ?? 1, toStageId, dueOn, to: toMemberId === null ? undefined : members.get(toMemberId) }];
    });
    if (shown.length === 0) return { kind: 'drop', why: 'the deals are gone' };
    return { kind: 'post', channel: delivery.target, m, pipelineId, shown: { leaver, reader, promises: shown, pipeline } };
  },
  view: (m, shown) => [promisesLeft(m, shown)],
});
