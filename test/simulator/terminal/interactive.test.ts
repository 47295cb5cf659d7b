import { describe, expect, it } from 'vitest';
import { interactiveElements } from '../../../simulator/terminal/interactive.ts';
import { renderMessage } from '../../../simulator/terminal/render.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (text: string, fields: object = {}) => ({
  type: 'button',
  text: plain(text),
  action_id: `deal.${text}`,
  ...fields,
});
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });

const blocks = [
  { type: 'section', block_id: 'row', text: plain('Bielik'), accessory: button('Take', { value: '141' }) },
  { type: 'section', text: plain('Funnel'), accessory: { type: 'image', image_url: 'x', alt_text: 'funnel' } },
  {
    type: 'actions',
    block_id: 'more',
    elements: [
      {
        type: 'static_select',
        action_id: 'stage',
        placeholder: plain('Stage'),
        options: [option('Lead'), option('Offer')],
        initial_option: option('Offer'),
      },
      { type: 'users_select', action_id: 'owner', initial_user: 'U1' },
    ],
  },
  {
    type: 'input',
    block_id: 'note',
    label: plain('Note'),
    element: { type: 'plain_text_input', action_id: 'text', initial_value: 'Call' },
  },
  { type: 'carousel', elements: [{ type: 'card', block_id: 'card', title: plain('a'), actions: [button('Open')] }] },
  { type: 'container', title: plain('a'), child_blocks: [{ type: 'actions', elements: [button('Inside')] }] },
  {
    type: 'context_actions',
    block_id: 'said',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'rate',
        positive_button: { text: plain('Useful'), value: 'yes' },
        negative_button: { text: plain('Not'), value: 'no' },
      },
    ],
  },
];

describe('what a person can use', () => {
  it('is listed in document order, with what it sends and offers', () => {
    expect(interactiveElements(blocks)).toEqual([
      { actionId: 'deal.Take', blockId: 'row', label: 'Take', type: 'button', value: '141' },
      {
        actionId: 'stage',
        blockId: 'more',
        label: 'Stage',
        type: 'static_select',
        value: 'offer',
        options: [
          { label: 'Lead', value: 'lead' },
          { label: 'Offer', value: 'offer' },
        ],
      },
      { actionId: 'owner', blockId: 'more', label: '', type: 'users_select', value: 'U1' },
      { actionId: 'text', blockId: 'note', label: 'Note', type: 'plain_text_input', value: 'Call' },
      { actionId: 'deal.Open', blockId: 'card', label: 'Open', type: 'button' },
      { actionId: 'deal.Inside', blockId: '', label: 'Inside', type: 'button' },
      { actionId: 'rate', blockId: 'said', label: 'Useful', type: 'feedback_buttons', value: 'yes' },
      { actionId: 'rate', blockId: 'said', label: 'Not', type: 'feedback_buttons', value: 'no' },
    ]);
  });

  it('has on the screen the number of its place in the list', () => {
    const screen = renderMessage({ blocks });
    interactiveElements(blocks)
      .map(({ label, type }, index) => ({ label, type, number: index + 1 }))
      .filter(({ type }) => type === 'button' || type === 'feedback_buttons')
      .forEach(({ label, number }) => void expect(screen).toContain(`${number} [${label}]`));
  });

  it('of options in groups lists all', () => {
    const select = { type: 'static_select', option_groups: [{ label: plain('Open'), options: [option('Lead')] }] };
    expect(interactiveElements([{ type: 'actions', elements: [select] }])[0]?.options).toEqual([
      { label: 'Lead', value: 'lead' },
    ]);
  });

  it('is nothing in a message without elements', () => expect(interactiveElements([{ type: 'divider' }, 'odd'])).toEqual([]));
});
