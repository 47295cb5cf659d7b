import type { StageId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';

/** One line of a stage history. Events of a deal come in order of time; the first one opens it. */
export type HistoryEvent = {
  /** ms since the epoch. */
  readonly at: Instant;
  readonly dealId: string;
  /** Owner after the event. */
  readonly rep: string;
  /** In units of the currency, not minor ones; null where the line says nothing. */
  readonly value: number | null;
  /** `stage` enters a stage (after won or lost: reopens), `value` changes only value or owner. */
  readonly kind: 'stage' | 'won' | 'lost' | 'value';
  /** Of a `stage` event. */
  readonly stageId: StageId | null;
};

/** A deal that was won: who owned it then and at what value. */
export type PastWin = { readonly dealId: string; readonly rep: string; readonly at: Instant; readonly value: number };

/** A deal that was open at an instant. */
export type OpenDealAsOf = {
  readonly dealId: string;
  readonly rep: string;
  readonly stageId: StageId;
  readonly stageSince: Instant;
  readonly createdAt: Instant;
  readonly tier: 0 | 1 | 2 | 3;
  /** null: not said yet. */
  readonly value: number | null;
};
