/** A phrase in quotes at the beginning of a text, up to a space or punctuation; an apostrophe inside a word closes nothing. */
const QUOTED_START = /^(?:"([^"]+)"|`([^`]+)`|'((?:[^']|'(?=\p{L}))+)')(?=$|[\s:,;-])/u;
const WORD = /"[^"]+"(?![^\s:,;-])|(?<!\S)'(?:[^']|'(?=\p{L}))+'(?![^\s:,;-])|\S+/gu;

/** The text without quotes around the whole. Quotes as `normalizeText` leaves them. @example unquote('"Klient 2"') // => 'Klient 2' */
export function unquote(text: string): string {
  const found = QUOTED_START.exec(text);
  return found !== null && found[0].length === text.length ? (found[1] ?? found[2] ?? found[3] ?? '').trim() : text;
}

/**
 * A text that begins with a phrase in quotes: the phrase, and what follows.
 *
 * @example splitQuotedStart('"Klient 2" too expensive') // => { quoted: 'Klient 2', rest: 'too expensive' }
 */
export function splitQuotedStart(text: string): { readonly quoted: string; readonly rest: string } | undefined {
  const found = QUOTED_START.exec(text);
  return found === null ? undefined : { quoted: unquote(found[0]), rest: text.slice(found[0].length).trim() };
}

/** The words of a text; a phrase in quotes is one word, with its quotes. */
export const splitWordsAndQuotes = (text: string): readonly string[] => text.match(WORD) ?? [];

/** A command, or its first words, in back quotes: `list mine`, `show` acme. */
const IN_BACK_QUOTES = /^`{1,3}([^`]+)`{1,3}/;

/** A command without the back quotes in which it was copied; those around a later part stay. */
export const withoutBackQuotes = (text: string): string => {
  const whole = text.replace(IN_BACK_QUOTES, '$1');
  // One alone closes or opens nothing.
  return (whole.split('`').length === 2 ? whole.replace('`', '') : whole).trim();
};
