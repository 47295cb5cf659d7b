import type { MemberId } from '../ids.ts';

/** A deal that was won. The value is in the pipeline's currency. */
export type Win = { readonly ownerId: MemberId; readonly at: number; readonly valueMinor: number };
