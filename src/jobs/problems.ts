import { dateAt } from '../core/time/calendar.ts';
import { problemDrafts, problemPayload } from '../posts/problem-post.ts';
import { problemMessage } from '../slack/views/workspace/channel-problem.ts';
import type { DeliveryContext, DeliveryKind } from './delivery-kind.ts';
import { loadWorkspace, messagesFor } from './tenant-reads.ts';

/** Tells the admins, once a day, that a channel does not take posts. */
export async function reportChannelProblem({ tenant, delivery, at }: DeliveryContext, code: string): Promise<void> {
  const [workspace, members] = [await loadWorkspace(tenant), await tenant.members.all()];
  const on = dateAt(at, workspace.timeZone);
  await tenant.deliveries.queue(problemDrafts(members, delivery.target, code, { on, at }), at);
}

/** What Slack refused, and what to do about it, to an admin. */
export const problemKind: DeliveryKind = {
  prepare: async ({ tenant, delivery }) => {
    const { channel, code, memberId } = problemPayload(delivery);
    const [workspace, member] = [await loadWorkspace(tenant), await tenant.members.byId(memberId)];
    if (member === undefined) return { kind: 'drop', why: 'nobody to tell' };
    const subscription = (await tenant.subscriptions.all()).find(({ channelId }) => channelId === channel);
    const message = problemMessage(messagesFor(member, workspace), `#${subscription?.channelName ?? channel}`, code);
    return { kind: 'post', post: { channel: delivery.target, variants: [message] } };
  },
};
