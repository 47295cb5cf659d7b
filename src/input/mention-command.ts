/** A message to the bot as a slash command: the command and its text. */
export type MentionCommand = { readonly command: string; readonly text: string };

/** A command's name in front, with its slash; alone also without. */
const COMMAND = /^\/(deal|funnel|szansa|lejek)(?=\s|$)\s*([\s\S]*)$/i;
const FUNNEL = /^(?:funnel|lejek)[?!.]*$/i;
const EDGE = /^[\s\u00A0,;:-]+|[\s\u00A0]+$/gu;
const LEADING_MENTION = /^<@[A-Z0-9]+(?:\|[^>]*)?>/;

/**
 * Parses a message to the bot as a slash command: `<@U1> dalej bielik` is `/deal dalej bielik`.
 *
 * @param raw the text as Slack sent it. @param botUserId whose mentions are removed; where it is not known, a leading mention is.
 * @param isFunnelWord whether the first word of a text is one of /funnel, and none of /deal.
 * @example parseMentionCommand('<@UBOT>, prognoza', 'UBOT', isFunnelWord) // => { command: '/funnel', text: 'prognoza' }
 */
export function parseMentionCommand(
  raw: string,
  botUserId: string | undefined,
  isFunnelWord: (text: string) => boolean,
): MentionCommand {
  const bot = botUserId === undefined ? LEADING_MENTION : new RegExp(`<@${botUserId}(?:\\|[^>]*)?>`, 'g');
  const text = raw.trim().replace(bot, ' ').replace(EDGE, '');
  const [, command, rest] = COMMAND.exec(text) ?? [];
  if (command !== undefined) return { command: `/${command.toLowerCase()}`, text: rest ?? '' };
  if (FUNNEL.test(text)) return { command: '/funnel', text: '' };
  return { command: isFunnelWord(text) ? '/funnel' : '/deal', text };
}
