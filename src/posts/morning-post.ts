import type { Deal } from '../core/deal.ts';
import type { Delivery } from '../store/types/posts.ts';

/** A person's morning note as the ledger keeps it. */
export type MorningPayload = {
  readonly memberId: string;
  readonly today: string;
  /** The deals that it tells to stand for long, each with the visit that it is about. */
  readonly ageing: readonly Pick<Deal, 'number' | 'stageSince'>[];
  /** Days after which half of the deals have left a stage, by its id; only where the history tells. */
  readonly usualDays: Readonly<Record<string, number>>;
};

/** Written by jobs/morning-note.ts; a note that waited through an update of Lejek may lack what is new. */
export function morningOf(delivery: Delivery): MorningPayload {
  const payload = delivery.payload as Partial<MorningPayload> & Pick<MorningPayload, 'memberId' | 'today'>;
  return { ...payload, ageing: payload.ageing ?? [], usualDays: payload.usualDays ?? {} };
}
