import { assignedOf } from '../posts/assigned-post.ts';
import { assignedMessage } from '../slack/views/assigned.ts';
import { literal, nameOf } from '../slack/views/text.ts';
import type { DeliveryKind } from './delivery-kind.ts';
import { wordsOf, workspaceOf } from './people.ts';

/** A word to a deal's new owner; none when it has moved on to somebody else meanwhile. */
export const assignedKind: DeliveryKind = {
  prepare: async ({ tenant, delivery }) => {
    const { number, ownerId, byId } = assignedOf(delivery);
    const [file, owner, by, workspace] = await Promise.all([
      tenant.deals.file(number),
      tenant.members.byId(ownerId),
      tenant.members.byId(byId),
      workspaceOf(tenant),
    ]);
    const pipeline = file === undefined ? undefined : await tenant.pipeline(file.deal.pipelineId);
    if (file === undefined || owner === undefined || pipeline === undefined || file.deal.ownerId !== ownerId) {
      return { do: 'drop', why: 'the deal has another owner' };
    }
    const m = wordsOf(owner, workspace);
    const giver = by === undefined ? literal(byId) : nameOf(by);
    const message = assignedMessage(m, file.deal, pipeline, giver);
    return { do: 'post', post: { channel: delivery.target, forms: [message] } };
  },
};
