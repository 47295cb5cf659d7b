import fc from 'fast-check';
import { validateMessage, validateView } from '../../simulator/block-kit/validate.ts';

/** Blocks that an app may send, of every kind; what the validator would refuse is left out. */
export type Json = { readonly [field: string]: unknown };

const words = (max: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(max, 24) }).filter((text) => text.trim() !== '');
const id = fc.uuid().map((text) => text.slice(0, 8));
const plain = (max = 75) => fc.record({ type: fc.constant('plain_text'), text: words(max) }, { requiredKeys: ['type', 'text'] });
const mrkdwn = fc.record({
  type: fc.constant('mrkdwn'),
  text: fc.oneof(
    words(200),
    fc.constantFrom('*bold* _it_ ~no~ `code`', '<https://example.com|link> & <!here>', '> quote\n```pre\n  formatted```'),
  ),
});
const anyText = fc.oneof(plain(), mrkdwn);
const style = fc.constantFrom('primary', 'danger');
const confirm = fc.record({ title: plain(), text: anyText, confirm: plain(30), deny: plain(30) });
const opt = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined, freq: 3 });

const button = fc.record({
  type: fc.constant('button'),
  action_id: id,
  text: plain(),
  value: id,
  style: opt(style),
  confirm: opt(confirm),
});
const optionsOf = (max: number) =>
  fc.uniqueArray(fc.record({ text: plain(), value: id, description: opt(plain()) }), {
    minLength: 1,
    maxLength: max,
    selector: ({ value }) => value,
  });
const overflow = fc.record({ type: fc.constant('overflow'), action_id: id, options: optionsOf(4) });
const choice = (type: 'radio_buttons' | 'checkboxes') =>
  fc.record({ type: fc.constant(type), action_id: id, options: optionsOf(4) });
const staticSelect = (type: string) =>
  fc.record({ type: fc.constant(type), action_id: id, placeholder: opt(plain()), options: optionsOf(6) });
const otherSelect = (type: string) => fc.record({ type: fc.constant(type), action_id: id, placeholder: opt(plain()) });
const externalSelect = (type: string) =>
  fc.record({ type: fc.constant(type), action_id: id, min_query_length: fc.integer({ min: 0, max: 2 }) });
const date = fc.record({ type: fc.constant('datepicker'), action_id: id, initial_date: opt(fc.constant('2026-11-16')) });
const time = fc.record({ type: fc.constant('timepicker'), action_id: id, initial_time: opt(fc.constant('09:30')) });
const instant = fc.record({ type: fc.constant('datetimepicker'), action_id: id });

const singles = ['users_select', 'conversations_select', 'channels_select'].map(otherSelect);
const multis = ['multi_users_select', 'multi_conversations_select', 'multi_channels_select'].map(otherSelect);
const menus = [
  staticSelect('static_select'),
  staticSelect('multi_static_select'),
  externalSelect('external_select'),
  externalSelect('multi_external_select'),
  ...singles,
  ...multis,
  choice('radio_buttons'),
  choice('checkboxes'),
] as const;
const pressable = fc.oneof(button, overflow, date, time, ...menus);

