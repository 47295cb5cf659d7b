import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateMessage, validateView } from '../../../simulator/block-kit/validate.ts';
import { button, inHome, inMessage, inModal, input, mrkdwn, option, plain, repeat, section } from './examples.ts';

const modal = (fields: object = {}) => ({ type: 'modal', title: plain('Deal'), blocks: [section()], ...fields });
const textInput = (fields: object = {}) => input({ type: 'plain_text_input', ...fields });
const table = (text = 'a') => ({ type: 'table', rows: [[{ type: 'raw_text', text }]] });
const dataTable = (text: string) => ({ type: 'data_table', caption: 'Deals', rows: repeat(2, [{ type: 'raw_text', text }]) });
const chart = { type: 'data_visualization', title: 'Funnel', chart: { type: 'pie', segments: [{ label: 'Lead', value: 1 }] } };
const rowWith = (actionId: string) => section({ accessory: button({ action_id: actionId }) });
const refusing = (what: string) => [expect.stringContaining(what)];

describe('a message', () => {
  it('is text, blocks or attachments', () => {
    expect(validateMessage({ text: 'Hello' })).toEqual([]);
    expect(validateMessage({ blocks: [section()] })).toEqual([]);
    expect(validateMessage({ attachments: [{ fallback: 'Hello' }] })).toEqual([]);
    expect(validateMessage({ text: '', blocks: [] })).toEqual(refusing('no_text'));
  });

  it('may drop its blocks', () => expect(validateMessage({ text: 'Done', blocks: [] })).toEqual([]));

  it('has at most 50 blocks', () => {
    expect(inMessage(...repeat(50, section()))).toEqual([]);
    expect(inMessage(...repeat(51, section()))).toEqual(['[ERROR] no more than 50 items allowed [json-pointer:/blocks]']);
  });

  it('has its blocks in a list', () => {
    expect(validateMessage({ text: 'a', blocks: '[]' })).toEqual(['[ERROR] must provide an array [json-pointer:/blocks]']);
  });

  it('has one table, also counting those in containers', () => {
    const boxed = { type: 'container', title: plain('More'), child_blocks: [table()] };
    expect(inMessage(table())).toEqual([]);
    expect(inMessage(table(), boxed)).toEqual(['[ERROR] only_one_table_allowed [json-pointer:/blocks/1/child_blocks/0]']);
  });

  it('has at most two charts', () => {
    expect(inMessage(chart, chart)).toEqual([]);
    expect(inMessage(chart, chart, chart)).toEqual(refusing('no more than 2 data_visualization blocks'));
  });

  it('has 12,000 characters of markdown over all its blocks', () => {
    const markdown = (length: number) => ({ type: 'markdown', text: 'a'.repeat(length) });
    expect(inMessage(markdown(6000), markdown(6000))).toEqual([]);
    expect(inMessage(markdown(6000), markdown(6001))).toEqual(refusing('must be less than 12001'));
  });

  it('has 10,000 characters over all its data tables', () => {
    expect(inMessage(dataTable('a'.repeat(2500)), dataTable('a'.repeat(2500)))).toEqual([]);
    expect(inMessage(dataTable('a'.repeat(2500)), dataTable('a'.repeat(2501)))).toEqual(refusing('must be less than 10001'));
  });

  it('takes blocks in attachments by the same rules', () => {
    expect(validateMessage({ attachments: [{ color: '#439FE0', blocks: [section()] }] })).toEqual([]);
    expect(validateMessage({ attachments: [{ blocks: [{ type: 'header' }] }] })).toEqual(
      refusing('[json-pointer:/attachments/0/blocks/0]'),
    );
    expect(validateMessage({ attachments: [{ id: 123 }] })).toEqual(refusing('additional property: id'));
  });
});

describe('ids', () => {
  it('no two blocks share a block_id', () => {
    expect(inMessage(section({ block_id: 'a' }), section({ block_id: 'b' }))).toEqual([]);
    expect(inMessage(section({ block_id: 'a' }), section({ block_id: 'a' }))).toEqual([
      '[ERROR] `block_id` already exists [json-pointer:/blocks/1/block_id]',
    ]);
  });

  it('no two elements of a block share an action_id, those of different blocks may', () => {
    const twice = { type: 'actions', elements: [button({ action_id: 'deal.take' }), button({ action_id: 'deal.take' })] };
    expect(inMessage(rowWith('deal.take'), rowWith('deal.take'))).toEqual([]);
    expect(inMessage(twice)).toEqual(['[ERROR] `action_id` already exists [json-pointer:/blocks/0/elements/1/action_id]']);
  });
});

