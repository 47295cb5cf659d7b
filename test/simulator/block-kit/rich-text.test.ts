import { inMessage, rich, testRules } from './examples.ts';

testRules('rich text', inMessage, [
  [
    'is made of sections, lists, quotes and preformatted text',
    rich('a'),
    { type: 'rich_text', elements: [{ type: 'heading', elements: [] }] },
    'unsupported type: heading',
  ],
  [
    'knows its styles',
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { bold: true } }] }],
    },
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { blink: true } }] }],
    },
    'additional property: blink',
  ],
  [
    'indents a list to at most 8',
    { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'ordered', indent: 8, elements: rich('a').elements }] },
    { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'ordered', indent: 9, elements: rich('a').elements }] },
    'must be at most 8',
  ],
  [
    'preformats text and links only',
    { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a' }] }] },
    { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }] },
    'unsupported type: user',
  ],
]);
