import { type JsonRecord, recordIn, recordsIn, stringIn, textObjectIn } from '../block-kit/json.ts';
import { alertLines, cardLines, carouselLines, containerHead, planLines, taskLines } from './cards.ts';
import { chartLines } from './chart.ts';
import { cleanLine } from './clean.ts';
import { beside, elementLines, elementRow, pictureSpan } from './elements.ts';
import { type Line, padLine, restyle } from './line.ts';
import { mrkdwnParagraphs } from './mrkdwn.ts';
import { narrower, type Page, textParagraphs, textSpans } from './page.ts';
import { behind, layOut } from './paragraph.ts';
import { richTextParagraphs } from './rich-text.ts';
import { tableLines } from './table.ts';

/** The narrowest page on which the fields of a section stand in two columns. */
const TWO_COLUMNS = 40;

type Draw = (block: JsonRecord, page: Page) => readonly Line[];

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
export function blocksLines(blocks: readonly JsonRecord[], page: Page): readonly Line[] {
  const drawn = blocks.map((block) => ({ block, lines: blockLines(block, page) }));
  return drawn.flatMap(({ block, lines }, index) => {
    const above = drawn[index - 1];
    if (!above || FOLLOWING.has(stringIn(block, 'type') ?? '')) return lines;
    const areRows = [above, { block, lines }].every((each) => each.block['type'] === 'section' && each.lines.length === 1);
    return areRows ? lines : [[], ...lines];
  });
}

/** One block; a kind that is not known leaves its JSON. */
export function blockLines(block: JsonRecord, page: Page): readonly Line[] {
  const type = stringIn(block, 'type') ?? '';
  const draw = Object.hasOwn(DRAW, type) ? DRAW[type] : undefined;
  if (draw) return draw(block, page);
  return layOut([{ spans: [{ text: `[unknown block: ${cleanLine(type)}] ${JSON.stringify(block)}`, dim: true }] }], page.width);
}

function sectionLines(block: JsonRecord, page: Page): readonly Line[] {
  const accessory = recordIn(block, 'accessory');
  const words = (at: Page) => [
    ...layOut(textParagraphs(recordIn(block, 'text'), at), at.width),
    ...fieldLines(recordsIn(block['fields']), at),
  ];
  return accessory ? beside(words, accessory, block, page) : words(page);
}

function fieldLines(fields: readonly JsonRecord[], page: Page): readonly Line[] {
  const isWide = page.width >= TWO_COLUMNS;
  const width = isWide ? Math.floor((page.width - 2) / 2) : page.width;
  const columns = fields.map((field) => layOut(textParagraphs(field, page), width));
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

function contextLines(block: JsonRecord, page: Page): readonly Line[] {
  const parts = recordsIn(block['elements']).map((element) =>
    element['type'] === 'image' ? [pictureSpan(element)] : textSpans(element, page),
  );
  const spans = parts.flatMap((part, index) => (index > 0 ? [{ text: '  ' }, ...part] : part));
  return layOut([{ spans: restyle(spans, { dim: true }) }], page.width);
}

function imageLines(block: JsonRecord, page: Page): readonly Line[] {
  const title = textSpans(recordIn(block, 'title'), page, { bold: true });
  return layOut([...(title.length > 0 ? [{ spans: title }] : []), { spans: [pictureSpan(block)] }], page.width);
}

function inputLines(block: JsonRecord, page: Page): readonly Line[] {
  const isOptional = block['optional'] === true;
  const label = [
    ...textSpans(recordIn(block, 'label'), page, { bold: true }),
    ...(isOptional ? [{ text: ' (optional)', dim: true }] : []),
  ];
  const hint = textSpans(recordIn(block, 'hint'), page, { dim: true });
  const blockId = stringIn(block, 'block_id') ?? '';
  const error = Object.hasOwn(page.errors, blockId) ? page.errors[blockId] : undefined;
  return [
    ...layOut([{ spans: label }], page.width),
    ...elementLines(recordIn(block, 'element') ?? {}, block, page),
    ...(hint.length > 0 ? layOut([{ spans: hint }], page.width) : []),
    ...(error === undefined
      ? []
      : layOut([{ spans: [{ text: `! ${error}`, tone: 'bad' }], follow: { text: '  ' } }], page.width)),
  ];
}

function videoLines(block: JsonRecord, page: Page): readonly Line[] {
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
    page.width,
  );
}

/** Standard markdown in its commonest forms, turned into mrkdwn: bold, links, headings. */
function markdownLines(block: JsonRecord, page: Page): readonly Line[] {
  const mrkdwn = (stringIn(block, 'text') ?? '')
    .replace(/\*\*([^*\n]+)\*\*/gu, '*$1*')
    .replace(/\[([^\]\n]+)\]\(([^)\s]+)\)/gu, '<$2|$1>')
    .replace(/^#{1,6} +(.+)$/gmu, '*$1*');
  return layOut(mrkdwnParagraphs(mrkdwn, page.reader), page.width);
}

function containerLines(block: JsonRecord, page: Page): readonly Line[] {
  const children = blocksLines(recordsIn(block['child_blocks']), narrower(page, 2));
  return [...containerHead(block, page), ...behind({ text: '│ ', dim: true }, children)];
}
