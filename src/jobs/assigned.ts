import { assignedPayload } from '../posts/assigned-post.ts';
import { assignedMessage } from '../slack/views/deal/assigned-message.ts';
import { literal, memberNameText } from '../slack/views/kit/text.ts';
import type { DeliveryKind } from './delivery-kind.ts';
import { loadWorkspace, messagesFor } from './tenant-reads.ts';

/** A word to a deal's new owner; none when it has moved on to somebody else meanwhile. */
export const assignedKind: DeliveryKind = {
  prepare: async ({ tenant, delivery }) => {
    const { number, ownerId, byId } = assignedPayload(delivery);
    const [file, owner, by, workspace] = await Promise.all([
      tenant.deals.file(number),
      tenant.members.byId(ownerId),
      tenant.members.byId(byId),
      loadWorkspace(tenant),
    ]);
    const pipeline = file === undefined ? undefined : await tenant.pipeline(file.deal.pipelineId);
    if (file === undefined || owner === undefined || pipeline === undefined || file.deal.ownerId !== ownerId) {
      return { kind: 'drop', why: 'the deal has another owner' };
    }
    const m = messagesFor(owner, workspace);
    const giver = by === undefined ? literal(byId) : memberNameText(by);
    const message = assignedMessage(m, file.deal, pipeline, giver);
    return { kind: 'post', post: { channel: delivery.target, variants: [message] } };
  },
};
