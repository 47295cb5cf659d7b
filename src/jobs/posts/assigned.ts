import { z } from 'zod';
import type { Deal } from '../../core/deal/deal.ts';
import type { ReachableMember } from '../../core/people/member.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadPipeline } from '../../facts/load-pipeline.ts';
import { loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { assignedMessage } from '../../slack/views/deal/assigned-message.ts';
import { literal, memberNameText } from '../../slack/views/kit/text.ts';
import { definePost } from './kit/define-post.ts';

const key = ({ number, version }: Pick<Deal, 'number' | 'version'>): string => `assigned/${number}/${version}`;

/** `deal`: with the version that the change made. */
type AssignedDraft = {
  readonly deal: Pick<Deal, 'number' | 'version'>;
  readonly owner: ReachableMember;
  readonly byId: string;
  readonly at: Instant;
};

/** A word to a deal's new owner; none when it has moved on to somebody else meanwhile. */
export const assignedPost = definePost({
  kind: 'assigned',
  schema: z.object({ number: z.number(), ownerId: z.string(), byId: z.string() }),
  key,
  draft: ({ deal, owner, byId, at }: AssignedDraft) => ({
    key: key(deal),
    target: owner.slackUserId,
    subject: null,
    payload: { number: deal.number, ownerId: owner.id, byId },
    notBefore: at,
  }),
  prepare: async ({ tenant, deals, delivery }, { number, ownerId, byId }) => {
    const [file, owner, by, workspace] = await Promise.all([
      deals.file(number),
      tenant.members.byId(ownerId),
      tenant.members.byId(byId),
      loadWorkspace(tenant),
    ]);
    if (file === undefined || owner === undefined || file.deal.ownerId !== ownerId) {
      return { kind: 'drop', why: 'the deal has another owner' };
    }
    const m = messagesFor(owner, workspace);
    const pipeline = await loadPipeline(tenant, m.language, file.deal.pipelineId);
    if (pipeline === undefined) {
      return { kind: 'drop', why: 'the deal has another owner' };
    }
    const giver = by === undefined ? literal(byId) : memberNameText(by);
    const shown = { deal: file.deal, pipeline, giver };
    return { kind: 'post', channel: delivery.target, m, shown };
  },
  view: (m, { deal, pipeline, giver }) => [assignedMessage(m, deal, { pipeline, assigner: giver })],
});
