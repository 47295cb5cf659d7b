import type { ActorContext } from '../../core/deal/change.ts';
import type { DealNumber } from '../../core/ids.ts';
import type { StoredPipeline } from '../../core/pipeline/stored-pipeline.ts';

/** A deal that a change of the stages touched: its version after it. */
export type TouchedDeal = { readonly number: DealNumber; readonly version: number };

/** What goes with a change of the stages that a person makes. */
export type PipelineWork = {
  readonly act: ActorContext;
  /** Unique per request: the same request a second time changes nothing and answers the same. */
  readonly key: string;
  /** What is kept of the change, beside `touched` and `cardsFrom`, which are added: what an undo goes back to. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** It takes a change back: the deals that change touched, where nothing has happened to them since. */
  readonly undoes?: {
    readonly changeId: string;
    readonly touched: readonly TouchedDeal[];
    readonly cardsFrom: readonly CardsFrom[];
  };
};

/** From which stage on a channel had cards, by the stage's place. */
export type CardsFrom = { readonly subscriptionId: string; readonly position: number };

export type PipelineSaved =
  /** `changeId`: what takes it back; null where nobody made it, and for a change that took another one back. */
  | { readonly ok: true; readonly version: number; readonly changeId: string | null; readonly touched: number }
  /** Somebody has changed the stages since: nothing was written. */
  | { readonly ok: false; readonly why: 'changedMeanwhile' }
  /** A stage that goes without another one taking its deals holds some: nothing was written. */
  | { readonly ok: false; readonly why: 'occupied'; readonly deals: number };

/**
 * Saves a pipeline whole, guarded by the version that it was read at: stages, reasons, what becomes of open deals with their history, and the
 * counters, in one transaction. Stages that are not in it are archived, those that it archives with the stage that takes their deals.
 */
export type SavePipeline = (pipeline: StoredPipeline, at: number, work?: PipelineWork) => Promise<PipelineSaved>;
