import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Deal } from '../../../../core/deal/deal.ts';
import { NOTE_LIMIT } from '../../../../core/deal/edit.ts';
import type { PipelineId } from '../../../../core/ids.ts';
import type { PlainDate } from '../../../../core/time/calendar.ts';
import type { DealDraft, DraftProblem } from '../../../../input/lines/deal-line.ts';
import type { LineContact } from '../../../../input/lines/line-contact.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { buttons, field, modal, option } from '../../kit/blocks.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import type { NamedPipeline } from '../../kit/pipeline-mark.ts';
import { literal, richText, truncate } from '../../kit/text.ts';
import { SHOW } from '../deal-actions.ts';
import { dealButtonValue, parseDealButtonValue } from '../deal-button-value.ts';
import { seenDealSchema } from '../deal-form-data.ts';
import { dealTitle } from '../deal-title.ts';
import { keptLinkLine, type SourceMessage } from './note-from-message-form.ts';

/** Callback id of the form; names of its fields. */
export const NEW_DEAL_FORM = 'deal.create';
export const NEW_DEAL_FIELDS = {
  name: 'name',
  company: 'company',
  value: 'value',
  closeOn: 'closeOn',
  owner: 'owner',
  anyway: 'anyway',
  note: 'note',
  contactName: 'contact',
  email: 'email',
  phone: 'phone',
  steps: 'steps',
  pipeline: 'pipeline',
} as const;

/** Characters that fields take; the name is cut in lists anyway. */
export const TEXT_FIELD_LIMIT = 200;
/** Of the steps, a line for each. */
export const STEPS_LIMIT = 2500;

/** What the form is filled with. `value` is as it was typed, or will be read again. */
export type NewDealFormValues = {
  readonly name: string;
  readonly company: string;
  readonly value: string;
  readonly closeOn: PlainDate | undefined;
  /** Slack user id. */
  readonly owner: string | undefined;
  /** Nobody else is here, and nobody else was named. */
  readonly solo?: boolean;
  readonly problems: readonly DraftProblem[];
  /** An open deal of the same company: asked about before a second one is made. */
  readonly duplicate?: Deal;
  /** The message that the deal is made of: noted with it. */
  readonly message?: SourceMessage;
  /** Whom to ask for, where the line said it: only then it is shown. */
  readonly contact?: LineContact;
  /** What is to be done next, a line for each, where the line said it: only then it is shown. */
  readonly steps?: readonly string[];
  /** Those in use, where there are several, and the one that the deal is to go through. */
  readonly pipelines?: { readonly all: readonly NamedPipeline[]; readonly chosen: PipelineId } | undefined;
};

/** What the form holds: the deal that it asks about, and the link to the message that it is made of. Before, '141@7 link', '- link'. */
export const newDealFormData = defineFormData(
  z.object({ duplicate: seenDealSchema.optional(), link: z.string().nullable().default(null) }),
  (text) => {
    const [deal = '', link = null] = text.split(' ');
    return { ...(parseDealButtonValue(deal) === undefined ? {} : { duplicate: deal }), link };
  },
);
export type NewDealFormData = DataOf<typeof newDealFormData>;

/** What of a typed line could not be read. */
export function problemSentence(m: Messages, problem: DraftProblem): SafeText {
  const text = literal(problem.text, 60);
  switch (problem.field) {
    case 'money':
      return problem.why === 'empty' ? m.input.amount.empty : m.input.amount[problem.why](text);
    case 'closeOn':
      return problem.why === 'dayOrMonth'
        ? m.input.date.dayOrMonth(problem.on, problem.other)
        : problem.why === 'hour'
          ? m.input.date.hour(text)
          : m.input.date[problem.why === 'empty' ? 'notADate' : problem.why](text);
    case 'owner':
      return problem.why === 'several' ? m.input.owner.several : m.input.owner.notAMention(text);
  }
}

