import { dateAt } from '../core/calendar.ts';
import { problemDrafts, problemOf } from '../posts/problem-post.ts';
import { problemMessage } from '../slack/views/problem.ts';
import type { DeliveryKind, Sending } from './delivery-kind.ts';
import { wordsOf, workspaceOf } from './people.ts';

/** Tells the admins, once a day, that a channel does not take posts. */
export async function tellProblem({ tenant, delivery, at }: Sending, code: string): Promise<void> {
  const [workspace, members] = [await workspaceOf(tenant), await tenant.members.all()];
  const on = dateAt(at, workspace.timeZone);
  await tenant.deliveries.queue(problemDrafts(members, delivery.target, code, { on, at }), at);
}

/** What Slack refused, and what to do about it, to an admin. */
export const problemKind: DeliveryKind = {
  prepare: async ({ tenant, delivery }) => {
    const { channel, code, memberId } = problemOf(delivery);
    const [workspace, member] = [await workspaceOf(tenant), await tenant.members.byId(memberId)];
    if (member === undefined) return { do: 'drop', why: 'nobody to tell' };
    const subscription = (await tenant.subscriptions.all()).find(({ channelId }) => channelId === channel);
    const message = problemMessage(wordsOf(member, workspace), `#${subscription?.channelName ?? channel}`, code);
    return { do: 'post', post: { channel: delivery.target, forms: [message] } };
  },
};
