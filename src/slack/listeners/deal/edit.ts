import { amountCurrency, type Deal, type DealFile, isOpen, type PlannedStep } from '../../../core/deal/deal.ts';
import { type DealEdits, edit } from '../../../core/deal/edit.ts';
import { type FieldMerge, mergeFields } from '../../../core/deal/field-merge.ts';
import { MAX_OPEN_STEPS, toStepFields } from '../../../core/deal/next-steps.ts';
import { NO_VALUE } from '../../../core/money/priced-value.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import { type SafeText, safe } from '../../../locale/safe-text.ts';
import { dealPipeline, inPipelineOf } from '../../request/deal-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { refuseForm, replyRefusal } from '../../steps/change-deal.ts';
import { readDealValue } from '../../steps/input/read-deal-value.ts';
import { readStepFields } from '../../steps/input/read-step.ts';
import { refreshHygieneRowsAfterChange } from '../../steps/refresh-hygiene-rows.ts';
import { resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { EDIT } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import {
  CONFLICT_CHOICES,
  conflictField,
  EDIT_FIELDS,
  EDIT_FORM,
  type EditField,
  type EditFormData,
  editFieldSuffix,
  editForm,
  editFormData,
  editValues,
  laterStepLines,
} from '../../views/deal/forms/edit-form.ts';
import { slipQuestion } from '../../views/deal/slip-question.ts';
import { undoAndShowRow } from '../../views/deal/undo-row.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';

async function openEditForm(context: RequestContext, number: number): Promise<Reply> {
  const file = await context.deals.file(number);
  const refused = await refuseForm(context, { seen: { number }, file }, 'deal.edit');
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  return { kind: 'open', view: editForm(context.m, { file, pipeline: dealPipeline(context, file.deal) }) };
}

type TypedFields = Readonly<Record<EditField, string | null>> & {
  readonly closeOn: PlainDate | null;
  readonly nextStepOn: PlainDate | null;
};

const FIELD_NAMES = Object.keys(EDIT_FIELDS) as readonly EditField[];

/** What the fields hold; lines stay lines. */
function readFields(form: Form, suffix: string): TypedFields {
  const lines = (form.text(`${EDIT_FIELDS.laterSteps}${suffix}`) ?? '').split('\n').map(normalizeText);
  const text = (name: EditField): string | null => normalizeText(form.text(`${name}${suffix}`) ?? '') || null;
  return {
    name: text('name'),
    company: text('company'),
    value: text('value'),
    closeOn: form.date(`closeOn${suffix}`),
    nextStep: text('nextStep'),
    nextStepOn: form.date(`nextStepOn${suffix}`),
    laterSteps: lines.filter((line) => line !== '').join('\n') || null,
    contact: text('contact'),
    email: text('email'),
    phone: text('phone'),
    decider: text('decider'),
  };
}

type ChangedFields = { readonly typed: TypedFields; readonly touched: ReadonlySet<string>; readonly value: DealEdits['deal'] };

/** The steps as the form has them, and what is to be asked about each field of them. */
type TypedSteps = { readonly steps: readonly PlannedStep[]; readonly problems: Readonly<Partial<Record<EditField, SafeText>>> };

/** The steps as the form has them: a day among the words of one counts where none was picked. */
function typedSteps(
  context: RequestContext,
  deal: Deal,
  { typed, touched }: Pick<ChangedFields, 'typed' | 'touched'>,
): TypedSteps {
  const picked = touched.has('nextStepOn') ? typed.nextStepOn : null;
  const words = touched.has('nextStep') ? typed.nextStep : deal.nextStep;
  const next = touched.has('nextStep') && typed.nextStep !== null ? readStepFields(context, typed.nextStep, picked) : undefined;
  const [read, ...more] = next?.steps ?? [];
  const on = read?.on ?? (touched.has('nextStepOn') ? typed.nextStepOn : deal.nextStepOn);
  // A step that is gone has no day.
  const first = words === null ? [] : [{ step: read?.step ?? words, on }];
  const shown = new Map(laterStepLines(context.m, deal).map((line, index) => [normalizeText(line), deal.laterSteps[index]]));
  const lines = (typed.laterSteps?.split('\n') ?? []).map((line) => {
    const same = shown.get(line);
    return same === undefined ? readStepFields(context, line, null) : { steps: [same], problem: undefined };
  });
  const isPast = picked !== null && picked < context.today;
  const laterProblem = touched.has('laterSteps') ? lines.find(({ problem }) => problem !== undefined)?.problem : undefined;
  return {
    steps: [...first, ...more, ...(touched.has('laterSteps') ? lines.flatMap(({ steps }) => steps) : deal.laterSteps)],
    problems: {
      ...(isPast ? { nextStepOn: context.m.input.date.past } : next?.problem === undefined ? {} : { nextStep: next.problem }),
      ...(laterProblem === undefined ? {} : { laterSteps: laterProblem }),
    },
  };
}

/** What is to be written: only what the person changed. */
function toEdits({ typed, touched, value }: ChangedFields, steps: readonly PlannedStep[]): DealEdits {
  const isPlanned = touched.has('nextStep') || touched.has('nextStepOn') || touched.has('laterSteps');
  return {
    deal: {
      ...(touched.has('name') ? { name: typed.name ?? '' } : {}),
      ...(touched.has('company') ? { company: typed.company } : {}),
      ...(touched.has('value') ? value : {}),
      ...(touched.has('closeOn') ? { closeOn: typed.closeOn } : {}),
      ...(isPlanned ? toStepFields(steps) : {}),
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
const HISTORY_FIELDS: Readonly<Record<EditField, string>> = {
  name: 'name',
  company: 'company',
  value: 'value',
  closeOn: 'closeOn',
  nextStep: 'nextStep',
  nextStepOn: 'nextStepOn',
  laterSteps: 'laterSteps',
  contact: 'contact',
  email: 'contact',
  phone: 'contact',
  decider: 'contact',
};

/** The form once more: what others did meanwhile, and the question where it is what the person did too. */
async function askAboutConflicts(
  context: RequestContext,
  file: DealFile,
  { seenVersion, typed, touched, conflicts }: FieldMerge & { readonly seenVersion: number; readonly typed: TypedFields },
): Promise<Reply> {
  const [history, { members }] = await Promise.all([context.deals.history(file.deal.number), loadRefusalContext(context)]);
  const since = history.filter(({ version }) => version > seenVersion);
  const who = FIELD_NAMES.filter((name) => conflicts.includes(name)).map((name) => {
    const event = since.findLast(({ fields }) => fields.includes(HISTORY_FIELDS[name])) ?? since.at(-1);
    const member = members.get(event?.actorId ?? '');
    return {
      name,
      who: member === undefined ? literal(event?.actorId ?? '…') : memberNameText(member),
      at: event === undefined ? safe`` : context.m.f.time(event.at, context.timeZone),
    };
  });
  return {
    kind: 'update',
    view: editForm(context.m, { file, pipeline: dealPipeline(context, file.deal) }, { typed, touched, clashes: who }),
  };
}

/** A save that lost a race is decided anew on the fresh deal so often. */
const MAX_RETRIES = 4;

async function submitForm(asked: RequestContext, form: Form, data: EditFormData & { readonly retries?: number }): Promise<Reply> {
  const { deal: seen, shown, retries = MAX_RETRIES } = data;
  const file = await asked.deals.file(seen.number);
  const context = inPipelineOf(asked, file?.deal);
  const { m } = context;
  if (file === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const suffix = editFieldSuffix(data);
  const typed = readFields(form, suffix);
  const stays = (name: string) => form.choice(conflictField(name as EditField));
  // Chosen already: theirs is as if it had not been touched, mine wins over what it was asked about.
  const known = Object.fromEntries(Object.entries(typed).filter(([name]) => shown[name] !== undefined));
  const all = mergeFields(shown, known, editValues(m, file));
  const touched = all.touched.filter((name) => stays(name) !== CONFLICT_CHOICES.theirs);
  const clashes = all.conflicts.filter((name) => touched.includes(name));
  const read =
    touched.includes('value') && typed.value !== null
      ? await readDealValue(context, typed.value, amountCurrency(file.deal, context.pipeline))
      : undefined;
  if (read?.ok === false) return { kind: 'errors', errors: { [`${EDIT_FIELDS.value}${suffix}`]: read.problem } };
  const value = read?.value ?? (touched.includes('value') ? NO_VALUE : {});
  if (clashes.length > 0 && isOpen(file.deal))
    return askAboutConflicts(context, file, { seenVersion: seen.version ?? 0, typed, touched, conflicts: clashes });
  if ((typed.laterSteps?.split('\n').length ?? 0) >= MAX_OPEN_STEPS)
    return {
      kind: 'errors',
      errors: { [`${EDIT_FIELDS.laterSteps}${suffix}`]: m.refusals.tooManySteps(dealTitle(file.deal), MAX_OPEN_STEPS) },
    };
  const planned = typedSteps(context, file.deal, { typed, touched: new Set(touched) });
  const problems = Object.entries(planned.problems);
  if (problems.length > 0)
    return { kind: 'errors', errors: Object.fromEntries(problems.map(([name, problem]) => [`${name}${suffix}`, problem])) };
  const edits = toEdits({ typed, touched: new Set(touched), value }, planned.steps);
  const saved = await context.deals.change(
    seen.number,
    (now) => edit(now, { pipeline: dealPipeline(context, now.deal), edits }, context.act),
    {
      ...context.writeRequest(),
      seenVersion: file.deal.version,
    },
  );
  if (!saved.ok && saved.why === 'changedMeanwhile' && retries > 0)
    return submitForm(context, form, { ...data, retries: retries - 1 });
  if (!saved.ok && saved.why === 'refused' && saved.refusal.why === 'pastDate') {
    const name = saved.refusal.on === typed.closeOn ? EDIT_FIELDS.closeOn : EDIT_FIELDS.nextStepOn;
    return { kind: 'errors', errors: { [`${name}${suffix}`]: m.input.date.past } };
  }
  if (!saved.ok) return replyRefusal(context, seen, saved);
  const { deal } = saved.file;
  await refreshHygieneRowsAfterChange(context, saved);
  const fields = [...new Set(saved.event.fields.flatMap((name) => m.dealActions.fields[name] ?? []))];
  const below = undoAndShowRow(m, deal);
  return {
    kind: 'say',
    message: textMessage(m.dealActions.edited(dealTitle(deal), fields), ...below, ...slipQuestion(m, saved.event)),
  };
}

/** Changing what is known about a deal. */
export const editFlow = {
  dealCommands: {
    edit: {
      takesDeal: 'whole',
      opensForm: true,
      run: async (context, rest) => {
        const one = await resolveDealOrAsk(context, rest, { ask: context.m.dealActions.whichEdit, choose: EDIT, openOnly: true });
        return 'answer' in one ? one.answer : openEditForm(context, one.deal.number);
      },
    },
  },
  buttons: {
    [EDIT]: {
      opensForm: true,
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined
          ? { kind: 'say', message: textMessage(context.m.common.gone) }
          : openEditForm(context, seen.number);
      },
    },
  },
  forms: { [EDIT_FORM]: submitHandler(editFormData, submitForm) },
} satisfies Flow;
