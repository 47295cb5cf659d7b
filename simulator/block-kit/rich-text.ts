import { boolean, type Check, integer, list, number, object, oneOf, string, tagged, typed } from './check.ts';
import { id, url } from './composition.ts';
import { isRecord, recordsIn, stringIn } from './json.ts';
import { LIMITS } from './limits.ts';

const style = object({ optional: { bold: boolean, italic: boolean, strike: boolean, code: boolean, underline: boolean } });
const styled = { style };

const text = typed('text', { required: { text: string() }, optional: styled });
const link = typed('link', { required: { url }, optional: { ...styled, text: string(), unsafe: boolean } });

const inline = tagged({
  text,
  link,
  broadcast: typed('broadcast', { required: { range: oneOf('here', 'channel', 'everyone') }, optional: styled }),
  color: typed('color', { required: { value: string() }, optional: styled }),
  channel: typed('channel', { required: { channel_id: id }, optional: styled }),
  date: typed('date', { required: { timestamp: number, format: string() }, optional: { ...styled, url, fallback: string() } }),
  emoji: typed('emoji', { required: { name: string() }, optional: { ...styled, unicode: string(), url } }),
  team: typed('team', { required: { team_id: id }, optional: styled }),
  user: typed('user', { required: { user_id: id }, optional: styled }),
  usergroup: typed('usergroup', { required: { usergroup_id: id }, optional: styled }),
});

const border = oneOf(0, 1);
const section = typed('rich_text_section', { required: { elements: list(inline) } });

/** blocks/rich-text-block: sections, lists, quotes and preformatted text. */
export const richTextBlock: Check = typed('rich_text', {
  required: {
    elements: list(
      tagged({
        rich_text_section: section,
        rich_text_quote: typed('rich_text_quote', { required: { elements: list(inline) }, optional: { border } }),
        rich_text_preformatted: typed('rich_text_preformatted', {
          required: { elements: list(tagged({ text, link })) },
          optional: { border },
        }),
        rich_text_list: typed('rich_text_list', {
          required: { style: oneOf('bullet', 'ordered'), elements: list(section) },
          optional: { border, indent: integer({ min: 0, max: LIMITS.listIndent }), offset: integer({ min: 0 }) },
        }),
      }),
    ),
  },
  optional: { block_id: id },
});

/** All characters a reader sees in a rich text block, in order; what is not rich text gives an empty string. */
export function richTextContent(value: unknown): string {
  if (!isRecord(value)) return '';
  const own = stringIn(value, 'text') ?? '';
  return own + recordsIn(value['elements']).map(richTextContent).join('');
}
