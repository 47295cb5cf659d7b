import type { WorkspaceId } from '../core/ids.ts';
import type { StoredPipeline } from '../core/pipeline/stored-pipeline.ts';

/** The pipelines of a workspace as they were read, the default one first, and the stamp of their rows then (see PIPELINE_STAMP in rows/pipeline-sql.ts). */
export type StampedPipelines = { readonly stamp: string; readonly pipelines: readonly StoredPipeline[] };

/** The pipelines that were read last, by workspace. Each read asks the database whether its rows are still the same. */
export type PipelineCache = {
  readonly get: (workspaceId: WorkspaceId) => StampedPipelines | undefined;
  readonly set: (workspaceId: WorkspaceId, read: StampedPipelines) => void;
};

/** A pipeline takes some ten kilobytes. */
const MAX_CACHED = 1_000;

export function createPipelineCache(limit = MAX_CACHED): PipelineCache {
  const cached = new Map<WorkspaceId, StampedPipelines>();
  return {
    get: (workspaceId) => cached.get(workspaceId),
    set: (workspaceId, read) => {
      cached.delete(workspaceId);
      for (const oldest of cached.keys()) {
        if (cached.size < limit) break;
        cached.delete(oldest);
      }
      cached.set(workspaceId, read);
    },
  };
}
