import { type Entering, move } from '../../core/advance.ts';
import { type DealFile, isOpen } from '../../core/deal.ts';
import { stageNames } from '../../core/pipeline-templates.ts';
import { openStages, previousStage, stageById } from '../../core/stage.ts';
import { readMove } from '../../input/move-line.ts';
import { readText, tidy, withNames } from '../../input/normalise.ts';
import { refusedBefore, told } from '../changing.ts';
import { readAnswers } from '../entering.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { askWon, formFor, missingErrors } from '../moving.ts';
import { say } from '../views/blocks.ts';
import { MOVE } from '../views/deal-actions.ts';
import { dealValue, readDealValue, type SeenDeal } from '../views/deal-value.ts';
import { MOVE_ENTER_FORM, MOVE_FIELDS, MOVE_FORM, moveForm } from '../views/move-form.ts';
import { moved } from '../views/moved.ts';
import { whichDeal } from '../views/which-deal.ts';
import { meant, oneDeal } from '../which.ts';

const REASON_LIMIT = 300;

/** The form that asks where to and why; or why the deal cannot be moved at all. */
async function ask(visit: Visit, seen: SeenDeal, known: { stageId?: string; reason?: string }): Promise<Answer> {
  const file = await visit.tenant.deals.file(seen.number);
  const other = openStages(visit.pipeline).find(({ id }) => id !== file?.deal.stageId);
  const tried = file === undefined ? undefined : move(file, visit.pipeline, other?.id ?? '', '', {}, visit.act);
  const refused = await refusedBefore(visit, seen, file, tried);
  if (refused !== undefined || file === undefined) return refused ?? { do: 'nothing' };
  return { do: 'open', view: moveForm(visit.m, file.deal, visit.pipeline, known) };
}

/** Asks for exactly what the stage requires and the deal lacks; the reason waits in the form's data. */
async function askMissing(visit: Visit, file: DealFile, stageId: string, reason: string): Promise<Answer> {
  const stage = stageById(visit.pipeline, stageId);
  if (stage === undefined) return { do: 'say', message: say(visit.m.common.gone) };
  const view = await formFor(visit, file, stage);
  const data = `${dealValue(file.deal)}>${stageId}>${reason}`;
  return { do: 'open', view: { ...view, callback_id: MOVE_ENTER_FORM, private_metadata: data } };
}

/** Carries it out, or asks for what is missing: the reason, or what the stage requires. */
async function go(visit: Visit, seen: SeenDeal, stageId: string, reason: string, entering: Entering): Promise<Answer> {
  if (stageById(visit.pipeline, stageId)?.kind === 'won') return askWon(visit, seen);
  const saved = await visit.tenant.deals.change(
    seen.number,
    (file) => move(file, visit.pipeline, stageId, reason, entering, visit.act),
    { ...visit.request(), ...(seen.version === undefined ? {} : { seenVersion: seen.version }) },
  );
  if (!saved.ok && saved.why === 'refused' && saved.file !== undefined) {
    if (saved.refusal.why === 'reasonNeeded') return ask(visit, seen, { stageId });
    if (saved.refusal.why === 'missing') return askMissing(visit, saved.file, stageId, reason);
  }
  return told(visit, seen, saved, ({ file, event }, context) => moved(visit.m, file, event, context, reason));
}

/** `<deal> to <stage> because …`: the longest beginning that names a deal counts; what is missing is asked for by a form. */
async function typed(visit: Visit, rest: string): Promise<Answer> {
  const { m, pipeline } = visit;
  const text = withNames(readText(rest));
  if (text === '') return { do: 'say', message: say(m.life.whichMove) };
  const readings = readMove(text, stageNames(pipeline.stages));
  for (const forgiving of [false, true]) {
    for (const { reference, stageIds, reason } of readings) {
      const found = await meant(visit, reference, !forgiving);
      if (found.kind === 'several')
        return { do: 'say', message: whichDeal(m, found, pipeline, { id: MOVE, text: m.life.moveSubmit }) };
      if (found.kind !== 'one') continue;
      const seen = { number: found.deal.number, version: found.deal.version };
      const [stageId] = stageIds;
      if (stageId === undefined || stageIds.length > 1) return ask(visit, seen, { reason });
      return go(visit, seen, stageId, tidy(reason).slice(0, REASON_LIMIT), {});
    }
  }
  const one = await oneDeal(visit, text, { ask: m.life.whichMove, choose: MOVE, openOnly: true });
  return 'answer' in one ? one.answer : ask(visit, { number: one.deal.number, version: one.deal.version }, {});
}

async function submitted(visit: Visit, form: Form, data: string): Promise<Answer> {
  const { m, pipeline } = visit;
  const seen = readDealValue(data);
  const stageId = form.choice(MOVE_FIELDS.stage);
  if (seen === undefined) return { do: 'say', message: say(m.common.gone) };
  if (stageId === null) return { do: 'errors', errors: { [MOVE_FIELDS.stage]: m.life.moveTo } };
  const reason = tidy(form.text(MOVE_FIELDS.reason) ?? '');
  const file = await visit.tenant.deals.file(seen.number);
  const tried = file === undefined ? undefined : move(file, pipeline, stageId, reason, {}, visit.act);
  if (tried?.ok === false && tried.refusal.why === 'reasonNeeded')
    return { do: 'errors', errors: { [MOVE_FIELDS.reason]: m.refusals.reasonNeeded } };
  const answer = await go(visit, seen, stageId, reason, {});
  return answer.do === 'open' ? { do: 'update', view: answer.view } : answer;
}

async function entered(visit: Visit, form: Form, data: string): Promise<Answer> {
  const { m, pipeline } = visit;
  const [, deal = '', stageId = '', reason = ''] = /^([^>]*)>([^>]*)>(.*)$/s.exec(data) ?? [];
  const [seen, stage] = [readDealValue(deal), stageById(pipeline, stageId)];
  if (seen === undefined || stage === undefined) return { do: 'say', message: say(m.common.gone) };
  const read = await readAnswers(visit, form, stage);
  if (!read.ok) return { do: 'errors', errors: read.errors };
  const file = await visit.tenant.deals.file(seen.number);
  const entering = { answers: read.answers, ...(read.anyway === undefined ? {} : { anyway: read.anyway }) };
  const tried = file === undefined ? undefined : move(file, pipeline, stageId, reason, entering, visit.act);
  if (tried?.ok === false && tried.refusal.why === 'missing' && file?.deal.version === seen.version)
    return { do: 'errors', errors: missingErrors(m, tried.refusal) };
  const answer = await go(visit, seen, stageId, reason, entering);
  return answer.do === 'open' ? { do: 'update', view: answer.view } : answer;
}

/** Moving a deal to any stage: over others or back, each with a reason. */
export const moveFlow: Flow = {
  deal: { move: { opens: true, run: typed } },
  buttons: {
    [MOVE]: {
      opens: true,
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        const file = seen === undefined ? undefined : await visit.tenant.deals.file(seen.number);
        if (seen === undefined || file === undefined) return { do: 'say', message: say(visit.m.common.gone) };
        const back = isOpen(file.deal) ? previousStage(visit.pipeline, file.deal.stageId) : undefined;
        return ask(visit, seen, back === undefined ? {} : { stageId: back.id });
      },
    },
  },
  forms: { [MOVE_FORM]: submitted, [MOVE_ENTER_FORM]: entered },
};
