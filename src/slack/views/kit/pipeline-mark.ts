import type { PipelineId, TeamId } from '../../../core/ids.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import { contextLine } from './blocks.ts';
import type { PostContent } from './post-content.ts';
import { literal, notificationAbout } from './text.ts';

/** How the block id of a block begins whose buttons are about a certain pipeline. */
const MARK = 'pipeline ';
/** What stands before the team, behind the pipeline. */
const TEAM = '~';

/** Blocks of a message; Slack takes no more. */
const MAX_BLOCKS = 50;
/** Characters of a pipeline's name above a message. */
const NAME_LIMIT = 60;

/** A pipeline as a message names it. */
export type NamedPipeline = Pick<Pipeline, 'id' | 'name'>;

type Block = PostContent['blocks'][number];

const hasControls = (block: Block): boolean =>
  block.type === 'actions' || (block.type === 'section' && block.accessory !== undefined);

/**
 * Marks blocks with the pipeline that they are about, and the team, in the ids of those that have something to press: Slack sends the id of the block with
 * the press. A block that has an id keeps it.
 */
export const markPipeline = <Each extends Block>(
  blocks: readonly Each[],
  pipelineId: PipelineId,
  teamId?: TeamId,
): readonly Each[] =>
  blocks.map((block, index) =>
    hasControls(block) && block.block_id === undefined
      ? { ...block, block_id: `${MARK}${pipelineId}${teamId === undefined ? '' : `${TEAM}${teamId}`} ${index}` }
      : block,
  );

/** What a block is marked with: the pipeline, and the team where there is one. */
const marks = (blockId: string | undefined): readonly string[] =>
  blockId?.startsWith(MARK) === true ? (blockId.slice(MARK.length).split(' ')[0] ?? '').split(TEAM) : [];

/** The pipeline that a block is marked with; undefined for a block without. */
export const markedPipeline = (blockId: string | undefined): PipelineId | undefined => marks(blockId)[0];

/** The team of that pipeline; undefined for a block that is about all. */
export const markedTeam = (blockId: string | undefined): TeamId | undefined => marks(blockId)[1];

/** A message with the name of the pipeline that it is about: above it, and before what a notification says. */
export const namePipeline = <Content extends PostContent>(content: Content, { name }: NamedPipeline): Content => {
  const shown = literal(name, NAME_LIMIT);
  const { text, blocks } = content;
  return {
    ...content,
    text: notificationAbout(shown, text),
    blocks: blocks.length < MAX_BLOCKS ? [contextLine(shown), ...blocks] : blocks,
  };
};
