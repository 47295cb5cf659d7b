import { loadPipeline } from '../../../facts/load-pipeline.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { digestReview } from '../../../slack/views/funnel/digest-review.ts';
import { reportThreadProblem } from '../kit/channel-problem.ts';
import { definePost } from '../kit/define-post.ts';
import { waitForParent } from '../kit/in-thread.ts';
import { type DigestThreadDraft, digestThreadDraft, digestThreadSchema } from './digest-payload.ts';

const key = (digest: string): string => `${digest}/4-review`;

/** In the digest's thread: deals that are stuck; in the first digest of a month, what was closed against the quarter before. */
export const digestReviewPost = definePost({
  kind: 'digest-review',
  schema: digestThreadSchema,
  key,
  draft: (below: DigestThreadDraft) => digestThreadDraft(key(below.digest), below),
  prepare: async (sending, { parent, facts, language, ageing, review }) => {
    const thread = await waitForParent(sending, parent);
    if (thread.kind !== 'post') return thread;
    const pipeline = await loadPipeline(sending.tenant, language, facts.pipelineId);
    if (pipeline === undefined) return { kind: 'drop', why: 'there is no such pipeline' };
    return { ...thread, pipelineId: facts.pipelineId, m: LANGUAGES[language], shown: { ageing, review, pipeline, post: facts } };
  },
  view: (m, { pipeline, post, ...shown }) => [digestReview(m, shown, { pipeline, post })],
  onRefused: reportThreadProblem,
});
