const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PRINTABLE_ASCII = /^[ -~]*$/u;
/** Latin letters, punctuation, arrows, signs and blocks: no one of them joins another one. */
const NOTHING_JOINS =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u2588-\u259f]*$/;

/** Characters that terminals draw two cells wide: East Asian wide and fullwidth (Unicode annex 11), and emoji. */
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}{2})/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** The characters of a text as a reader sees them: a letter with its accent, a family emoji, each one item. */
export function graphemes(text: string): readonly string[] {
  if (NOTHING_JOINS.test(text)) return [...text];
  return Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
}

/**
 * The number of terminal cells that a text takes; wide characters and emoji take two, combining marks none.
 * @example displayWidth('łódź') // => 4
 * @example displayWidth('🎉 日') // => 5
 */
export function displayWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  return graphemes(text).reduce((width, each) => width + (WIDE.test(each) ? 2 : INVISIBLE.test(each) ? 0 : 1), 0);
}

/** The longest beginning of a text that fits `width` cells; it may be empty, when the first character is too wide. */
export function prefixOfWidth(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const each of graphemes(text)) {
    used += displayWidth(each);
    if (used > width) break;
    taken += each;
  }
  return taken;
}

/**
 * The text cut to `width` cells, its last cell then an ellipsis; a text that fits stays whole.
 * @example cutTo('Zielony Młyn', 8) // => 'Zielony…'
 */
export function truncateToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return width < 1 ? '' : `${prefixOfWidth(text, width - 1).trimEnd()}…`;
}
