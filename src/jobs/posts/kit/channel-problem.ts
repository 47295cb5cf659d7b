import { z } from 'zod';
import { type Member, type ReachableMember, reachableAdmins } from '../../../core/people/member.ts';
import { dateAt, type PlainDate } from '../../../core/time/calendar.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { loadWorkspace } from '../../../facts/tenant-reads.ts';
import { messagesFor } from '../../../locale/languages.ts';
import { PICTURE_PROBLEM, THREAD_PROBLEM } from '../../../slack/views/kit/problem-codes.ts';
import { problemMessage } from '../../../slack/views/workspace/channel-problem.ts';
import { isClosed } from '../../../slack/web-api/closed-channel.ts';
import { isChannel } from '../../../slack/web-api/external-channels.ts';
import type { DeliveryDraft } from '../../../store/types/posts.ts';
import { type DeliveryContext, definePost } from './define-post.ts';

type Problem = { readonly channel: string; readonly code: string };

const key = ({ person, channel, code, on }: Problem & { readonly person: string; readonly on: PlainDate }): string =>
  `problem/${person}/${channel}/${code}/${on}`;

type ProblemDraft = Problem & { readonly admin: ReachableMember; readonly on: PlainDate; readonly at: Instant };

/** What Slack refused in a channel, and what to do about it, to one admin. */
export const channelProblemPost = definePost({
  kind: 'problem',
  schema: z.object({ channel: z.string(), code: z.string(), memberId: z.string() }),
  key,
  draft: ({ channel, code, admin, on, at }: ProblemDraft) => ({
    key: key({ person: admin.slackUserId, channel, code, on }),
    target: admin.slackUserId,
    subject: null,
    payload: { channel, code, memberId: admin.id },
    notBefore: at,
  }),
  prepare: async ({ tenant, delivery }, { channel, code, memberId }) => {
    const [workspace, member] = [await loadWorkspace(tenant), await tenant.members.byId(memberId)];
    if (member === undefined) return { kind: 'drop', why: 'nobody to tell' };
    const subscription = (await tenant.subscriptions.all()).find(({ channelId }) => channelId === channel);
    const shown = { channelName: `#${subscription?.channelName ?? channel}`, code };
    return { kind: 'post', channel: delivery.target, m: messagesFor(member, workspace), shown };
  },
  view: (m, { channelName, code }) => [problemMessage(m, channelName, code)],
});

/** A word to each admin that a channel does not take posts, once a day. */
export const channelProblemDrafts = (
  members: readonly Member[],
  problem: Problem & { readonly on: PlainDate; readonly at: Instant },
): readonly DeliveryDraft[] => reachableAdmins(members).map((admin) => channelProblemPost.draft({ ...problem, admin }));

/** Tells the admins, once a day, that the channel of a post does not take it. */
export async function reportChannelProblem({ tenant, delivery, at }: DeliveryContext, code: string): Promise<void> {
  const [workspace, members] = [await loadWorkspace(tenant), await tenant.members.all()];
  const on = dateAt(at, workspace.timeZone);
  await tenant.deliveries.queue(channelProblemDrafts(members, { channel: delivery.target, code, on, at }), at);
}

/** A part of a digest's thread that Slack refuses: the digest stands without it, and the admins hear of that. */
export async function reportThreadProblem(sending: DeliveryContext, _part: unknown, code: string): Promise<void> {
  if (isChannel(sending.delivery.target)) await reportChannelProblem(sending, isClosed(code) ? code : `${THREAD_PROBLEM}${code}`);
}

/** What shows a picture in a post: the admins hear, once a day, that Slack does not take it. */
export const pictureTools = (sending: DeliveryContext) => ({
  client: sending.client,
  log: sending.deps.log,
  onRefused: (code: string) => reportChannelProblem(sending, `${PICTURE_PROBLEM}${code}`),
});