describe('a view', () => {
  it.each([
    ['title', 24],
    ['submit', 24],
    ['close', 24],
  ])('has a %s of at most %i characters', (field, max) => {
    expect(validateView(modal({ [field]: plain('ż'.repeat(max)) }))).toEqual([]);
    expect(validateView(modal({ [field]: plain('ż'.repeat(max + 1)) }))).toEqual(refusing(`[json-pointer:/view/${field}/text]`));
    expect(validateView(modal({ [field]: mrkdwn('a') }))).toEqual(refusing('plain_text'));
  });

  it.each([
    ['private_metadata', 3000],
    ['callback_id', 255],
    ['external_id', 255],
  ])('has a %s of at most %i characters', (field, max) => {
    expect(validateView(modal({ [field]: 'a'.repeat(max) }))).toEqual([]);
    expect(validateView(modal({ [field]: 'a'.repeat(max + 1) }))).toEqual([
      `[ERROR] must be less than ${max + 1} characters [json-pointer:/view/${field}]`,
    ]);
  });

  it('has at most 100 blocks', () => {
    expect(inModal(...repeat(100, section()))).toEqual([]);
    expect(inHome(...repeat(101, section()))).toEqual(refusing('no more than 100 items allowed [json-pointer:/view/blocks]'));
  });

  it('needs a submit button when it asks for something', () => {
    expect(validateView(modal({ blocks: [textInput()], submit: plain('Save') }))).toEqual([]);
    expect(validateView(modal({ blocks: [textInput()] }))).toEqual(refusing('missing required field: submit'));
    expect(inHome(textInput())).toEqual([]);
  });

  it('focuses one element', () => {
    expect(inModal(textInput({ focus_on_load: true }), textInput())).toEqual([]);
    expect(inModal(textInput({ focus_on_load: true }), textInput({ focus_on_load: true }))).toEqual(refusing('only one element'));
  });

  it('has no title or submit on the Home tab', () => {
    expect(validateView({ type: 'home', blocks: [section()], title: plain('Home') })).toEqual(
      refusing('additional property: title'),
    );
  });

  it('weighs at most 250 KB', () => {
    const menu = (letter: string) =>
      section({
        accessory: {
          type: 'static_select',
          options: Array.from({ length: 100 }, (_, index) => option(letter.repeat(70), `${index}`)),
        },
      });
    expect(inModal(...repeat(15, menu('a')))).toEqual([]);
    expect(inModal(...repeat(15, menu('ł')))).toEqual(['[ERROR] view_too_large [json-pointer:/view]']);
  });

  it('is a modal or the Home tab', () => {
    expect(validateView({ type: 'dialog' })).toEqual(['[ERROR] unsupported type: dialog [json-pointer:/view/type]']);
    expect(validateView('modal')).toEqual(['[ERROR] must provide an object [json-pointer:/view]']);
  });
});

describe('surfaces', () => {
  const alert = { type: 'alert', text: plain('Late') };
  const carousel = { type: 'carousel', elements: [{ type: 'card', title: mrkdwn('a') }] };
  const container = { type: 'container', title: plain('a'), child_blocks: [section()] };
  const task = { type: 'task_card', task_id: 't', title: 'a', status: 'pending' };
  const feedback = { text: plain('a'), value: 'a' };
  const contextActions = {
    type: 'context_actions',
    elements: [{ type: 'feedback_buttons', positive_button: feedback, negative_button: feedback }],
  };

  const rows: { block: { type: string; [field: string]: unknown }; takenBy: readonly string[] }[] = [
    { block: alert, takenBy: ['modal'] },
    { block: table(), takenBy: ['message', 'home'] },
    { block: carousel, takenBy: ['message', 'home'] },
    { block: { type: 'markdown', text: 'a' }, takenBy: ['message'] },
    { block: dataTable('a'), takenBy: ['message'] },
    { block: chart, takenBy: ['message'] },
    { block: container, takenBy: ['message'] },
    { block: task, takenBy: ['message'] },
    { block: { type: 'plan', title: 'a' }, takenBy: ['message'] },
    { block: contextActions, takenBy: ['message'] },
    { block: { type: 'file', external_id: 'a', source: 'remote' }, takenBy: [] },
    { block: section(), takenBy: ['message', 'modal', 'home'] },
  ];

  it.each(rows)('$block.type goes to $takenBy only', ({ block, takenBy }) => {
    const problems = { message: inMessage(block), modal: inModal(block), home: inHome(block) };
    for (const [surface, found] of Object.entries(problems)) {
      expect(found).toEqual(takenBy.includes(surface) ? [] : refusing(`unsupported type: ${block.type}`));
    }
  });
});

describe('hostile input', () => {
  const blockLike = fc.record(
    {
      type: fc.constantFrom('section', 'input', 'table', 'data_visualization', 'container', 'rich_text'),
      elements: fc.jsonValue(),
      rows: fc.jsonValue(),
      accessory: fc.jsonValue(),
      chart: fc.jsonValue(),
      element: fc.jsonValue(),
    },
    { requiredKeys: ['type'] },
  );

  it('never makes the validator throw, and arbitrary JSON is never a view', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        validateMessage({ text: value, blocks: value, attachments: [value] });
        expect(validateView(value)).not.toEqual([]);
      }),
    );
  });

  it('is answered with problems in the form that Slack uses, also when it resembles blocks', () => {
    fc.assert(
      fc.property(fc.array(blockLike, { minLength: 1 }), (blocks) => {
        const problems = validateView({ type: 'modal', blocks });
        expect(problems).not.toEqual([]);
        for (const each of problems) expect(each).toMatch(/^\[ERROR\] .+ \[json-pointer:\/view[\w/]*\]$/u);
      }),
    );
  });

  it('cannot exhaust the stack by nesting', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    expect(validateView({ type: 'modal', blocks: deep })).toEqual(['[ERROR] nested too deeply [json-pointer:/view]']);
  });

  it('cannot borrow the fields that every JavaScript object has', () => {
    expect(inMessage({ type: 'constructor' })).toEqual(refusing('unsupported type: constructor'));
    expect(inMessage(section({ toString: 'a' }))).toEqual(refusing('additional property: toString'));
    expect(inMessage({ type: { toString: 1 } })).toEqual(refusing('must provide a string'));
  });
});
