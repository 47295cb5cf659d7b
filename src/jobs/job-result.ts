import type { WorkspaceId } from '../core/ids.ts';

/** What a job did for one subscription or post, as `npm run job` prints it. */
export type JobResult = {
  readonly workspaceId: WorkspaceId;
  /** Channel or person. */
  readonly target: string;
  readonly outcome: 'posted' | 'queued' | 'already posted' | 'not due' | 'refused';
  readonly why?: string;
};
