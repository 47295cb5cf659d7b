import type { RetentionCount, RetentionCutoffs, RetentionPolicy } from '../../core/history/retention.ts';
import type { Instant } from '../../core/time/instant.ts';

/** What a workspace erases once it is old. */
export type Retention = {
  readonly policy: () => Promise<RetentionPolicy>;
  readonly save: (policy: RetentionPolicy) => Promise<void>;
  /** How much is older than the cutoffs and still there. */
  readonly count: (cutoffs: RetentionCutoffs) => Promise<RetentionCount>;
  /** Erases some of it, the oldest first, in one transaction; nothing erased: nothing is left to erase. */
  readonly eraseSome: (cutoffs: RetentionCutoffs, limit: number, at: Instant) => Promise<RetentionCount>;
};
