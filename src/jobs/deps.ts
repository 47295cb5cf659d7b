import type { Deps } from '../slack/web-api/deps.ts';

/** What jobs reach the world through. */
export type JobDeps = Pick<Deps, 'store' | 'clientFor' | 'log' | 'wake'>;
