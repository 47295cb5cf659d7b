import type { ActorContext, Decision } from '../../core/deal/change.ts';
import type { DealFile } from '../../core/deal/deal.ts';
import type { ManyDealsRefusal } from '../../core/deal/many-deals-refusal.ts';
import type { DealNumber } from '../../core/ids.ts';
import type { SeenVersion } from './deals.ts';
import type { TouchedDeal } from './pipeline-changes.ts';

/** What goes with a change of many deals that a person makes. */
export type ManyDealsWork = {
  readonly act: ActorContext;
  /** Unique per request: the same request a second time changes nothing and answers the same. */
  readonly key: string;
  /** What is kept of it beside `touched`: what it was, for the audit log and for its undo. */
  readonly payload: Readonly<Record<string, unknown>>;
};

export type ManyDealsSaved = {
  /** What takes it back; null where nothing changed. */
  readonly changeId: string | null;
  readonly touched: readonly TouchedDeal[];
  readonly refused: readonly { readonly number: DealNumber; readonly why: ManyDealsRefusal }[];
};

/** Changes many deals in one transaction: each that may be changed, and no other. Posts and notes of single deals are not made. */
export type ChangeMany = (
  seen: readonly SeenVersion[],
  decide: (file: DealFile) => Decision,
  work: ManyDealsWork,
) => Promise<ManyDealsSaved>;

/** Takes such a change back, for the deals that have not changed since; undefined where that was done already. */
export type UndoMany = (
  change: { readonly id: string; readonly touched: readonly TouchedDeal[] },
  act: ActorContext,
) => Promise<{ readonly undone: number; readonly stayed: number } | undefined>;
