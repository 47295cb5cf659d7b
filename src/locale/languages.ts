import { LANGUAGE_CODES, type Language } from '../core/people/language.ts';
import type { Member } from '../core/people/member.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';
import { pl } from './pl.ts';
import { type SafeText, safe } from './safe-text.ts';

/** The words of every language. To add one: its code in LANGUAGE_CODES, its files, and whatever then does not compile. */
export const LANGUAGES: Readonly<Record<Language, Messages>> = { en, pl };

/** What each calls itself, in whatever language it is offered. */
export const LANGUAGE_NAMES: Readonly<Record<Language, SafeText>> = { en: safe`English`, pl: safe`Polski` };

/** 'pl-PL' is Polish; a locale that nobody has translated is none. */
export const languageFromLocale = (locale: string | null): Language | null =>
  LANGUAGE_CODES.find((language) => locale?.toLowerCase().startsWith(language) === true) ?? null;

/**
 * Whether a person writes the month before the day, as Slack's locale says, unless they read Lejek in another language.
 *
 * @example writesMonthFirst('en-US', 'en') // => true
 */
export function writesMonthFirst(locale: string | null, language: Language): boolean {
  if (locale === null || languageFromLocale(locale) !== language) return false;
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' }).formatToParts(0).map(({ type }) => type);
  return parts.indexOf('month') < parts.indexOf('day');
}

/** The language of a person: their own choice, else Slack's locale, else the typed word's, else the workspace's. */
export const languageFor = (
  member: Pick<Member, 'language' | 'locale'>,
  typed: Language | null,
  workspace: { readonly language: Language },
): Language => member.language ?? languageFromLocale(member.locale) ?? typed ?? workspace.language;

/** The words of one person who typed nothing just now. */
export const messagesFor = (member: Pick<Member, 'language' | 'locale'>, workspace: { readonly language: Language }): Messages =>
  LANGUAGES[languageFor(member, null, workspace)];
