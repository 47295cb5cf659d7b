import { loadPeople } from '../../../facts/tenant-reads.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { digestThread, withLastWeek } from '../../../slack/views/funnel/digest-thread.ts';
import { reportThreadProblem } from '../kit/channel-problem.ts';
import { definePost } from '../kit/define-post.ts';
import { waitForParent } from '../kit/in-thread.ts';
import { loadDigestAlerts } from './digest-alerts.ts';
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
    const people = await loadPeople(sending.tenant);
    const openAlerts = facts.gaps.length === 0 ? [] : (await loadDigestAlerts(sending, facts)).openAlerts;
    return { ...thread, m: LANGUAGES[language], shown: { facts, lastWeek, context: { ...people, openAlerts } } };
  },
  view: (m, { facts, lastWeek, context }) => [withLastWeek(m, digestThread(m, facts, context), lastWeek)],
  onRefused: reportThreadProblem,
});
