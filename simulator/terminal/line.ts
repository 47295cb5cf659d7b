import { displayWidth, prefixOfWidth } from './display-width.ts';

/** How a piece of text looks; only colour terminals show it. */
export type Style = {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly underline?: boolean;
  readonly dim?: boolean;
  readonly tone?: 'accent' | 'good' | 'bad' | 'code';
};

/** A piece of text in one style. A `solid` piece is not broken between lines while it fits one. */
export type Span = Style & { readonly text: string; readonly noWrap?: boolean };

/** One line on the screen. */
export type Line = readonly Span[];

const TONES = { accent: 36, good: 32, bad: 31, code: 33 };

/** The cells that a line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((width, span) => width + displayWidth(span.text), 0);
}

/** The line made `width` cells wide with spaces; a wider line stays as it is. */
export function padLine(line: Line, width: number, align: 'left' | 'right' | 'center' = 'left'): Line {
  const spare = Math.max(0, width - lineWidth(line));
  const before = align === 'left' ? 0 : align === 'right' ? spare : Math.floor(spare / 2);
  return [{ text: ' '.repeat(before) }, ...line, { text: ' '.repeat(spare - before) }].filter((span) => span.text !== '');
}

/** The same spans with a further style on each. */
export function restyle(spans: Line, style: Style): Line {
  return spans.map((span) => ({ ...span, ...style }));
}

/** The line as a string without spaces at its end, with SGR colour codes (ECMA-48) when `color` is on. */
export function printLine(line: Line, color: boolean): string {
  const text = line.map((span) => span.text).join('');
  if (!color) return text.trimEnd();
  let left = text.trimEnd().length;
  const runs: { codes: string; text: string }[] = [];
  for (const span of line) {
    const shown = span.text.slice(0, Math.max(0, left));
    left -= span.text.length;
    const codes = sgrCodes(span).join(';');
    const last = runs.at(-1);
    if (last?.codes === codes) last.text += shown;
    else runs.push({ codes, text: shown });
  }
  return runs
    .map((run) => (run.codes === '' || run.text === '' ? run.text : `\u001b[${run.codes}m${run.text}\u001b[0m`))
    .join('');
}

function sgrCodes({ bold, dim, italic, underline, strike, tone }: Style): readonly number[] {
  return [bold ? 1 : [], dim ? 2 : [], italic ? 3 : [], underline ? 4 : [], strike ? 9 : [], tone ? TONES[tone] : []].flat();
}

/** Spans broken into lines of at most `width` cells: at line feeds, between words, and inside a word only when it fits no line. */
export function wrap(spans: Line, width: number): readonly Line[] {
  return splitAtLineFeeds(spans).flatMap((line) => wrapOne(line, Math.max(1, width)));
}

/** Spans broken into lines at line feeds, and every `width` cells, as preformatted text wants it. */
export function wrapAnywhere(spans: Line, width: number): readonly Line[] {
  return splitAtLineFeeds(spans).flatMap((line) => splitByWidth(line, Math.max(1, width)));
}

function splitAtLineFeeds(spans: Line): readonly Line[] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    span.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...span, text });
    });
  }
  return lines;
}

function wrapOne(spans: Line, width: number): readonly Line[] {
  const lines: Line[] = [];
  let line: Line = [];
  let gap: Line = [];
  for (const word of splitWords(spans)) {
    if (word.every((span) => isGap(span))) {
      gap = word;
      continue;
    }
    if (lineWidth([...line, ...gap, ...word]) <= width) {
      line = [...line, ...gap, ...word];
    } else {
      if (line.length > 0) lines.push(line);
      const pieces = splitByWidth(word, width);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? [];
    }
    gap = [];
  }
  return [...lines, line];
}

function isGap(span: Span): boolean {
  return !span.noWrap && /^ +$/u.test(span.text);
}

/** Words and the gaps between them, in order; a word may run over several spans. */
function splitWords(spans: Line): readonly Line[] {
  const words: Span[][] = [];
  let inGap = true;
  for (const span of spans) {
    const pieces = span.noWrap ? [span.text] : (span.text.match(/ +|[^ ]+/gu) ?? []);
    for (const text of pieces) {
      const piece = { ...span, text };
      const continues = !isGap(piece) && !inGap && words.length > 0;
      if (continues) words.at(-1)?.push(piece);
      else words.push([piece]);
      inGap = isGap(piece);
    }
  }
  return words;
}

/** A line broken every `width` cells; a character wider than that stands alone. */
function splitByWidth(line: Line, width: number): readonly Line[] {
  const lines: Span[][] = [[]];
  let used = 0;
  for (const span of line) {
    let rest = span.text;
    while (rest !== '') {
      const fitting = prefixOfWidth(rest, width - used);
      if (fitting === '' && used > 0) {
        lines.push([]);
        used = 0;
        continue;
      }
      const text = fitting === '' ? ([...rest][0] ?? '') : fitting;
      lines.at(-1)?.push({ ...span, text });
      used += displayWidth(text);
      rest = rest.slice(text.length);
    }
  }
  return lines;
}
