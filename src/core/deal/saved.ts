import type { DealFile } from './deal.ts';
import type { DealEvent } from './deal-event.ts';
import type { Refusal } from './refusal.ts';

/** What became of a write about a deal. */
export type SaveResult =
  /** `again`: this very request was carried out before; event and file are what it did then and how the deal is now. */
  | { readonly ok: true; readonly file: DealFile; readonly event: DealEvent; readonly isRepeat: boolean }
  | { readonly ok: false; readonly why: 'refused'; readonly refusal: Refusal; readonly file: DealFile | undefined }
  | { readonly ok: false; readonly why: 'noSuchDeal' }
  /** Somebody was faster: `last` is what they did, `file` the deal as it is now. */
  | { readonly ok: false; readonly why: 'changedMeanwhile'; readonly last: DealEvent; readonly file: DealFile };
