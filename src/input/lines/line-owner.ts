import { type Mention, mentionName } from '../slack-text.ts';
import { isKeyword, type Line, type PhraseMatch, phraseAt } from './line.ts';

const KEYWORD = /^(?:owner|opiekun):?$/;
const TYPED_NAME = /^@[\p{L}\p{N}]/u;

/** The first person mentioned in a line, with a keyword (owner, opiekun) right before it. */
export function findOwner(line: Line, mentions: readonly Mention[]): PhraseMatch<Mention> | undefined {
  for (const index of line.keys()) {
    const owner = personAt(line, index, mentions);
    if (owner === undefined) continue;
    const start = isKeyword(line[index - 1], KEYWORD) ? index - 1 : index;
    return { value: owner, start, end: index + 1 };
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

function personAt(line: Line, index: number, mentions: readonly Mention[]): Mention | undefined {
  const word = phraseAt(line, index, index + 1);
  return mentions.find((mention) => mention.kind === 'user' && mention.token === word);
}
