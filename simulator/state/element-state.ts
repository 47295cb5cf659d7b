import { asRecords, type Fields } from '../read-json.ts';
import type { ElementState } from './entities.ts';

/** Which state field an input type uses, whether it holds several values, and of which kind. */
export type InputSpec = {
  readonly field: string;
  readonly many: boolean;
  readonly valueKind:
    | 'text'
    | 'option'
    | 'user'
    | 'conversation'
    | 'channel'
    | 'date'
    | 'time'
    | 'instant'
    | 'file'
    | 'rich_text';
};

const one = (field: string, of: InputSpec['valueKind']): InputSpec => ({ field, many: false, valueKind: of });
const many = (field: string, of: InputSpec['valueKind']): InputSpec => ({ field, many: true, valueKind: of });

const INPUT_SPECS: Readonly<Record<string, InputSpec>> = {
  plain_text_input: one('value', 'text'),
  number_input: one('value', 'text'),
  email_text_input: one('value', 'text'),
  url_text_input: one('value', 'text'),
  rich_text_input: one('rich_text_value', 'rich_text'),
  static_select: one('selected_option', 'option'),
  external_select: one('selected_option', 'option'),
  radio_buttons: one('selected_option', 'option'),
  checkboxes: many('selected_options', 'option'),
  multi_static_select: many('selected_options', 'option'),
  multi_external_select: many('selected_options', 'option'),
  users_select: one('selected_user', 'user'),
  multi_users_select: many('selected_users', 'user'),
  conversations_select: one('selected_conversation', 'conversation'),
  multi_conversations_select: many('selected_conversations', 'conversation'),
  channels_select: one('selected_channel', 'channel'),
  multi_channels_select: many('selected_channels', 'channel'),
  datepicker: one('selected_date', 'date'),
  timepicker: one('selected_time', 'time'),
  datetimepicker: one('selected_date_time', 'instant'),
  file_input: many('files', 'file'),
};

/** How this kind of element keeps its value; `undefined` for buttons and overflow menus, which keep none. */
export function inputSpec(type: string): InputSpec | undefined {
  return INPUT_SPECS[type];
}

/**
 * The state of an element that nobody has touched: its initial value, else null, or an empty list where it takes several.
 *
 * @param lookedAt the conversation that stands in a menu which asks for the current one; that wins over an initial one, as in Slack.
 */
export function initialState(element: Fields & { readonly type: string }, lookedAt?: string): ElementState | undefined {
  const holding = inputSpec(element.type);
  if (holding === undefined) return undefined;
  const isCurrent = holding.valueKind === 'conversation' && element['default_to_current_conversation'] === true;
  const current = isCurrent && lookedAt !== undefined ? (holding.many ? [lookedAt] : lookedAt) : undefined;
  const initial = current ?? element[initialField(holding)];
  return { type: element.type, [holding.field]: initial ?? (holding.many ? [] : null) };
}

/** `selected_option` starts from `initial_option`, `value` from `initial_value`, `rich_text_value` from `initial_value`. */
function initialField({ field }: InputSpec): string {
  if (field === 'value' || field === 'rich_text_value') return 'initial_value';
  return field.replace('selected_', 'initial_');
}

/** Whether a state holds nothing: what a required input may not be left with. */
export function isBlank(state: ElementState): boolean {
  const value = state[inputSpec(state.type)?.field ?? 'value'];
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** All options of an element, those of its groups too. External selects have none of their own. */
export function elementOptions(element: Fields): readonly Fields[] {
  return [
    ...asRecords(element['options']),
    ...asRecords(element['option_groups']).flatMap((group) => asRecords(group['options'])),
  ];
}
