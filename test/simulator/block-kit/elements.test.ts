import { button, holds, inMessage, inModal, input, mrkdwn, option, options, plain, section } from './examples.ts';

const beside = (accessory: unknown) => inMessage(section({ accessory }));
const asked = (element: unknown) => inModal(input(element as { type: string }));
const confirm = (fields: object) =>
  button({ confirm: { title: plain('Drop?'), text: plain('D-141'), confirm: plain('Drop'), deny: plain('Keep'), ...fields } });
const select = (fields: object) => ({ type: 'static_select', options: options(2), ...fields });
const overflow = (list: unknown[]) => ({ type: 'overflow', options: list });
const checkboxes = (fields: object) => ({ type: 'checkboxes', options: options(2), ...fields });
const group = (fields: object) => ({ label: plain('Open'), options: options(1), ...fields });
const first = option('Option 0');

holds('a button', beside, [
  ['has a text of at most 75', button({ text: plain('a'.repeat(75)) }), button({ text: plain('a'.repeat(76)) }), 'less than 76'],
  ['has a plain text', button(), button({ text: mrkdwn('Go') }), 'must be a valid enum value: plain_text'],
  [
    'carries a value of at most 2,000',
    button({ value: 'a'.repeat(2000) }),
    button({ value: 'a'.repeat(2001) }),
    'less than 2001',
  ],
  ['links to at most 3,000 characters', button({ url: 'a'.repeat(3000) }), button({ url: 'a'.repeat(3001) }), 'less than 3001'],
  ['is primary, danger or neither', button({ style: 'primary' }), button({ style: 'default' }), 'must be a valid enum value'],
  [
    'reads out at most 75',
    button({ accessibility_label: 'a'.repeat(75) }),
    button({ accessibility_label: 'a'.repeat(76) }),
    'less than 76',
  ],
  [
    'has an action_id of at most 255',
    button({ action_id: 'a'.repeat(255) }),
    button({ action_id: 'a'.repeat(256) }),
    'less than 256',
  ],
  [
    'starts a workflow by its address',
    { type: 'workflow_button', text: plain('Go'), workflow: { trigger: { url: 'https://x' } } },
    { type: 'workflow_button', text: plain('Go'), workflow: { trigger: {} } },
    'missing required field: url',
  ],
]);

holds('a confirmation', beside, [
  [
    'has a title of at most 100',
    confirm({ title: plain('a'.repeat(100)) }),
    confirm({ title: plain('a'.repeat(101)) }),
    'less than 101',
  ],
  [
    'has a text of at most 300',
    confirm({ text: mrkdwn('a'.repeat(300)) }),
    confirm({ text: mrkdwn('a'.repeat(301)) }),
    'less than 301',
  ],
  [
    'has a yes of at most 30',
    confirm({ confirm: plain('a'.repeat(30)) }),
    confirm({ confirm: plain('a'.repeat(31)) }),
    'less than 31',
  ],
  ['has a no of at most 30', confirm({ deny: plain('a'.repeat(30)) }), confirm({ deny: plain('a'.repeat(31)) }), 'less than 31'],
  ['names all four texts', confirm({}), confirm({ deny: undefined }), 'missing required field: deny'],
]);

holds('an option', beside, [
  [
    'has a text of at most 75',
    select({ options: [option('a'.repeat(75), 'a')] }),
    select({ options: [option('a'.repeat(76), 'a')] }),
    'less than 76',
  ],
  [
    'has a value of at most 75',
    select({ options: [option('a', 'a'.repeat(75))] }),
    select({ options: [option('a', 'a'.repeat(76))] }),
    'less than 76 characters [json-pointer:/blocks/0/accessory/options/0/value]',
  ],
  [
    'has a description of at most 75',
    select({ options: [{ ...first, description: plain('a'.repeat(75)) }] }),
    select({ options: [{ ...first, description: plain('a'.repeat(76)) }] }),
    'less than 76',
  ],
  [
    'of a menu is plain text',
    select({}),
    select({ options: [{ text: mrkdwn('a'), value: 'a' }] }),
    'must be a valid enum value: plain_text',
  ],
  [
    'of checkboxes may be marked up',
    checkboxes({ options: [{ text: mrkdwn('*a*'), value: 'a' }] }),
    checkboxes({ options: [{ text: 'a', value: 'a' }] }),
    'must provide an object',
  ],
  [
    'links only in an overflow menu',
    overflow([{ ...first, url: 'https://x' }]),
    select({ options: [{ ...first, url: 'https://x' }] }),
    'invalid additional property: url',
  ],
]);

