import { graphemes } from './drawable-text.ts';
import { type Font, textWidth } from './inter-metrics.ts';

const ELLIPSIS = '…';

/**
 * The text, cut with "…" so that it is at most `maxWidth` pixels wide. Only "…" when not even one letter fits.
 *
 * @param text as `drawableText` gives it.
 */
export function fitLine(text: string, maxWidth: number, font: Font): string {
  if (textWidth(text, font) <= maxWidth) return text;
  const room = maxWidth - textWidth(ELLIPSIS, font);
  let kept = '';
  let width = 0;
  for (const grapheme of graphemes(text)) {
    width += textWidth(grapheme, font);
    if (width > room) break;
    kept += grapheme;
  }
  return kept.trimEnd() + ELLIPSIS;
}

/**
 * The text on one line if it fits in `maxWidth` pixels, otherwise on two, broken between words; the second is cut with "…".
 * A first word that is too wide is cut, and stays alone.
 */
export function fitTwoLines(text: string, maxWidth: number, font: Font): readonly string[] {
  if (textWidth(text, font) <= maxWidth) return [text];
  const words = text.split(' ');
  let first = words[0] ?? '';
  if (textWidth(first, font) > maxWidth) return [fitLine(text, maxWidth, font)];
  let taken = 1;
  for (const word of words.slice(1)) {
    if (textWidth(`${first} ${word}`, font) > maxWidth) break;
    first = `${first} ${word}`;
    taken += 1;
  }
  return [first, fitLine(words.slice(taken).join(' '), maxWidth, font)];
}
