import type { Flow } from '../flow.ts';

/** Every flow, one line each. */
export const FLOWS: readonly Flow[] = [];
