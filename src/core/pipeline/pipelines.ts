import type { PipelineId } from '../ids.ts';
import type { Language } from '../people/language.ts';
import type { Pipeline } from './stage.ts';
import { localizePipeline, type StoredPipeline } from './stored-pipeline.ts';

/** The pipelines of a workspace, as one reader reads them. */
export type Pipelines = {
  /** Those in use, the default one first, then as they were made; at least one. */
  readonly inUse: readonly [Pipeline, ...Pipeline[]];
  /** Archived ones, which keep their deals and their history. */
  readonly archived: readonly Pipeline[];
};

/** @param stored the default one, and all others, archived ones too, as they were made. @param localize may remember what it read. */
export function localizePipelines(
  { first, others }: { readonly first: StoredPipeline; readonly others: readonly StoredPipeline[] },
  language: Language,
  localize: typeof localizePipeline = localizePipeline,
): Pipelines {
  const read = others.map((each) => localize(each, language));
  return {
    inUse: [localize(first, language), ...read.filter(({ isArchived }) => isArchived !== true)],
    archived: read.filter(({ isArchived }) => isArchived === true),
  };
}

export const allPipelines = ({ inUse, archived }: Pipelines): readonly Pipeline[] => [...inUse, ...archived];

/** One of them, archived or not. */
export const pipelineById = (pipelines: Pipelines, id: PipelineId): Pipeline | undefined =>
  allPipelines(pipelines).find((pipeline) => pipeline.id === id);

/** The pipeline that something belongs to; the default one for what is unknown, which no foreign key allows. */
export const pipelineOf = (pipelines: Pipelines, { pipelineId }: { readonly pipelineId: PipelineId }): Pipeline =>
  pipelineById(pipelines, pipelineId) ?? pipelines.inUse[0];

/** Whether a person has to be told which pipeline something belongs to: one that is archived counts, for its deals are found still. */
export const areSeveral = ({ inUse, archived }: Pipelines): boolean => inUse.length + archived.length > 1;

/**
 * The pipeline that a request is about where it names none: the one that the channel's posts are about, else the default. A channel may have
 * the posts of several: then the default, where it is one of them, else the one that the channel had first.
 *
 * @param subscribed of the channel, the oldest first.
 */
export function pipelineOfChannel({ inUse }: Pipelines, subscribed: readonly PipelineId[]): Pipeline {
  const [first] = inUse;
  if (subscribed.includes(first.id)) return first;
  const own = subscribed.map((id) => inUse.find((pipeline) => pipeline.id === id)).find((pipeline) => pipeline !== undefined);
  return own ?? first;
}
