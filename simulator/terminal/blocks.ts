import { type JsonRecord, recordIn, recordsIn, stringIn, textObjectIn } from '../block-kit/json-record.ts';
import { alertLines, cardLines, carouselLines, containerHead, planLines, taskLines } from './cards.ts';
import { chartLines } from './chart.ts';
import { cleanLine } from './clean.ts';
import { elementLines, elementRow, pictureSpan, withAccessory } from './elements.ts';
import { type Line, padLine, restyle } from './line.ts';
import { mrkdwnParagraphs } from './mrkdwn.ts';
import { layOut, prefixLines } from './paragraph.ts';
import { narrower, type RenderContext, textParagraphs, textSpans } from './render-context.ts';
import { richTextParagraphs } from './rich-text.ts';
import { tableLines } from './table.ts';

/** The narrowest page on which the fields of a section stand in two columns. */
const TWO_COLUMNS = 40;

type Draw = (block: JsonRecord, context: RenderContext) => readonly Line[];

const DRAW: { readonly [type: string]: Draw } = {
  section: sectionLines,
  header: (block, page) =>
    layOut([{ spans: textSpans(recordIn(block, 'text'), page, { bold: true, tone: 'accent' }) }], page.width),
  divider: (_, page) => [[{ text: '─'.repeat(page.width), dim: true }]],
  context: contextLines,
  actions: (block, page) => elementRow(recordsIn(block['elements']), block, page),
  context_actions: (block, page) => elementRow(recordsIn(block['elements']), block, page),
  image: imageLines,
  input: inputLines,
  rich_text: (block, page) => layOut(richTextParagraphs(block, page.reader), page.width),
  video: videoLines,
  markdown: markdownLines,
  table: tableLines,
  data_table: tableLines,
  data_visualization: chartLines,
  alert: alertLines,
  card: cardLines,
  carousel: carouselLines,
  container: containerLines,
  plan: planLines,
  task_card: taskLines,
};

/** Blocks that belong to the one before them: no empty line between. */
const FOLLOWING = new Set(['actions', 'context', 'context_actions']);

/** Blocks one below the other. An empty line parts them, but not what belongs to the block above, nor rows of one line each. */
export function blocksLines(blocks: readonly JsonRecord[], context: RenderContext): readonly Line[] {
  const drawn = blocks.map((block) => ({ block, lines: blockLines(block, context) }));
  return drawn.flatMap(({ block, lines }, index) => {
    const above = drawn[index - 1];
    if (!above || FOLLOWING.has(stringIn(block, 'type') ?? '')) return lines;
    const areRows = [above, { block, lines }].every((each) => each.block['type'] === 'section' && each.lines.length === 1);
    return areRows ? lines : [[], ...lines];
  });
}

/** One block; a kind that is not known leaves its JSON. */
export function blockLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  const type = stringIn(block, 'type') ?? '';
  const draw = Object.hasOwn(DRAW, type) ? DRAW[type] : undefined;
  if (draw) return draw(block, context);
  return layOut(
    [{ spans: [{ text: `[unknown block: ${cleanLine(type)}] ${JSON.stringify(block)}`, dim: true }] }],
    context.width,
  );
}

function sectionLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  const accessory = recordIn(block, 'accessory');
  const words = (at: RenderContext) => [
    ...layOut(textParagraphs(recordIn(block, 'text'), at), at.width),
    ...fieldLines(recordsIn(block['fields']), at),
  ];
  return accessory ? withAccessory(words, accessory, block, context) : words(context);
}

function fieldLines(fields: readonly JsonRecord[], context: RenderContext): readonly Line[] {
  const isWide = context.width >= TWO_COLUMNS;
  const width = isWide ? Math.floor((context.width - 2) / 2) : context.width;
  const columns = fields.map((field) => layOut(textParagraphs(field, context), width));
  if (!isWide) return columns.flat();
  return columns.flatMap((left, index) => {
    if (index % 2 === 1) return [];
    const right = columns[index + 1] ?? [];
    const height = Math.max(left.length, right.length);
    return Array.from({ length: height }, (_, row) => [
      ...padLine(left[row] ?? [], width),
      { text: '  ' },
      ...(right[row] ?? []),
    ]);
  });
}

function contextLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  const parts = recordsIn(block['elements']).map((element) =>
    element['type'] === 'image' ? [pictureSpan(element)] : textSpans(element, context),
  );
  const spans = parts.flatMap((part, index) => (index > 0 ? [{ text: '  ' }, ...part] : part));
  return layOut([{ spans: restyle(spans, { dim: true }) }], context.width);
}

function imageLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  const title = textSpans(recordIn(block, 'title'), context, { bold: true });
  return layOut([...(title.length > 0 ? [{ spans: title }] : []), { spans: [pictureSpan(block)] }], context.width);
}

function inputLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  const isOptional = block['optional'] === true;
  const label = [
    ...textSpans(recordIn(block, 'label'), context, { bold: true }),
    ...(isOptional ? [{ text: ' (optional)', dim: true }] : []),
  ];
  const hint = textSpans(recordIn(block, 'hint'), context, { dim: true });
  const blockId = stringIn(block, 'block_id') ?? '';
  const error = Object.hasOwn(context.errors, blockId) ? context.errors[blockId] : undefined;
  return [
    ...layOut([{ spans: label }], context.width),
    ...elementLines(recordIn(block, 'element') ?? {}, block, context),
    ...(hint.length > 0 ? layOut([{ spans: hint }], context.width) : []),
    ...(error === undefined
      ? []
      : layOut([{ spans: [{ text: `! ${error}`, tone: 'bad' }], follow: { text: '  ' } }], context.width)),
  ];
}

function videoLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  const title = textObjectIn(block, 'title') ?? stringIn(block, 'alt_text') ?? '';
  const address = stringIn(block, 'title_url') ?? stringIn(block, 'video_url') ?? '';
  return layOut(
    [
      {
        spans: [
          { text: `[video: ${cleanLine(title)}]`, tone: 'code' },
          { text: ` ${address}`, dim: true },
        ],
      },
    ],
    context.width,
  );
}

/** Standard markdown in its commonest forms, turned into mrkdwn: bold, links, headings. */
function markdownLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  const mrkdwn = (stringIn(block, 'text') ?? '')
    .replace(/\*\*([^*\n]+)\*\*/gu, '*$1*')
    .replace(/\[([^[\]\n]+)\]\(([^[)\s]+)\)/gu, '<$2|$1>')
    .replace(/^#{1,6} +(?! )(.+)$/gmu, '*$1*');
  return layOut(mrkdwnParagraphs(mrkdwn, context.reader), context.width);
}

function containerLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  const children = blocksLines(recordsIn(block['child_blocks']), narrower(context, 2));
  return [...containerHead(block, context), ...prefixLines({ text: '│ ', dim: true }, children)];
}
