import { loadPeople } from '../../../facts/tenant-reads.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { digestThread, withLastWeek } from '../../../slack/views/funnel/digest-thread.ts';
import { reportThreadProblem } from '../kit/channel-problem.ts';
import { definePost } from '../kit/define-post.ts';
import { waitForParent } from '../kit/in-thread.ts';
import { type DigestThreadDraft, digestThreadDraft, digestThreadSchema } from './digest-payload.ts';

const key = (digest: string): string => `${digest}/2-more`;

/** All else about the week, in the digest's thread. */
export const digestThreadPost = definePost({
  kind: 'digest-thread',
  schema: digestThreadSchema,
  key,
  draft: (below: DigestThreadDraft) => digestThreadDraft(key(below.digest), below),
  prepare: async (sending, { parent, facts, language, lastWeek }) => {
    const thread = await waitForParent(sending, parent);
    if (thread.kind !== 'post') return thread;
    return { ...thread, m: LANGUAGES[language], shown: { facts, lastWeek, people: await loadPeople(sending.tenant) } };
  },
  view: (m, { facts, lastWeek, people }) => [withLastWeek(m, digestThread(m, facts, people), lastWeek)],
  onRefused: reportThreadProblem,
});
