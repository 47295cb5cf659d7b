import { foldText } from '../../core/fold-text.ts';
import { LANGUAGE_CODES, type Language } from '../../core/people/language.ts';
import { withoutBackQuotes } from '../../input/quotes.ts';
import { parseSlackText } from '../../input/slack-text.ts';
import { DEAL_WORDS, type DealWord, FUNNEL_WORDS, type FunnelWord } from '../../locale/command-words.ts';

/** A command's text with its first word understood, or not. `rest` is as Slack sent it, mentions and escapes untouched. */
export type ParsedCommand<Word extends string> =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'word';
      readonly word: Word;
      readonly language: Language | null;
      readonly typedWord: string;
      readonly rest: string;
    }
  | { readonly kind: 'other'; readonly text: string };

type Words<Word extends string> = Readonly<Record<Word, Readonly<Record<Language, readonly string[]>>>>;

/** Every spelling, folded, with its word and its language; null where several languages have it. Made once. */
function indexSpellings<Word extends string>(
  words: Words<Word>,
): ReadonlyMap<string, { readonly word: Word; readonly language: Language | null }> {
  const all = new Map<string, { readonly word: Word; readonly language: Language | null }>();
  for (const word of Object.keys(words) as Word[]) {
    for (const language of LANGUAGE_CODES) {
      for (const spelling of words[word][language].map(foldText)) {
        const known = all.get(spelling);
        if (known === undefined) all.set(spelling, { word, language });
        else if (known.word === word && known.language !== language) all.set(spelling, { word, language: null });
      }
    }
  }
  return all;
}

function parseCommand<Word extends string>(known: ReturnType<typeof indexSpellings<Word>>, raw: string): ParsedCommand<Word> {
  const text = withoutBackQuotes(raw.trim());
  if (text === '') return { kind: 'empty' };
  const [first = ''] = text.split(/\s+/u);
  // Lines and cells of what was pasted stay apart.
  const rest = text
    .slice(first.length)
    .trim()
    .replace(/[^\S\n\t]+/gu, ' ');
  const found = known.get(foldText(parseSlackText(first).text));
  return found === undefined ? { kind: 'other', text } : { kind: 'word', ...found, typedWord: first, rest };
}

const DEAL_SPELLINGS = indexSpellings<DealWord>(DEAL_WORDS);
const FUNNEL_SPELLINGS = indexSpellings<FunnelWord>(FUNNEL_WORDS);

export const parseDealCommand = (raw: string): ParsedCommand<DealWord> => parseCommand(DEAL_SPELLINGS, raw);
export const parseFunnelCommand = (raw: string): ParsedCommand<FunnelWord> => parseCommand(FUNNEL_SPELLINGS, raw);

/** Every word of a command, in every language, for "did you mean". */
export const commandSpellings = (words: Words<string>): readonly string[] =>
  Object.values(words).flatMap((spellings) => Object.values(spellings).flat());
