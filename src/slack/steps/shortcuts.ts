import { parseSlackText, replaceMentionsByNames } from '../../input/slack-text.ts';
import type { RequestContext } from '../request/flow.ts';

/** Shortcuts as the manifest has them: a new deal, out of a message or from anywhere, and a message added to a deal. */
export const SHORTCUTS = {
  fromMessage: 'deal.from-message',
  addMessage: 'deal.add-message',
  anywhere: 'deal.from-anywhere',
} as const;

/** Of a long message, what the name of a deal is guessed from. */
const FIRST_LINE_LIMIT = 200;

/** The first line of a message that says anything, as Slack sent it. */
export const firstLine = (text: string): string =>
  (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, FIRST_LINE_LIMIT);

/** A message's text as a person reads it, line by line, people known here by their names: data from here on, never markup. */
export async function readableText(context: RequestContext, raw: string): Promise<string> {
  const lines = raw.split('\n').map(parseSlackText);
  const ids = [...new Set(lines.flatMap(({ mentions }) => mentions.flatMap(({ kind, id }) => (kind === 'user' ? [id] : []))))];
  const members = await Promise.all(ids.map((id) => context.tenant.members.bySlackUser(id)));
  const names = new Map(members.flatMap((member, index) => (member === undefined ? [] : [[ids[index], member.name] as const])));
  const named = lines.map(({ text, mentions }) =>
    replaceMentionsByNames({
      text,
      mentions: mentions.map((mention) => ({ ...mention, name: mention.name ?? names.get(mention.id) })),
    }),
  );
  return named.join('\n').trim();
}
