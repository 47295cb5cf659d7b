import { isRecord, type JsonRecord } from './json-record.ts';

/** A block or element and the JSON pointer at which it sits. */
export type Located = { readonly record: JsonRecord; readonly pointer: string };

/** The fields in which a block holds further blocks. */
const NESTED: { readonly [type: string]: string } = { container: 'child_blocks', carousel: 'elements', plan: 'tasks' };

/** The fields in which a block holds elements that a person can use. */
const INTERACTIVE: { readonly [type: string]: string } = {
  section: 'accessory',
  actions: 'elements',
  context_actions: 'elements',
  input: 'element',
  card: 'actions',
};

/** All blocks in document order, those inside containers, carousels and plans after their holder; anything else is passed over. */
export function allBlocks(blocks: unknown, pointer: string): readonly Located[] {
  return located(blocks, pointer).flatMap((each) => {
    const field = fieldFor(NESTED, each.record);
    return field ? [each, ...allBlocks(each.record[field], `${each.pointer}/${field}`)] : [each];
  });
}

/** The interactive elements of one block, not of blocks inside it, in document order. */
export function blockElements({ record, pointer }: Located): readonly Located[] {
  const field = fieldFor(INTERACTIVE, record);
  if (!field) return [];
  const value = record[field];
  const found = isRecord(value) ? [{ record: value, pointer: `${pointer}/${field}` }] : located(value, `${pointer}/${field}`);
  // The picture beside a section is the one accessory that nobody can press.
  return found.filter((each) => each.record['type'] !== 'image');
}

function located(value: unknown, pointer: string): readonly Located[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((record: unknown, index) => (isRecord(record) ? [{ record, pointer: `${pointer}/${index}` }] : []));
}

function fieldFor(fields: { readonly [type: string]: string }, record: JsonRecord): string | undefined {
  const { type } = record;
  return typeof type === 'string' && Object.hasOwn(fields, type) ? fields[type] : undefined;
}
