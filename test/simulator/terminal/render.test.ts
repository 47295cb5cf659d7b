import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../simulator/terminal/display-width.ts';
import { renderMessage, renderView } from '../../../simulator/terminal/render.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const button = (text: string, fields: object = {}) => ({ type: 'button', text: plain(text), action_id: text, ...fields });
const option = (text: string) => ({ text: plain(text), value: text });
const row = (text: string, label: string) => ({ type: 'section', text: mrkdwn(text), accessory: button(label) });
const show = (...blocks: unknown[]) => renderMessage({ blocks }, { width: 40 }).split('\n');

describe('a message', () => {
  it('without blocks is its text', () => {
    expect(renderMessage({ text: 'Moved by <@U1>' }, { lookUpName: () => 'Anna' })).toBe('Moved by @Anna');
    expect(renderMessage({})).toBe('');
  });

  it('with blocks is its blocks, an empty line between them', () => {
    expect(
      renderMessage({
        text: 'notice',
        blocks: [
          { type: 'header', text: plain('Funnel') },
          { type: 'section', text: plain('86 open') },
        ],
      }),
    ).toBe('Funnel\n\n86 open');
  });

  it('puts a button at the right of its row, and rows close together', () => {
    expect(show(row('D-141 Bielik', "I'll do it"), row('D-160 Żółć', "I'll do it"))).toEqual([
      "D-141 Bielik              1 [I'll do it]",
      "D-160 Żółć                2 [I'll do it]",
    ]);
  });

  it('puts a long button under its text', () => {
    expect(show(row('Bielik', 'Take it over from Anna'))).toEqual(['Bielik', '1 [Take it over from Anna]']);
  });

  it('breaks a row of buttons between them, and marks those that open a page', () => {
    const actions = { type: 'actions', elements: [button('Not these'), button('Why?'), button('Report', { url: 'https://x' })] };
    expect(show(actions)).toEqual(['1 [Not these]  2 [Why?]  3 [Report ↗]']);
    expect(renderMessage({ blocks: [actions] }, { width: 25 })).toBe('1 [Not these]  2 [Why?]\n3 [Report ↗]');
  });

  it('shows fields in two columns', () => {
    expect(show({ type: 'section', fields: [mrkdwn('*Value*\n48k'), mrkdwn('*Owner*\nAnna'), mrkdwn('*Close*')] })).toEqual([
      'Value                Owner',
      '48k                  Anna',
      'Close',
    ]);
  });

  it('shows what is chosen in a menu, else its placeholder', () => {
    const menu = { type: 'static_select', placeholder: plain('Stage'), options: [option('Lead')] };
    expect(show({ type: 'actions', elements: [menu, { ...menu, initial_option: option('Lead') }] })).toEqual([
      '1 [ Stage ▾ ]  2 [ Lead ▾ ]',
    ]);
    expect(show({ type: 'actions', elements: [{ type: 'overflow', options: [option('Edit'), option('Drop')] }] })).toEqual([
      '1 [⋯ Edit · Drop]',
    ]);
  });

  it('describes pictures and videos', () => {
    expect(show({ type: 'image', title: plain('November'), alt_text: 'Funnel of 86 deals', image_url: 'x' })).toEqual([
      'November',
      '[picture: Funnel of 86 deals]',
    ]);
    expect(show({ type: 'video', title: plain('Tour'), video_url: 'https://x' })).toEqual(['[video: Tour] https://x']);
  });

  it('shows lists, quotes and preformatted rich text', () => {
    const text = (words: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text: words }] });
    const elements = [
      { type: 'rich_text_list', style: 'ordered', elements: [text('call'), text('send')] },
      { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [text('offer')] },
      {
        type: 'rich_text_quote',
        elements: [
          { type: 'emoji', name: 'tada', unicode: '1f389' },
          { type: 'user', user_id: 'U1' },
        ],
      },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a   b' }] },
    ];
    expect(show({ type: 'rich_text', elements })).toEqual(['1. call', '2. send', '  • offer', '▏ 🎉@U1', '│ a   b']);
  });

  it('shows cards behind an edge and containers behind a line', () => {
    const card = { type: 'card', title: mrkdwn('Bielik'), body: mrkdwn('forklifts'), actions: [button('Open')] };
    expect(show(card)).toEqual(['▌ Bielik', '▌ forklifts', '▌ 1 [Open]']);
    const inside = { type: 'section', text: plain('x') };
    expect(show({ type: 'container', title: plain('More'), is_collapsible: true, child_blocks: [inside] })).toEqual([
      '▾ More',
      '│ x',
    ]);
  });

  it('shows markdown, plans and dividers', () => {
    expect(show({ type: 'markdown', text: '## Week\n**3** won, [report](https://x)' })).toEqual([
      'Week',
      '3 won, report (https://x)',
    ]);
    const tasks = [{ type: 'task_card', task_id: 'a', title: 'Count', status: 'complete' }];
    expect(show({ type: 'plan', title: 'Report', tasks })).toEqual(['Report', '✔ Count']);
    expect(show({ type: 'divider' })).toEqual(['─'.repeat(40)]);
  });

  it('prints a block it does not know as JSON', () => {
    expect(show({ type: 'hologram', depth: 3 })).toEqual(['[unknown block: hologram]', '{"type":"hologram","depth":3}']);
  });

  it('is dim or bold only where colour is asked for', () => {
    const blocks = [{ type: 'context', elements: [mrkdwn('As of *Monday*')] }];
    expect(renderMessage({ blocks })).toBe('As of Monday');
    expect(renderMessage({ blocks }, { color: true })).toBe('\u001b[2mAs of \u001b[0m\u001b[1;2mMonday\u001b[0m');
  });
});

