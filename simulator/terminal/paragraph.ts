import { type Line, lineWidth, type Span, wrap, wrapAnywhere } from './line.ts';

/** Spans that are wrapped together, with what stands before the first line and before those that follow. */
export type Paragraph = {
  readonly spans: Line;
  readonly lead?: Span;
  readonly follow?: Span;
  /** Broken anywhere, not between words. */
  readonly isPreformatted?: boolean;
};

const QUOTE: Span = { text: '▏ ', dim: true };
const FENCE: Span = { text: '│ ', dim: true };

/** Somebody else's words, behind a bar. */
export function quoted(spans: Line): Paragraph {
  return { spans, lead: QUOTE, follow: QUOTE };
}

/** Text whose line breaks and spaces count. */
export function preformatted(spans: Line): Paragraph {
  return { spans, lead: FENCE, follow: FENCE, isPreformatted: true };
}

/** The lines of paragraphs, one below the other, each at most `width` cells wide where that is possible. */
export function layOut(paragraphs: readonly Paragraph[], width: number): readonly Line[] {
  return paragraphs.flatMap(({ spans, lead, follow = lead, isPreformatted }) => {
    const room = width - lineWidth(lead ? [lead] : []);
    const lines = isPreformatted ? wrapAnywhere(spans, room) : wrap(spans, room);
    return lines.map((line, index) => {
      const before = index === 0 ? lead : follow;
      return before ? [before, ...line] : line;
    });
  });
}

/** Lines behind a common beginning, such as a bar or an indent. */
export function prefixLines(lead: Span, lines: readonly Line[]): readonly Line[] {
  return lines.map((line) => [lead, ...line]);
}
