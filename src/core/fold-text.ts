/** Letters that Unicode does not take apart into a base letter and a mark. */
const PLAIN_LETTERS: ReadonlyMap<string, string> = new Map([
  ['ł', 'l'],
  ['ß', 'ss'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['ı', 'i'],
  ['ς', 'σ'],
]);

/** Text without letters to fold: most of what is typed. */
const PLAIN_TEXT = /^[ -~\s]*$/;

/** The words of a folded text: runs of letters and digits. */
export const splitWords = (folded: string): readonly string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Text as it is compared and searched: lower case, diacritics folded, white space collapsed to one space and trimmed.
 *
 * @param text anything a person typed; compatibility forms (full-width letters, ligatures) become ordinary letters.
 * @returns the form that the `search` column of a deal holds. Folding twice changes nothing. Punctuation stays.
 * @example foldText('  Zielony   MŁYN ') // => 'zielony mlyn'
 */
export function foldText(text: string): string {
  if (PLAIN_TEXT.test(text)) return text.toLowerCase().replace(/\s+/g, ' ').trim();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[łßøđðþæœħŧıς]/g, (letter) => PLAIN_LETTERS.get(letter) ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}