holds('a menu', beside, [
  ['has at most 100 options', select({ options: options(100) }), select({ options: options(101) }), 'no more than 100 items'],
  ['has at least one option', select({}), select({ options: [] }), 'no fewer than 1 items'],
  [
    'has options or groups, not both',
    select({ options: undefined, option_groups: [group({})] }),
    select({ option_groups: [group({})] }),
    'exactly one of `options`, `option_groups`',
  ],
  [
    'has at most 100 groups',
    select({ options: undefined, option_groups: Array.from({ length: 100 }, () => group({})) }),
    select({ options: undefined, option_groups: Array.from({ length: 101 }, () => group({})) }),
    'no more than 100 items',
  ],
  [
    'labels a group with at most 75',
    select({ options: undefined, option_groups: [group({ label: plain('a'.repeat(75)) })] }),
    select({ options: undefined, option_groups: [group({ label: plain('a'.repeat(76)) })] }),
    'less than 76',
  ],
  [
    'starts at an option that is there in full',
    select({ initial_option: first }),
    select({ initial_option: option('Option 0', 'other') }),
    'must equal one of the options in full [json-pointer:/blocks/0/accessory/initial_option]',
  ],
  [
    'finds its first choice in a group too',
    select({ options: undefined, option_groups: [group({})], initial_option: first }),
    select({ options: undefined, option_groups: [group({})], initial_option: option('Option 1') }),
    'must equal one of the options',
  ],
  [
    'has a placeholder of at most 150',
    select({ placeholder: plain('a'.repeat(150)) }),
    select({ placeholder: plain('a'.repeat(151)) }),
    'less than 151',
  ],
  [
    'from elsewhere counts typed letters from 0',
    { type: 'external_select', min_query_length: 0 },
    { type: 'external_select', min_query_length: -1 },
    'must be at least 0',
  ],
  [
    'of people starts at one person',
    { type: 'users_select', initial_user: 'U1' },
    { type: 'users_select', initial_users: ['U1'] },
    'additional property: initial_users',
  ],
  [
    'of channels starts at one channel',
    { type: 'channels_select', initial_channel: 'C1', response_url_enabled: true },
    { type: 'channels_select', initial_channel: 1 },
    'must provide a string',
  ],
  [
    'of conversations filters by kind',
    { type: 'conversations_select', filter: { include: ['public'] } },
    { type: 'conversations_select', filter: { include: ['secret'] } },
    'must be a valid enum value',
  ],
  [
    'of conversations has no empty filter',
    { type: 'conversations_select', default_to_current_conversation: true },
    { type: 'conversations_select', filter: {} },
    'must define at least one of',
  ],
]);

holds('a menu of several choices', beside, [
  [
    'takes at least one',
    { type: 'multi_users_select', max_selected_items: 1 },
    { type: 'multi_users_select', max_selected_items: 0 },
    'must be at least 1',
  ],
  [
    'does not start with an empty list',
    { type: 'multi_static_select', options: options(2), initial_options: [first] },
    { type: 'multi_static_select', options: options(2), initial_options: [] },
    'no fewer than 1 items',
  ],
  [
    'starts at options that are there in full',
    { type: 'multi_static_select', options: options(2), initial_options: [first] },
    { type: 'multi_static_select', options: options(2), initial_options: [option('x')] },
    'must equal one of the options in full [json-pointer:/blocks/0/accessory/initial_options/0]',
  ],
  [
    'of channels lists ids',
    { type: 'multi_channels_select', initial_channels: ['C1'] },
    { type: 'multi_channels_select', initial_channels: 'C1' },
    'must provide an array',
  ],
  [
    'of conversations has no response_url',
    { type: 'multi_conversations_select', initial_conversations: ['C1'] },
    { type: 'multi_conversations_select', response_url_enabled: true },
    'additional property',
  ],
  [
    'from elsewhere starts at whole options',
    { type: 'multi_external_select', initial_options: [first] },
    { type: 'multi_external_select', initial_options: ['a'] },
    'must provide an object',
  ],
]);

holds('overflow, radio buttons and checkboxes', beside, [
  ['an overflow menu has at most 5 options', overflow(options(5)), overflow(options(6)), 'no more than 5 items'],
  [
    'radio buttons have at most 10 options',
    { type: 'radio_buttons', options: options(10) },
    { type: 'radio_buttons', options: options(11) },
    'no more than 10 items',
  ],
  [
    'radio buttons start at one of their options',
    { type: 'radio_buttons', options: options(2), initial_option: first },
    { type: 'radio_buttons', options: options(2), initial_option: option('x') },
    'must equal one',
  ],
  [
    'checkboxes have at most 10 options',
    checkboxes({ options: options(10) }),
    checkboxes({ options: options(11) }),
    'no more than 10 items',
  ],
  [
    'checkboxes start at their own options',
    checkboxes({ initial_options: [first] }),
    checkboxes({ initial_options: [option('x')] }),
    'must equal one',
  ],
  ['checkboxes do not start with an empty list', checkboxes({}), checkboxes({ initial_options: [] }), 'no fewer than 1 items'],
]);

holds('pickers', asked, [
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

holds('what a person types into', asked, [
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

holds('feedback and icon buttons', (element) => inMessage({ type: 'context_actions', elements: [element] }), [
  [
    'feedback has two sides',
    {
      type: 'feedback_buttons',
      positive_button: { text: plain('Good'), value: '1' },
      negative_button: { text: plain('Bad'), value: '0' },
    },
    { type: 'feedback_buttons', positive_button: { text: plain('Good'), value: '1' } },
    'missing required field: negative_button',
  ],
  [
    'an icon button is the waste bin',
    { type: 'icon_button', icon: 'trash', text: plain('Drop') },
    { type: 'icon_button', icon: 'rocket', text: plain('Go') },
    'must be a valid enum value: trash',
  ],
]);
