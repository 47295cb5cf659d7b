import { randomBytes } from 'node:crypto';
import { allBlocks, blockElements } from '../block-kit/walk.ts';
import { asList, asRecords, asText, type Fields } from '../read-json.ts';
import type { Block } from './entities.ts';

/** An element that a person can use, and the block in which it sits. */
export type PlacedElement = {
  readonly blockId: string;
  readonly actionId: string;
  readonly blockType: string;
  readonly block: Fields;
  readonly element: Fields & { readonly type: string };
};

const HELD_BLOCKS: Readonly<Record<string, string>> = { container: 'child_blocks', carousel: 'elements' };

/** Gives each block a `block_id` and each usable element an `action_id` where the app left them out, as Slack does. */
export function withBlockIds(blocks: unknown): readonly Block[] {
  return asRecords(blocks).map(blockWithIds);
}

function blockWithIds(block: Fields): Block {
  const type = asText(block['type']) ?? '';
  const block_id = asText(block['block_id']) || randomBytes(4).toString('base64url');
  const held = HELD_BLOCKS[type];
  const inner = held === undefined ? elementsWithIds(block, type) : { [held]: withBlockIds(block[held]) };
  return { ...block, ...inner, type, block_id };
}

const ELEMENT_FIELD: Readonly<Record<string, string>> = {
  section: 'accessory',
  input: 'element',
  actions: 'elements',
  context_actions: 'elements',
  card: 'actions',
};

function elementsWithIds(block: Fields, type: string): Fields {
  const field = ELEMENT_FIELD[type];
  const value = field === undefined ? undefined : block[field];
  if (field === undefined || value === undefined) return {};
  const named = (element: Fields) => ({
    ...element,
    action_id: asText(element['action_id']) || randomBytes(4).toString('base64url'),
  });
  if (Array.isArray(value)) return { [field]: asRecords(value).map(named) };
  const [only] = asRecords([value]);
  return only && only['type'] !== 'image' ? { [field]: named(only) } : {};
}

/** Every usable element of a message's or view's blocks, those in cards and containers too, in reading order. */
export function placedElements(blocks: readonly Fields[]): readonly PlacedElement[] {
  return allBlocks(asList(blocks), '').flatMap((located) =>
    blockElements(located).flatMap(({ record }) => {
      const type = asText(record['type']);
      const actionId = asText(record['action_id']);
      if (type === undefined || actionId === undefined) return [];
      const block = located.record;
      const place = { blockId: asText(block['block_id']) ?? '', blockType: asText(block['type']) ?? '', block };
      return [{ ...place, actionId, element: { ...record, type } }];
    }),
  );
}
