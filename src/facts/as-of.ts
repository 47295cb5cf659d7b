import type { DealEvent } from '../core/deal/deal-event.ts';

/** An instant as of which facts are told, the zone in which its days are counted, and every event after it: none for now. */
export type AsOf = { readonly at: number; readonly timeZone: string; readonly eventsSince: readonly DealEvent[] };
