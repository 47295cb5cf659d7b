import type { MemberId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';

/** A deal that was won. The value is in the pipeline's currency. */
export type Win = { readonly ownerId: MemberId; readonly at: Instant; readonly valueMinor: number };
