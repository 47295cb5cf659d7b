import { dateAt } from '../core/calendar.ts';
import { problemKey } from '../posts/keys.ts';
import { problemMessage } from '../slack/views/problem.ts';
import type { DeliveryKind, Sending } from './delivery-kind.ts';
import { adminsOf, peopleOf, wordsOf, workspaceOf } from './people.ts';

type ProblemPayload = { readonly channel: string; readonly code: string; readonly memberId: string };

/** Tells the admins, once a day, that a channel does not take posts. */
export async function tellProblem({ tenant, delivery, at }: Sending, code: string): Promise<void> {
  const [workspace, people] = [await workspaceOf(tenant), await peopleOf(tenant)];
  const on = dateAt(at, workspace.timeZone);
  const drafts = adminsOf(people.values()).map((admin) => ({
    key: problemKey(admin.slackUserId, delivery.target, code, on),
    kind: 'problem',
    target: admin.slackUserId,
    subject: null,
    payload: { channel: delivery.target, code, memberId: admin.id } satisfies ProblemPayload,
    notBefore: at,
  }));
  await tenant.deliveries.queue(drafts, at);
}

/** What Slack refused, and what to do about it, to an admin. */
export const problemKind: DeliveryKind = {
  prepare: async ({ tenant, delivery }) => {
    const { channel, code, memberId } = delivery.payload as ProblemPayload;
    const [workspace, member] = [await workspaceOf(tenant), await tenant.members.byId(memberId)];
    if (member === undefined) return { do: 'drop', why: 'nobody to tell' };
    const subscription = (await tenant.subscriptions.all()).find(({ channelId }) => channelId === channel);
    const message = problemMessage(wordsOf(member, workspace), `#${subscription?.channelName ?? channel}`, code);
    return { do: 'post', post: { channel: delivery.target, forms: [message] } };
  },
};