describe('a modal', () => {
  const input = (fields: object) => ({ type: 'input', block_id: 'close', label: plain('Close date'), ...fields });
  const modal = (...blocks: object[]) => ({
    type: 'modal',
    title: plain('Na etap: Oferta'),
    submit: plain('Przesuń'),
    close: plain('Anuluj'),
    blocks,
  });
  const datepicker = { type: 'datepicker', action_id: 'on', initial_date: '2026-12-18' };

  it('has a frame with its title and buttons', () => {
    expect(renderView(modal(input({ element: datepicker })), {}, { width: 36 }).split('\n')).toEqual([
      '╭─ Na etap: Oferta ────────────────╮',
      '│ Close date                       │',
      '│ 1 [ 2026-12-18 ]                 │',
      '├──────────────────────────────────┤',
      '│              [Anuluj]  [Przesuń] │',
      '╰──────────────────────────────────╯',
    ]);
  });

  it('shows what was entered instead of what the form began with', () => {
    const entered = (state: object) => renderView(modal(input({ element: datepicker })), { close: { on: state } });
    expect(entered({ type: 'datepicker', selected_date: '2027-01-04' })).toContain('[ 2027-01-04 ]');
    expect(entered({ type: 'datepicker', selected_date: null })).not.toContain('2026');
  });

  it('names the people who were chosen', () => {
    const view = modal(input({ element: { type: 'multi_users_select', action_id: 'who', initial_users: ['U1', 'U2'] } }));
    expect(renderView(view, {}, { lookUpName: (id) => (id === 'U1' ? 'Anna' : undefined) })).toContain('[ @Anna, @U2 ▾ ]');
  });

  it('ticks checkboxes and radio buttons', () => {
    const options = [option('Kontakt'), option('Oferta')];
    const boxes = input({ element: { type: 'checkboxes', action_id: 'has', options, initial_options: [option('Kontakt')] } });
    const radio = {
      type: 'input',
      block_id: 'why',
      label: plain('Why'),
      element: { type: 'radio_buttons', action_id: 'r', options },
    };
    const view = renderView(modal(boxes, radio), { why: { r: { selected_option: option('Oferta') } } });
    for (const line of ['1 [x] Kontakt', '  [ ] Oferta', '2 ( ) Kontakt', '  (•) Oferta']) expect(view).toContain(line);
  });

  it('says what is optional, hints, and complains under the field', () => {
    const block = input({
      optional: true,
      hint: plain('From today on'),
      element: { type: 'plain_text_input', action_id: 'x', placeholder: plain('Day') },
    });
    const view = renderView(modal(block), {}, { width: 40, errors: { close: 'Pick a day from today on.' } });
    const inside = view.split('\n').map((line) => line.replace(/^│ | *│$/gu, ''));
    expect(inside.slice(1, 5)).toEqual(['Close date (optional)', '1 [ Day ]', 'From today on', '! Pick a day from today on.']);
  });

  it('shows alerts with a sign of their level', () => {
    expect(renderView(modal({ type: 'alert', level: 'warning', text: plain('Past its date') }))).toContain('⚠ Past its date');
  });

  it('keeps its right edge straight whatever stands inside', () => {
    const view = renderView(
      modal({ type: 'section', text: mrkdwn('Łódź 🎉 日本 *bold* <https://example.com|strona> '.repeat(4)) }),
      {},
      { width: 40 },
    );
    expect(new Set(view.split('\n').map(displayWidth))).toEqual(new Set([40]));
  });
});

describe('hostile data', () => {
  it('cannot steer the terminal', () => {
    const sly = '\u001b]0;owned\u0007';
    const view = {
      type: 'modal',
      title: plain(sly),
      blocks: [{ type: 'section', text: mrkdwn(sly), accessory: button(sly) }, { type: sly }],
    };
    expect(renderView(view, {}, { lookUpName: () => sly, errors: { a: sly } }).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('of any shape is rendered without a fault', () => {
    const types = [
      'section',
      'actions',
      'input',
      'table',
      'data_visualization',
      'rich_text',
      'card',
      'container',
      'context',
      'plan',
    ];
    const object = fc.jsonValue();
    const block = fc.record(
      {
        type: fc.constantFrom(...types),
        text: object,
        elements: object,
        element: object,
        rows: object,
        chart: object,
        accessory: object,
      },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(block, object)), fc.integer({ min: -5, max: 90 }), (blocks, width) => {
        expect(renderMessage({ blocks }, { width }).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
        expect(renderView({ type: 'modal', blocks }, {}, { width }).split('\n').length).toBeGreaterThanOrEqual(4);
      }),
    );
  });

  it('nested too deeply is left out', () => {
    expect(renderMessage({ text: 'safe', blocks: JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) })).toBe('safe');
  });
});
