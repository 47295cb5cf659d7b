import type { Decision } from '../../../core/deal/change.ts';
import type { DealFile } from '../../../core/deal/deal.ts';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import { fillMissing, postponeReminder } from '../../../core/deal/hygiene/follow-up.ts';
import { markStillWorking } from '../../../core/deal/hygiene/still-working.ts';
import { moveStep, openSteps, planSteps, stepId } from '../../../core/deal/next-steps.ts';
import type { SaveResult } from '../../../core/deal/save-result.ts';
import { addDays, type PlainDate, weekday, weekdayAfter } from '../../../core/time/calendar.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import { joinSafe } from '../../../locale/safe-text.ts';
import { dealPipeline, inPipelineOf } from '../../request/deal-pipeline.ts';
import type { ButtonHandler, Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { stepReminderAt } from '../../request/step-reminders.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { changeWithRetry, refuseForm, replyRefusal } from '../../steps/change-deal.ts';
import { readStageForm } from '../../steps/input/read-stage-form.ts';
import { readStepFields } from '../../steps/input/read-step.ts';
import { parseDealButtonValue, parseStepButtonId, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { type DealFormData, dealFormData } from '../../views/deal/deal-form-data.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { MISSING_DETAILS_FORM, missingDetailsForm } from '../../views/deal/forms/missing-details-form.ts';
import { missingCriteriaTexts } from '../../views/deal/missing-criteria.ts';
import { otherSteps } from '../../views/deal/step-lines.ts';
import { undoRow } from '../../views/deal/undo-row.ts';
import { type Message, textMessage } from '../../views/kit/blocks.ts';
import { literal } from '../../views/kit/text.ts';
import { FILL_IN_MISSING, REMIND_LATER, WORKING } from '../../views/workspace/morning-note.ts';
import {
  NEXT_STEP_FIELDS,
  NEXT_STEP_FORM,
  type NextStepFormData,
  nextStepForm,
  nextStepFormData,
  STEP_ACTIONS,
} from '../../views/workspace/next-step-form.ts';

/** The next working day. */
const nextWorkingDay = (today: PlainDate): PlainDate => {
  const on = addDays(today, 1);
  return weekday(on) > 5 ? weekdayAfter(on, 1) : on;
};

async function changeUnguarded(
  context: RequestContext,
  seen: SeenDeal,
  decide: (file: DealFile) => Decision,
): Promise<SaveResult> {
  // Planning is no move: what others did meanwhile does not stand against it.
  return context.deals.change(seen.number, decide, context.writeRequest());
}

async function replyPlanned(
  context: RequestContext,
  { seen, saved }: { readonly seen: SeenDeal; readonly saved: SaveResult },
  message: (file: DealFile) => Message,
): Promise<Reply> {
  if (saved.ok) return { kind: 'say', message: message(saved.file) };
  return replyRefusal(context, seen, saved);
}

/** A button about a deal: reads which, or says that the button is too old. */
const dealButton = (
  run: (context: RequestContext, seen: SeenDeal, value: string) => Promise<Reply>,
  opens = false,
): ButtonHandler => ({
  opensForm: opens,
  run: async (context, press) => {
    const seen = parseDealButtonValue(press.value);
    return seen === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : run(context, seen, press.value);
  },
});

/** The step that a button is about is not open any more. */
const isStepGone = (file: DealFile | undefined, id: string | undefined): boolean =>
  file !== undefined && id !== undefined && !openSteps(file.deal).some((step) => stepId(step) === id);

const postponeButton = (to: (today: PlainDate) => PlainDate): ButtonHandler =>
  dealButton(async (context, seen, value) => {
    const on = to(context.today);
    const id = parseStepButtonId(value);
    const saved = await changeUnguarded(context, seen, (file) => moveStep(file, { id, on }, context.act));
    if (
      !saved.ok &&
      saved.why === 'refused' &&
      saved.refusal.why === 'nothingToChange' &&
      saved.file !== undefined &&
      isStepGone(saved.file, id)
    )
      return { kind: 'say', message: textMessage(context.m.morning.stepGone(dealTitle(saved.file.deal))) };
    return replyPlanned(context, { seen, saved }, ({ deal }) => textMessage(context.m.morning.postponed(dealTitle(deal), on)));
  });

async function openPlanForm(context: RequestContext, seen: SeenDeal, doneId?: string): Promise<Reply> {
  const file = await context.deals.file(seen.number);
  const refused = await refuseForm(context, { seen, file }, 'deal.edit');
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  if (isStepGone(file, doneId)) return { kind: 'say', message: textMessage(context.m.morning.stepGone(dealTitle(file.deal))) };
  return { kind: 'open', view: nextStepForm(context.m, file.deal, doneId) };
}

/** Done: the form with that step ticked off; a button of an earlier version meant the next step. */
async function openDoneForm(context: RequestContext, seen: SeenDeal, value: string): Promise<Reply> {
  const named = parseStepButtonId(value);
  const deal = named === undefined ? (await context.deals.file(seen.number))?.deal : undefined;
  const next = deal === undefined ? undefined : openSteps(deal)[0];
  return openPlanForm(context, seen, named ?? (next === undefined ? undefined : stepId(next)));
}

async function submitPlan(context: RequestContext, form: Form, { deal: seen, listsSteps }: NextStepFormData): Promise<Reply> {
  const { m } = context;
  const typed = normalizeText(form.text(NEXT_STEP_FIELDS.step) ?? '');
  const picked = form.date(NEXT_STEP_FIELDS.on);
  if (picked !== null && picked < context.today) return { kind: 'errors', errors: { [NEXT_STEP_FIELDS.on]: m.input.date.past } };
  const { steps, problem } = typed === '' ? { steps: [], problem: undefined } : readStepFields(context, typed, picked);
  if (problem !== undefined) return { kind: 'errors', errors: { [NEXT_STEP_FIELDS.step]: problem } };
  const [add, ...more] = steps;
  if (typed === '' && picked !== null)
    return { kind: 'errors', errors: { [NEXT_STEP_FIELDS.step]: m.morning.stepWords(picked) } };
  const saved = await changeUnguarded(context, seen, (file) => {
    const next = openSteps(file.deal)[0];
    const done = listsSteps ? form.choices(NEXT_STEP_FIELDS.done) : next === undefined ? [] : [stepId(next)];
    return planSteps(file, { done, add, more }, context.act);
  });
  return replyPlanned(context, { seen, saved }, ({ deal }) => {
    if (add === undefined && deal.nextStep === null)
      return textMessage(m.morning.nothingPlanned(dealTitle(deal)), ...undoRow(m, deal));
    const shown = add ?? { step: deal.nextStep ?? '', on: deal.nextStepOn };
    const reminder = stepReminderAt(shown, { timeZone: context.ownZone, at: context.at });
    const sentences = [
      m.morning.planned(dealTitle(deal), literal(shown.step, 200), shown.on),
      ...(add === undefined || reminder === undefined ? [] : [m.morning.remindAt(m.f.clock(reminder.time))]),
      ...otherSteps(m, deal, shown),
    ];
    return textMessage(joinSafe(sentences, ' '), ...undoRow(m, deal));
  });
}

/** Notes that a deal is still being worked on; twice in one stage visit is once. */
async function noteStillWorking(context: RequestContext, seen: SeenDeal): Promise<Reply> {
  const { m } = context;
  const decide = (file: DealFile, history: readonly DealEvent[]) => markStillWorking(file, history, context.act);
  const saved = await changeWithRetry(context, { number: seen.number, history: true }, decide);
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'nothingToChange' && saved.file !== undefined) {
    return { kind: 'say', message: textMessage(m.morning.workingKnown(dealTitle(saved.file.deal))) };
  }
  return replyPlanned(context, { seen, saved }, ({ deal }) =>
    textMessage(m.morning.workingNoted(dealTitle(deal)), ...undoRow(m, deal)),
  );
}

async function openFillForm(context: RequestContext, seen: SeenDeal): Promise<Reply> {
  const file = await context.deals.file(seen.number);
  const refused = await refuseForm(context, { seen, file }, 'deal.edit');
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  if (file.deal.missing.length === 0)
    return { kind: 'say', message: textMessage(context.m.morning.filled(dealTitle(file.deal))) };
  return { kind: 'open', view: missingDetailsForm(context.m, file, dealPipeline(context, file.deal)) };
}

async function submitFill(asked: RequestContext, form: Form, { deal: seen }: DealFormData): Promise<Reply> {
  const file = await asked.deals.file(seen.number);
  const context = inPipelineOf(asked, file?.deal);
  const { m, pipeline } = context;
  const stage = pipeline.stages.find(({ id }) => id === file?.deal.stageId) ?? pipeline.stages[0];
  if (stage === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const read = await readStageForm(context, form, { stage, data: { anyway: false } });
  if (!read.ok) return { kind: 'errors', errors: read.errors };
  const saved = await changeUnguarded(context, seen, (now) => fillMissing(now, { pipeline, answers: read.answers }, context.act));
  return replyPlanned(context, { seen, saved }, ({ deal }) =>
    textMessage(
      deal.missing.length === 0
        ? m.morning.filled(dealTitle(deal))
        : m.morning.partly(dealTitle(deal), missingCriteriaTexts(deal.missing, pipeline)),
    ),
  );
}

/** Next steps and reminders, done in taps. */
export const morningNoteFlow = {
  buttons: {
    [STEP_ACTIONS.done]: dealButton(openDoneForm, true),
    [STEP_ACTIONS.plan]: dealButton((context, seen) => openPlanForm(context, seen), true),
    [WORKING]: dealButton(noteStillWorking),
    [STEP_ACTIONS.tomorrow]: postponeButton(nextWorkingDay),
    [STEP_ACTIONS.nextWeek]: postponeButton((today) => weekdayAfter(today, 1)),
    [FILL_IN_MISSING]: dealButton(openFillForm, true),
    [REMIND_LATER]: dealButton(async (context, seen) => {
      const on = weekdayAfter(context.today, 5);
      const saved = await changeUnguarded(context, seen, (file) => postponeReminder(file, on, context.act));
      return replyPlanned(context, { seen, saved }, ({ deal }) =>
        textMessage(context.m.morning.remindLater(dealTitle(deal), on)),
      );
    }),
  },
  forms: {
    [NEXT_STEP_FORM]: submitHandler(nextStepFormData, submitPlan),
    [MISSING_DETAILS_FORM]: submitHandler(dealFormData, submitFill),
  },
} satisfies Flow;
