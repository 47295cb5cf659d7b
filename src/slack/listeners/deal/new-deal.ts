import { refusalUnlessAllowed } from '../../../core/deal/change.ts';
import type { PlannedStep } from '../../../core/deal/deal.ts';
import { addNote, NOTE_LIMIT } from '../../../core/deal/edit.ts';
import { mergeFacts } from '../../../core/deal/merge.ts';
import { MAX_OPEN_STEPS, toStepFields } from '../../../core/deal/next-steps.ts';
import { foldText } from '../../../core/fold-text.ts';
import type { PricedValue } from '../../../core/money/priced-value.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import { parseDealLine } from '../../../input/lines/deal-line.ts';
import type { LineContact } from '../../../input/lines/line-contact.ts';
import { parsePermalink } from '../../../input/permalink.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { dateContext } from '../../request/date-context.ts';
import { dealPipeline } from '../../request/deal-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { markReply } from '../../request/mark-reply.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { changeWithRetry, replySaved } from '../../steps/change-deal.ts';
import { readDealValue } from '../../steps/input/read-deal-value.ts';
import { readStepFields, readStepLines } from '../../steps/input/read-step.ts';
import { findOpenDealOfCompany, openPipeline, saveNewDeal } from '../../steps/save-new-deal.ts';
import { firstLine, readableText, SHORTCUTS } from '../../steps/shortcuts.ts';
import { OPEN_NEW_DEAL } from '../../views/deal/deal-actions.ts';
import { dealCreated } from '../../views/deal/deal-created.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { stepLine } from '../../views/deal/forms/edit-form.ts';
import {
  DUPLICATE_CHOICES,
  draftFormValues,
  NEW_DEAL_FIELDS,
  NEW_DEAL_FORM,
  type NewDealFormData,
  newDealForm,
  newDealFormData,
} from '../../views/deal/forms/new-deal-form.ts';
import type { SourceMessage } from '../../views/deal/forms/note-from-message-form.ts';
import { refusalMessage, refusalSentence } from '../../views/deal/refusal-message.ts';
import { undoAndShowRow } from '../../views/deal/undo-row.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal, toPlainText } from '../../views/kit/text.ts';

/** Words that may stand before the name of a pipeline at the end of a line. */
const BEFORE_PIPELINE = /(?<=^|\s)(?:in|pipeline|w|lejek|lejku)$/iu;

/** The pipeline that a line names at its end, exactly, and the line without it. */
function takePipeline({ pipelines: { inUse } }: RequestContext, line: string) {
  const words = line.trim().split(/\s+/u);
  const named = inUse.find(({ name }) => {
    const { length } = foldText(name).split(' ');
    return words.length > length && foldText(words.slice(-length).join(' ')) === foldText(name);
  });
  if (inUse.length === 1 || named === undefined) return undefined;
  const rest = words.slice(0, -foldText(named.name).split(' ').length).join(' ');
  return { pipeline: named, line: rest.replace(BEFORE_PIPELINE, '').trim() };
}

/** What the form's choice of a pipeline is made of; none where there is one. */
const pipelineChoice = ({ pipelines: { inUse } }: RequestContext, chosen: Pipeline) =>
  inUse.length === 1 ? undefined : { all: inUse, chosen: chosen.id };

async function openNewForm(asked: RequestContext, typed: string, message?: SourceMessage): Promise<Reply> {
  if (!isAllowed(asked.member.role, 'deal.open')) return { kind: 'say', message: textMessage(asked.m.refusals.readsOnly) };
  const named = takePipeline(asked, typed);
  const context = { ...asked, pipeline: named?.pipeline ?? openPipeline(asked) };
  const line = named?.line ?? typed;
  const draft = parseDealLine(line, { ...dateContext(context), currency: context.pipeline.currency });
  const values = {
    ...draftFormValues(draft, context.member.slackUserId),
    solo: context.solo && draft.owner === undefined,
    steps: draft.steps.flatMap((step) => readStepFields(context, step, null).steps.map((each) => stepLine(context.m, each))),
    pipelines: pipelineChoice(context, context.pipeline),
    ...(message === undefined ? {} : { message }),
  };
  return markReply({ kind: 'open', view: newDealForm(context.m, values, context.pipeline.currency) }, context);
}

type EnteredDeal = {
  readonly name: string;
  readonly company: string;
  readonly typed: string | null;
  readonly closeOn: PlainDate | null;
  readonly contact: LineContact;
  readonly value: Partial<PricedValue>;
  readonly steps: readonly PlannedStep[];
  /** The message that it was made of, where it was. */
  readonly message: SourceMessage | undefined;
};

/** Adds what was entered to the deal that is there: what it lacks, and a note of it all. Who may not change it adds the note alone. */
async function addToExistingDeal(context: RequestContext, number: number, entered: EnteredDeal): Promise<Reply> {
  const { name, company, typed, closeOn, contact, value, steps, message } = entered;
  const { m, act } = context;
  const parts = [name, typed, closeOn].flatMap((part) => (part === null || part === '' ? [] : [literal(part, NOTE_LIMIT)]));
  const note = normalizeText(
    [toPlainText(m.dealActions.addNote(joinSafe(parts, ' · '))), message?.text ?? ''].join(' · ').replace(/ · $/, ''),
  );
  const link = message?.link ?? null;
  const saved = await changeWithRetry(context, { number }, (file) =>
    refusalUnlessAllowed(file.deal, act, 'deal.merge') === undefined
      ? mergeFacts(
          file,
          {
            pipeline: dealPipeline(context, file.deal),
            facts: { deal: { company: company || null, closeOn, ...value, ...toStepFields(steps) }, contact },
            note,
            link,
          },
          act,
        )
      : addNote(file, { text: note, link }, act),
  );
  return replySaved(context, { seen: { number }, saved }, ({ file: { deal } }) => {
    const below = undoAndShowRow(m, deal);
    return textMessage(m.dealActions.addedTo(dealTitle(deal)), ...below);
  });
}

