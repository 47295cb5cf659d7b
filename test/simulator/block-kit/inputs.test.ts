import { inModal, input, type Json, plain, testRules } from './examples.ts';

const asked = (element: Json) => inModal(input(element));

testRules('pickers', asked, [
  [
    'a date is a day of the calendar',
    { type: 'datepicker', initial_date: '2028-02-29' },
    { type: 'datepicker', initial_date: '2026-02-29' },
    'must be a date, YYYY-MM-DD [json-pointer:/view/blocks/0/element/initial_date]',
  ],
  [
    'a time is of a day of 24 hours',
    { type: 'timepicker', initial_time: '23:59' },
    { type: 'timepicker', initial_time: '24:00' },
    'must be a time, HH:mm',
  ],
  [
    'a time zone has an IANA name',
    { type: 'timepicker', timezone: 'Europe/Warsaw' },
    { type: 'timepicker', timezone: 'Warsaw/Europe' },
    'must be an IANA time zone',
  ],
  [
    'an instant has ten digits of seconds',
    { type: 'datetimepicker', initial_date_time: 1_790_000_000 },
    { type: 'datetimepicker', initial_date_time: 1_790_000_000_000 },
    'must be at most',
  ],
]);

testRules('what a person types into', asked, [
  [
    'asks for at most 3,000 characters',
    { type: 'plain_text_input', max_length: 3000 },
    { type: 'plain_text_input', max_length: 3001 },
    'must be at most 3000',
  ],
  [
    'asks for no more than it takes',
    { type: 'plain_text_input', min_length: 5, max_length: 5 },
    { type: 'plain_text_input', min_length: 6, max_length: 5 },
    '`min_length` must not be over `max_length`',
  ],
  [
    'a number input says whether it takes decimals',
    { type: 'number_input', is_decimal_allowed: true },
    { type: 'number_input' },
    'missing required field: is_decimal_allowed',
  ],
  [
    'a number input has bounds written as strings',
    { type: 'number_input', is_decimal_allowed: false, min_value: '0' },
    { type: 'number_input', is_decimal_allowed: false, min_value: 0 },
    'must provide a string',
  ],
  [
    'a number input starts within its bounds',
    { type: 'number_input', is_decimal_allowed: false, initial_value: '5', max_value: '5' },
    { type: 'number_input', is_decimal_allowed: false, initial_value: '10', max_value: '9' },
    '`initial_value` must not be over `max_value`',
  ],
  [
    'a whole number has no decimals',
    { type: 'number_input', is_decimal_allowed: true, initial_value: '1.5' },
    { type: 'number_input', is_decimal_allowed: false, initial_value: '1.5' },
    'must be a whole number',
  ],
  [
    'an e-mail input has a placeholder of at most 150',
    { type: 'email_text_input', placeholder: plain('a'.repeat(150)) },
    { type: 'email_text_input', placeholder: plain('a'.repeat(151)) },
    'less than 151',
  ],
  [
    'a url input is one line',
    { type: 'url_text_input', initial_value: 'https://x' },
    { type: 'url_text_input', multiline: true },
    'additional property: multiline',
  ],
  [
    'a file input takes 1 to 10 files',
    { type: 'file_input', max_files: 10 },
    { type: 'file_input', max_files: 11 },
    'must be at most 10',
  ],
  [
    'a rich text input starts with rich text',
    { type: 'rich_text_input', max_lines: 100 },
    { type: 'rich_text_input', initial_value: 'a' },
    'must provide an object',
  ],
  [
    'dispatches on known keys',
    { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } },
    { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['on_blur'] } },
    'must be a valid enum value',
  ],
]);
