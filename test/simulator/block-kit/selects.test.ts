import { inMessage, option, options, plain, section, testRules } from './examples.ts';

const beside = (accessory: unknown) => inMessage(section({ accessory }));
const select = (fields: object) => ({ type: 'static_select', options: options(2), ...fields });
const overflow = (list: unknown[]) => ({ type: 'overflow', options: list });
const checkboxes = (fields: object) => ({ type: 'checkboxes', options: options(2), ...fields });
const group = (fields: object) => ({ label: plain('Open'), options: options(1), ...fields });
const first = option('Option 0');

testRules('a menu', beside, [
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

testRules('a menu of several choices', beside, [
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

testRules('overflow, radio buttons and checkboxes', beside, [
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
