import { fold } from '../core/fold.ts';
import type { Language } from '../core/member.ts';
import { readText } from '../input/normalise.ts';
import { DEAL_WORDS, type DealWord, FUNNEL_WORDS, type FunnelWord } from '../locale/words.ts';

/** A command's text with its first word understood, or not. `rest` is as Slack sent it, mentions and escapes untouched. */
export type ReadCommand<Word extends string> =
  | { readonly kind: 'empty' }
  | { readonly kind: 'word'; readonly word: Word; readonly language: Language | null; readonly rest: string }
  | { readonly kind: 'other'; readonly text: string };

type Words<Word extends string> = Readonly<Record<Word, Readonly<Record<Language, readonly string[]>>>>;

function read<Word extends string>(words: Words<Word>, raw: string): ReadCommand<Word> {
  const text = raw.replace(/^[\s\u00A0]+|[\s\u00A0]+$/gu, '');
  if (text === '') return { kind: 'empty' };
  const [first = '', ...others] = text.split(/[\s\u00A0]+/u);
  const typed = fold(readText(first).text);
  for (const word of Object.keys(words) as Word[]) {
    const { en, pl } = words[word];
    const english = en.some((each) => fold(each) === typed);
    const polish = pl.some((each) => fold(each) === typed);
    if (english || polish) {
      const language = english === polish ? null : english ? 'en' : 'pl';
      return { kind: 'word', word, language, rest: others.join(' ') };
    }
  }
  return { kind: 'other', text };
}

export const readDealCommand = (raw: string): ReadCommand<DealWord> => read(DEAL_WORDS, raw);
export const readFunnelCommand = (raw: string): ReadCommand<FunnelWord> => read(FUNNEL_WORDS, raw);

/** Every word of a command, in both languages, for "did you mean". */
export const allWords = (words: Words<string>): readonly string[] => Object.values(words).flatMap(({ en, pl }) => [...en, ...pl]);
