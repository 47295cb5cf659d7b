import { stageGaps } from '../../../core/funnel/stage-gaps.ts';
import type { StageId } from '../../../core/ids.ts';
import { openStages, stageById } from '../../../core/pipeline/stage.ts';
import { loadCandidateLines, loadGapLines, loadOverfullLines, openCountBefore, stageReach } from '../../../facts/gap-facts.ts';
import { loadNeedFacts } from '../../../facts/need-facts.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { gapList, otherCandidates } from '../../views/funnel/gap-list.ts';
import { GAP_OTHER_DEALS, GAP_WHY, parseOtherDealsValue, SHOW_GAPS } from '../../views/funnel/gap-sentences.ts';
import { gapWhy } from '../../views/funnel/gap-why.ts';
import { type CommitmentMembers, commitmentKey } from '../../views/funnel/stage-alert.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal } from '../../views/kit/text.ts';

const alertIdsByStage = (alerts: readonly { readonly stageId: StageId; readonly id: string }[]) =>
  new Map(alerts.map(({ stageId, id }) => [stageId, id]));

/** Who took what about the gaps that are open. */
async function loadTaken(context: RequestContext, alerts: readonly { readonly id: string }[]): Promise<CommitmentMembers> {
  const commitments = await context.tenant.commitments.byAlerts(alerts.map(({ id }) => id));
  return new Map(
    commitments.map(({ alertId, dealNumber, memberId }) => [commitmentKey(alertId ?? '', dealNumber), memberId] as const),
  );
}

async function showGaps(context: RequestContext): Promise<Reply> {
  const { m, tenant, pipeline, timeZone, workspace } = context;
  const [facts, alerts, { members }] = await Promise.all([
    loadNeedFacts(context),
    tenant.stageAlerts.open(pipeline.id),
    loadRefusalContext(context),
  ]);
  const [lines, overfull, commitments] = await Promise.all([
    loadGapLines(context, facts, alerts),
    loadOverfullLines(context, facts),
    loadTaken(context, alerts),
  ]);
  const { coverage, fiscalStartMonth } = facts;
  const viewContext = { members, alertIdByStage: alertIdsByStage(alerts), commitments, timeZone, coverage, fiscalStartMonth };
  return { kind: 'say', message: gapList(m, { gaps: lines, bulges: overfull }, viewContext) };
}

/** What a stage's need rests on; the button's value is the stage. */
async function explainGap(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, pipeline, timeZone, workspace, at } = context;
  const [facts, alerts] = await Promise.all([loadNeedFacts(context), tenant.stageAlerts.open(pipeline.id)]);
  const [need, stage] = [facts.needs.find(({ stageId }) => stageId === press.value), stageById(pipeline, press.value)];
  if (need === undefined || stage === undefined) return { kind: 'say', message: textMessage(m.common.stageGone) };
  const { fiscalStartMonth } = facts;
  const reach = stageReach(facts, pipeline, stage);
  // The same number as in the list of gaps, which holds on to what was needed when the gap was told of.
  const needed = stageGaps(pipeline, facts.needs, alerts).find((gap) => gap.stage.id === stage.id)?.needed ?? need.required;
  return { kind: 'say', message: gapWhy(m, { need, needed, pipeline, fiscalStartMonth, reach, at, timeZone }) };
}

/** Other deals than those that were named, as long as there are any. */
async function showOtherDeals(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, pipeline, timeZone, workspace } = context;
  const read = parseOtherDealsValue(press.value);
  if (read === undefined) return { kind: 'say', message: textMessage(m.alerts.outdatedButton) };
  const stage = openStages(pipeline).find(({ id }) => id === read.stageId);
  if (stage === undefined) return { kind: 'say', message: textMessage(m.common.stageGone) };
  const [facts, alerts, { members }] = await Promise.all([
    loadNeedFacts(context),
    tenant.stageAlerts.open(pipeline.id),
    loadRefusalContext(context),
  ]);
  const name = literal(stage.shortName, 20);
  const gap = stageGaps(pipeline, facts.needs, alerts).find((each) => each.stage.id === stage.id);
  if (gap === undefined) return { kind: 'say', message: textMessage(m.gaps.notShort(name)) };
  const candidates = await loadCandidateLines(context, gap, read.skip);
  if (candidates.length === 0) return { kind: 'say', message: textMessage(m.gaps.noOthers(name)) };
  const more = openCountBefore(facts, pipeline, stage) > read.skip + candidates.length;
  const shown = { stageId: stage.id, shortName: stage.shortName, skip: read.skip, more };
  const taken = await loadTaken(context, alerts);
  return {
    kind: 'say',
    message: otherCandidates(
      m,
      { gap: shown, candidates },
      {
        members,
        alertIdByStage: alertIdsByStage(alerts),
        commitments: taken,
        timeZone,
      },
    ),
  };
}

/** Stages that ran dry, with what they lack, what fills them and why; stages that hold too many; and how far the open deals cover the targets. */
export const gapsFlow = {
  funnelCommands: { gaps: { takesDeal: null, opensForm: false, run: showGaps } },
  buttons: { [SHOW_GAPS]: { run: showGaps }, [GAP_WHY]: { run: explainGap }, [GAP_OTHER_DEALS]: { run: showOtherDeals } },
} satisfies Flow;
