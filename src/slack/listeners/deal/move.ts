import { move, type StageEntryOptions } from '../../../core/deal/advance.ts';
import { type DealFile, isOpen } from '../../../core/deal/deal.ts';
import { stageAliases } from '../../../core/deal/pipeline-templates.ts';
import { openStages, previousStage, stageById } from '../../../core/deal/stage.ts';
import { parseMoveLine } from '../../../input/move-line.ts';
import { normalizeText, parseSlackText, replaceMentionsByNames } from '../../../input/slack-text.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { askWonDetails, loadStageForm, missingFieldErrors } from '../../steps/advance-deal.ts';
import { replyIfRefused, replySaved } from '../../steps/change-deal.ts';
import { readStageForm } from '../../steps/read-stage-form.ts';
import { resolveDeal, resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { MOVE } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { type DealFormData, dealFormData } from '../../views/deal/deal-form-data.ts';
import { type StageFormData, stageFormData } from '../../views/deal/forms/advance-form.ts';
import { MOVE_ENTER_FORM, MOVE_FIELDS, MOVE_FORM, moveForm } from '../../views/deal/forms/move-form.ts';
import { moveReply } from '../../views/deal/move-reply.ts';
import { whichDeal } from '../../views/deal/which-deal.ts';
import { textMessage } from '../../views/kit/blocks.ts';

const REASON_LIMIT = 300;

/** The form that asks where to and why; or why the deal cannot be moved at all. */
async function openMoveForm(visit: RequestContext, seen: SeenDeal, known: { stageId?: string; reason?: string }): Promise<Reply> {
  const file = await visit.tenant.deals.file(seen.number);
  const other = openStages(visit.pipeline).find(({ id }) => id !== file?.deal.stageId);
  const tried =
    file === undefined ? undefined : move(file, { pipeline: visit.pipeline, to: other?.id ?? '', reason: '' }, visit.act);
  const refused = await replyIfRefused(visit, { seen, file, decision: tried });
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  return { kind: 'open', view: moveForm(visit.m, { deal: file.deal, pipeline: visit.pipeline }, known) };
}

/** Asks for exactly what the stage requires and the deal lacks; the reason waits in the form's data. */
async function openMissingForm(visit: RequestContext, file: DealFile, { stageId, reason }: StageChoice): Promise<Reply> {
  const stage = stageById(visit.pipeline, stageId);
  if (stage === undefined) return { kind: 'say', message: textMessage(visit.m.common.gone) };
  const view = await loadStageForm(visit, file, stage);
  const data = stageFormData.encode({ deal: file.deal, stageId, reason });
  return { kind: 'open', view: { ...view, callback_id: MOVE_ENTER_FORM, private_metadata: data } };
}

type StageChoice = { readonly stageId: string; readonly reason: string; readonly entering?: StageEntryOptions };

/** Carries it out, or asks for what is missing: the reason, or what the stage requires. */
async function moveOrAsk(visit: RequestContext, seen: SeenDeal, { stageId, reason, entering = {} }: StageChoice): Promise<Reply> {
  if (stageById(visit.pipeline, stageId)?.kind === 'won') return askWonDetails(visit, seen);
  const saved = await visit.tenant.deals.change(
    seen.number,
    (file) => move(file, { pipeline: visit.pipeline, to: stageId, reason, ...entering }, visit.act),
    { ...visit.writeRequest(), ...(seen.version === undefined ? {} : { seenVersion: seen.version }) },
  );
  if (!saved.ok && saved.why === 'refused' && saved.file !== undefined) {
    if (saved.refusal.why === 'reasonNeeded') return openMoveForm(visit, seen, { stageId });
    if (saved.refusal.why === 'missing') return openMissingForm(visit, saved.file, { stageId, reason });
  }
  return replySaved(visit, { seen, saved }, ({ file, event }, context) => moveReply(visit.m, { file, event, reason }, context));
}

/** `<deal> to <stage> because …`: the longest beginning that names a deal counts; what is missing is asked for by a form. */
async function runCommand(visit: RequestContext, rest: string): Promise<Reply> {
  const { m, pipeline } = visit;
  const text = replaceMentionsByNames(parseSlackText(rest));
  if (text === '') return { kind: 'say', message: textMessage(m.dealActions.whichMove) };
  const readings = parseMoveLine(text, stageAliases(pipeline.stages));
  for (const forgiving of [false, true]) {
    for (const { reference, stageIds, reason } of readings) {
      const found = await resolveDeal(visit, reference, !forgiving);
      if (found.kind === 'several')
        return { kind: 'say', message: whichDeal(m, found, { pipeline, choose: { id: MOVE, text: m.dealActions.moveSubmit } }) };
      if (found.kind !== 'one') continue;
      const seen = { number: found.deal.number, version: found.deal.version };
      const [stageId] = stageIds;
      if (stageId === undefined || stageIds.length > 1) return openMoveForm(visit, seen, { reason });
      return moveOrAsk(visit, seen, { stageId, reason: normalizeText(reason).slice(0, REASON_LIMIT) });
    }
  }
  const one = await resolveDealOrAsk(visit, text, { ask: m.dealActions.whichMove, choose: MOVE, openOnly: true });
  return 'answer' in one ? one.answer : openMoveForm(visit, { number: one.deal.number, version: one.deal.version }, {});
}

async function submitMove(visit: RequestContext, form: Form, { deal: seen }: DealFormData): Promise<Reply> {
  const { m, pipeline } = visit;
  const stageId = form.choice(MOVE_FIELDS.stage);
  if (stageId === null) return { kind: 'errors', errors: { [MOVE_FIELDS.stage]: m.dealActions.moveTo } };
  const reason = normalizeText(form.text(MOVE_FIELDS.reason) ?? '');
  const file = await visit.tenant.deals.file(seen.number);
  const tried = file === undefined ? undefined : move(file, { pipeline, to: stageId, reason }, visit.act);
  if (tried?.ok === false && tried.refusal.why === 'reasonNeeded')
    return { kind: 'errors', errors: { [MOVE_FIELDS.reason]: m.refusals.reasonNeeded } };
  const answer = await moveOrAsk(visit, seen, { stageId, reason });
  return answer.kind === 'open' ? { kind: 'update', view: answer.view } : answer;
}

async function submitMissing(visit: RequestContext, form: Form, data: StageFormData): Promise<Reply> {
  const { m, pipeline } = visit;
  const { deal: seen, stageId, reason } = data;
  const stage = stageById(pipeline, stageId);
  if (stage === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const read = await readStageForm(visit, form, stage);
  if (!read.ok) return { kind: 'errors', errors: read.errors };
  const file = await visit.tenant.deals.file(seen.number);
  const entering = { answers: read.answers, ...(read.anyway === undefined ? {} : { anyway: read.anyway }) };
  const tried = file === undefined ? undefined : move(file, { pipeline, to: stageId, reason, ...entering }, visit.act);
  if (tried?.ok === false && tried.refusal.why === 'missing' && file?.deal.version === seen.version)
    return { kind: 'errors', errors: missingFieldErrors(m, tried.refusal) };
  const answer = await moveOrAsk(visit, seen, { stageId, reason, entering });
  return answer.kind === 'open' ? { kind: 'update', view: answer.view } : answer;
}

/** Moving a deal to any stage: over others or back, each with a reason. */
export const moveFlow = {
  dealCommands: { move: { takesDeal: 'move', opensForm: true, run: runCommand } },
  buttons: {
    [MOVE]: {
      opensForm: true,
      run: async (visit, press) => {
        const seen = parseDealButtonValue(press.value);
        const file = seen === undefined ? undefined : await visit.tenant.deals.file(seen.number);
        if (seen === undefined || file === undefined) return { kind: 'say', message: textMessage(visit.m.common.gone) };
        const back = isOpen(file.deal) ? previousStage(visit.pipeline, file.deal.stageId) : undefined;
        return openMoveForm(visit, seen, back === undefined ? {} : { stageId: back.id });
      },
    },
  },
  forms: { [MOVE_FORM]: submitHandler(dealFormData, submitMove), [MOVE_ENTER_FORM]: submitHandler(stageFormData, submitMissing) },
} satisfies Flow;
