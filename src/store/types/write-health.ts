import type { StoreFault } from './store-fault.ts';

/** Whether what is written is kept. */
export type WriteHealth = {
  /** Since when every write has failed, ms ago; null: the last one was done, or none was asked for. */
  readonly failingForMs: number | null;
  /** How many writes failed since the start, by what the database did. */
  readonly failures: Readonly<Partial<Record<StoreFault['kind'], number>>>;
};
