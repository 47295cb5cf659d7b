import type { JobDeps } from '../../src/jobs/deps.ts';
import type { Store } from '../../src/store/types/store.ts';

const nothing = (): void => {};

/** What jobs need that reach no Slack. */
export const jobDeps = (store: Store): JobDeps => ({
  store,
  log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  wake: nothing,
  clientFor: () => Promise.reject(new Error('nobody is to be called')),
});
