import { nextStage, stageById } from '../../../core/pipeline/stage.ts';
import { inPipelineOf } from '../../request/deal-pipeline.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { advanceDeal, loadStageForm, submitStageForm } from '../../steps/advance-deal.ts';
import { replyRefusal } from '../../steps/change-deal.ts';
import { loadDealOptions } from '../../steps/deal-options.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { readStageForm } from '../../steps/input/read-stage-form.ts';
import { replyIfNothingToPick } from '../../steps/nothing-to-pick.ts';
import { askWhichDeal } from '../../steps/resolve-deal.ts';
import { ADVANCE } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import {
  ADVANCE_FIELDS,
  ADVANCE_FORM,
  MOVE_ANYWAY,
  MOVE_ENTER_FORM,
  type StageFormData,
  stageFormData,
} from '../../views/deal/forms/advance-form.ts';
import { dealPicker, PICKED_DEAL, PICKER_FORM } from '../../views/deal/lists/deal-picker.ts';
import { textMessage } from '../../views/kit/blocks.ts';

async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  const { m } = context;
  if (rest.trim() === '') return (await replyIfNothingToPick(context)) ?? { kind: 'open', view: dealPicker(m) };
  const open = await findDeal(context, rest, { openOnly: true });
  // A closed deal is said to be closed rather than not to be there.
  const found = open.kind === 'none' ? await findDeal(context, rest, { openOnly: false }) : open;
  if (found.kind !== 'one') return askWhichDeal(context, found, { id: ADVANCE, text: m.advance.choose });
  return advanceDeal(context, { number: found.deal.number, version: undefined }, found.file);
}

async function runButton(context: RequestContext, value: string): Promise<Reply> {
  const seen = parseDealButtonValue(value);
  return seen === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : advanceDeal(context, seen);
}

async function submitPicker(context: RequestContext, form: Form): Promise<Reply> {
  const answer = await runButton(context, form.choice(PICKED_DEAL) ?? '');
  return answer.kind === 'open' ? { kind: 'update', view: answer.view } : answer;
}

async function submitForm(asked: RequestContext, form: Form, data: StageFormData): Promise<Reply> {
  const { deal: seen, stageId } = data;
  const file = await asked.deals.file(seen.number);
  const context = inPipelineOf(asked, file?.deal);
  const stage = stageById(context.pipeline, stageId);
  if (stage === undefined || file === undefined) return replyStageGone(context, seen.number);
  // An admin may have put another stage before the one that the form was about.
  const next = nextStage(context.pipeline, file.deal.stageId);
  const elsewhere = file.deal.version === seen.version && stage.kind === 'open' && next !== undefined && next.id !== stage.id;
  if (elsewhere) return { kind: 'update', view: await loadStageForm(context, { file, stage: next, anyway: data.anyway }) };
  const wonOn = form.date(ADVANCE_FIELDS.wonOn);
  if (wonOn !== null && wonOn > context.today)
    return { kind: 'errors', errors: { [ADVANCE_FIELDS.wonOn]: context.m.refusals.futureDate } };
  const read = await readStageForm(context, form, { stage, data });
  if (!read.ok) return { kind: 'errors', errors: read.errors };
  const entering = { answers: read.answers, ...(read.anyway === undefined ? {} : { anyway: read.anyway }) };
  const answer = await submitStageForm(context, { seen, stage }, { entering, wonOn });
  return answer.kind === 'open' ? { kind: 'update', view: answer.view } : answer;
}

/** The same form once more, which may now go without what is missing: Slack keeps what was typed into it. */
async function allowMissing(context: RequestContext, press: Press): Promise<Reply> {
  const data = stageFormData.decode(press.data ?? '');
  const file = data === undefined ? undefined : await context.deals.file(data.deal.number);
  const stage = data === undefined ? undefined : stageById(inPipelineOf(context, file?.deal).pipeline, data.stageId);
  if (data === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
  if (stage === undefined || file === undefined) return replyStageGone(context, data.deal.number);
  const formId = press.value === MOVE_ENTER_FORM ? MOVE_ENTER_FORM : ADVANCE_FORM;
  const view = await loadStageForm(context, { file, stage, formId, reason: data.reason, anyway: true });
  // The version that the person saw: what others did meanwhile is said when the form is submitted.
  return { kind: 'update', view: { ...view, private_metadata: stageFormData.encode({ ...data, anyway: true }) } };
}

async function replyStageGone(context: RequestContext, number: number): Promise<Reply> {
  const file = await context.deals.file(number);
  const saved =
    file === undefined
      ? ({ ok: false, why: 'noSuchDeal' } as const)
      : ({ ok: false, why: 'refused', refusal: { why: 'noSuchStage' }, file } as const);
  return replyRefusal(context, { number }, saved);
}

/** Moving a deal to its next stage. */
export const advanceFlow = {
  dealCommands: { advance: { takesDeal: 'whole', opensForm: true, run: runCommand } },
  buttons: {
    [ADVANCE]: { opensForm: true, run: (context, press) => runButton(context, press.value) },
    [MOVE_ANYWAY]: { run: allowMissing },
  },
  forms: { [ADVANCE_FORM]: submitHandler(stageFormData, submitForm), [PICKER_FORM]: submitPicker },
  options: { [PICKED_DEAL]: (context, text) => loadDealOptions(context, text, false) },
} satisfies Flow;
