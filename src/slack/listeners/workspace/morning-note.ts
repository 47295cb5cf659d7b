import type { Decision } from '../../../core/deal/change.ts';
import type { DealFile } from '../../../core/deal/deal.ts';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import { fillMissing, postponeReminder, setNextStep } from '../../../core/deal/follow-up.ts';
import type { SaveResult } from '../../../core/deal/save-result.ts';
import { markStillWorking } from '../../../core/deal/still-working.ts';
import { addDays, type PlainDate, weekday, weekdayAfter } from '../../../core/time/calendar.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import type { ButtonHandler, Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { changeWithRetry, refuseForm, replyRefusal } from '../../steps/change-deal.ts';
import { readStageForm } from '../../steps/read-stage-form.ts';
import { parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { type DealFormData, dealFormData } from '../../views/deal/deal-form-data.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { MISSING_DETAILS_FORM, missingDetailsForm } from '../../views/deal/forms/missing-details-form.ts';
import { missingCriteriaTexts } from '../../views/deal/missing-criteria.ts';
import { undoRow } from '../../views/deal/undo-row.ts';
import { type Message, textMessage } from '../../views/kit/blocks.ts';
import { literal } from '../../views/kit/text.ts';
import {
  FILL_IN_MISSING,
  NEXT_STEP_FIELDS,
  NEXT_STEP_FORM,
  nextStepForm,
  REMIND_LATER,
  STEP_ACTIONS,
  WORKING,
} from '../../views/workspace/morning-note.ts';

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
  return context.tenant.deals.change(seen.number, decide, context.writeRequest());
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
const dealButton = (run: (context: RequestContext, seen: SeenDeal) => Promise<Reply>, opens = false): ButtonHandler => ({
  opensForm: opens,
  run: async (context, press) => {
    const seen = parseDealButtonValue(press.value);
    return seen === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : run(context, seen);
  },
});

const postponeButton = (to: (today: PlainDate) => PlainDate): ButtonHandler =>
  dealButton(async (context, seen) => {
    const on = to(context.today);
    const saved = await changeUnguarded(context, seen, (file) =>
      setNextStep(file, { nextStep: file.deal.nextStep, nextStepOn: on }, context.act),
    );
    return replyPlanned(context, { seen, saved }, ({ deal }) => textMessage(context.m.morning.postponed(dealTitle(deal), on)));
  });

async function openPlanForm(context: RequestContext, seen: SeenDeal): Promise<Reply> {
  const file = await context.tenant.deals.file(seen.number);
  const refused = await refuseForm(context, { seen, file }, 'deal.edit');
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  return { kind: 'open', view: nextStepForm(context.m, file.deal) };
}

async function submitPlan(context: RequestContext, form: Form, { deal: seen }: DealFormData): Promise<Reply> {
  const step = normalizeText(form.text(NEXT_STEP_FIELDS.step) ?? '') || null;
  const on = form.date(NEXT_STEP_FIELDS.on);
  if (on !== null && on < context.today) return { kind: 'errors', errors: { [NEXT_STEP_FIELDS.on]: context.m.input.date.past } };
  const saved = await changeUnguarded(context, seen, (file) =>
    setNextStep(file, { nextStep: step, nextStepOn: step === null ? null : on }, context.act),
  );
  return replyPlanned(context, { seen, saved }, ({ deal }) =>
    textMessage(
      step === null
        ? context.m.morning.nothingPlanned(dealTitle(deal))
        : context.m.morning.planned(dealTitle(deal), literal(step, 200), on),
    ),
  );
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
  const file = await context.tenant.deals.file(seen.number);
  const refused = await refuseForm(context, { seen, file }, 'deal.edit');
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  if (file.deal.missing.length === 0)
    return { kind: 'say', message: textMessage(context.m.morning.filled(dealTitle(file.deal))) };
  return { kind: 'open', view: missingDetailsForm(context.m, file, context.pipeline) };
}

async function submitFill(context: RequestContext, form: Form, { deal: seen }: DealFormData): Promise<Reply> {
  const { m, pipeline } = context;
  const file = await context.tenant.deals.file(seen.number);
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
    [STEP_ACTIONS.done]: dealButton(openPlanForm, true),
    [STEP_ACTIONS.plan]: dealButton(openPlanForm, true),
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
    [NEXT_STEP_FORM]: submitHandler(dealFormData, submitPlan),
    [MISSING_DETAILS_FORM]: submitHandler(dealFormData, submitFill),
  },
} satisfies Flow;
