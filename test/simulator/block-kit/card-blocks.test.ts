import { button, inMessage, inModal, mrkdwn, plain, repeat, rich, section, testRules } from './examples.ts';

const icon = { type: 'image', image_url: 'https://example.com/i.png', alt_text: 'Deal' };
const card = (fields: object) => ({ type: 'card', title: mrkdwn('Bielik'), ...fields });
const carousel = (elements: unknown[]) => ({ type: 'carousel', elements });
const alert = (fields: object) => ({ type: 'alert', text: plain('Past its date'), ...fields });
const container = (fields: object) => ({ type: 'container', title: plain('Details'), child_blocks: [section()], ...fields });
const task = (fields: object) => ({ type: 'task_card', task_id: 't', title: 'Count', status: 'pending', ...fields });

testRules('an alert', inModal, [
  [
    'has a text of at most 200',
    alert({ text: plain('a'.repeat(200)) }),
    alert({ text: plain('a'.repeat(201)) }),
    'less than 201',
  ],
  ['has a known level', alert({ level: 'warning' }), alert({ level: 'fatal' }), 'must be a valid enum value'],
]);

testRules('a card', inMessage, [
  [
    'shows something',
    card({}),
    { type: 'card', subtitle: mrkdwn('a') },
    'must define at least one of `hero_image`, `title`, `body`, `actions`',
  ],
  [
    'has a title of at most 150',
    card({ title: mrkdwn('a'.repeat(150)) }),
    card({ title: mrkdwn('a'.repeat(151)) }),
    'less than 151',
  ],
  [
    'has a subtitle of at most 150',
    card({ subtitle: mrkdwn('a'.repeat(150)) }),
    card({ subtitle: mrkdwn('a'.repeat(151)) }),
    'less than 151',
  ],
  [
    'has a body of at most 200',
    card({ body: mrkdwn('a'.repeat(200)) }),
    card({ body: mrkdwn('a'.repeat(201)) }),
    'less than 201',
  ],
  [
    'has a subtext of at most 200',
    card({ subtext: mrkdwn('a'.repeat(200)) }),
    card({ subtext: mrkdwn('a'.repeat(201)) }),
    'less than 201',
  ],
  ['has 1 to 3 buttons', card({ actions: repeat(3, button()) }), card({ actions: repeat(4, button()) }), 'no more than 3 items'],
  ['has one icon', card({ icon }), card({ icon, slack_icon: { type: 'icon', name: 'flag' } }), 'must not define both'],
]);

testRules('carousels and containers', inMessage, [
  ['a carousel has at most 10 cards', carousel(repeat(10, card({}))), carousel(repeat(11, card({}))), 'no more than 10 items'],
  ['a carousel holds cards only', carousel([card({})]), carousel([section()]), 'unsupported type: section'],
  [
    'a container has a title',
    container({}),
    container({ title: undefined }),
    'must define at least one of `title`, `rich_text_title`',
  ],
  [
    'a container has a title of at most 150',
    container({ title: plain('a'.repeat(150)) }),
    container({ title: plain('a'.repeat(151)) }),
    'less than 151',
  ],
  [
    'a container has a subtitle of at most 150',
    container({ subtitle: plain('a'.repeat(150)) }),
    container({ subtitle: plain('a'.repeat(151)) }),
    'less than 151',
  ],
  [
    'a container has at most 10 children',
    container({ child_blocks: repeat(10, section()) }),
    container({ child_blocks: repeat(11, section()) }),
    'no more than 10 items',
  ],
  [
    'a container holds no container',
    container({ child_blocks: [{ type: 'divider' }] }),
    container({ child_blocks: [container({})] }),
    'unsupported type: container',
  ],
  [
    'a container holds no rich text',
    container({ rich_text_title: rich('a') }),
    container({ child_blocks: [rich('a')] }),
    'unsupported type: rich_text',
  ],
  ['a container has a known width', container({ width: 'wide' }), container({ width: 'huge' }), 'must be a valid enum value'],
  [
    'only a collapsible container starts closed',
    container({ is_collapsible: true, default_collapsed: true }),
    container({ default_collapsed: true }),
    '`default_collapsed` requires `is_collapsible`',
  ],
]);

testRules('plans', inMessage, [
  ['a task has a known status', task({ status: 'complete' }), task({ status: 'done' }), 'must be a valid enum value'],
  [
    'a task says where it read',
    task({ sources: [{ type: 'url', url: 'https://x', text: 'x' }] }),
    task({ sources: [{ type: 'url', url: 'https://x' }] }),
    'missing required field: text',
  ],
  [
    'a plan is made of tasks',
    { type: 'plan', title: 'Report', tasks: [task({})] },
    { type: 'plan', title: 'Report', tasks: [section()] },
    'unsupported type: section',
  ],
]);
