import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { amountCurrency, type DealFile, type PlannedStep } from '../../../../core/deal/deal.ts';
import { type FormFields, fingerprint } from '../../../../core/deal/field-merge.ts';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import { isPlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import { field, modal, option } from '../../kit/blocks.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import { literal, richText, truncate } from '../../kit/text.ts';
import { parseDealButtonValue } from '../deal-button-value.ts';
import { seenDealSchema } from '../deal-form-data.ts';
import { dealTitle } from '../deal-title.ts';
import { valueText } from '../deal-value.ts';
import { STEPS_LIMIT } from './new-deal-form.ts';

/** Callback id of the form with everything that is known about a deal; names of its fields. */
export const EDIT_FORM = 'deal.save-edit';
export const EDIT_FIELDS = {
  name: 'name',
  company: 'company',
  value: 'value',
  closeOn: 'closeOn',
  nextStep: 'nextStep',
  nextStepOn: 'nextStepOn',
  laterSteps: 'laterSteps',
  contact: 'contact',
  email: 'email',
  phone: 'phone',
  decider: 'decider',
} as const;
export type EditField = keyof typeof EDIT_FIELDS;

/** Which of two values of a field stays; the name of the field that asks is {@link conflictField}. */
export const CONFLICT_CHOICES = { mine: 'mine', theirs: 'theirs' } as const;
export const conflictField = (name: EditField): string => `clash ${name}`;

const FIELD_NAMES = Object.keys(EDIT_FIELDS) as readonly EditField[];
const DATE_FIELDS: ReadonlySet<EditField> = new Set(['closeOn', 'nextStepOn']);
const LIMIT = 200;
/** Fields that earlier versions had, in their order. */
const OLDER_FIELDS = FIELD_NAMES.filter((name) => name !== 'laterSteps');

/** What a person typed, and who has entered something else meanwhile. */
export type EditConflict = {
  readonly typed: FormFields;
  /** Fields that the person changed; the others show what is true by now. */
  readonly touched: readonly string[];
  readonly clashes: readonly { readonly name: EditField; readonly who: SafeText; readonly at: SafeText }[];
};

/** The steps after the next one as lines that can be changed: `send the offer, 4 Dec 2026`. */
export const laterStepLines = (m: Messages, { laterSteps }: Pick<DealFile['deal'], 'laterSteps'>): readonly string[] =>
  laterSteps.map((step) => stepLine(m, step));

/** A step as a line that is read back: `send the offer, 4 Dec 2026`. */
export const stepLine = (m: Messages, { step, on }: PlannedStep): string => `${step}${on === null ? '' : `, ${m.f.date(on)}`}`;

/** What the form shows of a deal, field by field. */
export function editValues(m: Messages, { deal, contact }: DealFile): Readonly<Record<EditField, string | null>> {
  const text = (value: string | null) => (value === null || value === '' ? null : truncate(value, LIMIT));
  return {
    name: text(deal.name),
    company: text(deal.company),
    value: valueText(m, deal) ?? null,
    closeOn: deal.closeOn,
    nextStep: text(deal.nextStep),
    nextStepOn: deal.nextStepOn,
    laterSteps: deal.laterSteps.length === 0 ? null : laterStepLines(m, deal).join('\n'),
    contact: text(contact.name),
    email: text(contact.email),
    phone: text(contact.phone),
    decider: text(contact.decider),
  };
}

/**
 * What the form holds: the deal as it was shown, fingerprints of what each field showed, and whether it is shown for the second time.
 * Before, '141@7>fingerprints with dots between>again'.
 */
export const editFormData = defineFormData(
  z.object({ deal: seenDealSchema, shown: z.record(z.string(), z.string()), isAgain: z.boolean() }),
  (text) => {
    const [deal = '', prints = '', again = ''] = text.split('>');
    const each = prints.split('.');
    if (parseDealButtonValue(deal)?.version === undefined || each.length !== OLDER_FIELDS.length) return undefined;
    const shown = Object.fromEntries(OLDER_FIELDS.map((name, index) => [name, each[index] ?? '']));
    return { deal, shown, isAgain: again !== '' };
  },
);
export type EditFormData = DataOf<typeof editFormData>;

/**
 * Ends the names of the form's fields when it is shown for the second time: Slack would keep what was entered under the same name, even
 * where the field shows something newer.
 */
export const editFieldSuffix = ({ deal, isAgain }: Pick<EditFormData, 'deal' | 'isAgain'>): string =>
  isAgain ? `@${deal.version}` : '';

/** Everything that is known about a deal, to be changed; where others changed the same meanwhile, with the question which of both stays. */
export function editForm(
  m: Messages,
  { file, pipeline }: { readonly file: DealFile; readonly pipeline: Pipeline },
  clash?: EditConflict,
): ModalView {
  const { deal } = file;
  const now = editValues(m, file);
  const isAgain = clash !== undefined;
  const suffix = editFieldSuffix({ deal, isAgain });
  const labels: Readonly<Record<EditField, SafeText>> = {
    name: m.newDeal.name,
    company: m.newDeal.company,
    value: m.newDeal.value(literal(amountCurrency(deal, pipeline))),
    closeOn: m.newDeal.closeOn,
    nextStep: m.morning.step,
    nextStepOn: m.morning.stepOn,
    laterSteps: m.dealActions.laterSteps,
    contact: m.dealActions.contactName,
    email: m.dealActions.email,
    phone: m.dealActions.phone,
    decider: m.dealActions.decider,
  };
  const input = (name: EditField): InputBlock => {
    const value = (clash?.touched.includes(name) === true ? clash.typed[name] : now[name]) ?? null;
    const element: InputBlock['element'] = DATE_FIELDS.has(name)
      ? { type: 'datepicker', ...(value === null ? {} : { initial_date: value }) }
      : name === 'laterSteps'
        ? {
            type: 'plain_text_input',
            multiline: true,
            max_length: STEPS_LIMIT,
            ...(value === null ? {} : { initial_value: value }),
          }
        : { type: 'plain_text_input', max_length: LIMIT, ...(value === null ? {} : { initial_value: truncate(value, LIMIT) }) };
    const hint = name === 'laterSteps' ? { hint: m.dealActions.laterStepsHint } : {};
    return field(`${EDIT_FIELDS[name]}${suffix}`, labels[name], { ...element, ...hint, optional: name !== 'name' });
  };
  const shownAs = (name: EditField, value: string | null): SafeText =>
    value === null
      ? m.dealActions.conflictEmpty
      : DATE_FIELDS.has(name) && isPlainDate(value)
        ? m.f.date(value)
        : literal(value, 50);
  const questions = (clash?.clashes ?? []).map(({ name, who, at }): InputBlock => {
    return field(conflictField(name), m.dealActions.conflict(labels[name], at), {
      type: 'radio_buttons',
      options: [
        option(m.dealActions.conflictMine(shownAs(name, clash?.typed[name] ?? null)), CONFLICT_CHOICES.mine),
        option(m.dealActions.conflictTheirs(who, shownAs(name, now[name])), CONFLICT_CHOICES.theirs),
      ],
    });
  });
  const head: readonly KnownBlock[] =
    clash === undefined ? [] : [richText(m.dealActions.conflictHead(dealTitle(deal))), ...questions];
  return modal({
    id: EDIT_FORM,
    title: m.dealActions.editTitle,
    submit: m.dealActions.editSubmit,
    close: m.common.cancel,
    data: editFormData.encode({
      deal,
      shown: Object.fromEntries(FIELD_NAMES.map((name) => [name, fingerprint(now[name])])),
      isAgain,
    }),
    blocks: [...head, ...FIELD_NAMES.map(input)],
  });
}
