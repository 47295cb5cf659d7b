import { foldText } from '../../core/fold-text.ts';
import { splitWordsAndQuotes } from '../../input/quotes.ts';

/** A closing said behind its deal, as the command with its word in front: `acme lost too expensive` is `lost`, `acme: too expensive`. */
type TurnedLine = { readonly word: 'won' | 'lost'; readonly typedWord: string; readonly rest: string };

/** How it is said of a deal. `win` and `lose` come first, and are parts of names. */
const OUTCOMES: ReadonlyMap<string, 'won' | 'lost'> = new Map([
  ...'won wygrana wygrany wygrane wygralismy'.split(' ').map((word) => [word, 'won'] as const),
  ...'lost przegrana przegrany przegrane przegralismy'.split(' ').map((word) => [word, 'lost'] as const),
]);
/** Between the deal and the word: `acme is lost`, `acme: lost`, `acme closed won`. */
const BETWEEN = /^(?:is|was|as|to|closed|jest|została?|->|=>|→|[:,;–-])$/i;
const EDGE = /^[\s:,;–-]+|(?<![\s:,;–-])[\s:,;–-]+$/g;
const AROUND = /^[(]|[).!:,;]{1,3}$/g;
/** What stands behind a win is its value; other words are part of a name: `acme won bid`. */
const VALUE = /^(?:(?:for|at|za|na) )?[~(]?\p{Sc}?\d|^(?:(?:for|at|za|na) )?(?:[A-Z]{3}|\p{Lu}?\p{Sc}) ?\d/u;
/** Words of a deal's name in front; a sentence has more. */
const MAX_NAME_WORDS = 8;

/**
 * Reads a line whose first word is none of ours as a closing said behind its deal: `acme won`, `acme won 15k`, `acme lost too expensive`.
 *
 * @returns undefined where it is none. `rest` parts the deal from what follows by a colon, so that it is found whole.
 * @example turnOutcome('acme won 15k') // => { word: 'won', typedWord: 'won', rest: 'acme: 15k' }
 */
export function turnOutcome(text: string): TurnedLine | undefined {
  const words = splitWordsAndQuotes(text);
  const at = words.findIndex((word, index) => index > 0 && OUTCOMES.has(foldText(word).replace(AROUND, '')));
  const typedWord = (words[at] ?? '').replace(AROUND, '');
  const word = OUTCOMES.get(foldText(typedWord));
  if (word === undefined) return undefined;
  let end = at;
  while (end > 1 && BETWEEN.test(words[end - 1] ?? '')) end -= 1;
  const name = words.slice(0, end).join(' ').replace(EDGE, '');
  const behind = words
    .slice(at + 1)
    .join(' ')
    .replace(EDGE, '');
  if (name === '' || end > MAX_NAME_WORDS || (word === 'won' && behind !== '' && !VALUE.test(behind))) return undefined;
  return { word, typedWord, rest: behind === '' ? name : `${name}: ${behind}` };
}
