import { move, type StageEntryOptions } from '../../../core/deal/advance.ts';
import { type DealFile, isOpen } from '../../../core/deal/deal.ts';
import { foldText } from '../../../core/fold-text.ts';
import type { StageId } from '../../../core/ids.ts';
import { stageAliases } from '../../../core/pipeline/pipeline-templates.ts';
import { openStages, previousStage, stageById } from '../../../core/pipeline/stage.ts';
import { moveSplits } from '../../../input/deal-reference.ts';
import { parseMoveLine } from '../../../input/lines/move-line.ts';
import { normalizeText, parseSlackText, replaceMentionsByNames } from '../../../input/slack-text.ts';
import { dealPipeline, inPipelineOf } from '../../request/deal-pipeline.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { askWonDetails, loadStageForm, missingFieldErrors } from '../../steps/advance-deal.ts';
import { askLostReason } from '../../steps/ask-lost-reason.ts';
import { replyIfRefused, replyMoved } from '../../steps/change-deal.ts';
import { readStageForm } from '../../steps/input/read-stage-form.ts';
import { openOtherPipelineForm } from '../../steps/other-pipeline.ts';
import { askWhichDeal, resolveDeal, resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { MOVE } from '../../views/deal/deal-actions.ts';
import { dealButtonValue, parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { type DealFormData, dealFormData } from '../../views/deal/deal-form-data.ts';
import { MOVE_ENTER_FORM, type StageFormData, stageFormData } from '../../views/deal/forms/advance-form.ts';
import { MOVE_FIELDS, MOVE_FORM, MOVE_STAGE, moveForm } from '../../views/deal/forms/move-form.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { literal } from '../../views/kit/text.ts';

const REASON_LIMIT = 300;

/** The form that asks where to and why; or why the deal cannot be moved at all. */
async function openMoveForm(
  asked: RequestContext,
  seen: SeenDeal,
  known: { stageId?: StageId; reason?: string },
): Promise<Reply> {
  const file = await asked.deals.file(seen.number);
  const context = inPipelineOf(asked, file?.deal);
  const other = openStages(context.pipeline).find(({ id }) => id !== file?.deal.stageId);
  const tried =
    file === undefined ? undefined : move(file, { pipeline: context.pipeline, to: other?.id ?? '', reason: '' }, context.act);
  const refused = await replyIfRefused(context, { seen, file, decision: tried });
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  return {
    kind: 'open',
    view: moveForm(context.m, { deal: file.deal, pipeline: context.pipeline, pipelines: context.pipelines }, known),
  };
}

/** Asks for exactly what the stage requires and the deal lacks; the reason waits in the form's data. */
async function openMissingForm(context: RequestContext, file: DealFile, { stageId, reason }: StageChoice): Promise<Reply> {
  const stage = stageById(dealPipeline(context, file.deal), stageId);
  if (stage === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
  return { kind: 'open', view: await loadStageForm(context, { file, stage, formId: MOVE_ENTER_FORM, reason }) };
}

type StageChoice = { readonly stageId: StageId; readonly reason: string; readonly entering?: StageEntryOptions };

/** Carries it out, or asks for what is missing: the reason, or what the stage requires. */
async function moveOrAsk(
  context: RequestContext,
  seen: SeenDeal,
  { stageId, reason, entering = {} }: StageChoice,
): Promise<Reply> {
  const { kind } = stageById(context.pipeline, stageId) ?? {};
  if (kind === 'won') return askWonDetails(context, seen);
  if (kind === 'lost') return askLostReason(context, seen, { note: reason });
  const saved = await context.deals.change(
    seen.number,
    (file) => move(file, { pipeline: dealPipeline(context, file.deal), to: stageId, reason, ...entering }, context.act),
    { ...context.writeRequest(), ...(seen.version === undefined ? {} : { seenVersion: seen.version }) },
  );
  if (!saved.ok && saved.why === 'refused' && saved.file !== undefined) {
    if (saved.refusal.why === 'reasonNeeded') return openMoveForm(context, seen, { stageId });
    if (saved.refusal.why === 'missing') return openMissingForm(context, saved.file, { stageId, reason });
  }
  return replyMoved(context, { seen: { number: seen.number, detail: stageId }, saved }, reason);
}

/** The line before and after the first "to" or "do" behind which a pipeline is named. */
function splitAtPipeline({ pipelines: { inUse } }: RequestContext, text: string) {
  const words = text.trim().split(/\s+/);
  for (const [index, word] of words.entries()) {
    if (index === 0 || !/^(?:to|do)$/i.test(word)) continue;
    const typed = words.slice(index + 1).join(' ');
    const to = inUse.find(({ name }) => foldText(name) === foldText(typed));
    if (to !== undefined) return { reference: words.slice(0, index).join(' '), typed, to };
  }
  return undefined;
}

/** `<deal> to <pipeline>`: the form that asks for the stage there; undefined where the line ends with none, or a stage is called so too. */
async function moveToNamedPipeline(context: RequestContext, text: string): Promise<Reply | undefined> {
  const { reference, typed, to } = splitAtPipeline(context, text) ?? { reference: '', typed: '', to: undefined };
  const found = to === undefined ? undefined : await resolveDeal(context, reference);
  if (to === undefined || found?.kind !== 'one' || found.deal.pipelineId === to.id) return undefined;
  const isStage = stageAliases(dealPipeline(context, found.deal).stages).some(({ name }) => foldText(name) === foldText(typed));
  return isStage ? undefined : openOtherPipelineForm(context, found.deal, to.id);
}

/** What the line may mean, by the stages of each pipeline: those of the one that the request is about first. */
const moveReadings = ({ pipeline, pipelines: { inUse, archived } }: RequestContext, text: string) =>
  [pipeline, ...[...inUse, ...archived].filter(({ id }) => id !== pipeline.id)].flatMap(({ id, stages }) =>
    parseMoveLine(text, stageAliases(stages)).map((reading) => ({ ...reading, pipelineId: id })),
  );

/** The deal is known and what is behind it is no stage: which ones there are, with the form to choose one. */
async function unknownStage(context: RequestContext, text: string): Promise<Reply | undefined> {
  if ((await resolveDeal(context, text, true)).kind !== 'none') return undefined;
  for (const { reference, rest } of moveSplits(text)) {
    const found = rest === '' ? undefined : await resolveDeal(context, reference, true);
    if (found?.kind !== 'one') continue;
    const stages = openStages(dealPipeline(context, found.deal)).map(({ position, name }) => literal(`${position} ${name}`, 60));
    const sentence = context.m.dealActions.unknownStage(literal(rest, 60), stages);
    const press = { id: MOVE, text: context.m.dealActions.moveSubmit, value: dealButtonValue(found.deal) };
    return { kind: 'say', message: textMessage(sentence, ...buttons(press)) };
  }
  return undefined;
}

/** `<deal> to <stage> because …`: the longest beginning that names a deal counts; what is missing is asked for by a form. */
async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  const { m } = context;
  const text = replaceMentionsByNames(parseSlackText(rest));
  if (text === '') return { kind: 'say', message: textMessage(m.dealActions.whichMove) };
  const elsewhere = await moveToNamedPipeline(context, text);
  if (elsewhere !== undefined) return elsewhere;
  const readings = moveReadings(context, text);
  for (const forgiving of [false, true]) {
    for (const { pipelineId, reference, stageIds, reason } of readings) {
      const found = await resolveDeal(context, reference, !forgiving);
      if (found.kind === 'several') return askWhichDeal(context, found, { id: MOVE, text: m.dealActions.moveSubmit });
      // A stage of that name is one of the deal's own pipeline, or it is none.
      if (found.kind !== 'one' || found.deal.pipelineId !== pipelineId) continue;
      const seen = { number: found.deal.number, version: found.deal.version };
      const [stageId] = stageIds;
      if (stageId === undefined || stageIds.length > 1) return openMoveForm(context, seen, { reason });
      const said = normalizeText(reason);
      if (said.length > REASON_LIMIT)
        return { kind: 'say', message: textMessage(m.common.tooLong({ length: said.length, most: REASON_LIMIT })) };
      return moveOrAsk(inPipelineOf(context, found.deal), seen, { stageId, reason: said });
    }
  }
  const unknown = await unknownStage(context, text);
  if (unknown !== undefined) return unknown;
  const one = await resolveDealOrAsk(context, text, { ask: m.dealActions.whichMove, choose: MOVE, openOnly: true });
  return 'answer' in one ? one.answer : openMoveForm(context, { number: one.deal.number, version: one.deal.version }, {});
}

async function submitMove(asked: RequestContext, form: Form, { deal: seen }: DealFormData): Promise<Reply> {
  const file = await asked.deals.file(seen.number);
  const context = inPipelineOf(asked, file?.deal);
  const { m, pipeline } = context;
  const stageId = form.choice(MOVE_FIELDS.stage);
  if (stageId === null) return { kind: 'errors', errors: { [MOVE_FIELDS.stage]: m.dealActions.moveTo } };
  const reason = normalizeText(form.text(MOVE_FIELDS.reason) ?? '');
  const tried = file === undefined ? undefined : move(file, { pipeline, to: stageId, reason }, context.act);
  if (tried?.ok === false && tried.refusal.why === 'reasonNeeded')
    return { kind: 'errors', errors: { [MOVE_FIELDS.reason]: m.refusals.reasonNeeded } };
  const answer = await moveOrAsk(context, seen, { stageId, reason });
  return answer.kind === 'open' ? { kind: 'update', view: answer.view } : answer;
}

/** Another stage was chosen: the form asks for a reason where that one needs it. */
async function chooseStage(context: RequestContext, { value, form, data }: Press): Promise<Reply> {
  const seen = dealFormData.decode(data ?? '')?.deal;
  const file = seen === undefined ? undefined : await context.deals.file(seen.number);
  if (seen === undefined || file === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
  const known = { stageId: value, reason: form.text(MOVE_FIELDS.reason) ?? '' };
  const view = moveForm(
    context.m,
    { deal: file.deal, pipeline: dealPipeline(context, file.deal), pipelines: context.pipelines },
    known,
  );
  // The version that the person saw: what others did meanwhile is said when the form is submitted.
  return { kind: 'update', view: { ...view, private_metadata: data ?? '' } };
}

async function submitMissing(asked: RequestContext, form: Form, data: StageFormData): Promise<Reply> {
  const { deal: seen, stageId, reason } = data;
  const file = await asked.deals.file(seen.number);
  const context = inPipelineOf(asked, file?.deal);
  const { m, pipeline } = context;
  const stage = stageById(pipeline, stageId);
  if (stage === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const read = await readStageForm(context, form, { stage, data });
  if (!read.ok) return { kind: 'errors', errors: read.errors };
  const entering = { answers: read.answers, ...(read.anyway === undefined ? {} : { anyway: read.anyway }) };
  const tried = file === undefined ? undefined : move(file, { pipeline, to: stageId, reason, ...entering }, context.act);
  if (tried?.ok === false && tried.refusal.why === 'missing' && file?.deal.version === seen.version)
    return { kind: 'errors', errors: missingFieldErrors(m, tried.refusal) };
  const answer = await moveOrAsk(context, seen, { stageId, reason, entering });
  return answer.kind === 'open' ? { kind: 'update', view: answer.view } : answer;
}

/** Moving a deal to any stage: over others or back, each with a reason. */
export const moveFlow = {
  dealCommands: { move: { takesDeal: 'move', opensForm: true, run: runCommand } },
  buttons: {
    [MOVE]: {
      opensForm: true,
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        const file = seen === undefined ? undefined : await context.deals.file(seen.number);
        if (seen === undefined || file === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
        const back = isOpen(file.deal) ? previousStage(dealPipeline(context, file.deal), file.deal.stageId) : undefined;
        // Somebody asked for a move to a certain stage.
        const [, wanted = back?.id] = press.value.split('>');
        return openMoveForm(context, seen, wanted === undefined ? {} : { stageId: wanted });
      },
    },
    [MOVE_STAGE]: { run: chooseStage },
  },
  forms: { [MOVE_FORM]: submitHandler(dealFormData, submitMove), [MOVE_ENTER_FORM]: submitHandler(stageFormData, submitMissing) },
} satisfies Flow;
