import type { Deps } from '../slack/web-api/deps.ts';
import type { JobProgress } from './job-progress.ts';

/** What jobs reach the world through, and what they have done already. */
export type JobDeps = Pick<Deps, 'store' | 'clock' | 'clientFor' | 'log' | 'wake' | 'externalChannels'> & {
  readonly progress: JobProgress;
};
