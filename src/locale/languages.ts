import type { Language, Member } from '../core/deal/member.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';
import { pl } from './pl.ts';

/** Every language there is. To add one: its file, and a line here. */
export const LANGUAGES: Readonly<Record<Language, Messages>> = { en, pl };

/** 'pl-PL' is Polish; a locale that nobody has translated is none. */
export const languageFromLocale = (locale: string | null): Language | null =>
  (Object.keys(LANGUAGES) as Language[]).find((language) => locale?.toLowerCase().startsWith(language) === true) ?? null;

/** The language of a person: their own choice, else Slack's locale, else the typed word's, else the workspace's. */
export const languageFor = (
  member: Pick<Member, 'language' | 'locale'>,
  typed: Language | null,
  workspace: { readonly language: Language },
): Language => member.language ?? languageFromLocale(member.locale) ?? typed ?? workspace.language;

/** The words of one person who typed nothing just now. */
export const messagesFor = (member: Pick<Member, 'language' | 'locale'>, workspace: { readonly language: Language }): Messages =>
  LANGUAGES[languageFor(member, null, workspace)];
