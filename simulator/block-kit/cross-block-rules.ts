import { codePoints, problem } from './check.ts';
import { stringIn } from './json-record.ts';
import { LIMITS } from './limits.ts';
import { tableTextLength } from './tables.ts';
import { blockElements, type Located } from './walk.ts';

/** A rule over all blocks of a message or view together. */
type CrossBlockRule = (blocks: readonly Located[]) => readonly string[];

/** No block_id twice, and no action_id twice inside one block (reference/block-kit/blocks). */
export const uniqueIds: CrossBlockRule = (blocks) => [
  ...duplicateIds(blocks, 'block_id'),
  ...blocks.flatMap((block) => duplicateIds(blockElements(block), 'action_id')),
];

/** At most one element takes the focus (block-elements, focus_on_load). */
export const atMostOneFocus: CrossBlockRule = (blocks) =>
  blocks
    .flatMap(blockElements)
    .filter(({ record }) => record['focus_on_load'] === true)
    .slice(1)
    .map(({ pointer }) => problem('only one element can have `focus_on_load`', `${pointer}/focus_on_load`));

/** The limits on tables, charts, markdown and table text that hold for a message as a whole. */
export const messageTotals: CrossBlockRule = (blocks) => {
  const { tables, charts, markdown, dataTableText } = LIMITS.message;
  const markdownLength = blocksOfType(blocks, 'markdown').reduce(
    (sum, { record }) => sum + codePoints(stringIn(record, 'text') ?? ''),
    0,
  );
  const tableLength = blocksOfType(blocks, 'data_table').reduce((sum, { record }) => sum + tableTextLength(record), 0);
  return [
    ...blocksOfType(blocks, 'table')
      .slice(tables)
      .map(({ pointer }) => problem('only_one_table_allowed', pointer)),
    ...blocksOfType(blocks, 'data_visualization')
      .slice(charts)
      .map(({ pointer }) => problem(`no more than ${charts} data_visualization blocks allowed`, pointer)),
    ...(markdownLength > markdown
      ? [problem(`markdown blocks together must be less than ${markdown + 1} characters`, '/blocks')]
      : []),
    ...(tableLength > dataTableText
      ? [problem(`data_table blocks together must be less than ${dataTableText + 1} characters`, '/blocks')]
      : []),
  ];
};

function blocksOfType(blocks: readonly Located[], type: string): readonly Located[] {
  return blocks.filter(({ record }) => record['type'] === type);
}

function duplicateIds(located: readonly Located[], field: string): readonly string[] {
  const seen = new Set<string>();
  return located.flatMap(({ record, pointer }) => {
    const id = stringIn(record, field);
    if (id === undefined) return [];
    const isRepeat = seen.has(id);
    seen.add(id);
    return isRepeat ? [problem(`\`${field}\` already exists`, `${pointer}/${field}`)] : [];
  });
}
