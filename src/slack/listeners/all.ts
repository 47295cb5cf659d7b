import type { Flow } from '../flow.ts';
import { advanceFlow } from './advance.ts';
import { newFlow } from './new.ts';

/** Every flow, one line each. */
export const FLOWS: readonly Flow[] = [newFlow, advanceFlow];
