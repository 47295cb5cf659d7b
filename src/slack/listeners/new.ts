import { refusedBy } from '../../core/change.ts';
import type { Deal } from '../../core/deal.ts';
import { addNote } from '../../core/edit.ts';
import { fold } from '../../core/fold.ts';
import { absorb } from '../../core/merge.ts';
import { openDeal } from '../../core/open-deal.ts';
import type { Priced } from '../../core/priced.ts';
import { readAmount } from '../../input/amount.ts';
import { readDealLine } from '../../input/deal-line.ts';
import { tidy } from '../../input/normalise.ts';
import { rewrite, told } from '../changing.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import type { Form } from '../form.ts';
import { priceFor } from '../price.ts';
import { refusalContext } from '../refusal-context.ts';
import { firstLine, readable, SHORTCUTS } from '../shortcuts.ts';
import { say } from '../views/blocks.ts';
import { NEW } from '../views/deal-actions.ts';
import { dealMade } from '../views/deal-made.ts';
import { dealTitle } from '../views/deal-title.ts';
import { readDealValue } from '../views/deal-value.ts';
import type { SourceMessage } from '../views/message-form.ts';
import { NEW_FIELDS, NEW_FORM, newForm, readNewLink, TWIN, valuesOf } from '../views/new-form.ts';
import { notSaved, refusalSentence } from '../views/not-saved.ts';
import { NOTE_LIMIT } from '../views/note-form.ts';
import { literal, plain } from '../views/text.ts';
import { undoOrOpen } from '../views/undo-row.ts';

async function openForm(visit: Visit, line: string, message?: SourceMessage): Promise<Answer> {
  const draft = readDealLine(line, { today: visit.today, currency: visit.pipeline.currency });
  const values = {
    ...valuesOf(draft, visit.member.slackUserId),
    alone: visit.solo && draft.owner === undefined,
    ...(message === undefined ? {} : { message }),
  };
  return { do: 'open', view: newForm(visit.m, values, visit.pipeline.currency) };
}

/** An open deal of the same company. */
async function twinOf(visit: Visit, company: string): Promise<Deal | undefined> {
  if (company === '') return undefined;
  const { deals, exact } = await visit.tenant.deals.search(company, { openOnly: true, ownerId: visit.member.id, limit: 10 });
  return exact ? deals.find((deal) => fold(deal.company ?? '') === fold(company)) : undefined;
}

type Entered = {
  readonly name: string;
  readonly company: string;
  readonly typed: string | null;
  readonly closeOn: string | null;
  readonly value: Partial<Priced>;
  /** The message that it was made of, where it was. */
  readonly message: SourceMessage | undefined;
};

/** Adds what was entered to the deal that is there: what it lacks, and a note of it all. Who may not change it adds the note alone. */
async function addTo(visit: Visit, number: number, entered: Entered): Promise<Answer> {
  const { name, company, typed, closeOn, value, message } = entered;
  const { m, pipeline, act } = visit;
  const parts = [name, typed, closeOn].filter((part) => part !== null && part !== '');
  const note = tidy([m.life.addNote(parts.join(' · ')), message?.text ?? ''].join(' · ').replace(/ · $/, ''));
  const link = message?.link ?? null;
  const saved = await rewrite(visit, number, (file) =>
    refusedBy(file.deal, act, 'deal.merge') === undefined
      ? absorb(file, pipeline, { deal: { company: company || null, closeOn, ...value } }, note, act, link)
      : addNote(file, note, act, link),
  );
  return told(visit, { number }, saved, ({ file: { deal } }) => {
    const below = undoOrOpen(m, deal);
    return say(m.life.addedTo(dealTitle(deal)), ...below);
  });
}

async function create(visit: Visit, form: Form, data: string): Promise<Answer> {
  const { m, pipeline } = visit;
  const errors: Record<string, string> = {};
  const typed = form.text(NEW_FIELDS.value);
  const amount = typed === null ? undefined : readAmount(typed, { currency: pipeline.currency });
  if (amount?.ok === false) {
    const words = m.input.amount[amount.why];
    errors[NEW_FIELDS.value] = plain(typeof words === 'string' ? words : words(literal(amount.text, 60)));
  }
  const chosen = form.choice(NEW_FIELDS.owner) ?? visit.member.slackUserId;
  const owner = chosen === null ? visit.member : await visit.person(chosen);
  if (typeof owner === 'string') errors[NEW_FIELDS.owner] = m.common.cannotOwn[owner];
  const closeOn = form.choice(NEW_FIELDS.closeOn);
  if (closeOn !== null && closeOn < visit.today) errors[NEW_FIELDS.closeOn] = m.input.date.past;
  if (Object.keys(errors).length > 0 || typeof owner === 'string') return { do: 'errors', errors };

  const company = tidy(form.text(NEW_FIELDS.company) ?? '');
  const choice = form.choice(NEW_FIELDS.anyway);
  const seen = readDealValue(data);
  const value = amount?.ok === true ? await priceFor(visit, amount.money) : {};
  const name = tidy(form.text(NEW_FIELDS.name) ?? '');
  const link = readNewLink(data);
  const words = form.text(NEW_FIELDS.note) ?? '';
  const message = words === '' && link === null ? undefined : { text: words, link };
  if (choice === TWIN.add && seen !== undefined) {
    return addTo(visit, seen.number, { name, company, typed, closeOn, value, message });
  }
  const twin = choice === TWIN.make ? undefined : await twinOf(visit, company);
  if (twin !== undefined) {
    const values = { name, company, value: typed ?? '', problems: [], twin };
    const chosenValues = {
      ...values,
      closeOn: closeOn ?? undefined,
      owner: chosen ?? undefined,
      ...(message === undefined ? {} : { message }),
      alone: visit.solo && chosen === visit.member.slackUserId,
    };
    return { do: 'update', view: newForm(m, chosenValues, pipeline.currency) };
  }
  const details = {
    name,
    company: company || null,
    ownerId: owner.id,
    closeOn,
    ...value,
  };
  const note =
    message === undefined ? undefined : ({ ...message, kind: 'note', text: tidy(message.text).slice(0, NOTE_LIMIT) } as const);
  const saved = await visit.tenant.deals.create(
    (number) => openDeal(number, pipeline, details, visit.act, note),
    visit.request(),
  );
  if (saved.ok) return { do: 'say', message: dealMade(m, saved.file.deal, pipeline, owner, visit.member.id) };
  const context = await refusalContext(visit);
  if (saved.why === 'refused' && (saved.refusal.why === 'nameNeeded' || saved.refusal.why === 'pastDate')) {
    const name = saved.refusal.why === 'nameNeeded' ? NEW_FIELDS.name : NEW_FIELDS.closeOn;
    return { do: 'errors', errors: { [name]: plain(refusalSentence(m, saved.refusal, undefined, context)) } };
  }
  return { do: 'say', message: notSaved(m, saved, { number: undefined }, context) };
}

/** A new deal: a form, filled from the typed line as far as it is understood. */
export const newFlow: Flow = {
  deal: { new: { opens: true, run: openForm } },
  buttons: { [NEW]: { opens: true, run: (visit, press) => openForm(visit, press.value) } },
  shortcuts: {
    [SHORTCUTS.anywhere]: (visit) => openForm(visit, ''),
    // Filled from the message's first line, as if that had been typed.
    [SHORTCUTS.fromMessage]: async (visit, message) => {
      if (message === undefined) return openForm(visit, '');
      return openForm(visit, firstLine(message.text), { ...message, text: await readable(visit, message.text) });
    },
  },
  forms: { [NEW_FORM]: create },
};
