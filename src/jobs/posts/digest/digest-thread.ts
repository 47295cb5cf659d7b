import type { SuggestionOutcome } from '../../../core/funnel/suggestions.ts';
import { knownStage } from '../../../core/pipeline/stage.ts';
import { loadPipeline } from '../../../facts/load-pipeline.ts';
import { loadPeople } from '../../../facts/tenant-reads.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { digestThread, type LastWeekShown, withLastWeek } from '../../../slack/views/funnel/digest-thread.ts';
import { reportThreadProblem } from '../kit/channel-problem.ts';
import { type DeliveryContext, definePost } from '../kit/define-post.ts';
import { waitForParent } from '../kit/in-thread.ts';
import { loadDigestAlerts } from './digest-alerts.ts';
import { type DigestThreadDraft, type DigestThreadPayload, digestThreadDraft, digestThreadSchema } from './digest-payload.ts';

const key = (digest: string): string => `${digest}/2-more`;

/** What came of last week's moves, with the deal where it was one and the readers see it, and the stage that it was to reach. */
async function loadLastWeekShown(
  { tenant, deals }: DeliveryContext,
  outcome: SuggestionOutcome | null,
  { language, facts }: Pick<DigestThreadPayload, 'language' | 'facts'>,
): Promise<LastWeekShown | null> {
  if (outcome?.move === undefined) return outcome;
  const { number, toStageId } = outcome.move;
  const [[deal], pipeline] = await Promise.all([deals.byNumbers([number]), loadPipeline(tenant, language, facts.pipelineId)]);
  const stage = pipeline === undefined ? undefined : knownStage(pipeline, toStageId);
  return deal === undefined || stage === undefined ? outcome : { ...outcome, named: { deal, stage: stage.shortName } };
}

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
    const told = await loadLastWeekShown(sending, lastWeek, { language, facts });
    return { ...thread, m: LANGUAGES[language], shown: { facts, lastWeek: told, context: { ...people, openAlerts } } };
  },
  view: (m, { facts, lastWeek, context }) => [withLastWeek(m, digestThread(m, facts, context), lastWeek)],
  onRefused: reportThreadProblem,
});
