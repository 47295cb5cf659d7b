import { button, inMessage, mrkdwn, plain, section, testRules } from './examples.ts';

const beside = (accessory: unknown) => inMessage(section({ accessory }));

testRules('a button', beside, [
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

testRules('feedback and icon buttons', (element) => inMessage({ type: 'context_actions', elements: [element] }), [
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
