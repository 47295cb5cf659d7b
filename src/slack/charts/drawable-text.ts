const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

// No line of a chart holds more; cutting here keeps a name of thousands of characters cheap.
const LONGEST = 400;

// Characters that all three weights of Inter have: Latin, Greek, Cyrillic, Vietnamese, punctuation, money, arrows.
// The test beside this file reads the fonts and checks each of them.
const IN_INTER =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u0148\u014a-\u01c3\u01cd-\u024f\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0479\u048a-\u049d\u04a0-\u04ff\u1e00-\u1e9b\u1e9e-\u1eff\u2010-\u2027\u2030-\u203a\u20a0-\u20af\u20b1-\u20b5\u20b8-\u20ba\u20bc-\u20bf\u2116\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265\u26a0]+$/u;

/**
 * The text as the chart can draw it: control characters and lone surrogates dropped, white space made single spaces, emoji
 * dropped, an exotic accent reduced to its bare letter, and each run of letters that Inter lacks (Chinese, Arabic …) marked by
 * one "…". Empty when nothing is left. Reads the first 400 UTF-16 units only.
 *
 * @example drawableText('🚀 Oferta\u0000 商談') // => 'Oferta …'
 */
export function drawableText(text: string): string {
  const clean = text
    .slice(0, LONGEST)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '');
  const drawn = Array.from(graphemes(clean), drawableGrapheme).join('');
  return drawn.replace(/…{2,}/gu, '…').replace(/ +/gu, ' ').trim();
}

// Latin, Greek and Cyrillic letters, punctuation, money, arrows, signs and blocks, none of which joins its neighbour: segmenting them by
// Unicode's rules is fifty times as slow.
const NOTHING_JOINS =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u2588-\u259f]*$/;

/** What a reader sees as characters, so that a cut never splits an accent or an emoji; found one at a time, for who stops early. */
export function* graphemes(text: string): Generator<string> {
  if (NOTHING_JOINS.test(text)) yield* text;
  else for (const { segment } of GRAPHEMES.segment(text)) yield segment;
}

function drawableGrapheme(grapheme: string): string {
  const plain = grapheme.replace(/\p{Variation_Selector}/gu, '');
  if (IN_INTER.test(plain)) return plain;
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u20e3/u.test(plain)) return '';
  const bare = String.fromCodePoint(plain.normalize('NFD').codePointAt(0) ?? 0x20);
  return IN_INTER.test(bare) ? bare : '…';
}
