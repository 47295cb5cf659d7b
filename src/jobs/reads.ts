import type { Store } from '../store/types/store.ts';

/** What every job of a round begins with. */
export type Reads = Pick<Store, 'workspaces' | 'subscriptions'>;

/** The same, each read when it is first asked for and not again: for the length of one round. */
export function readOnce(store: Reads): Reads {
  let workspaces: ReturnType<Reads['workspaces']> | undefined;
  let subscriptions: ReturnType<Reads['subscriptions']> | undefined;
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
