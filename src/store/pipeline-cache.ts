import type { WorkspaceId } from '../core/ids.ts';
import type { StoredPipeline } from '../core/pipeline/stored-pipeline.ts';

/** A pipeline as it was read, and the stamp of its rows then (see PIPELINE_STAMP in rows/pipeline-sql.ts). */
export type StampedPipeline = { readonly stamp: string; readonly pipeline: StoredPipeline };

/** The default pipelines that were read last, by workspace. Each read asks the database whether its rows are still the same. */
export type PipelineCache = {
  readonly get: (workspaceId: WorkspaceId) => StampedPipeline | undefined;
  readonly set: (workspaceId: WorkspaceId, read: StampedPipeline) => void;
};

/** A pipeline takes some ten kilobytes. */
const MAX_CACHED = 1_000;

export function createPipelineCache(limit = MAX_CACHED): PipelineCache {
  const cached = new Map<WorkspaceId, StampedPipeline>();
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
