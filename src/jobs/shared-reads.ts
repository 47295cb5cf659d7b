import type { Store } from '../store/types/store.ts';

/** What every job of a round begins with. */
export type SharedReads = Pick<Store, 'workspaces' | 'subscriptions'>;

/** The same, each read when it is first asked for and not again: for the length of one round. */
export function memoizeReads(store: SharedReads): SharedReads {
  let workspaces: ReturnType<SharedReads['workspaces']> | undefined;
  let subscriptions: ReturnType<SharedReads['subscriptions']> | undefined;
  return {
    workspaces: () => {
      workspaces ??= store.workspaces();
      return workspaces;
    },
    subscriptions: () => {
      subscriptions ??= store.subscriptions();
      return subscriptions;
    },
  };
}
