import { type JsonRecord, recordIn, recordsIn, stringIn } from '../block-kit/json-record.ts';
import { cleanLine } from './clean.ts';
import { elementRow, pictureSpan } from './elements.ts';
import type { Line, Style } from './line.ts';
import { layOut, prefixLines } from './paragraph.ts';
import { narrower, type RenderContext, textParagraphs, textSpans } from './render-context.ts';
import { richTextParagraphs, richTextSpans } from './rich-text.ts';

const ALERT_SIGNS: { readonly [level: string]: string } = { info: 'ℹ', warning: '⚠', error: '✖', success: '✔' };
const TASK_SIGNS: { readonly [status: string]: string } = { pending: '○', in_progress: '◐', complete: '✔', error: '✖' };
const EDGE = { text: '▌ ', dim: true };

/** An alert: a sign for its level, then its words. */
export function alertLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  const level = stringIn(block, 'level') ?? 'default';
  const sign = Object.hasOwn(ALERT_SIGNS, level) ? ALERT_SIGNS[level] : '•';
  const lead = { text: `${sign} `, bold: true, ...(level === 'error' && { tone: 'bad' as const }) };
  const spans = textSpans(recordIn(block, 'text'), context);
  return layOut([{ spans, lead, follow: { text: '  ' } }], context.width);
}

/** A card behind an edge: pictures in words, title, subtitle, body, subtext and buttons. */
export function cardLines(card: JsonRecord, context: RenderContext): readonly Line[] {
  const inner = narrower(context, 2);
  const pictures = recordsInFields(card, ['hero_image', 'icon']).map((image) => [pictureSpan(image)]);
  const words = (field: string, style: Style) => {
    const spans = textSpans(recordIn(card, field), inner, style);
    return spans.length > 0 ? layOut([{ spans }], inner.width) : [];
  };
  return prefixLines(EDGE, [
    ...pictures,
    ...words('title', { bold: true }),
    ...words('subtitle', { dim: true }),
    ...layOut(textParagraphs(recordIn(card, 'body'), inner), inner.width),
    ...words('subtext', { dim: true }),
    ...elementRow(recordsIn(card['actions']), card, inner),
  ]);
}

/** Cards one below the other, a line between them. */
export function carouselLines(block: JsonRecord, context: RenderContext): readonly Line[] {
  return recordsIn(block['elements']).flatMap((card, index) => [...(index > 0 ? [[]] : []), ...cardLines(card, context)]);
}

/** The title and subtitle over the blocks of a container; the caller draws the children. */
export function containerHead(block: JsonRecord, context: RenderContext): readonly Line[] {
  const rich = recordIn(block, 'rich_text_title');
  const title = rich ? richTextSpans(rich, context.reader) : textSpans(recordIn(block, 'title'), context, { bold: true });
  const sign = block['is_collapsible'] === true ? '▾ ' : '';
  const subtitle = textSpans(recordIn(block, 'subtitle'), context, { dim: true });
  return layOut([{ spans: [{ text: sign }, ...title] }, ...(subtitle.length > 0 ? [{ spans: subtitle }] : [])], context.width);
}

/** A task: a sign for its status, its title, what it did and where it read. */
export function taskLines(task: JsonRecord, context: RenderContext): readonly Line[] {
  const status = stringIn(task, 'status') ?? '';
  const sign = Object.hasOwn(TASK_SIGNS, status) ? TASK_SIGNS[status] : '○';
  const inner = narrower(context, 2);
  const notes = recordsInFields(task, ['details', 'output']).flatMap((block) => richTextParagraphs(block, context.reader));
  const sources = recordsIn(task['sources']).map((source) => ({
    spans: [{ text: `${stringIn(source, 'text') ?? ''} (${stringIn(source, 'url') ?? ''})`, dim: true }],
  }));
  return [
    [{ text: `${sign} ${cleanLine(stringIn(task, 'title') ?? '')}` }],
    ...prefixLines({ text: '  ' }, layOut([...notes, ...sources], inner.width)),
  ];
}

/** A plan: its title over its tasks. */
export function planLines(plan: JsonRecord, context: RenderContext): readonly Line[] {
  const title = { text: cleanLine(stringIn(plan, 'title') ?? ''), bold: true };
  return [[title], ...recordsIn(plan['tasks']).flatMap((task) => taskLines(task, context))];
}

function recordsInFields(record: JsonRecord, fields: readonly string[]): readonly JsonRecord[] {
  return recordsIn(fields.map((field) => record[field]));
}
