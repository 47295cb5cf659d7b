import type { PipelineId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';

/** An address of a pipeline that takes leads from outside. */
export type LeadForm = {
  readonly id: string;
  readonly pipelineId: PipelineId;
  /** When it, or its secret, was made. */
  readonly createdAt: Instant;
  /** To the minute; null: never. */
  readonly lastUsedAt: Instant | null;
};
