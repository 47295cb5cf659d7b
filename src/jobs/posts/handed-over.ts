import { z } from 'zod';
import type { DealNumber, MemberId } from '../../core/ids.ts';
import type { ReachableMember } from '../../core/people/member.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { handedOverMessage } from '../../slack/views/workspace/hand-over.ts';
import { definePost } from './kit/define-post.ts';

/** Names one change of many deals, and whom it gave some of them to. */
const key = ({ changeId, owner }: { readonly changeId: string; readonly owner: string }): string =>
  `handed-over/${changeId}/${owner}`;

type HandedOverDraft = {
  readonly owner: ReachableMember;
  readonly changeId: string;
  readonly numbers: readonly DealNumber[];
  readonly byId: MemberId;
  readonly at: Instant;
};

/** One word to somebody who was given many deals at once; of those that are still theirs when it is sent. */
export const handedOverPost = definePost({
  kind: 'handed-over',
  schema: z.object({ ownerId: z.string(), byId: z.string(), numbers: z.array(z.number()) }),
  key,
  draft: ({ owner, changeId, numbers, byId, at }: HandedOverDraft) => ({
    key: key({ changeId, owner: owner.id }),
    target: owner.slackUserId,
    subject: null,
    payload: { ownerId: owner.id, byId, numbers: [...numbers] },
    notBefore: at,
  }),
  prepare: async ({ tenant, deals: seen, delivery }, { ownerId, byId, numbers }) => {
    const [deals, members, workspace] = await Promise.all([
      seen.byNumbers(numbers),
      loadMembersById(tenant),
      loadWorkspace(tenant),
    ]);
    const owner = members.get(ownerId);
    const own = deals.filter((deal) => deal.ownerId === ownerId && deal.outcome === 'open').sort((a, b) => a.number - b.number);
    if (owner === undefined || own.length === 0) return { kind: 'drop', why: 'the deals have other owners' };
    return {
      kind: 'post',
      channel: delivery.target,
      m: messagesFor(owner, workspace),
      shown: { deals: own, giver: members.get(byId) },
    };
  },
  view: (m, { deals, giver }) => [handedOverMessage(m, deals, giver)],
});
