import { estimatesInForce } from '../../../core/funnel/stage-estimate.ts';
import type { StageId } from '../../../core/ids.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { openStages, type Stage } from '../../../core/pipeline/stage.ts';
import { addDays } from '../../../core/time/calendar.ts';
import { loadFunnelModel } from '../../../facts/model-facts.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SettingChange } from '../../../store/types/setting-changes.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { explainStage } from '../../steps/explain-stage.ts';
import { DEFAULT_ESTIMATE_DAYS, readEstimate } from '../../steps/input/read-estimate.ts';
import { changeStageEstimate } from '../../steps/settings/history/stage-estimate-history.ts';
import { STAGE_ESTIMATE, STAGE_ESTIMATE_END, STAGE_WHY } from '../../views/deal/deal-actions.ts';
import { stageWhyButton } from '../../views/deal/estimate-line.ts';
import { STAGE_ESTIMATE_FORM, stageEstimateForm, stageEstimateFormData } from '../../views/deal/forms/estimate-form.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { clampedPercent } from '../../views/kit/figures.ts';
import { literal } from '../../views/kit/text.ts';
import { undoSettingButton } from '../../views/workspace/last-changes.ts';

async function openEstimateForm(context: RequestContext, stage: Stage): Promise<Reply> {
  const { m, tenant, pipeline, at, today } = context;
  const [{ model }, all] = await Promise.all([loadFunnelModel(tenant, pipeline, at), tenant.stageEstimates.all(pipeline.id)]);
  const own = estimatesInForce(all, at, today).find(({ stageId }) => stageId === stage.id);
  const draft = {
    computed: model.stageStatistics(stage.id),
    win: own?.win,
    until: own?.until ?? addDays(today, DEFAULT_ESTIMATE_DAYS),
    reason: own?.reason,
  };
  return { kind: 'open', view: stageEstimateForm(m, stage, draft) };
}

async function saveEstimate(context: RequestContext, stage: Stage, form: Form): Promise<Reply> {
  const { m, member, at } = context;
  const read = readEstimate(context, form);
  if ('errors' in read) return { kind: 'errors', errors: read.errors };
  const { own } = read;
  const change = await changeStageEstimate(context, stage.id, { ...own, stageId: stage.id, by: member.id, setAt: at });
  const saved = m.estimate.stage.saved(literal(stage.shortName, 20), clampedPercent(m, own.win), own.until);
  return { kind: 'say', message: textMessage(saved, ...belowEstimate(m, stage, change)) };
}

async function endEstimate(context: RequestContext, stage: Stage): Promise<Reply> {
  const { m } = context;
  const name = literal(stage.shortName, 20);
  const ended = await changeStageEstimate(context, stage.id, null);
  const said = ended === undefined ? m.estimate.stage.none(name) : m.estimate.stage.ended(name);
  return { kind: 'say', message: textMessage(said, ...belowEstimate(m, stage, ended)) };
}

/** The way back from what was changed, and what the stage's win probability rests on now. */
const belowEstimate = (m: Messages, stage: Stage, change: SettingChange | undefined) =>
  buttons(change === undefined ? undefined : undoSettingButton(m, change.id), stageWhyButton(m, stage));

/** Runs on a stage that is still in use. */
async function withStage(
  context: RequestContext,
  stageId: StageId,
  run: (context: RequestContext, stage: Stage) => Promise<Reply>,
): Promise<Reply> {
  const stage = openStages(context.pipeline).find(({ id }) => id === stageId);
  return stage === undefined ? { kind: 'say', message: textMessage(context.m.common.stageGone) } : run(context, stage);
}

/** The same, for those who may say how probable winning is. */
async function withStageForManager(
  context: RequestContext,
  stageId: StageId,
  run: (context: RequestContext, stage: Stage) => Promise<Reply>,
): Promise<Reply> {
  if (isAllowed(context.member.role, 'stage.estimate')) return withStage(context, stageId, run);
  return { kind: 'say', message: textMessage(context.m.estimate.stage.managersOnly) };
}

/** What a stage's win probability rests on, and a manager's own estimate of it: who, why, until when; the computed one stays beside it. */
export const stageWhyFlow = {
  buttons: {
    [STAGE_WHY]: { run: (context, press) => withStage(context, press.value, explainStage) },
    [STAGE_ESTIMATE]: { opensForm: true, run: (context, press) => withStageForManager(context, press.value, openEstimateForm) },
    [STAGE_ESTIMATE_END]: { run: (context, press) => withStageForManager(context, press.value, endEstimate) },
  },
  forms: {
    [STAGE_ESTIMATE_FORM]: submitHandler(stageEstimateFormData, (context, form, { stageId }) =>
      withStageForManager(context, stageId, (_, stage) => saveEstimate(context, stage, form)),
    ),
  },
} satisfies Flow;
