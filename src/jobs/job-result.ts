import type { WorkspaceId } from '../core/ids.ts';
import type { PostKind } from '../store/types/posts.ts';

/** What a job did for one subscription or post, as `npm run job` prints it. */
export type JobResult = {
  readonly workspaceId: WorkspaceId;
  /** Channel or person. */
  readonly target: string;
  /** `updated`: a message that was there shows something newer. */
  readonly outcome: 'posted' | 'updated' | 'queued' | 'already posted' | 'not due' | 'refused';
  /** What was sent; undefined where a line is about a channel's digest as a whole, or of a kind of a later version. */
  readonly what?: PostKind;
  readonly why?: string;
};
