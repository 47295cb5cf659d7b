import { kill } from './kill.ts';
import { killStore } from './kill-store.ts';
import { powerLoss } from './power-loss.ts';
import type { Drill } from './support/drill.ts';

/** Drills by name; `npm run drill -- NAME`. */
export const ALL_DRILLS: Readonly<Record<string, Drill>> = {
  'power-loss': powerLoss,
  kill,
  'kill-store': killStore,
};
