import { boolean, type Check, integer, list, objectOfType, problem, type Rule, string, stringThat } from './check.ts';
import { confirm, dispatchActionConfig, id, placeholder } from './composition.ts';
import { type JsonRecord, stringIn } from './json-record.ts';
import { LIMITS } from './limits.ts';
import { richTextBlock } from './rich-text.ts';

const focusable = { action_id: id, focus_on_load: boolean };
const typing = { ...focusable, placeholder, dispatch_action_config: dispatchActionConfig };

const date = stringThat(isDate, 'a date, YYYY-MM-DD');
const timeOfDay = stringThat((text) => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text), 'a time, HH:mm');
const timeZone = stringThat(isTimeZone, 'an IANA time zone');
const numeral = stringThat((text) => /^-?\d+(?:\.\d+)?$/u.test(text), 'a number written as a string');

/** block-elements: the pickers of dates and times. */
export const pickers = {
  datepicker: objectOfType('datepicker', { optional: { ...focusable, confirm, placeholder, initial_date: date } }),
  timepicker: objectOfType('timepicker', {
    optional: { ...focusable, confirm, placeholder, initial_time: timeOfDay, timezone: timeZone },
  }),
  datetimepicker: objectOfType('datetimepicker', {
    // Ten digits of seconds since the epoch: 2001 to 2286.
    optional: { ...focusable, confirm, initial_date_time: integer({ min: 1_000_000_000, max: 9_999_999_999 }) },
  }),
} as const satisfies { [type: string]: Check };

export const richTextInput: Check = objectOfType('rich_text_input', {
  optional: {
    ...typing,
    initial_value: richTextBlock,
    min_lines: integer({ min: 1, max: LIMITS.richTextInputLines }),
    max_lines: integer({ min: 1, max: LIMITS.richTextInputLines }),
  },
});

/** block-elements: what a person types into, and which lives in input blocks only. */
export const typedInputs: { readonly [type: string]: Check } = {
  plain_text_input: objectOfType(
    'plain_text_input',
    {
      optional: {
        ...typing,
        initial_value: string({ min: 0, max: LIMITS.plainTextInput }),
        multiline: boolean,
        min_length: integer({ min: 0, max: LIMITS.plainTextInput }),
        max_length: integer({ min: 1, max: LIMITS.plainTextInput }),
      },
    },
    ordered('min_length', 'max_length'),
  ),
  number_input: objectOfType(
    'number_input',
    {
      required: { is_decimal_allowed: boolean },
      optional: { ...typing, initial_value: numeral, min_value: numeral, max_value: numeral },
    },
    wholeUnlessDecimal,
    ordered('min_value', 'max_value'),
    ordered('min_value', 'initial_value'),
    ordered('initial_value', 'max_value'),
  ),
  email_text_input: objectOfType('email_text_input', { optional: { ...typing, initial_value: string({ min: 0 }) } }),
  url_text_input: objectOfType('url_text_input', { optional: { ...typing, initial_value: string({ min: 0 }) } }),
  file_input: objectOfType('file_input', {
    optional: { action_id: id, filetypes: list(string()), max_files: integer({ min: 1, max: LIMITS.fileInput }) },
  }),
};

/** The rule that one bound does not pass the other; silent where either is absent or no number. */
function ordered(lower: string, upper: string): Rule {
  return (record, pointer) =>
    toNumber(record[lower]) > toNumber(record[upper]) ? [problem(`\`${lower}\` must not be over \`${upper}\``, pointer)] : [];
}

function toNumber(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}

function wholeUnlessDecimal(record: JsonRecord, pointer: string): readonly string[] {
  if (record['is_decimal_allowed'] !== false) return [];
  return ['initial_value', 'min_value', 'max_value']
    .filter((field) => stringIn(record, field)?.includes('.'))
    .map((field) => problem('must be a whole number: decimals are not allowed', `${pointer}/${field}`));
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  // The parser carries 31 February over into March; a real date comes back as it was.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
