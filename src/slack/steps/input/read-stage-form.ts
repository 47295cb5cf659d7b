import type { Answers } from '../../../core/deal/answers.ts';
import type { Contact } from '../../../core/deal/deal.ts';
import { nextReminderDate } from '../../../core/deal/hygiene/next-reminder.ts';
import type { EntryCriterion, Stage } from '../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { ADVANCE_FIELDS, criterionBlockId, type StageFormData, TICKED } from '../../views/deal/forms/advance-form.ts';
import { readDealValue } from './read-deal-value.ts';
import { readStepFields } from './read-step.ts';

/** What a person filled in on the way into a stage, or sentences under the fields that could not be read. */
export type StageFormResult =
  | { readonly ok: true; readonly answers: Answers; readonly anyway: { readonly remindOn: PlainDate } | undefined }
  | { readonly ok: false; readonly errors: Readonly<Record<string, SafeText>> };

/** A contact's part that was typed: e-mail or phone by the look of it. */
function toContact(criterion: EntryCriterion, typed: string): Partial<Contact> {
  const text = normalizeText(typed);
  switch (criterion.field) {
    case 'contact':
      return { name: text };
    case 'decider':
      return { decider: text };
    default:
      return text.includes('@') ? { email: text } : { phone: text };
  }
}

/** Reads the form of a step into a stage. Empty fields are no answers: what is still missing is the decision's to say. */
export async function readStageForm(
  context: RequestContext,
  form: Form,
  { stage, data }: { readonly stage: Stage; readonly data: Pick<StageFormData, 'anyway'> },
): Promise<StageFormResult> {
  const errors: Record<string, SafeText> = {};
  const ticks: string[] = [];
  let contact: Partial<Contact> = {};
  let deal: NonNullable<Answers['deal']> = {};
  const date = (name: string, take: (on: PlainDate) => void) => {
    const on = form.date(name);
    if (on !== null && on < context.today) errors[name] = context.m.input.date.past;
    else if (on !== null) take(on);
  };
  const value = async (name: string) => {
    const typed = form.text(name);
    if (typed === null) return;
    const read = await readDealValue(context, typed, context.pipeline.currency);
    if (read.ok) deal = { ...deal, ...read.value };
    else errors[name] = read.problem;
  };
  for (const criterion of context.pipeline.stages.flatMap((each) => each.criteria)) {
    const name = criterionBlockId(criterion);
    const typed = form.text(name);
    if (criterion.field === undefined && form.choices(name).includes(TICKED)) ticks.push(criterion.id);
    else if (criterion.field === 'closeOn')
      date(name, (on) => {
        deal = { ...deal, closeOn: on };
      });
    else if (criterion.field === 'company') deal = typed === null ? deal : { ...deal, company: normalizeText(typed) };
    else if (criterion.field === 'value') await value(name);
    else if (criterion.field !== undefined && typed !== null) contact = { ...contact, ...toContact(criterion, typed) };
  }
  if (stage.kind === 'won') await value(ADVANCE_FIELDS.value);
  const nextStep = form.text(ADVANCE_FIELDS.nextStep);
  date(ADVANCE_FIELDS.nextStepOn, (on) => {
    deal = { ...deal, nextStepOn: on };
  });
  if (nextStep !== null) {
    const { steps, problem } = readStepFields(context, nextStep, form.date(ADVANCE_FIELDS.nextStepOn));
    const [{ step, on } = { step: nextStep, on: null }, ...more] = steps;
    if (more.length > 0) errors[ADVANCE_FIELDS.nextStep] = context.m.input.date.twoDays;
    if (problem !== undefined && errors[ADVANCE_FIELDS.nextStepOn] === undefined) errors[ADVANCE_FIELDS.nextStep] = problem;
    deal = { ...deal, nextStep: step, nextStepOn: on };
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  // The box is of earlier versions.
  const isAnyway = data.anyway || form.choices(ADVANCE_FIELDS.anyway).includes(TICKED);
  const anyway = isAnyway ? { remindOn: nextReminderDate(context.today) } : undefined;
  const answers = {
    ...(ticks.length > 0 ? { ticks } : {}),
    ...(Object.keys(contact).length > 0 ? { contact } : {}),
    ...(Object.keys(deal).length > 0 ? { deal } : {}),
  };
  return { ok: true, answers, anyway };
}
