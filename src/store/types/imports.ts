import type { ImportedDeal, KnownDeal } from '../../core/history/plan-import.ts';
import type { MemberId, PipelineId, StageId, WorkspaceId } from '../../core/ids.ts';
import type { Member } from '../../core/people/member.ts';
import type { DatedTierBounds } from '../../core/pipeline/tiers.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { DeliveryDraft } from './posts.ts';

/** Deals that are there under ids of the file, by id; withdrawn ones too. */
export type KnownDeals = (externalIds: readonly string[]) => Promise<ReadonlyMap<string, KnownDeal>>;

/** The deals of an import. All of them at once would take more memory than the file that they come from. */
export type ImportedDeals = {
  readonly newDeals: number;
  readonly changedDeals: number;
  /** Stages that open ones of them are in. */
  readonly openStageIds: ReadonlySet<StageId>;
  /**
   * In order of their first new event. What is here is read by `known`, within the transaction.
   *
   * @throws OutdatedImportError where it is no longer what it was when they were counted.
   */
  readonly slices: (known: KnownDeals) => AsyncIterable<readonly ImportedDeal[]>;
};

/** Somebody has changed what an import was made for since it was read: nothing of it may be written. */
export class OutdatedImportError extends Error {
  override readonly name = 'OutdatedImportError';
}

/** What an import writes, all of it or nothing. */
export type ImportBatch = {
  readonly pipelineId: PipelineId;
  readonly deals: ImportedDeals;
  /** People without an account, made for it. */
  readonly members: readonly Pick<Member, 'id' | 'name'>[];
  readonly tiers: readonly DatedTierBounds[];
  readonly deliveries: readonly DeliveryDraft[];
  readonly at: Instant;
  /** What it is kept as, to be taken back. */
  readonly run: ImportDraft;
};

/** An import that is being prepared. `choices`: JSON, of whoever prepares it. `memberId` null: the command line. */
export type ImportDraft = {
  readonly id: string;
  readonly memberId: MemberId | null;
  readonly fileName: string;
  readonly choices: unknown;
};

/** An import; `importedAt` null: it is being prepared. Instants are ms. */
export type ImportRun = ImportDraft & {
  readonly pipelineId: PipelineId;
  readonly newDeals: number;
  readonly changedDeals: number;
  readonly createdAt: Instant;
  readonly importedAt: Instant | null;
  readonly undoneAt: Instant | null;
};

/** The message that tells a person how far an import has come. */
export type ImportProgressMessage = { readonly channelId: string; readonly ts: string };

/** An import that nobody is at any more, with the message that still says otherwise. */
export type LeftImport = ImportProgressMessage & { readonly workspaceId: WorkspaceId; readonly runId: string };

/** What became of taking an import back: so many deals are as they were before, so many stay, since somebody has worked on them. */
export type ImportUndone =
  | { readonly ok: true; readonly undone: number; readonly stayed: number }
  | { readonly ok: false; readonly why: 'none' | 'already' };

/** Deals and their past that come from outside. */
export type Imports = {
  readonly newId: () => string;
  readonly known: KnownDeals;
  /** Members by e-mail, in lower case. */
  readonly emails: () => Promise<ReadonlyMap<string, string>>;
  /**
   * Writes a batch in one transaction; new deals get the next numbers, without a hole.
   *
   * @param progress is told of deals.
   * @returns false when a deal was changed or a stage was removed since it was read: then nothing was written.
   */
  readonly write: (batch: ImportBatch, progress: (done: number, of: number) => void) => Promise<boolean>;
  /** Keeps what was chosen about a file; nothing once it is imported. */
  readonly saveDraft: (draft: ImportDraft, of: { readonly pipelineId: PipelineId; readonly at: Instant }) => Promise<void>;
  readonly run: (id: string) => Promise<ImportRun | undefined>;
  /**
   * Keeps which message tells how far an import has come, as of an instant of real time; null: it has become the answer. It waits for the
   * import's own transaction, on the embedded database as on a server.
   */
  readonly setProgress: (id: string, message: (ImportProgressMessage & { readonly seenAt: Instant }) | null) => Promise<void>;
  /** Imports that were made, the last one first. */
  readonly runs: (limit: number) => Promise<readonly ImportRun[]>;
  /**
   * Takes an import back in one transaction: what nobody has worked on since. Its post is taken back too, where it was not sent yet.
   *
   * @param by.memberId who does; null: the command line, then each deal's owner stands for it.
   */
  readonly undo: (id: string, by: { readonly memberId: MemberId | null; readonly at: Instant }) => Promise<ImportUndone>;
};
