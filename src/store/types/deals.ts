import type { Decision } from '../../core/deal/change.ts';
import type { Deal, DealFile, Outcome } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { SaveResult } from '../../core/deal/save-result.ts';
import type { DealAsOf } from '../../core/funnel/drill-down.ts';
import type { OpenPosition } from '../../core/history/rewind.ts';
import type { DealNumber, MemberId, PipelineId, StageId } from '../../core/ids.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { ChangeMany, UndoMany } from './many-deals.ts';
import type { DeliveryDraft } from './posts.ts';

/** Which request a write belongs to, and what goes with it in the same statement. */
export type WriteRequest = {
  /** Unique per request (trigger id; view id and hash): a second write under the same key changes nothing. Null: not deduplicated. */
  readonly key: string | null;
  /** The version that the person saw; when the deal has moved on, nothing is written. Undefined: the version that was loaded. */
  readonly seenVersion?: number;
  /** ms since the epoch: when this is written. */
  readonly at: Instant;
  /** Posts to queue together with the change. */
  readonly deliveries?: (event: DealEvent, deal: Deal) => readonly DeliveryDraft[];
};

export type SavedChange = Extract<SaveResult, { readonly ok: true }>;

export type SaveRefused = Extract<SaveResult, { readonly ok: false }>;

/** What became of a write about two deals: both, or neither and which of them stood against it. */
export type SavedPair =
  | { readonly ok: true; readonly first: SavedChange; readonly second: SavedChange }
  | { readonly ok: false; readonly refused: 'first' | 'second'; readonly saved: SaveRefused };

/** Which deals to list. Withdrawn deals are never listed. */
export type DealFilter = {
  readonly pipelineId?: PipelineId;
  readonly ownerId?: MemberId;
  readonly stageId?: StageId;
  /** Default: open deals only. */
  /** `closed`: won or lost. */
  readonly outcome?: Outcome | 'closed';
  /** Expected to close between two days, both included. */
  readonly closing?: { readonly from: PlainDate; readonly to: PlainDate };
  /** Longer in its stage than is usual there, with nothing planned. */
  readonly stale?: boolean;
  /** Past the expected close date on the page's day, or without one. */
  readonly dates?: 'overdue' | 'undated';
  /** Closed in [from, to), ms since the epoch; asked together with an `outcome`. */
  readonly closed?: { readonly from: Instant; readonly to: Instant };
  /** Moved past a required criterion. */
  readonly incomplete?: boolean;
  /** Lacks each of these; `owner`: whoever owns it has left, or is not in Slack. */
  readonly lacking?: readonly ('nextStep' | 'value' | 'owner')[];
  /** Worth more, and less, than so many minor units of the pipeline's currency; a deal without a price there is neither. */
  readonly worth?: { readonly overMinor?: number; readonly underMinor?: number };
};

/** Which deals, as they stood at an instant; `won` and `lost` in [from, to); `listed`: by their numbers. */
export type AsOfFilter =
  | { readonly kind: 'open' }
  | { readonly kind: 'stage'; readonly stageId: StageId }
  | { readonly kind: 'overdue'; readonly today: PlainDate }
  | { readonly kind: 'undated' }
  | { readonly kind: 'won' | 'lost'; readonly from: Instant; readonly to: Instant }
  | { readonly kind: 'listed'; readonly numbers: readonly DealNumber[] };

/** A page of them; the value of all is in whole minor units of the pipeline's currency. */
export type DealsAsOf = { readonly deals: readonly DealAsOf[]; readonly total: number; readonly valueMinor: number };

/** `attention`: those that need somebody first (next step due, past close date, incomplete, ageing), then by close date; `longest`: in their stage. */
export type DealOrder = 'attention' | 'stage' | 'newest' | 'longest' | 'closed';

/** `exact`: they contain the text, else they only look alike; `file`: of the only one that contains it, with what belongs to it. */
export type DealsFound = { readonly deals: readonly Deal[]; readonly exact: boolean; readonly file?: DealFile };

export type DealPage = { readonly deals: readonly Deal[]; readonly total: number };

/** A deal and the version that the person saw; undefined: the version that is loaded. */
export type SeenVersion = { readonly number: DealNumber; readonly version?: number | undefined };

/** A deal as decisions see it, and every event of it. */
export type FileWithHistory = { readonly file: DealFile; readonly history: readonly DealEvent[] };

/** A deal and every event of it. */
export type DealWithHistory = { readonly deal: Deal; readonly history: readonly DealEvent[] };

