import { z } from 'zod';
import type { Instant } from '../../core/time/instant.ts';
import { leadMessage } from '../../slack/views/workspace/leads.ts';
import type { Delivery } from '../../store/types/posts.ts';
import { definePost } from './kit/define-post.ts';
import { loadSentPost } from './kit/in-thread.ts';
import { leadPost, loadLeadShown } from './lead.ts';

const key = ({ post, version }: { readonly post: string; readonly version: number }): string => `lead-taken/${post}/${version}`;

/** `version`: of the deal, since it has its owner. */
type LeadTakenDraft = {
  readonly post: Pick<Delivery, 'key' | 'target'>;
  readonly number: number;
  readonly version: number;
  readonly at: Instant;
};

/** A lead that was asked about, shown anew with who has it. */
export const leadTakenPost = definePost({
  kind: 'lead-taken',
  schema: z.object({ postKey: z.string() }),
  key,
  draft: ({ post, number, version, at }: LeadTakenDraft) => ({
    key: key({ post: post.key, version }),
    target: post.target,
    subject: String(number),
    payload: { postKey: post.key },
    notBefore: at,
  }),
  prepare: async (sending, { postKey }) => {
    const sent = await loadSentPost(sending, postKey);
    if (sent.kind === 'drop') return sent;
    const payload = leadPost.read(sent.post);
    if (payload === undefined) return { kind: 'unreadable' };
    const loaded = await loadLeadShown(sending, payload);
    if (loaded === undefined) return { kind: 'drop', why: 'it is open no more, or not to be seen here' };
    const { m, pipelineId, shown } = loaded;
    return { kind: 'update', channel: sent.channel, ts: sent.ts, m, shown, pipelineId };
  },
  view: (m, shown) => [leadMessage(m, shown)],
});
