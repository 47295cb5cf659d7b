import type { KnownBlock, RichTextElement } from '@slack/types';
import type { Message } from '../slack/views/kit/blocks.ts';
import type { MembersById } from '../slack/views/kit/people.ts';

type NameById = (slackUserId: string) => string;

function plainElement(element: RichTextElement, name: NameById): string {
  if (element.type === 'text') return element.text;
  if (element.type === 'user') return `@${name(element.user_id)}`;
  return element.type === 'link' ? (element.text ?? element.url) : '';
}

function plainBlock(block: KnownBlock, name: NameById): string {
  switch (block.type) {
    case 'rich_text':
      return block.elements
        .flatMap((part): readonly RichTextElement[] =>
          part.type === 'rich_text_list' ? part.elements.flatMap(({ elements }) => elements) : part.elements,
        )
        .map((element) => plainElement(element, name))
        .join('');
    case 'section':
      return [block.text, ...(block.fields ?? [])].flatMap((text) => text?.text ?? []).join('\n');
    case 'context':
      return block.elements.flatMap((element) => ('text' in element ? element.text : [])).join('\n');
    default:
      return '';
  }
}

/** A message as text alone: its sentences without buttons, people by name. */
export function plainMessage({ blocks }: Message, members: MembersById = new Map()): string {
  const names = new Map([...members.values()].map(({ slackUserId, name }) => [slackUserId, name]));
  const lines = blocks.map((block) => plainBlock(block, (id) => names.get(id) ?? id));
  return lines.filter((line) => line.trim() !== '').join('\n');
}