/** Whom to ask for, as far as the form has fields for it. */
function readContact(form: Form): LineContact {
  const read = (name: string) => normalizeText(form.text(name) ?? '');
  const [name, email, phone] = [NEW_DEAL_FIELDS.contactName, NEW_DEAL_FIELDS.email, NEW_DEAL_FIELDS.phone].map(read);
  return { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
}

async function submitForm(asked: RequestContext, form: Form, data: NewDealFormData): Promise<Reply> {
  const shown = openPipeline(asked);
  const pipeline = asked.pipelines.inUse.find(({ id }) => id === form.choice(NEW_DEAL_FIELDS.pipeline)) ?? shown;
  const context = { ...asked, pipeline };
  const { m } = context;
  const errors: Record<string, SafeText> = {};
  const typed = form.text(NEW_DEAL_FIELDS.value);
  const read = typed === null ? undefined : await readDealValue(context, typed, shown.currency);
  if (read?.ok === false) errors[NEW_DEAL_FIELDS.value] = read.problem;
  const chosen = form.choice(NEW_DEAL_FIELDS.owner) ?? context.member.slackUserId;
  const owner = chosen === null ? context.member : await context.resolveMember(chosen);
  if (typeof owner === 'string') errors[NEW_DEAL_FIELDS.owner] = m.common.cannotOwn[owner];
  const closeOn = form.date(NEW_DEAL_FIELDS.closeOn);
  if (closeOn !== null && closeOn < context.today) errors[NEW_DEAL_FIELDS.closeOn] = m.input.date.past;
  const { steps, problem } = readStepLines(context, form.text(NEW_DEAL_FIELDS.steps));
  if (problem !== undefined) errors[NEW_DEAL_FIELDS.steps] = problem;
  if (steps.length > MAX_OPEN_STEPS) errors[NEW_DEAL_FIELDS.steps] = m.newDeal.tooManySteps(MAX_OPEN_STEPS);
  if (Object.keys(errors).length > 0 || typeof owner === 'string') return { kind: 'errors', errors };

  const company = normalizeText(form.text(NEW_DEAL_FIELDS.company) ?? '');
  const contact = readContact(form);
  const choice = form.choice(NEW_DEAL_FIELDS.anyway);
  const value = read?.ok === true ? read.value : {};
  const name = normalizeText(form.text(NEW_DEAL_FIELDS.name) ?? '');
  const link = parsePermalink(data.link ?? undefined);
  const words = form.text(NEW_DEAL_FIELDS.note) ?? '';
  const message = words === '' && link === null ? undefined : { text: words, link };
  if (choice === DUPLICATE_CHOICES.add && data.duplicate !== undefined) {
    return addToExistingDeal(context, data.duplicate.number, { name, company, typed, closeOn, contact, value, steps, message });
  }
  const twin = choice === DUPLICATE_CHOICES.make ? undefined : await findOpenDealOfCompany(context, company);
  if (twin !== undefined) {
    const values = { name, company, value: typed ?? '', problems: [], duplicate: twin };
    const chosenValues = {
      ...values,
      closeOn: closeOn ?? undefined,
      contact,
      steps: steps.map((step) => stepLine(m, step)),
      owner: chosen ?? undefined,
      pipelines: pipelineChoice(context, pipeline),
      ...(message === undefined ? {} : { message }),
      solo: context.solo && chosen === context.member.slackUserId,
    };
    return markReply({ kind: 'update', view: newDealForm(m, chosenValues, pipeline.currency) }, context);
  }
  const details = {
    name,
    company: company || null,
    closeOn,
    contact,
    ...value,
    ...toStepFields(steps),
  };
  const note =
    message === undefined
      ? undefined
      : ({ ...message, kind: 'note', text: normalizeText(message.text).slice(0, NOTE_LIMIT) } as const);
  const saved = await saveNewDeal(context, { owner, details, note });
  if (saved.ok) {
    return { kind: 'say', message: dealCreated(m, saved.file.deal, { pipeline, owner, asker: context.member }) };
  }
  const viewContext = await loadRefusalContext(context);
  if (saved.why === 'refused' && (saved.refusal.why === 'nameNeeded' || saved.refusal.why === 'pastDate')) {
    const name = saved.refusal.why === 'nameNeeded' ? NEW_DEAL_FIELDS.name : NEW_DEAL_FIELDS.closeOn;
    return { kind: 'errors', errors: { [name]: refusalSentence(m, { refusal: saved.refusal, deal: undefined }, viewContext) } };
  }
  return { kind: 'say', message: refusalMessage(m, { saved, asked: { number: undefined } }, viewContext) };
}

/** A new deal: a form, filled from the typed line as far as it is understood. */
export const newDealFlow = {
  dealCommands: { new: { takesDeal: null, opensForm: true, run: openNewForm } },
  buttons: { [OPEN_NEW_DEAL]: { opensForm: true, run: (context, press) => openNewForm(context, press.value) } },
  shortcuts: {
    [SHORTCUTS.anywhere]: (context) => openNewForm(context, ''),
    // Filled from the message's first line, as if that had been typed.
    [SHORTCUTS.fromMessage]: async (context, message) => {
      if (message === undefined) return openNewForm(context, '');
      return openNewForm(context, firstLine(message.text), { ...message, text: await readableText(context, message.text) });
    },
  },
  forms: { [NEW_DEAL_FORM]: submitHandler(newDealFormData, submitForm) },
} satisfies Flow;
