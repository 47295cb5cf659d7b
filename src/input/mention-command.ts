import { withoutBackQuotes } from './quotes.ts';

/** A message to the bot as a slash command: the command and its text. */
export type MentionCommand = { readonly command: string; readonly text: string };

/** Whether the first word of a text is one of /deal, and of /funnel; it may be of both. */
export type WordTests = { readonly isDealWord: (text: string) => boolean; readonly isFunnelWord: (text: string) => boolean };

/** A command's name in front, with its slash or without. */
const COMMAND = /^(\/?)(deal|funnel|szansa|lejek)(?:(?=\s|$)|[:,](?=\s))([\s\S]*)$/i;
const FUNNEL = /^(?:funnel|lejek)[?!.]*$/i;
const EDGE = /^[\s,;:-]+|(?<!\s)\s+$/gu;
const LEADING_MENTION = /^<@[A-Z0-9]+(?:\|[^<>]*)?>/;
const MENTION = /<@([A-Z0-9]+)(?:\|[^<>]*)?>/g;

/**
 * Parses a message to the bot as a slash command: `<@U1> dalej bielik` is `/deal dalej bielik`, and so is `deal dalej bielik`. Without its
 * slash a command's name counts where a word of that command follows, or nothing; a deal's may be followed by a deal as well.
 *
 * @param raw the text as Slack sent it. @param botUserId whose mentions are removed; where it is not known, a leading mention is.
 * @param words a word of both commands, without a command's name before it, is one of /deal.
 * @example parseMentionCommand('<@UBOT>, prognoza', 'UBOT', words) // => { command: '/funnel', text: 'prognoza' }
 */
export function parseMentionCommand(
  raw: string,
  botUserId: string | undefined,
  { isDealWord, isFunnelWord }: WordTests,
): MentionCommand {
  const said = raw.trim();
  const addressed = (
    botUserId === undefined
      ? said.replace(LEADING_MENTION, ' ')
      : said.replace(MENTION, (mention, id: string) => (id === botUserId ? ' ' : mention))
  ).replace(EDGE, '');
  const text = withoutBackQuotes(addressed);
  const [, slash = '', name = '', behind = ''] = COMMAND.exec(text) ?? [];
  const rest = behind.trimStart();
  const command = `/${name.toLowerCase()}`;
  if (slash !== '' || (name !== '' && (isAboutDeals(command) || isFunnelWord(rest)))) return { command, text: rest };
  if (FUNNEL.test(text)) return { command: '/funnel', text: '' };
  return { command: isFunnelWord(text) && !isDealWord(text) ? '/funnel' : '/deal', text };
}

const isAboutDeals = (command: string): boolean => command === '/deal' || command === '/szansa';
