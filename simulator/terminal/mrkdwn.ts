import { cleanLine } from './clean.ts';
import type { Line, Span, Style } from './line.ts';
import { type Paragraph, preformatted, quoted } from './paragraph.ts';
import { type DateReader, slackDate } from './slack-date.ts';

/** Who reads: names for the ids in the text, dates in their language and zone. */
export type MrkdwnReader = DateReader & {
  /** The display name of a user, channel or user group, or `undefined` when it is not known. */
  readonly lookUpName: (id: string) => string | undefined;
};

/** The innermost markup first: code and `<…>` keep their content as it is, emphasis may hold more. */
const INLINE =
  /`(?<code>[^`\n]+)`|<(?<token>[^<>\n]+)>|(?<![\p{L}\p{N}])(?<mark>[*_~])(?=\S)(?<inner>(?:(?!\k<mark>)[^\n])+)(?<=\S)\k<mark>(?![\p{L}\p{N}])/gu;

const MARKS: { readonly [mark: string]: Style } = { '*': { bold: true }, _: { italic: true }, '~': { strike: true } };

/**
 * Slack's mrkdwn as paragraphs: text, quotes and preformatted text, in order.
 * Source: docs.slack.dev/messaging/formatting-message-text.
 */
export function mrkdwnParagraphs(text: string, reader: MrkdwnReader): readonly Paragraph[] {
  // Between fences the odd pieces are preformatted; without a closing fence the last piece is ordinary text again.
  const pieces = text.split('```');
  const isClosed = pieces.length % 2 === 1;
  return pieces.flatMap((piece, index) => {
    if (index % 2 === 1 && (isClosed || index < pieces.length - 1))
      return [preformatted([{ text: unescapeMrkdwn(trimFeeds(piece)) }])];
    const body = pieces.length > 1 ? trimFeeds(piece) : piece;
    return body === '' ? [] : proseParagraphs(body, reader);
  });
}

/** Slack's mrkdwn on a single run of spans; fences and quotes are not looked for. */
export function mrkdwnSpans(text: string, reader: MrkdwnReader, style: Style = {}): Line {
  const spans: Span[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const { code, token, mark, inner } = match.groups ?? {};
    const before = text.slice(end, match.index);
    if (before !== '') spans.push({ ...style, text: unescapeMrkdwn(before) });
    if (code !== undefined) spans.push({ ...style, tone: 'code', text: `\`${unescapeMrkdwn(code)}\`` });
    else if (token !== undefined) spans.push(...tokenSpans(token, reader, style));
    else if (mark !== undefined) spans.push(...mrkdwnSpans(inner ?? '', reader, { ...style, ...MARKS[mark] }));
    end = match.index + match[0].length;
  }
  const rest = text.slice(end);
  return rest === '' ? spans : [...spans, { ...style, text: unescapeMrkdwn(rest) }];
}

/** The three characters that Slack escapes, as they were. */
export function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A mention of a user, channel or group: its name when known, else what the text offers, else the id. */
export function mentionSpan(sign: string, id: string, reader: MrkdwnReader, style: Style, offered?: string): Span {
  const name = reader.lookUpName(id) ?? (offered || id);
  return { ...style, tone: 'accent', text: `${sign}${cleanLine(name).replace(/^[@#]/u, '')}` };
}

/** A link: its words, then its address in brackets; one of the two when they are the same. */
export function linkSpans(url: string, words: string, style: Style): Line {
  const shown = { ...style, tone: 'accent', underline: true } as const;
  const bare = url.replace(/^mailto:/u, '');
  if (words === '' || words === url || words === bare) return [{ ...shown, text: bare }];
  return [
    { ...shown, text: words },
    { ...style, dim: true, text: ` (${bare})` },
  ];
}

function tokenSpans(token: string, reader: MrkdwnReader, style: Style): Line {
  const bar = token.indexOf('|');
  const target = bar < 0 ? token : token.slice(0, bar);
  const words = bar < 0 ? '' : unescapeMrkdwn(token.slice(bar + 1));
  const rest = target.slice(1);
  if (target.startsWith('@')) return [mentionSpan('@', rest, reader, style, words)];
  if (target.startsWith('#')) return [mentionSpan('#', rest, reader, style, words)];
  if (target.startsWith('!subteam^')) return [mentionSpan('@', target.slice('!subteam^'.length), reader, style, words)];
  if (target.startsWith('!date^')) return dateSpans(rest, words, reader, style);
  if (target.startsWith('!')) return [{ ...style, tone: 'accent', text: words || `@${rest}` }];
  return linkSpans(unescapeMrkdwn(target), words, style);
}

function dateSpans(target: string, fallback: string, reader: MrkdwnReader, style: Style): Line {
  const [, seconds = '', format = '', url] = target.split('^');
  const shown = slackDate(Number(seconds || Number.NaN), unescapeMrkdwn(format), reader) ?? fallback;
  return url ? linkSpans(unescapeMrkdwn(url), shown, style) : [{ ...style, text: shown }];
}

/** Lines that begin with `>` are a quote; those that follow one another are one paragraph. */
function proseParagraphs(text: string, reader: MrkdwnReader): readonly Paragraph[] {
  const groups: { isQuote: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quote = /^(?:>|&gt;) ?(?<said>.*)$/u.exec(line);
    const isQuote = quote !== null;
    const last = groups.at(-1);
    const content = quote?.groups?.['said'] ?? line;
    if (last?.isQuote === isQuote) last.lines.push(content);
    else groups.push({ isQuote, lines: [content] });
  }
  return groups.map(({ isQuote, lines }) => {
    const spans = mrkdwnSpans(lines.join('\n'), reader);
    return isQuote ? quoted(spans) : { spans };
  });
}

function trimFeeds(text: string): string {
  return text.replace(/^\n/u, '').replace(/\n$/u, '');
}
