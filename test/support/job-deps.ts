import type { JobDeps } from '../../src/jobs/deps.ts';
import { createJobProgress } from '../../src/jobs/job-progress.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Store } from '../../src/store/types/store.ts';

const noop = (): void => {};

/** What jobs need that reach no Slack. */
export const jobDeps = (store: Store): JobDeps => ({
  store,
  clock: systemClock(),
  externalChannels: new Map(),
  progress: createJobProgress(),
  log: { debug: noop, info: noop, warn: noop, error: noop },
  wake: noop,
  clientFor: () => Promise.reject(new Error('nobody is to be called')),
});