const image = fc.record({ type: fc.constant('image'), image_url: fc.constant('https://example.com/p.png'), alt_text: words(60) });
const inline = fc.oneof(
  fc.record({ type: fc.constant('text'), text: words(60), style: opt(fc.record({ bold: fc.boolean(), code: fc.boolean() })) }),
  fc.constant({ type: 'link', url: 'https://example.com', text: 'a link' }),
  fc.constant({ type: 'emoji', name: 'tada', unicode: '1f389' }),
  fc.constant({ type: 'broadcast', range: 'here' }),
  fc.constant({ type: 'date', timestamp: 1_794_000_000, format: '{date_short}', fallback: 'a day' }),
  fc.constant({ type: 'color', value: '#ff8800' }),
);
const inlines = fc.array(inline, { minLength: 1, maxLength: 4 });
const richSection = fc.record({ type: fc.constant('rich_text_section'), elements: inlines });
const richText = fc.record({
  type: fc.constant('rich_text'),
  elements: fc.array(
    fc.oneof(
      richSection,
      fc.record({ type: fc.constant('rich_text_quote'), elements: inlines }),
      fc.record({
        type: fc.constant('rich_text_preformatted'),
        elements: fc.array(fc.record({ type: fc.constant('text'), text: words(40) }), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        type: fc.constant('rich_text_list'),
        style: fc.constantFrom('bullet', 'ordered'),
        elements: fc.array(richSection, { minLength: 1, maxLength: 3 }),
      }),
    ),
    { minLength: 1, maxLength: 3 },
  ),
});

const rawText = fc.record({ type: fc.constant('raw_text'), text: words(20) });
const rawNumber = fc.integer({ min: -1000, max: 100_000 }).map((value) => ({ type: 'raw_number', value, text: String(value) }));
const grid = fc.integer({ min: 1, max: 5 }).chain((columns) =>
  fc.record({
    head: fc.array(rawText, { minLength: columns, maxLength: columns }),
    body: fc.array(fc.tuple(rawNumber, ...Array.from({ length: columns - 1 }, () => fc.oneof(rawText, richText))), {
      minLength: 1,
      maxLength: 12,
    }),
  }),
);
const table = grid.map(({ head, body }) => ({ type: 'table', rows: [head, ...body] }));
const dataTable = fc
  .tuple(grid, words(40), fc.integer({ min: 1, max: 6 }))
  .map(([{ head, body }, caption, page_size]) => ({ type: 'data_table', caption, page_size, rows: [head, ...body] }));
const labels = (max: number) => fc.uniqueArray(words(20), { minLength: 1, maxLength: max });
const axisChart = fc.tuple(fc.constantFrom('bar', 'line', 'area'), labels(8), labels(3)).chain(([type, categories, names]) =>
  fc
    .array(fc.array(fc.integer({ min: -50, max: 500 }), { minLength: categories.length, maxLength: categories.length }), {
      minLength: names.length,
      maxLength: names.length,
    })
    .map((values) => ({
      type,
      axis_config: { categories },
      series: names.map((name, at) => ({
        name,
        data: categories.map((label, index) => ({ label, value: values[at]?.[index] ?? 0 })),
      })),
    })),
);
const pie = labels(5).chain((names) =>
  fc
    .array(fc.integer({ min: 1, max: 90 }), { minLength: names.length, maxLength: names.length })
    .map((values) => ({ type: 'pie', segments: names.map((label, at) => ({ label, value: values[at] ?? 1 })) })),
);
const chart = fc.record({ type: fc.constant('data_visualization'), title: words(50), chart: fc.oneof(axisChart, pie) });

const section = fc.record({
  type: fc.constant('section'),
  text: anyText,
  fields: opt(fc.array(anyText, { minLength: 1, maxLength: 4 })),
  accessory: opt(fc.oneof(pressable, image)),
});
const header = fc.record({ type: fc.constant('header'), text: plain(150) });
const actions = fc.record({
  type: fc.constant('actions'),
  elements: fc.uniqueArray(fc.oneof(pressable, instant), { minLength: 1, maxLength: 5, selector: ({ action_id }) => action_id }),
});
const context = fc.record({
  type: fc.constant('context'),
  elements: fc.array(fc.oneof(anyText, image), { minLength: 1, maxLength: 4 }),
});
const card = fc.record({
  type: fc.constant('card'),
  title: mrkdwn,
  body: opt(mrkdwn),
  hero_image: opt(image),
  actions: opt(fc.array(button, { minLength: 1, maxLength: 3 })),
});
const task = fc.record({
  type: fc.constant('task_card'),
  task_id: id,
  title: words(40),
  status: fc.constantFrom('pending', 'in_progress', 'complete', 'error'),
  details: opt(richText),
});
const divider = fc.constant({ type: 'divider' });
const feedback = fc.record({ text: plain(), value: id });
const contextActions = fc.record({
  type: fc.constant('context_actions'),
  elements: fc.array(
    fc.record({ type: fc.constant('feedback_buttons'), action_id: id, positive_button: feedback, negative_button: feedback }),
    { minLength: 1, maxLength: 1 },
  ),
});
const child = fc.oneof(section, header, divider, actions, context);
const everywhere = [
  section,
  header,
  divider,
  actions,
  context,
  fc.record({
    ...{ type: fc.constant('image') },
    image_url: fc.constant('https://example.com/p.png'),
    alt_text: words(40),
    title: opt(plain()),
  }),
  richText,
  card,
] as const;
const inMessages = [
  table,
  dataTable,
  chart,
  contextActions,
  task,
  fc.record({
    type: fc.constant('markdown'),
    text: fc.constantFrom(
      '# Head\n\n- one\n- **two**\n\n1. first\n\n> said\n\n```\ncode\n```\n---\n[link](https://example.com)',
      'words',
    ),
  }),
  fc.record({ type: fc.constant('carousel'), elements: fc.array(card, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    type: fc.constant('container'),
    title: plain(),
    child_blocks: fc.array(child, { minLength: 1, maxLength: 3 }),
    is_collapsible: fc.boolean(),
  }),
  fc.record({ type: fc.constant('plan'), title: words(40), tasks: fc.array(task, { minLength: 1, maxLength: 2 }) }),
] as const;

/** Without the fields that were left out: `undefined` is no JSON. */
const bare = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<Json> => arb.map((value) => JSON.parse(JSON.stringify(value)));
const listOf = (arb: fc.Arbitrary<unknown>, max: number) => fc.array(bare(arb), { minLength: 1, maxLength: max });

/** Blocks of a message that Slack would take. */
export const messageBlocks = listOf(fc.oneof(...everywhere, ...inMessages), 4).filter(
  (blocks) => validateMessage({ text: 'x', blocks }).length === 0,
);

const typed = fc.oneof(
  fc.record({ type: fc.constant('plain_text_input'), action_id: id, multiline: fc.boolean() }),
  fc.record({ type: fc.constant('number_input'), action_id: id, is_decimal_allowed: fc.boolean() }),
  fc.record({ type: fc.constant('email_text_input'), action_id: id }),
  fc.record({ type: fc.constant('url_text_input'), action_id: id }),
);
const input = fc.record({
  type: fc.constant('input'),
  label: plain(),
  hint: opt(plain()),
  optional: fc.boolean(),
  element: fc.oneof(typed, date, time, instant, ...menus),
});
const alert = fc.record({
  type: fc.constant('alert'),
  text: anyText,
  level: fc.constantFrom('info', 'warning', 'error', 'success', 'default'),
});

/** A modal that Slack would take, with something to fill in. */
export const modal = fc
  .tuple(listOf(input, 4), listOf(fc.oneof(...everywhere, alert), 2))
  .map(([inputs, others]) => ({
    type: 'modal',
    callback_id: 'any',
    title: { type: 'plain_text', text: 'Any form' },
    submit: { type: 'plain_text', text: 'Send' },
    blocks: [...inputs, ...others],
  }))
  .filter((view) => validateView(view).length === 0);
