import { type DealFile, isOpen } from '../../core/deal.ts';
import { type Edits, edit } from '../../core/edit.ts';
import { type Merged, merged } from '../../core/field-merge.ts';
import { readAmount } from '../../input/amount.ts';
import { tidy } from '../../input/normalise.ts';
import { refusedForm } from '../changing.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { priceFor } from '../price.ts';
import { refusalContext } from '../refusal-context.ts';
import { showTidiedAfter } from '../tidying.ts';
import { say } from '../views/blocks.ts';
import { EDIT } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { readDealValue } from '../views/deal-value.ts';
import {
  clashField,
  EDIT_FIELDS,
  EDIT_FORM,
  type EditField,
  editForm,
  editValues,
  readEditData,
  STAYS,
} from '../views/edit-form.ts';
import { notSaved } from '../views/not-saved.ts';
import { slipQuestion } from '../views/slip.ts';
import { literal, nameOf, plain } from '../views/text.ts';
import { undoOrOpen } from '../views/undo-row.ts';
import { oneDeal } from '../which.ts';

async function open(visit: Visit, number: number): Promise<Answer> {
  const file = await visit.tenant.deals.file(number);
  const refused = await refusedForm(visit, { number }, file, 'deal.edit');
  if (refused !== undefined || file === undefined) return refused ?? { do: 'nothing' };
  return { do: 'open', view: editForm(visit.m, file) };
}

type Typed = Readonly<Record<EditField, string | null>>;

const NAMES = Object.keys(EDIT_FIELDS) as readonly EditField[];

/** What the fields hold. */
function typedIn(form: Form, suffix: string): Typed {
  const held = (name: EditField): string | null => {
    const day = name === 'closeOn' || name === 'nextStepOn';
    return day ? form.choice(`${name}${suffix}`) : tidy(form.text(`${name}${suffix}`) ?? '') || null;
  };
  return Object.fromEntries(NAMES.map((name) => [name, held(name)])) as Typed;
}

/** The value as it is to be written; a sentence where it could not be read. */
async function readValue(visit: Visit, typed: string | null, currency: string): Promise<Edits['deal'] | string> {
  if (typed === null) return { valueMinor: null, pipelineValueMinor: null, rate: null, rateOn: null };
  const amount = readAmount(typed, { currency });
  if (amount.ok) return priceFor(visit, amount.money);
  const sentence = visit.m.input.amount[amount.why];
  return plain(typeof sentence === 'string' ? sentence : sentence(literal(amount.text, 60)));
}

/** What is to be written: only what the person changed. A step that is gone has no day. */
function editsOf({ deal }: DealFile, typed: Typed, touched: ReadonlySet<string>, value: Edits['deal']): Edits {
  const nextStep = touched.has('nextStep') ? typed.nextStep : deal.nextStep;
  const nextStepOn = nextStep === null ? null : touched.has('nextStepOn') ? typed.nextStepOn : deal.nextStepOn;
  const step = touched.has('nextStep') || touched.has('nextStepOn') ? { nextStep, nextStepOn } : {};
  return {
    deal: {
      ...(touched.has('name') ? { name: typed.name ?? '' } : {}),
      ...(touched.has('company') ? { company: typed.company } : {}),
      ...(touched.has('value') ? value : {}),
      ...(touched.has('closeOn') ? { closeOn: typed.closeOn } : {}),
      ...step,
    },
    contact: {
      ...(touched.has('contact') ? { name: typed.contact } : {}),
      ...(touched.has('email') ? { email: typed.email } : {}),
      ...(touched.has('phone') ? { phone: typed.phone } : {}),
      ...(touched.has('decider') ? { decider: typed.decider } : {}),
    },
  };
}

/** Names of a field in the history. */
const KEPT_AS: Readonly<Record<EditField, string>> = {
  name: 'name',
  company: 'company',
  value: 'valueMinor',
  closeOn: 'closeOn',
  nextStep: 'nextStep',
  nextStepOn: 'nextStepOn',
  contact: 'contact',
  email: 'contact',
  phone: 'contact',
  decider: 'contact',
};

/** The form once more: what others did meanwhile, and the question where it is what the person did too. */
async function askWhich(
  visit: Visit,
  file: DealFile,
  seenVersion: number,
  typed: Typed,
  { touched, clashes }: Merged,
): Promise<Answer> {
  const [history, { members }] = await Promise.all([visit.tenant.deals.history(file.deal.number), refusalContext(visit)]);
  const since = history.filter(({ version }) => version > seenVersion);
  const who = NAMES.filter((name) => clashes.includes(name)).map((name) => {
    const event = since.findLast(({ fields }) => fields.includes(KEPT_AS[name])) ?? since.at(-1);
    const member = members.get(event?.actorId ?? '');
    return {
      name,
      who: member === undefined ? literal(event?.actorId ?? '…') : nameOf(member),
      at: event === undefined ? '' : visit.m.f.time(event.at, visit.timeZone),
    };
  });
  return { do: 'update', view: editForm(visit.m, file, { typed, touched, clashes: who }) };
}

/** A save that lost a race is decided anew on the fresh deal so often. */
const TRIES = 4;

async function submitted(visit: Visit, form: Form, data: string, left = TRIES): Promise<Answer> {
  const { m } = visit;
  const read = readEditData(data);
  const file = read === undefined ? undefined : await visit.tenant.deals.file(read.seen.number);
  if (read === undefined || file === undefined) return { do: 'say', message: say(m.common.gone) };
  const { seen, shown, suffix } = read;
  const typed = typedIn(form, suffix);
  const stays = (name: string) => form.choice(clashField(name as EditField));
  // Chosen already: theirs is as if it had not been touched, mine wins over what it was asked about.
  const all = merged(shown, typed, editValues(m, file));
  const touched = all.touched.filter((name) => stays(name) !== STAYS.theirs);
  const clashes = all.clashes.filter((name) => touched.includes(name));
  const value = touched.includes('value') ? await readValue(visit, typed.value, file.deal.currency) : {};
  if (typeof value === 'string') return { do: 'errors', errors: { [`${EDIT_FIELDS.value}${suffix}`]: value } };
  if (clashes.length > 0 && isOpen(file.deal)) return askWhich(visit, file, seen.version ?? 0, typed, { touched, clashes });
  const edits = editsOf(file, typed, new Set(touched), value);
  const saved = await visit.tenant.deals.change(seen.number, (now) => edit(now, visit.pipeline, edits, visit.act), {
    ...visit.request(),
    seenVersion: file.deal.version,
  });
  if (!saved.ok && saved.why === 'changedMeanwhile' && left > 0) return submitted(visit, form, data, left - 1);
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'pastDate') {
    const name = saved.refusal.on === typed.closeOn ? EDIT_FIELDS.closeOn : EDIT_FIELDS.nextStepOn;
    return { do: 'errors', errors: { [`${name}${suffix}`]: m.input.date.past } };
  }
  if (!saved.ok) return { do: 'say', message: notSaved(m, saved, seen, await refusalContext(visit)) };
  const { deal } = saved.file;
  await showTidiedAfter(visit, saved);
  const fields = [...new Set(saved.event.fields.flatMap((name) => m.life.fields[name] ?? []))];
  const below = undoOrOpen(m, deal);
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
  forms: { [EDIT_FORM]: (visit, form, data) => submitted(visit, form, data) },
};