/** What `undo` without a deal means. */
export type LastChange = {
  /**
   * The last event of this actor that is no undo. It is the last of its deal, or since an instant the last of theirs there: others may have
   * changed the deal after it.
   */
  readonly event: DealEvent | undefined;
  /** When they last made a promise or changed a setting since then, and have not taken it back, ms; null: they have not. */
  readonly otherAt: Instant | null;
};

export type Deals = {
  /** Saves a new deal in one statement, which also gives the number: `decide` gets a provisional 0. Numbers have no hole. */
  readonly create: (
    decide: (number: DealNumber) => Decision,
    /** Posts about it are made for that 0 as well: the number takes its place between the bars of their key, as subject and in the payload. */
    request: WriteRequest,
  ) => Promise<SaveResult>;
  /** Loads a deal, lets `decide` decide on it, saves the change in one statement guarded by the deal's version. */
  readonly change: (
    number: DealNumber,
    decide: (file: DealFile, history: readonly DealEvent[]) => Decision,
    /** `history: true` loads the deal's whole history for `decide`; else it is empty. */
    request: WriteRequest & {
      readonly history?: boolean;
      /** It takes the last event back: one that gave a deal away to where its actor does not see it any more, too. */
      readonly undoes?: boolean;
      /** The deal as it was read a moment ago: it is not read again, and the write is guarded by its version. */
      readonly loaded?: DealFile;
      /** Its history as it was read with it; looked at only where the history is asked for. */
      readonly past?: readonly DealEvent[];
    },
  ) => Promise<SaveResult>;
  /** Changes two deals in one transaction, each guarded by its version as `change` is: both, or neither. */
  readonly changePair: (
    pair: readonly [first: SeenVersion, second: SeenVersion],
    decide: (first: FileWithHistory, second: FileWithHistory) => readonly [Decision, Decision],
    request: Omit<WriteRequest, 'seenVersion'>,
  ) => Promise<SavedPair>;
  readonly changeMany: ChangeMany;
  readonly undoMany: UndoMany;
  /** The deal with its contact and confirmed criteria; withdrawn ones too. */
  readonly file: (number: DealNumber) => Promise<DealFile | undefined>;
  /** The same of several, in the order of the numbers; unknown ones are left out. */
  readonly files: (numbers: readonly DealNumber[]) => Promise<readonly DealFile[]>;
  readonly fileWithHistory: (number: DealNumber) => Promise<FileWithHistory | undefined>;
  readonly history: (number: DealNumber) => Promise<readonly DealEvent[]>;
  /** The text of a note or reason; undefined when there is none or it was erased. */
  readonly noteText: (noteId: string) => Promise<string | undefined>;
  /** The same, with the permalink of the message that it comes from. */
  readonly note: (noteId: string) => Promise<{ readonly text: string; readonly link: string | null } | undefined>;
  readonly list: (
    filter: DealFilter,
    page: { readonly order: DealOrder; readonly today: PlainDate; readonly limit: number; readonly offset: number },
  ) => Promise<DealPage>;
  /**
   * Deals whose number, name or company contains the text (any case, folded); where there is none, those that look alike, best first.
   * With `exactSpelling` nothing that only looks alike is searched for. Open deals come before closed ones, own
   * ones (`ownerId`) first. Of a text that a large part of more than ten thousand deals contains, not all are ranked.
   */
  readonly search: (
    text: string,
    options: {
      readonly openOnly: boolean;
      readonly ownerId?: MemberId;
      readonly limit: number;
      readonly exactSpelling?: boolean;
    },
  ) => Promise<DealsFound>;
  /** Open deals of one stage with contact and confirmed criteria, highest value first. */
  readonly filesInStage: (pipelineId: PipelineId, stageId: StageId, limit: number) => Promise<readonly DealFile[]>;
  /** Deals of a pipeline as they stood at an instant, the most valuable first. */
  readonly asOf: (
    pipelineId: PipelineId,
    at: Instant,
    wanted: { readonly filter: AsOfFilter; readonly limit: number; readonly offset: number },
  ) => Promise<DealsAsOf>;
  /** Deals by their numbers, in no order; unknown ones are left out. */
  readonly byNumbers: (numbers: readonly DealNumber[]) => Promise<readonly Deal[]>;
  /** The same, each with its whole history in order of version. */
  readonly withHistory: (numbers: readonly DealNumber[]) => Promise<readonly DealWithHistory[]>;
  /** Open deals with somebody's own estimate of the win probability that holds on a day. */
  readonly withWinOverride: (pipelineId: PipelineId, today: PlainDate) => Promise<readonly Deal[]>;
  /** Where every open deal of a pipeline stands. */
  readonly positions: (pipelineId: PipelineId) => Promise<readonly OpenPosition[]>;
  readonly lastUndoableChange: (memberId: MemberId, since: Instant) => Promise<LastChange>;
};
