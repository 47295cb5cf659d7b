import type { ImportedDeal, KnownDeal } from '../../core/history/plan-import.ts';
import type { PipelineId } from '../../core/ids.ts';
import type { Member } from '../../core/people/member.ts';
import type { DatedTierBounds } from '../../core/pipeline/tiers.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { DeliveryDraft } from './posts.ts';

/** What an import writes, all of it or nothing. */
export type ImportBatch = {
  readonly pipelineId: PipelineId;
  readonly deals: readonly ImportedDeal[];
  /** People without an account, made for it. */
  readonly members: readonly Pick<Member, 'id' | 'name'>[];
  readonly tiers: readonly DatedTierBounds[];
  readonly deliveries: readonly DeliveryDraft[];
  readonly at: Instant;
};

/** Deals and their past that come from outside. */
export type Imports = {
  readonly newId: () => string;
  /** Deals that are there under these ids, by id; withdrawn ones too. */
  readonly known: (externalIds: readonly string[]) => Promise<ReadonlyMap<string, KnownDeal>>;
  /** Members by e-mail, in lower case. */
  readonly emails: () => Promise<ReadonlyMap<string, string>>;
  /**
   * Writes a batch in one transaction; new deals get the next numbers, without a hole.
   *
   * @returns false when a deal was changed or a stage was removed since it was read: then nothing was written.
   */
  readonly write: (batch: ImportBatch, progress: (done: number, of: number) => void) => Promise<boolean>;
};
