import { type JsonRecord, recordIn, recordsIn, stringIn } from '../block-kit/json.ts';
import { cleanLine } from './clean.ts';
import { elementRow, pictureSpan } from './elements.ts';
import type { Line, Style } from './line.ts';
import { narrower, type Page, textParagraphs, textSpans } from './page.ts';
import { behind, layOut } from './paragraph.ts';
import { richTextParagraphs, richTextSpans } from './rich-text.ts';

const ALERT_SIGNS: { readonly [level: string]: string } = { info: 'ℹ', warning: '⚠', error: '✖', success: '✔' };
const TASK_SIGNS: { readonly [status: string]: string } = { pending: '○', in_progress: '◐', complete: '✔', error: '✖' };
const EDGE = { text: '▌ ', dim: true };

/** An alert: a sign for its level, then its words. */
export function alertLines(block: JsonRecord, page: Page): readonly Line[] {
  const level = stringIn(block, 'level') ?? 'default';
  const sign = Object.hasOwn(ALERT_SIGNS, level) ? ALERT_SIGNS[level] : '•';
  const lead = { text: `${sign} `, bold: true, ...(level === 'error' && { tone: 'bad' as const }) };
  const spans = textSpans(recordIn(block, 'text'), page);
  return layOut([{ spans, lead, follow: { text: '  ' } }], page.width);
}

/** A card behind an edge: pictures in words, title, subtitle, body, subtext and buttons. */
export function cardLines(card: JsonRecord, page: Page): readonly Line[] {
  const inner = narrower(page, 2);
  const pictures = recordsAt(card, ['hero_image', 'icon']).map((image) => [pictureSpan(image)]);
  const words = (field: string, style: Style) => {
    const spans = textSpans(recordIn(card, field), inner, style);
    return spans.length > 0 ? layOut([{ spans }], inner.width) : [];
  };
  return behind(EDGE, [
    ...pictures,
    ...words('title', { bold: true }),
    ...words('subtitle', { dim: true }),
    ...layOut(textParagraphs(recordIn(card, 'body'), inner), inner.width),
    ...words('subtext', { dim: true }),
    ...elementRow(recordsIn(card['actions']), card, inner),
  ]);
}

/** Cards one below the other, a line between them. */
export function carouselLines(block: JsonRecord, page: Page): readonly Line[] {
  return recordsIn(block['elements']).flatMap((card, index) => [...(index > 0 ? [[]] : []), ...cardLines(card, page)]);
}

/** The title and subtitle over the blocks of a container; the caller draws the children. */
export function containerHead(block: JsonRecord, page: Page): readonly Line[] {
  const rich = recordIn(block, 'rich_text_title');
  const title = rich ? richTextSpans(rich, page.reader) : textSpans(recordIn(block, 'title'), page, { bold: true });
  const sign = block['is_collapsible'] === true ? '▾ ' : '';
  const subtitle = textSpans(recordIn(block, 'subtitle'), page, { dim: true });
  return layOut([{ spans: [{ text: sign }, ...title] }, ...(subtitle.length > 0 ? [{ spans: subtitle }] : [])], page.width);
}

/** A task: a sign for its status, its title, what it did and where it read. */
export function taskLines(task: JsonRecord, page: Page): readonly Line[] {
  const status = stringIn(task, 'status') ?? '';
  const sign = Object.hasOwn(TASK_SIGNS, status) ? TASK_SIGNS[status] : '○';
  const inner = narrower(page, 2);
  const notes = recordsAt(task, ['details', 'output']).flatMap((block) => richTextParagraphs(block, page.reader));
  const sources = recordsIn(task['sources']).map((source) => ({
    spans: [{ text: `${stringIn(source, 'text') ?? ''} (${stringIn(source, 'url') ?? ''})`, dim: true }],
  }));
  return [
    [{ text: `${sign} ${cleanLine(stringIn(task, 'title') ?? '')}` }],
    ...behind({ text: '  ' }, layOut([...notes, ...sources], inner.width)),
  ];
}

/** A plan: its title over its tasks. */
export function planLines(plan: JsonRecord, page: Page): readonly Line[] {
  const title = { text: cleanLine(stringIn(plan, 'title') ?? ''), bold: true };
  return [[title], ...recordsIn(plan['tasks']).flatMap((task) => taskLines(task, page))];
}

function recordsAt(record: JsonRecord, fields: readonly string[]): readonly JsonRecord[] {
  return recordsIn(fields.map((field) => record[field]));
}