/** The form for a new deal; what could not be read from the typed line is said above the fields. */
export function newDealForm(m: Messages, values: NewDealFormValues, currency: string): ModalView {
  const n = m.newDeal;
  const problems: readonly KnownBlock[] =
    values.problems.length === 0
      ? []
      : [
          richText(
            joinSafe(
              values.problems.map((each) => problemSentence(m, each)),
              '\n',
            ),
          ),
        ];
  const initial = (text: string) => (text === '' ? {} : { initial_value: truncate(text, TEXT_FIELD_LIMIT) });
  return modal({
    id: NEW_DEAL_FORM,
    title: n.title,
    submit: n.create,
    close: m.common.cancel,
    data: newDealFormData.encode({ duplicate: values.duplicate, link: values.message?.link ?? null }),
    blocks: [
      ...problems,
      ...duplicateBlocks(m, values.duplicate),
      ...pipelineBlocks(m, values),
      field(NEW_DEAL_FIELDS.name, n.name, {
        type: 'plain_text_input',
        max_length: TEXT_FIELD_LIMIT,
        focus_on_load: true,
        ...initial(values.name),
        hint: n.nameHint,
      }),
      field(NEW_DEAL_FIELDS.company, n.company, {
        type: 'plain_text_input',
        max_length: TEXT_FIELD_LIMIT,
        ...initial(values.company),
        optional: true,
      }),
      field(NEW_DEAL_FIELDS.value, n.value(literal(currency)), {
        type: 'plain_text_input',
        max_length: 60,
        ...(values.value === '' ? {} : { initial_value: truncate(values.value, 60) }),
        optional: true,
        hint: n.valueHint,
      }),
      field(NEW_DEAL_FIELDS.closeOn, n.closeOn, {
        type: 'datepicker',
        ...(values.closeOn === undefined ? {} : { initial_date: values.closeOn }),
        optional: true,
      }),
      // Who is alone and named nobody else is not asked.
      ...(values.solo === true
        ? []
        : [
            field(NEW_DEAL_FIELDS.owner, n.owner, {
              type: 'users_select',
              ...(values.owner === undefined ? {} : { initial_user: values.owner }),
            }),
          ]),
      ...contactBlocks(m, values.contact ?? {}),
      ...stepsBlock(m, values.steps ?? []),
      ...messageBlocks(m, values.message),
    ],
  });
}

/** Which pipeline the deal goes through, where there are several. */
function pipelineBlocks(m: Messages, { pipelines }: NewDealFormValues): readonly KnownBlock[] {
  if (pipelines === undefined) return [];
  const options = pipelines.all.map(({ id, name }) => option(literal(name, 60), id));
  const chosen = options.find(({ value }) => value === pipelines.chosen);
  return [
    field(NEW_DEAL_FIELDS.pipeline, m.pipelines.setupField, {
      type: 'static_select',
      options: [...options],
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    }),
  ];
}

/** The contact as far as it was typed. */
const contactBlocks = (m: Messages, { name, email, phone }: LineContact): readonly KnownBlock[] =>
  (
    [
      [NEW_DEAL_FIELDS.contactName, m.dealActions.contactName, name],
      [NEW_DEAL_FIELDS.email, m.dealActions.email, email],
      [NEW_DEAL_FIELDS.phone, m.dealActions.phone, phone],
    ] as const
  ).flatMap(([id, label, text]) =>
    text === undefined
      ? []
      : [
          field(id, label, {
            type: 'plain_text_input',
            max_length: TEXT_FIELD_LIMIT,
            initial_value: truncate(text, TEXT_FIELD_LIMIT),
            optional: true,
          }),
        ],
  );

/** The next steps as far as they were typed. */
const stepsBlock = (m: Messages, steps: readonly string[]): readonly KnownBlock[] =>
  steps.length === 0
    ? []
    : [
        field(NEW_DEAL_FIELDS.steps, m.newDeal.steps, {
          type: 'plain_text_input',
          multiline: true,
          max_length: STEPS_LIMIT,
          initial_value: truncate(steps.join('\n'), STEPS_LIMIT),
          optional: true,
          hint: m.dealActions.laterStepsHint,
        }),
      ];

/** What of the message is noted with the deal. */
function messageBlocks(m: Messages, message: SourceMessage | undefined): readonly KnownBlock[] {
  if (message === undefined) return [];
  const text = message.text === '' ? {} : { initial_value: truncate(message.text, NOTE_LIMIT) };
  return [
    field(NEW_DEAL_FIELDS.note, m.dealActions.noteText, {
      type: 'plain_text_input',
      multiline: true,
      max_length: NOTE_LIMIT,
      ...text,
      optional: true,
    }),
    ...keptLinkLine(m, message.link),
  ];
}

/** What to do about an open deal of the same company: add to it, or make a new one all the same. */
export const DUPLICATE_CHOICES = { add: 'add', make: 'new' } as const;

/** Says that the company has an open deal, shows the way to it, and asks whether a second one is meant. The form's data is that deal. */
function duplicateBlocks(m: Messages, twin: Deal | undefined): readonly KnownBlock[] {
  if (twin === undefined) return [];
  const add = option(m.dealActions.addToIt(dealTitle(twin)), DUPLICATE_CHOICES.add);
  const make = option(m.dealActions.addAnyway, DUPLICATE_CHOICES.make);
  return [
    richText(m.dealActions.sameCompany(dealTitle(twin))),
    ...buttons({ id: SHOW, text: m.common.open, value: dealButtonValue(twin) }),
    field(NEW_DEAL_FIELDS.anyway, m.dealActions.whatToDo, { type: 'radio_buttons', options: [add, make], initial_option: add }),
  ];
}

/** The fields as the typed line filled them. */
export const draftFormValues = (draft: DealDraft, asker: string | null): NewDealFormValues => ({
  name: draft.name,
  company: draft.company ?? '',
  value: draft.moneyText,
  closeOn: draft.closeOn,
  owner: draft.owner?.id ?? asker ?? undefined,
  problems: draft.problems,
  contact: draft.contact,
});
