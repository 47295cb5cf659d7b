import { button, inMessage, mrkdwn, option, options, plain, section, testRules } from './examples.ts';

const beside = (accessory: unknown) => inMessage(section({ accessory }));
const confirm = (fields: object) =>
  button({ confirm: { title: plain('Drop?'), text: plain('D-141'), confirm: plain('Drop'), deny: plain('Keep'), ...fields } });
const select = (fields: object) => ({ type: 'static_select', options: options(2), ...fields });
const overflow = (list: unknown[]) => ({ type: 'overflow', options: list });
const checkboxes = (fields: object) => ({ type: 'checkboxes', options: options(2), ...fields });
const first = option('Option 0');

testRules('a confirmation', beside, [
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

testRules('an option', beside, [
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
