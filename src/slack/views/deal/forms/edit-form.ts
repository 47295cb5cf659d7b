import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { DealFile } from '../../../../core/deal/deal.ts';
import { type FormFields, fingerprint } from '../../../../core/deal/field-merge.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import { field, modal, plainText } from '../../kit/blocks.ts';
import { literal, richText, truncate } from '../../kit/text.ts';
import { dealButtonValue, parseDealButtonValue, type SeenDeal } from '../deal-button-value.ts';
import { dealTitle } from '../deal-title.ts';

/** Callback id of the form with everything that is known about a deal; names of its fields. */
export const EDIT_FORM = 'deal.save-edit';
export const EDIT_FIELDS = {
  name: 'name',
  company: 'company',
  value: 'value',
  closeOn: 'closeOn',
  nextStep: 'nextStep',
  nextStepOn: 'nextStepOn',
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

/** What a person typed, and who has entered something else meanwhile. */
export type EditConflict = {
  readonly typed: FormFields;
  /** Fields that the person changed; the others show what is true by now. */
  readonly touched: readonly string[];
  readonly clashes: readonly { readonly name: EditField; readonly who: SafeText; readonly at: SafeText }[];
};

/** What the form shows of a deal, field by field. */
export function editValues(m: Messages, { deal, contact }: DealFile): Readonly<Record<EditField, string | null>> {
  const text = (value: string | null) => (value === null || value === '' ? null : truncate(value, LIMIT));
  return {
    name: text(deal.name),
    company: text(deal.company),
    value: deal.valueMinor === null ? null : m.f.money(deal.valueMinor, deal.currency),
    closeOn: deal.closeOn,
    nextStep: text(deal.nextStep),
    nextStepOn: deal.nextStepOn,
    contact: text(contact.name),
    email: text(contact.email),
    phone: text(contact.phone),
    decider: text(contact.decider),
  };
}

/** The form's data: the deal as it was shown, what each field showed, and whether it is shown for the second time. */
export type EditMetadata = {
  readonly seen: SeenDeal;
  readonly shown: Readonly<Record<string, string>>;
  /** Ends the names of the form's fields: Slack would keep what was entered under the same name, even where the field shows something newer. */
  readonly suffix: string;
};

const versionSuffix = (version: number): string => `@${version}`;

/** Reads the form's data; undefined where an older version of this form has written them. */
export function parseEditMetadata(data: string): EditMetadata | undefined {
  const [deal = '', prints = '', again = ''] = data.split('>');
  const seen = parseDealButtonValue(deal);
  const each = prints.split('.');
  if (seen?.version === undefined || each.length !== FIELD_NAMES.length) return undefined;
  const shown = Object.fromEntries(FIELD_NAMES.map((name, index) => [name, each[index] ?? '']));
  return { seen, shown, suffix: again === '' ? '' : versionSuffix(seen.version) };
}

/** Everything that is known about a deal, to be changed; where others changed the same meanwhile, with the question which of both stays. */
export function editForm(m: Messages, file: DealFile, clash?: EditConflict): ModalView {
  const { deal } = file;
  const now = editValues(m, file);
  const suffix = clash === undefined ? '' : versionSuffix(deal.version);
  const labels: Readonly<Record<EditField, SafeText>> = {
    name: m.newDeal.name,
    company: m.newDeal.company,
    value: m.newDeal.value(literal(deal.currency)),
    closeOn: m.newDeal.closeOn,
    nextStep: m.morning.step,
    nextStepOn: m.morning.stepOn,
    contact: m.dealActions.contactName,
    email: m.dealActions.email,
    phone: m.dealActions.phone,
    decider: m.dealActions.decider,
  };
  const input = (name: EditField): InputBlock => {
    const value = (clash?.touched.includes(name) === true ? clash.typed[name] : now[name]) ?? null;
    const element: InputBlock['element'] = DATE_FIELDS.has(name)
      ? { type: 'datepicker', ...(value === null ? {} : { initial_date: value }) }
      : { type: 'plain_text_input', max_length: LIMIT, ...(value === null ? {} : { initial_value: truncate(value, LIMIT) }) };
    return field(`${EDIT_FIELDS[name]}${suffix}`, labels[name], element, { optional: name !== 'name' });
  };
  const shownAs = (name: EditField, value: string | null): SafeText =>
    value === null ? m.dealActions.conflictEmpty : DATE_FIELDS.has(name) ? m.f.date(value) : literal(value, 50);
  const questions = (clash?.clashes ?? []).map(({ name, who, at }): InputBlock => {
    const option = (text: SafeText, value: string) => ({ text: plainText(text, 75), value });
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
    data: [
      dealButtonValue(deal),
      FIELD_NAMES.map((name) => fingerprint(now[name])).join('.'),
      clash === undefined ? '' : 'again',
    ].join('>'),
    blocks: [...head, ...FIELD_NAMES.map(input)],
  });
}
