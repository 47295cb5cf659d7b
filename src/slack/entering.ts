import type { Answers } from '../core/advance.ts';
import { nextWeekday } from '../core/calendar.ts';
import type { Contact } from '../core/deal.ts';
import type { EntryCriterion, Stage } from '../core/stage.ts';
import { readAmount } from '../input/amount.ts';
import { tidy } from '../input/normalise.ts';
import type { Visit } from './flow.ts';
import type { Form } from './form.ts';
import { priceFor } from './price.ts';
import { ADVANCE_FIELDS, criterionField, YES } from './views/advance-form.ts';
import { literal, plain } from './views/text.ts';

/** What a person filled in on the way into a stage, or sentences under the fields that could not be read. */
export type ReadAnswers =
  | { readonly ok: true; readonly answers: Answers; readonly anyway: { readonly remindOn: string } | undefined }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** The Friday by which somebody is reminded; on Friday itself, the next one. */
export const reminderDay = (today: string): string => nextWeekday(today, 5);

async function readValue(
  visit: Visit,
  typed: string,
): Promise<{ readonly deal: NonNullable<Answers['deal']> } | { readonly error: string }> {
  const amount = readAmount(typed, { currency: visit.pipeline.currency });
  if (amount.ok) return { deal: await priceFor(visit, amount.money) };
  const words = visit.m.input.amount[amount.why];
  return { error: plain(typeof words === 'string' ? words : words(literal(amount.text, 60))) };
}

/** A contact's part that was typed: e-mail or phone by the look of it. */
function contactPart(criterion: EntryCriterion, typed: string): Partial<Contact> {
  const text = tidy(typed);
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
export async function readAnswers(visit: Visit, form: Form, stage: Stage): Promise<ReadAnswers> {
  const errors: Record<string, string> = {};
  const ticks: string[] = [];
  let contact: Partial<Contact> = {};
  let deal: NonNullable<Answers['deal']> = {};
  const date = (name: string, take: (on: string) => void) => {
    const on = form.choice(name);
    if (on !== null && on < visit.today) errors[name] = visit.m.input.date.past;
    else if (on !== null) take(on);
  };
  const value = async (name: string) => {
    const typed = form.text(name);
    if (typed === null) return;
    const read = await readValue(visit, typed);
    if ('error' in read) errors[name] = read.error;
    else deal = { ...deal, ...read.deal };
  };
  for (const criterion of visit.pipeline.stages.flatMap((each) => each.criteria)) {
    const name = criterionField(criterion);
    const typed = form.text(name);
    if (criterion.field === undefined && form.choices(name).includes(YES)) ticks.push(criterion.id);
    else if (criterion.field === 'closeOn')
      date(name, (on) => {
        deal = { ...deal, closeOn: on };
      });
    else if (criterion.field === 'value') await value(name);
    else if (criterion.field !== undefined && typed !== null) contact = { ...contact, ...contactPart(criterion, typed) };
  }
  if (stage.kind === 'won') await value(ADVANCE_FIELDS.value);
  const nextStep = form.text(ADVANCE_FIELDS.nextStep);
  if (nextStep !== null) deal = { ...deal, nextStep: tidy(nextStep), nextStepOn: null };
  date(ADVANCE_FIELDS.nextStepOn, (on) => {
    deal = { ...deal, nextStepOn: on };
  });
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const anyway = form.choices(ADVANCE_FIELDS.anyway).includes(YES) ? { remindOn: reminderDay(visit.today) } : undefined;
  const answers = {
    ...(ticks.length > 0 ? { ticks } : {}),
    ...(Object.keys(contact).length > 0 ? { contact } : {}),
    ...(Object.keys(deal).length > 0 ? { deal } : {}),
  };
  return { ok: true, answers, anyway };
}
