/** Somebody or some channel named in a text by Slack's own token, so that it cannot be mistaken. */
export type Mention = {
  readonly kind: 'user' | 'channel';
  /** Slack's id: U…, W… or C…. */
  readonly id: string;
  /** The name Slack gave along; Slack may leave it out. */
  readonly name: string | undefined;
  /** The mention as it appears in `text`: `<@U123>` or `<#C123>`. */
  readonly token: string;
};

/** What a person typed, cleaned. A `<@…>` in `text` is a mention only if `mentions` lists it: people can type one too. */
export type SlackText = {
  readonly text: string;
  /** In order of appearance; repeated mentions are repeated. */
  readonly mentions: readonly Mention[];
};

const BRACKETED = /<([^<>]+)>/g;
const MENTION = /^([@#])([A-Z0-9]+)$/;
const TOKEN = /<[@#][A-Z0-9]+>/g;
const ADDRESS = /^(?:mailto:|tel:|(?=[a-z][a-z0-9+.-]*:\S))(.+)$/i;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
]);

/**
 * Reads the text of a slash command or message as Slack sends it: its escapes undone, its characters made plain.
 *
 * @param raw the text with "Escape channels, users, and links" on. Links become their label, or their address without
 *   `mailto:` and `tel:`; `<!here>` becomes `@here`; mentions of people and channels stay as tokens without the name.
 * @returns the text after {@link normalizeText}, and who is mentioned in it. Never throws.
 * @example parseSlackText('a&amp;b <@U1|anna>').text // => 'a&b <@U1>'
 */
export function parseSlackText(raw: string): SlackText {
  const mentions: Mention[] = [];
  let text = '';
  let end = 0;
  for (const match of raw.matchAll(BRACKETED)) {
    const [whole, body = ''] = match;
    const mention = parseMention(body);
    if (mention !== undefined) mentions.push(mention);
    text += unescapeEntities(raw.slice(end, match.index)) + (mention?.token ?? unescapeEntities(linkText(body) ?? whole));
    end = match.index + whole.length;
  }
  return { text: normalizeText(text + unescapeEntities(raw.slice(end))), mentions };
}

/** The text with its mention tokens replaced by names, `@anna` and `#deals` (the id where there is no name): for storing. */
export function replaceMentionsByNames(read: SlackText): string {
  return replaceMentions(read, mentionName);
}

/** The text with something else in place of each mention. A token that nobody was mentioned by is text, and stays. */
export function replaceMentions({ text, mentions }: SlackText, replacement: (mention: Mention) => string): string {
  const byToken = new Map(mentions.toReversed().map((mention) => [mention.token, mention]));
  return text.replace(TOKEN, (token) => {
    const mention = byToken.get(token);
    return mention === undefined ? token : replacement(mention);
  });
}

/** The text without its mentions. */
export const withoutMentions = (read: SlackText): string => replaceMentions(read, () => ' ');

/** A mention as a person reads it: `@anna`, `#deals`, or the id where Slack gave no name. */
export function mentionName(mention: Mention): string {
  return `${mention.kind === 'user' ? '@' : '#'}${mention.name ?? mention.id}`;
}

/**
 * Plain characters for what phones and word processors make of them, in text that Slack did not escape (form fields).
 *
 * Quotes and dashes become ASCII, every run of white space and line breaks one space, invisible and control characters
 * go (joiners inside emoji stay), lone surrogates become U+FFFD, letters are composed (NFC). Tidying twice changes nothing.
 */
export function normalizeText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/(?:[^\S\uFEFF]|\u0085)+/g, ' ')
    .replace(/(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D/gu, '')
    .replace(/[\p{Cc}\u00AD\u061C\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu, '')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—―−﹣－]/g, '-')
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .trim();
}

function parseMention(body: string): Mention | undefined {
  const [target = '', label = ''] = splitLabel(body);
  const [, sigil, id] = MENTION.exec(target) ?? [];
  if (sigil === undefined || id === undefined) return undefined;
  const name = label === '' ? undefined : normalizeText(unescapeEntities(label));
  return { kind: sigil === '@' ? 'user' : 'channel', id, name, token: `<${sigil}${id}>` };
}

/** Text of a link or special mention as Slack shows it; undefined for brackets that are no token of Slack's. */
function linkText(body: string): string | undefined {
  const [target = '', label = ''] = splitLabel(body);
  const address = ADDRESS.exec(target)?.[1];
  if (address !== undefined) return label || address;
  return target.startsWith('!') ? label || `@${target.slice(1).split('^')[0]}` : undefined;
}

function splitLabel(body: string): readonly string[] {
  const bar = body.indexOf('|');
  return bar < 0 ? [body] : [body.slice(0, bar), body.slice(bar + 1)];
}

function unescapeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES.get(entity) ?? entity);
}
