import { isKeyword, type Line, type PhraseMatch, phraseAt, remainingText } from './line.ts';

/** Whom to ask for: as far as a line says it. */
export type LineContact = { readonly name?: string; readonly email?: string; readonly phone?: string };

const EMAIL = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.\p{L}{2,}$/u;
/** Words before an address that belong to it: `mail: anna@…`, `dla anna@…`. */
const EMAIL_KEYWORD = /^(?:e-?mail|mail|adres|dla|for|to|do|contact|kontakt):?$/;
const PHONE_KEYWORD = /^(?:tel\.?|telefon|phone|mobile|cell|kom\.?|komorka|call|zadzwon):?$/;
/** `nr tel. 601 234 567`. */
const NUMBER_WORD = /^(?:nr|numer|no|number)\.?$/;
/** Words of a telephone number: digits with dashes, dots and brackets. */
const PHONE_WORD = /^\+?[\d().-]+$/;
/** `+48 601 234 567`, `601 234 567`, `(22) 123 45 67`. */
const INTERNATIONAL = /^\+\d[\d ().-]{6,20}$/;
const POLISH_MOBILE = /^\d{3}[ -]\d{3}[ -]\d{3}$/;
const LANDLINE = /^\(\d{2,3}\)[\d ().-]{6,15}$/;
const NAME_KEYWORD = /^(?:contact|kontakt|osoba):$/;
const MAX_PHONE_WORDS = 6;

/** The e-mail address of a line, with a word for it before. */
export function findEmail(line: Line): PhraseMatch<string> | undefined {
  for (const index of line.keys()) {
    const word = phraseAt(line, index, index + 1) ?? '';
    if (!EMAIL.test(word)) continue;
    return { value: word, start: isKeyword(line[index - 1], EMAIL_KEYWORD) ? index - 1 : index, end: index + 1 };
  }
  return undefined;
}

/** The telephone number of a line: behind a word for it, with its country, or in the shape of one. */
export function findPhone(line: Line): PhraseMatch<string> | undefined {
  for (const index of line.keys()) {
    const isNamed = isKeyword(line[index], PHONE_KEYWORD);
    const start = isNamed ? index + 1 : index;
    let words = 0;
    while (words < MAX_PHONE_WORDS && PHONE_WORD.test(line[start + words]?.replace(/,$/, '') ?? '')) {
      words += 1;
      if (line[start + words - 1]?.endsWith(',') === true) break;
    }
    for (let count = words; count > 0; count -= 1) {
      const phone = line
        .slice(start, start + count)
        .join(' ')
        .replace(/,$/, '');
      if (isPhone(phone, { isNamed, isWhole: count === words && !PHONE_WORD.test(line[start - 1] ?? '') }))
        return {
          value: phone,
          start: isNamed && isKeyword(line[index - 1], NUMBER_WORD) ? index - 1 : index,
          end: start + count,
        };
    }
  }
  return undefined;
}

/** `isNamed`: a word for it stands before; `isWhole`: no other digits stand beside it. */
function isPhone(text: string, { isNamed, isWhole }: { readonly isNamed: boolean; readonly isWhole: boolean }): boolean {
  const digits = text.replace(/\D/g, '').length;
  if (isNamed) return digits >= 7 && digits <= 15;
  if (INTERNATIONAL.test(text) || LANDLINE.test(text)) return digits <= 15;
  // `100 000 000` is a number of something.
  return isWhole && POLISH_MOBILE.test(text) && !/000/.test(text);
}

/** The name behind `contact:` or `kontakt:`, up to a comma or the next thing understood. */
export function findContactName(line: Line): PhraseMatch<string> | undefined {
  return findLabelled(line, NAME_KEYWORD);
}

/** The words behind a label, up to a comma, a semicolon or the next thing understood. @param label folded, with its colon. */
export function findLabelled(line: Line, label: RegExp): PhraseMatch<string> | undefined {
  const start = line.findIndex((word) => isKeyword(word, label));
  const rest = start < 0 ? [] : line.slice(start + 1);
  const stop = rest.indexOf(undefined);
  const comma = rest.findIndex((word) => /[,;]$/.test(word ?? ''));
  const length = Math.min(...[stop, comma < 0 ? -1 : comma + 1, rest.length].filter((count) => count >= 0));
  const text = remainingText(rest.slice(0, length));
  return text === '' ? undefined : { value: text, start, end: start + 1 + length };
}
