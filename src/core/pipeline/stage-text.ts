import { LANGUAGE_CODES, type Language } from '../people/language.ts';
import type { EditedText, OwnText } from './stored-pipeline.ts';

/** A text in each language, as it stands in the fields of a form; '' where there is none. */
export type TypedTexts = Readonly<Record<Language, string>>;

/** What the template says in each language; undefined for what is of no template. */
export type TemplateText = Readonly<Record<Language, string>> | undefined;

/** One line, without what no one sees: white space collapsed, control characters and marks of direction gone. */
export const cleanText = (text: string): string =>
  text
    .replace(/[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** A text as a form shows it for editing: the template's in every language until somebody edits it, then only what was written. */
export const textFields = (own: OwnText, template: TemplateText): TypedTexts => ({
  ...emptyTexts(),
  ...(own === null ? template : own.texts),
});

/** A value for each language. */
export const byLanguage = <Value>(read: (language: Language) => Value): Record<Language, Value> =>
  Object.fromEntries(LANGUAGE_CODES.map((code) => [code, read(code)])) as Record<Language, Value>;

const emptyTexts = (): Record<Language, string> => byLanguage(() => '');

const isSame = (a: TypedTexts, b: TypedTexts): boolean => LANGUAGE_CODES.every((code) => a[code] === b[code]);

/**
 * What a text is after somebody edited the fields of it. What was not touched stays as it was, and what is the template's in every language
 * belongs to the template again. An edited one keeps the language it was written in.
 *
 * @param of what it was before, and the template's. @param language of who edits.
 * @returns null for the template's, and for a text that is empty in every language.
 */
export function editText(
  of: { readonly own: OwnText; readonly template?: TemplateText },
  typed: TypedTexts,
  language: Language,
): OwnText {
  const clean: TypedTexts = byLanguage((code) => cleanText(typed[code]));
  if (isSame(clean, textFields(of.own, of.template))) return of.own;
  if (of.template !== undefined && isSame(clean, { ...emptyTexts(), ...of.template })) return null;
  const given = LANGUAGE_CODES.filter((code) => clean[code] !== '');
  const written = clean[language] !== '' ? language : (given.find((code) => code === of.own?.written) ?? given[0]);
  if (written === undefined) return null;
  const texts: EditedText['texts'] = Object.fromEntries(given.map((code) => [code, clean[code]]));
  return { written, texts };
}
