import type { DealFile } from './deal.ts';
import type { DealEvent } from './deal-event.ts';
import type { Refusal } from './refusal.ts';

/** Result of a write to a deal. */
export type SaveResult =
  /** `isRepeat`: this request was carried out before (idempotency key); `event` is what it wrote then, `file` the deal as it is now. */
  | { readonly ok: true; readonly file: DealFile; readonly event: DealEvent; readonly isRepeat: boolean }
  | { readonly ok: false; readonly why: 'refused'; readonly refusal: Refusal; readonly file: DealFile | undefined }
  | { readonly ok: false; readonly why: 'noSuchDeal' }
  /** Lost race (optimistic locking): `last` is the event that came in between, `file` the deal as it is now. */
  | { readonly ok: false; readonly why: 'changedMeanwhile'; readonly last: DealEvent; readonly file: DealFile };
