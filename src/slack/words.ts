import { fold } from '../core/fold.ts';
import type { Language } from '../core/member.ts';
import { readText } from '../input/normalise.ts';
import { DEAL_WORDS, type DealWord, FUNNEL_WORDS, type FunnelWord } from '../locale/words.ts';

/** A command's text with its first word understood, or not. `rest` is as Slack sent it, mentions and escapes untouched. */
export type ReadCommand<Word extends string> =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'word';
      readonly word: Word;
      readonly language: Language | null;
      readonly typed: string;
      readonly rest: string;
    }
  | { readonly kind: 'other'; readonly text: string };

type Words<Word extends string> = Readonly<Record<Word, Readonly<Record<Language, readonly string[]>>>>;

/** Every spelling, folded, with its word and its language; null where both languages have it. Made once. */
function spellings<Word extends string>(
  words: Words<Word>,
): ReadonlyMap<string, { readonly word: Word; readonly language: Language | null }> {
  const all = new Map<string, { readonly word: Word; readonly language: Language | null }>();
  for (const word of Object.keys(words) as Word[]) {
    for (const language of ['en', 'pl'] as const) {
      for (const spelling of words[word][language].map(fold)) {
        const known = all.get(spelling);
        if (known === undefined) all.set(spelling, { word, language });
        else if (known.word === word && known.language !== language) all.set(spelling, { word, language: null });
      }
    }
  }
  return all;
}

function read<Word extends string>(known: ReturnType<typeof spellings<Word>>, raw: string): ReadCommand<Word> {
  const text = raw.replace(/^[\s\u00A0]+|[\s\u00A0]+$/gu, '');
  if (text === '') return { kind: 'empty' };
  const [first = '', ...others] = text.split(/[\s\u00A0]+/u);
  const found = known.get(fold(readText(first).text));
  return found === undefined ? { kind: 'other', text } : { kind: 'word', ...found, typed: first, rest: others.join(' ') };
}

const DEAL_SPELLINGS = spellings<DealWord>(DEAL_WORDS);
const FUNNEL_SPELLINGS = spellings<FunnelWord>(FUNNEL_WORDS);

export const readDealCommand = (raw: string): ReadCommand<DealWord> => read(DEAL_SPELLINGS, raw);
export const readFunnelCommand = (raw: string): ReadCommand<FunnelWord> => read(FUNNEL_SPELLINGS, raw);

/** Every word of a command, in both languages, for "did you mean". */
export const allWords = (words: Words<string>): readonly string[] => Object.values(words).flatMap(({ en, pl }) => [...en, ...pl]);
