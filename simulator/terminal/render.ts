import { isDeeperThan, isRecord, type JsonRecord, recordIn, recordsIn, textObjectIn } from '../block-kit/json-record.ts';
import { LIMITS } from '../block-kit/limits.ts';
import { blocksLines } from './blocks.ts';
import { cleanJson, cleanLine, cleanText } from './clean.ts';
import { displayWidth, truncateToWidth } from './display-width.ts';
import { elementNumbers } from './interactive.ts';
import { type Line, padLine, printLine } from './line.ts';
import { mrkdwnParagraphs } from './mrkdwn.ts';
import { layOut } from './paragraph.ts';
import type { EnteredValues, RenderContext } from './render-context.ts';

/** How to render. */
export type RenderOptions = {
  /** Cells in a line; 80 when not said, never fewer than 20. */
  readonly width?: number;
  /** Colour and emphasis by SGR codes; off when not said. */
  readonly color?: boolean;
  /** The display name of a user, channel or group id; an id without one is shown as it is. */
  readonly lookUpName?: (id: string) => string | undefined;
  /** Language and zone of dates and numbers; British English and UTC when not said. */
  readonly locale?: string;
  readonly timeZone?: string;
  /** What the app complains of after a submission: block_id of an input block, then the sentence. */
  readonly errors?: { readonly [blockId: string]: string };
};

const DEFAULT_WIDTH = 80;
const NARROWEST = 20;

/**
 * A message as lines of text: its blocks, or its text when it has none. Elements are numbered as `interactiveElements` counts them.
 *
 * @param message `text` is mrkdwn, `blocks` is any JSON: what is no known block is printed as JSON.
 * @returns lines parted by line feeds, none at the end. Control characters in the data are spelt out, so nothing in a message can
 *   steer the terminal.
 */
export function renderMessage(
  message: { readonly text?: unknown; readonly blocks?: unknown },
  options: RenderOptions = {},
): string {
  const blocks = safeBlocks(message.blocks);
  const page = renderContext(blocks, {}, options);
  const text = typeof message.text === 'string' ? cleanText(message.text) : '';
  const lines = blocks.length > 0 ? blocksLines(blocks, page) : layOut(mrkdwnParagraphs(text, page.reader), page.width);
  return printLines(lines, options);
}

/**
 * A view as lines of text: a modal in a frame with its title and buttons, the Home tab without.
 *
 * @param view any JSON. @param values what the person entered so far, as in `view.state.values`.
 * @returns lines parted by line feeds, as `renderMessage`.
 */
export function renderView(view: unknown, values: EnteredValues = {}, options: RenderOptions = {}): string {
  const record = isRecord(view) ? view : {};
  const blocks = safeBlocks(record['blocks']);
  const page = renderContext(blocks, values, options);
  if (record['type'] !== 'modal') return printLines(blocksLines(blocks, page), options);
  const inner = { ...page, width: page.width - 4 };
  return printLines(framed(record, blocksLines(blocks, inner), inner.width), options);
}

function renderContext(blocks: readonly JsonRecord[], values: EnteredValues, options: RenderOptions): RenderContext {
  const { width = DEFAULT_WIDTH, lookUpName, locale = 'en-GB', timeZone = 'UTC', errors = {} } = options;
  return {
    width: Math.max(NARROWEST, Math.floor(width)),
    reader: { lookUpName: (id) => lookUpName?.(id), locale, timeZone },
    numbers: elementNumbers(blocks),
    values: safeValues(values),
    errors: Object.fromEntries(Object.entries(errors).map(([blockId, text]) => [blockId, cleanText(text)])),
  };
}

/** The blocks with every string safe to print; none when they nest so deep that they cannot be Block Kit. */
function safeBlocks(blocks: unknown): readonly JsonRecord[] {
  return isDeeperThan(blocks, LIMITS.nesting) ? [] : recordsIn(cleanJson(blocks));
}

function safeValues(values: EnteredValues): EnteredValues {
  const entries = Object.entries(values).map(([blockId, states]) => {
    const clean = isDeeperThan(states, LIMITS.nesting) ? {} : cleanJson(states);
    return [blockId, isRecord(clean) ? clean : {}] as const;
  });
  return Object.fromEntries(entries);
}

/** Lines in a box whose top edge carries the title and whose foot has the buttons that close and send. */
function framed(view: JsonRecord, lines: readonly Line[], width: number): readonly Line[] {
  const edge = { text: '│', dim: true };
  const rule = (left: string, right: string): Line => [{ text: `${left}${'─'.repeat(width + 2)}${right}`, dim: true }];
  const title = truncateToWidth(label(view, 'title') ?? '', width - 2);
  const buttons: Line = [
    { text: `[${label(view, 'close') ?? 'Cancel'}]` },
    ...(recordIn(view, 'submit')
      ? [{ text: '  ' }, { text: `[${label(view, 'submit') ?? ''}]`, tone: 'good' as const, bold: true }]
      : []),
  ];
  const inside = (line: Line, align: 'left' | 'right' = 'left'): Line => [
    edge,
    { text: ' ' },
    ...padLine(line, width, align),
    { text: ' ' },
    edge,
  ];
  const top: Line = [
    { text: '╭─ ', dim: true },
    { text: title, bold: true },
    { text: ` ${'─'.repeat(width - 1 - displayWidth(title))}╮`, dim: true },
  ];
  return [top, ...lines.map((line) => inside(line)), rule('├', '┤'), inside(buttons, 'right'), rule('╰', '╯')];
}

function label(view: JsonRecord, field: string): string | undefined {
  const text = textObjectIn(view, field);
  return text === undefined ? undefined : cleanLine(text);
}

function printLines(lines: readonly Line[], { color = false }: RenderOptions): string {
  return lines.map((line) => printLine(line, color)).join('\n');
}
