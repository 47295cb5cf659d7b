import { type Edits, edit } from '../../core/edit.ts';
import { readAmount } from '../../input/amount.ts';
import { tidy } from '../../input/normalise.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { priceFor } from '../price.ts';
import { refusalContext } from '../refusal-context.ts';
import { buttons, say } from '../views/blocks.ts';
import { EDIT, SHOW, UNDO } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { dealValue, readDealValue } from '../views/deal-value.ts';
import { EDIT_FIELDS, EDIT_FORM, editForm } from '../views/edit-form.ts';
import { notSaved } from '../views/not-saved.ts';
import { slipQuestion } from '../views/slip.ts';
import { literal, plain } from '../views/text.ts';
import { oneDeal } from '../which.ts';

async function open(visit: Visit, number: number): Promise<Answer> {
  const file = await visit.tenant.deals.file(number);
  if (file === undefined) return { do: 'say', message: say(visit.m.common.gone) };
  // Who may not, or what cannot be edited, hears it before filling a form.
  const decision = edit(file, visit.pipeline, { deal: { name: `${file.deal.name}.` } }, visit.act);
  if (decision.ok) return { do: 'open', view: editForm(visit.m, file) };
  const refused = { ok: false, why: 'refused', refusal: decision.refusal, file } as const;
  return { do: 'say', message: notSaved(visit.m, refused, { number }, await refusalContext(visit)) };
}

/** What the form says, or sentences under the fields that could not be read. */
async function read(
  visit: Visit,
  form: Form,
  currency: string,
): Promise<Edits | { readonly errors: Readonly<Record<string, string>> }> {
  const text = (name: string): string | null => tidy(form.text(name) ?? '') || null;
  const typed = form.text(EDIT_FIELDS.value);
  const amount = typed === null ? undefined : readAmount(typed, { currency });
  if (amount?.ok === false) {
    const words = visit.m.input.amount[amount.why];
    return { errors: { [EDIT_FIELDS.value]: plain(typeof words === 'string' ? words : words(literal(amount.text, 60))) } };
  }
  const value =
    amount === undefined
      ? { valueMinor: null, pipelineValueMinor: null, rate: null, rateOn: null }
      : await priceFor(visit, amount.money);
  const nextStep = text(EDIT_FIELDS.nextStep);
  return {
    deal: {
      name: text(EDIT_FIELDS.name) ?? '',
      company: text(EDIT_FIELDS.company),
      ...value,
      closeOn: form.choice(EDIT_FIELDS.closeOn),
      nextStep,
      nextStepOn: nextStep === null ? null : form.choice(EDIT_FIELDS.nextStepOn),
    },
    contact: {
      name: text(EDIT_FIELDS.contact),
      email: text(EDIT_FIELDS.email),
      phone: text(EDIT_FIELDS.phone),
      decider: text(EDIT_FIELDS.decider),
    },
  };
}

async function submitted(visit: Visit, form: Form, data: string): Promise<Answer> {
  const { m } = visit;
  const seen = readDealValue(data);
  const file = seen === undefined ? undefined : await visit.tenant.deals.file(seen.number);
  if (seen === undefined || file === undefined) return { do: 'say', message: say(m.common.gone) };
  const edits = await read(visit, form, file.deal.currency);
  if ('errors' in edits) return { do: 'errors', errors: edits.errors };
  const saved = await visit.tenant.deals.change(seen.number, (now) => edit(now, visit.pipeline, edits, visit.act), {
    ...visit.request(),
    ...(seen.version === undefined ? {} : { seenVersion: seen.version }),
  });
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'pastDate') {
    const name = saved.refusal.on === form.choice(EDIT_FIELDS.closeOn) ? EDIT_FIELDS.closeOn : EDIT_FIELDS.nextStepOn;
    return { do: 'errors', errors: { [name]: m.input.date.past } };
  }
  if (!saved.ok) return { do: 'say', message: notSaved(m, saved, seen, await refusalContext(visit)) };
  const { deal } = saved.file;
  const fields = [...new Set(saved.event.fields.flatMap((name) => m.life.fields[name] ?? []))];
  const below = buttons(
    { id: UNDO, text: m.common.undo, value: dealValue(deal) },
    { id: SHOW, text: m.common.open, value: dealValue(deal) },
  );
  return { do: 'say', message: say(m.life.edited(dealTitle(deal), fields), ...below, ...slipQuestion(m, saved.event)) };
}

/** Changing what is known about a deal. */
export const editFlow: Flow = {
  deal: {
    edit: {
      opens: true,
      run: async (visit, rest) => {
        const one = await oneDeal(visit, rest, { ask: visit.m.life.whichEdit, choose: EDIT, openOnly: true });
        return 'answer' in one ? one.answer : open(visit, one.deal.number);
      },
    },
  },
  buttons: {
    [EDIT]: {
      opens: true,
      run: async (visit, press) => {
        const seen = readDealValue(press.value);
        return seen === undefined ? { do: 'say', message: say(visit.m.common.gone) } : open(visit, seen.number);
      },
    },
  },
  forms: { [EDIT_FORM]: submitted },
};
