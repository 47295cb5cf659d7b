import { type Mention, mentionName } from '../slack-text.ts';
import { isKeyword, type Line, type PhraseMatch, phraseAt } from './line.ts';

const KEYWORD = /^(?:owner|opiekun|handlowiec|sprzedawca|rep|salesperson|assignee|prowadzi|dla|for):?$/;
/** `assigned to @anna`, `sales rep @anna`. */
const TWO_KEYWORDS = /^(?:assign(?:ed)? to|przypi(?:sz|sane|sana) do|przydziel do|sales rep|account manager):?$/;
/** Before somebody who is not the owner: `cc @anna`, `polecenie od @anna`. */
const NOT_OWNER = /^\/?(?:cc|fyi|od|from|via|z|ze|with|dw|do wiadomosci):?$/;
const TYPED_NAME = /^@[\p{L}\p{N}]/u;

/** The first person mentioned in a line, with a keyword (owner, opiekun) right before it. */
export function findOwner(line: Line, mentions: readonly Mention[]): PhraseMatch<Mention> | undefined {
  for (const index of line.keys()) {
    const owner = personAt(line, index, mentions);
    if (owner === undefined) continue;
    const words = isTwoKeywords(line, index) ? 2 : isKeyword(line[index - 1], KEYWORD) ? 1 : 0;
    return { value: owner, start: index - words, end: index + 1 };
  }
  return undefined;
}

/** A second person mentioned, or a name typed as `@anna` that Slack did not turn into a mention. */
export function findUnreadableOwner(
  line: Line,
  mentions: readonly Mention[],
  owner: Mention | undefined,
): { readonly why: 'notAMention' | 'several'; readonly text: string } | undefined {
  for (const index of line.keys()) {
    const person = personAt(line, index, mentions);
    if (person !== undefined && person.id !== owner?.id) return { why: 'several', text: mentionName(person) };
    const word = phraseAt(line, index, index + 1) ?? '';
    if (owner === undefined && TYPED_NAME.test(word)) return { why: 'notAMention', text: word };
  }
  return undefined;
}

const isTwoKeywords = (line: Line, index: number): boolean =>
  isKeyword(`${line[index - 2] ?? ''} ${line[index - 1] ?? ''}`, TWO_KEYWORDS);

/** Somebody mentioned who may be the owner. */
function personAt(line: Line, index: number, mentions: readonly Mention[]): Mention | undefined {
  if (isKeyword(line[index - 1], NOT_OWNER)) return undefined;
  const word = phraseAt(line, index, index + 1);
  return mentions.find((mention) => mention.kind === 'user' && mention.token === word);
}
