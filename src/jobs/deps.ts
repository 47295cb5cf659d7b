import type { Deps } from '../slack/web-api/deps.ts';
import type { JobProgress } from './job-progress.ts';
import type { JobResult } from './job-result.ts';

/** What jobs reach the world through, and what they have done already. */
export type JobDeps = Pick<Deps, 'store' | 'clock' | 'clientFor' | 'log' | 'wake' | 'externalChannels'> & {
  readonly progress: JobProgress;
  /** Hears what became of each attempt to post. */
  readonly observePosts?: (attempts: readonly JobResult[]) => void;
};
