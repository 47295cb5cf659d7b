import { addDays } from '../../core/calendar.ts';
import { may } from '../../core/rights.ts';
import { openStages, type Stage } from '../../core/stage.ts';
import { estimatesOn } from '../../core/stage-estimate.ts';
import { funnelModel } from '../../facts/model-facts.ts';
import { readEstimate, USUAL_DAYS } from '../estimating.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { explainStage } from '../stage-explained.ts';
import { buttons, say } from '../views/blocks.ts';
import { STAGE_ESTIMATE, STAGE_ESTIMATE_END, STAGE_WHY } from '../views/deal-actions.ts';
import { chance } from '../views/digest-lines.ts';
import { STAGE_ESTIMATE_FORM, stageEstimateForm } from '../views/estimate-form.ts';
import { stageWhyButton } from '../views/estimate-line.ts';
import { literal } from '../views/text.ts';

async function ask(visit: Visit, stage: Stage): Promise<Answer> {
  const { m, tenant, pipeline, at, today } = visit;
  const [{ model }, all] = await Promise.all([funnelModel(tenant, pipeline, at), tenant.estimates.all(pipeline.id)]);
  const own = estimatesOn(all, at, today).find(({ stageId }) => stageId === stage.id);
  const draft = {
    computed: model.stageFacts(stage.id).win,
    win: own?.win,
    until: own?.until ?? addDays(today, USUAL_DAYS),
    reason: own?.reason,
  };
  return { do: 'open', view: stageEstimateForm(m, stage, draft) };
}

async function save(visit: Visit, stage: Stage, form: Form): Promise<Answer> {
  const { m, tenant, pipeline, member, at } = visit;
  const read = readEstimate(visit, form);
  if ('errors' in read) return { do: 'errors', errors: read.errors };
  const { own } = read;
  await tenant.estimates.set(pipeline.id, { ...own, stageId: stage.id, by: member.id, setAt: at });
  const saved = m.estimate.stage.saved(literal(stage.shortName, 20), chance(m, own.win), own.until);
  return { do: 'say', message: say(saved, ...buttons(stageWhyButton(m, stage))) };
}

async function end(visit: Visit, stage: Stage): Promise<Answer> {
  const { m, tenant, pipeline } = visit;
  const name = literal(stage.shortName, 20);
  const ended = await tenant.estimates.end(pipeline.id, stage.id);
  const said = ended ? m.estimate.stage.ended(name) : m.estimate.stage.none(name);
  return { do: 'say', message: say(said, ...buttons(stageWhyButton(m, stage))) };
}

/** Runs on a stage that is still in use. */
async function about(visit: Visit, stageId: string, run: (visit: Visit, stage: Stage) => Promise<Answer>): Promise<Answer> {
  const stage = openStages(visit.pipeline).find(({ id }) => id === stageId);
  return stage === undefined ? { do: 'say', message: say(visit.m.common.stageGone) } : run(visit, stage);
}

/** The same, for those who may say how probable winning is. */
async function byManager(visit: Visit, stageId: string, run: (visit: Visit, stage: Stage) => Promise<Answer>): Promise<Answer> {
  if (may(visit.member.role, 'stage.estimate')) return about(visit, stageId, run);
  return { do: 'say', message: say(visit.m.estimate.stage.managersOnly) };
}

/** What a stage's win probability rests on, and a manager's own estimate of it: who, why, until when; the computed one stays beside it. */
export const stageWhyFlow: Flow = {
  buttons: {
    [STAGE_WHY]: { run: (visit, press) => about(visit, press.value, explainStage) },
    [STAGE_ESTIMATE]: { opens: true, run: (visit, press) => byManager(visit, press.value, ask) },
    [STAGE_ESTIMATE_END]: { run: (visit, press) => byManager(visit, press.value, end) },
  },
  forms: {
    [STAGE_ESTIMATE_FORM]: (visit, form, data) => byManager(visit, data, (_, stage) => save(visit, stage, form)),
  },
};
