import { graphemes } from './drawable-text.ts';

// Two columns in a monospaced font: emoji, and the East Asian wide and full-width blocks (Unicode Standard Annex 11).
const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Mn}\p{Me}]+$/u;

/** Columns that a text takes in a preformatted block: 2 for emoji and Chinese, Japanese or Korean letters, 1 for others. */
export function displayWidth(text: string): number {
  let columns = 0;
  for (const grapheme of graphemes(text)) columns += graphemeWidth(grapheme);
  return columns;
}

/** The text, cut with "…" so that it takes at most `columns`; empty when `columns` is 0 or less. Reads no more than it keeps. */
export function cutToColumns(text: string, columns: number): string {
  if (columns <= 0) return '';
  let kept = '';
  let width = 0;
  let keptBeforeEllipsis = '';
  for (const grapheme of graphemes(text)) {
    width += graphemeWidth(grapheme);
    if (width > columns) return `${keptBeforeEllipsis.trimEnd()}…`;
    kept += grapheme;
    if (width < columns) keptBeforeEllipsis = kept;
  }
  return text;
}

function graphemeWidth(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}
