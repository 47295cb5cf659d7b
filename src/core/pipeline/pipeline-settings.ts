import { foldText } from '../fold-text.ts';
import type { ChannelId, PipelineId } from '../ids.ts';
import type { DealVisibility } from '../people/viewer.ts';
import { codePoints } from './stage-limits.ts';

/** How long a pipeline's name may be, in code points, and how many may be in use at once: each is a button and a row. */
export const PIPELINE_LIMITS = { name: 40, inUse: 12 } as const;

/** A pipeline as its settings see it. */
export type PipelineSettings = {
  readonly id: PipelineId;
  readonly name: string;
  readonly isDefault: boolean;
  readonly isArchived: boolean;
} & DealVisibilitySetting;

/** Who sees the single deals of a pipeline, and channels in which they are shown all the same, in order. */
export type DealVisibilitySetting = { readonly visibility: DealVisibility; readonly shownIn: readonly ChannelId[] };

export const isSameVisibility = (a: DealVisibilitySetting, b: DealVisibilitySetting): boolean =>
  a.visibility === b.visibility && a.shownIn.length === b.shownIn.length && a.shownIn.every((id) => b.shownIn.includes(id));

/** What an admin does with a pipeline as a whole. */
export type PipelineSettingsEdit =
  | { readonly kind: 'add'; readonly id: PipelineId; readonly name: string }
  | { readonly kind: 'rename'; readonly id: PipelineId; readonly name: string }
  /** New deals go there where the channel says nothing. */
  | { readonly kind: 'makeDefault'; readonly id: PipelineId }
  | { readonly kind: 'archive'; readonly id: PipelineId }
  | { readonly kind: 'restore'; readonly id: PipelineId }
  | ({ readonly kind: 'visibility'; readonly id: PipelineId } & DealVisibilitySetting);

export type PipelineSettingsProblem =
  | { readonly why: 'gone' }
  | { readonly why: 'unchanged' }
  | { readonly why: 'empty' }
  | { readonly why: 'tooLong'; readonly length: number }
  | { readonly why: 'nameTaken'; readonly name: string }
  | { readonly why: 'tooMany' }
  /** The default one cannot go: another one has to be made the default first. */
  | { readonly why: 'isDefault' }
  /** It is not in use: it has to be taken back into use first. */
  | { readonly why: 'isArchived' };

function nameProblem(
  name: string,
  { id, all }: { readonly id: PipelineId; readonly all: readonly PipelineSettings[] },
): PipelineSettingsProblem | undefined {
  if (!/[\p{L}\p{N}]/u.test(name)) return { why: 'empty' };
  const length = codePoints(name);
  if (length > PIPELINE_LIMITS.name) return { why: 'tooLong', length };
  // An archived one keeps its name: people find it by that.
  const taken = all.find((each) => each.id !== id && foldText(each.name) === foldText(name));
  return taken === undefined ? undefined : { why: 'nameTaken', name: taken.name };
}

/**
 * Why pipelines cannot be changed so; undefined where they can.
 *
 * @param all every pipeline of the workspace, archived ones too.
 */
export function pipelineSettingsProblem(
  edit: PipelineSettingsEdit,
  all: readonly PipelineSettings[],
): PipelineSettingsProblem | undefined {
  const isFull = all.filter(({ isArchived }) => !isArchived).length >= PIPELINE_LIMITS.inUse;
  if (edit.kind === 'add') return isFull ? { why: 'tooMany' } : nameProblem(edit.name, { id: edit.id, all });
  const pipeline = all.find(({ id }) => id === edit.id);
  if (pipeline === undefined) return { why: 'gone' };
  switch (edit.kind) {
    case 'rename':
      return pipeline.name === edit.name ? { why: 'unchanged' } : nameProblem(edit.name, { id: edit.id, all });
    case 'makeDefault':
      return pipeline.isArchived ? { why: 'isArchived' } : pipeline.isDefault ? { why: 'unchanged' } : undefined;
    case 'archive':
      return pipeline.isDefault ? { why: 'isDefault' } : pipeline.isArchived ? { why: 'unchanged' } : undefined;
    case 'restore':
      if (!pipeline.isArchived) return { why: 'unchanged' };
      return isFull ? { why: 'tooMany' } : undefined;
    case 'visibility':
      return isSameVisibility(pipeline, edit) ? { why: 'unchanged' } : undefined;
  }
}
