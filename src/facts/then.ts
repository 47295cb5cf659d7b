import type { DealEvent } from '../core/deal-event.ts';

/** An instant as of which facts are told, the zone in which its days are counted, and every event after it: none for now. */
export type Then = { readonly at: number; readonly timeZone: string; readonly later: readonly DealEvent[] };
