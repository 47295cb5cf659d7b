import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Member } from '../../../core/people/member.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { graphemes } from '../../charts/drawable-text.ts';

const OPEN = '\uE000';
const CLOSE = '\uE001';
const MENTION = '\uE002';
const LINK = '\uE003';
const MARKS = /[\uE000-\uE003]/g;
const NAME_LIMIT = 80;

/** A text that people typed, as it may stand in a sentence: never markup, on one line, cut at `limit` characters with "…". */
export function literal(typed: string, limit = NAME_LIMIT): SafeText {
  return `${OPEN}${truncate(typed.replace(MARKS, '').replace(/\s+/gu, ' ').trim(), limit)}${CLOSE}` as SafeText;
}

/** A line of a playbook or a criterion as it stands inside a sentence; `NIP` and `E-mail` keep or lose their capital as a person would write. */
export const lowerInitial = <T extends string>(text: T): T =>
  /^\p{Lu}{2}/u.test(text) ? text : ((text.charAt(0).toLowerCase() + text.slice(1)) as T);

/** A word or sentence at the beginning of a line. */
export const capitalize = <T extends string>(text: T): T => (text.charAt(0).toUpperCase() + text.slice(1)) as T;

/** A person: a mention where they are here, else their name, as of one who has left since it was written. A mention in a private answer or a rich text pings only those it should. */
export function personMention(member: Pick<Member, 'slackUserId' | 'name' | 'active'>): SafeText {
  if (member.slackUserId === null || !member.active) return literal(member.name);
  return `${MENTION}${member.slackUserId}|${member.name.replace(MARKS, '')}${CLOSE}` as SafeText;
}

/** Words that lead to an address. The address is ours or Slack's, never typed. */
export const linkText = (words: SafeText, url: string): SafeText =>
  `${LINK}${url.replace(MARKS, '').replaceAll('|', '%7C')}|${words.replace(MARKS, '')}${CLOSE}` as SafeText;

/** A person by name, without a mention. */
export const memberNameText = (member: Pick<Member, 'name'>): SafeText => literal(member.name);

declare const notification: unique symbol;

/** A message's `text`, which Slack reads as mrkdwn: `&`, `<` and `>` are escaped. Only {@link notificationText} makes it. */
export type NotificationText = string & { readonly [notification]: true };

type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly bold: boolean; readonly code: boolean }
  | { readonly kind: 'person'; readonly id: string; readonly name: string }
  | { readonly kind: 'link'; readonly url: string; readonly text: string };

function pieces(text: SafeText): readonly Piece[] {
  const found: Piece[] = [];
  let bold = false;
  let code = false;
  for (const [part] of text.matchAll(
    /\uE000[^\uE000-\uE003]*\uE001|[\uE002\uE003][^\uE000-\uE003]*\uE001|[*`]|[^*`\uE000\uE002\uE003]+/g,
  )) {
    if (part === '*') bold = !bold;
    else if (part === '`') code = !code;
    else if (part.startsWith(MENTION)) {
      const [id = '', name = ''] = part.slice(1, -1).split('|');
      found.push({ kind: 'person', id, name });
    } else if (part.startsWith(LINK)) {
      const [url = '', text = ''] = part.slice(1, -1).split('|');
      found.push({ kind: 'link', url, text });
    } else found.push({ kind: 'text', text: part.startsWith(OPEN) ? part.slice(1, -1) : part, bold, code });
  }
  return found;
}

/** Safe text as one rich text block: bold, code and mentions work, everything typed stays as typed. Lines part by "\n". */
export function richText(text: SafeText, blockId?: string): RichTextBlock {
  const elements: RichTextElement[] = pieces(text).flatMap((piece): RichTextElement[] => {
    if (piece.kind === 'person') return [{ type: 'user', user_id: piece.id }];
    if (piece.kind === 'link') return [{ type: 'link', url: piece.url, text: piece.text }];
    if (piece.text === '') return [];
    const style = { ...(piece.bold ? { bold: true } : {}), ...(piece.code ? { code: true } : {}) };
    return [{ type: 'text', text: piece.text, ...(piece.bold || piece.code ? { style } : {}) }];
  });
  const section: RichTextSection = {
    type: 'rich_text_section',
    elements: elements.length > 0 ? elements : [{ type: 'text', text: ' ' }],
  };
  return { type: 'rich_text', elements: [section], ...(blockId === undefined ? {} : { block_id: blockId }) };
}

/** A preformatted block: columns line up. */
export function preformatted(text: string): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }], border: 0 }] };
}

/** Safe text without any markup: for buttons, titles, alternative texts, all that Slack shows as plain_text. People are `@name`. */
export function toPlainText(text: SafeText, limit = 3000): string {
  const words = pieces(text).map((piece) => (piece.kind === 'person' ? `@${piece.name}` : piece.text));
  return truncate(words.join(''), limit);
}

/** Safe text as a message's `text`: what notifications and screen readers say. Escaped, so that nothing typed can ping. */
export function notificationText(text: SafeText, limit = 3000): NotificationText {
  const escaped = toPlainText(text, limit).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped as NotificationText;
}

/** What a notification says, with what it is about before it. */
export const notificationAbout = (subject: SafeText, text: NotificationText): NotificationText =>
  `${notificationText(subject)}: ${text}` as NotificationText;

/** At most `limit` code points, the last of them "…" where something was cut; never inside a character. */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const whole = [...text];
  if (whole.length <= limit) return text;
  const kept: string[] = [];
  let length = 0;
  for (const segment of graphemes(whole.slice(0, limit + 1).join(''))) {
    length += [...segment].length;
    if (length > limit - 1) break;
    kept.push(segment);
  }
  return `${kept.join('').trimEnd()}…`;
}
