import { isRecord, type JsonRecord, recordIn, recordsIn, stringIn } from '../block-kit/json-record.ts';
import type { Line, Style } from './line.ts';
import { linkSpans, type MrkdwnReader, mentionSpan } from './mrkdwn.ts';
import { type Paragraph, preformatted, quoted } from './paragraph.ts';
import { slackDate } from './slack-date.ts';

/** The paragraphs of a rich text block; an element that is not known leaves its JSON. */
export function richTextParagraphs(block: JsonRecord, reader: MrkdwnReader): readonly Paragraph[] {
  return recordsIn(block['elements']).flatMap((element) => {
    const spans = () => richTextSpans(element, reader);
    switch (element['type']) {
      case 'rich_text_section':
        return [{ spans: spans() }];
      case 'rich_text_quote':
        return [quoted(spans())];
      case 'rich_text_preformatted':
        return [preformatted(spans())];
      case 'rich_text_list':
        return listParagraphs(element, reader);
      default:
        return [{ spans: [{ text: JSON.stringify(element), dim: true }] }];
    }
  });
}

/** The inline elements of a rich text element, or of a whole block, on a single run of spans. */
export function richTextSpans(element: JsonRecord, reader: MrkdwnReader): Line {
  return recordsIn(element['elements']).flatMap((each) =>
    Array.isArray(each['elements']) ? richTextSpans(each, reader) : inlineSpans(each, reader),
  );
}

function listParagraphs(element: JsonRecord, reader: MrkdwnReader): readonly Paragraph[] {
  const { indent, offset } = element;
  const margin = '  '.repeat(typeof indent === 'number' && indent > 0 ? Math.min(indent, 8) : 0);
  const first = typeof offset === 'number' ? offset + 1 : 1;
  return recordsIn(element['elements']).map((item, index) => {
    const bullet = element['style'] === 'ordered' ? `${first + index}. ` : '• ';
    return {
      spans: richTextSpans(item, reader),
      lead: { text: `${margin}${bullet}` },
      follow: { text: margin + ' '.repeat(bullet.length) },
    };
  });
}

function inlineSpans(element: JsonRecord, reader: MrkdwnReader): Line {
  const style = toStyle(recordIn(element, 'style'));
  const string = (field: string) => stringIn(element, field) ?? '';
  switch (element['type']) {
    case 'text':
      return [{ ...style, text: string('text') }];
    case 'link':
      return linkSpans(string('url'), string('text'), style);
    case 'user':
      return [mentionSpan('@', string('user_id'), reader, style)];
    case 'usergroup':
      return [mentionSpan('@', string('usergroup_id'), reader, style)];
    case 'channel':
      return [mentionSpan('#', string('channel_id'), reader, style)];
    case 'team':
      return [mentionSpan('@', string('team_id'), reader, style)];
    case 'broadcast':
      return [{ ...style, tone: 'accent', text: `@${string('range')}` }];
    case 'emoji':
      return [{ ...style, text: emoji(element) }];
    case 'date':
      return [
        { ...style, text: slackDate(Number(element['timestamp'] ?? Number.NaN), string('format'), reader) ?? string('fallback') },
      ];
    case 'color':
      return [{ ...style, text: string('value') }];
    default:
      return [{ text: JSON.stringify(element), dim: true }];
  }
}

function toStyle(style: JsonRecord | undefined): Style {
  if (!isRecord(style)) return {};
  const has = (field: string) => style[field] === true;
  return {
    bold: has('bold'),
    italic: has('italic'),
    strike: has('strike'),
    underline: has('underline'),
    ...(has('code') && { tone: 'code' }),
  };
}

/** The emoji itself where its code points are given, as in `1f389` or `1f1f5-1f1f1`, else its name. */
function emoji(element: JsonRecord): string {
  const codes = (stringIn(element, 'unicode') ?? '').split('-').map((code) => Number.parseInt(code, 16));
  const areScalars = codes.every((code) => code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
  return areScalars ? String.fromCodePoint(...codes) : `:${stringIn(element, 'name') ?? ''}:`;
}
