import { boolean, type Check, integer, list, number, object, objectOfType, oneOf, string, unionByType } from './check.ts';
import { id, url } from './composition.ts';
import { isRecord, recordsIn, stringIn } from './json-record.ts';
import { LIMITS } from './limits.ts';

const style = object({ optional: { bold: boolean, italic: boolean, strike: boolean, code: boolean, underline: boolean } });
const styled = { style };

const text = objectOfType('text', { required: { text: string() }, optional: styled });
const link = objectOfType('link', { required: { url }, optional: { ...styled, text: string(), unsafe: boolean } });

const inline = unionByType({
  text,
  link,
  broadcast: objectOfType('broadcast', { required: { range: oneOf('here', 'channel', 'everyone') }, optional: styled }),
  color: objectOfType('color', { required: { value: string() }, optional: styled }),
  channel: objectOfType('channel', { required: { channel_id: id }, optional: styled }),
  date: objectOfType('date', {
    required: { timestamp: number, format: string() },
    optional: { ...styled, url, fallback: string() },
  }),
  emoji: objectOfType('emoji', { required: { name: string() }, optional: { ...styled, unicode: string(), url } }),
  team: objectOfType('team', { required: { team_id: id }, optional: styled }),
  user: objectOfType('user', { required: { user_id: id }, optional: styled }),
  usergroup: objectOfType('usergroup', { required: { usergroup_id: id }, optional: styled }),
});

const border = oneOf(0, 1);
const section = objectOfType('rich_text_section', { required: { elements: list(inline) } });

/** blocks/rich-text-block: sections, lists, quotes and preformatted text. */
export const richTextBlock: Check = objectOfType('rich_text', {
  required: {
    elements: list(
      unionByType({
        rich_text_section: section,
        rich_text_quote: objectOfType('rich_text_quote', { required: { elements: list(inline) }, optional: { border } }),
        rich_text_preformatted: objectOfType('rich_text_preformatted', {
          required: { elements: list(unionByType({ text, link })) },
          optional: { border },
        }),
        rich_text_list: objectOfType('rich_text_list', {
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
