import type { CalibrationBin } from '../core/backtest/deal-scores.ts';
import type { DealThen } from '../core/behind.ts';
import type { PlainDate } from '../core/calendar.ts';
import type { Decision } from '../core/change.ts';
import type { Counters } from '../core/counters.ts';
import type { Deal, DealFile, Outcome } from '../core/deal.ts';
import type { DealEvent } from '../core/deal-event.ts';
import type { ForecastSnapshot } from '../core/forecast-snapshot.ts';
import type { ImportedDeal, KnownDeal } from '../core/imported-history.ts';
import type { Language, Member, Role } from '../core/member.ts';
import type { PeriodKind } from '../core/periods.ts';
import type { QuietHours } from '../core/quiet-hours.ts';
import type { NumberedWin, OpenPosition } from '../core/rewind.ts';
import type { Saved } from '../core/saved.ts';
import type { Pipeline } from '../core/stage.ts';
import type { StageEstimate } from '../core/stage-estimate.ts';
import type { Target } from '../core/targets.ts';
import type { DatedBounds } from '../core/tiers.ts';
import type { Hygiene, OwnerAmount, StageStock } from '../core/week.ts';

export type { Saved };

/** Instants are ms since the epoch, days 'YYYY-MM-DD', money whole minor units. Nothing here throws for what a person can cause. */

/** A company's Slack workspace; `id` is Slack's team id. */
export type Workspace = {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly holidayRegion: string | null;
  readonly installedBy: string | null;
  /** 1..12: the month in which the year of targets and forecasts begins. */
  readonly fiscalStartMonth: number;
};

/** What every request starts from: the workspace, the person, and the pipeline that commands are about. */
export type Presence = {
  readonly workspace: Workspace;
  readonly member: Member;
  readonly pipeline: Pipeline;
  /** The only person known here, with no channel that gets posts: everything is for them alone. */
  readonly solo: boolean;
  /** The person was not known before. */
  readonly isNew: boolean;
};

/** A post to make: `key` names it for ever (target, kind, pipeline, period or subject), so that it is made once. */
export type DeliveryDraft = {
  readonly key: string;
  readonly kind: string;
  /** Slack channel or user id. */
  readonly target: string;
  /** What it is about; one in flight per subject. */
  readonly subject: string | null;
  /** What to say, as JSON. */
  readonly payload: unknown;
  readonly notBefore: number;
};

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'refused' | 'ambiguous' | 'superseded';

export type Delivery = DeliveryDraft & {
  readonly workspaceId: string;
  readonly state: DeliveryState;
  /** 1 for the first try; every claim raises it by one, and only the claimant of that attempt may settle it. */
  readonly attempt: number;
  readonly createdAt: number;
  /** Real time of the first attempt that may have posted; null before it. */
  readonly firstTryAt: number | null;
  readonly sentAt: number | null;
  readonly channelId: string | null;
  readonly messageTs: string | null;
  readonly error: string | null;
};

/** How a claimed delivery ended. */
export type DeliveryOutcome =
  | { readonly state: 'sent'; readonly at: number; readonly channelId: string; readonly messageTs: string }
  /** `doubtful`: it may have been posted all the same, so the next attempt looks before it posts. */
  | { readonly state: 'queued'; readonly notBefore: number; readonly error: string; readonly doubtful: boolean }
  | { readonly state: 'refused' | 'ambiguous' | 'superseded'; readonly error: string };

/** Which request a write belongs to, and what goes with it in the same statement. */
export type WriteRequest = {
  /** Unique per request (trigger id; view id and hash): a second write under the same key changes nothing. Null: not deduplicated. */
  readonly key: string | null;
  /** The version that the person saw; when the deal has moved on, nothing is written. Undefined: the version that was loaded. */
  readonly seenVersion?: number;
  /** ms since the epoch: when this is written. */
  readonly at: number;
  /** Posts to queue together with the change. */
  readonly deliveries?: (event: DealEvent, deal: Deal) => readonly DeliveryDraft[];
};

export type SavedChange = Extract<Saved, { readonly ok: true }>;
export type NotSaved = Extract<Saved, { readonly ok: false }>;

/** What became of a write about two deals: both, or neither and which of them stood against it. */
export type SavedBoth =
  | { readonly ok: true; readonly first: SavedChange; readonly second: SavedChange }
  | { readonly ok: false; readonly which: 'first' | 'second'; readonly saved: NotSaved };

/** Which deals to list. Withdrawn deals are never listed. */
export type DealFilter = {
  readonly pipelineId?: string;
  readonly ownerId?: string;
  readonly stageId?: string;
  /** Default: open deals only. */
  readonly outcome?: Outcome;
  /** Expected to close between two days, both included. */
  readonly closing?: { readonly from: PlainDate; readonly to: PlainDate };
  /** Longer in its stage than is usual there, with nothing planned. */
  readonly stale?: boolean;
  /** Past the expected close date on the page's day, or without one. */
  readonly dates?: 'overdue' | 'undated';
};

/** Which deals, as they stood at an instant; `won` in [from, to). */
export type AsOf =
  | { readonly kind: 'open' }
  | { readonly kind: 'stage'; readonly stageId: string }
  | { readonly kind: 'overdue'; readonly today: PlainDate }
  | { readonly kind: 'undated' }
  | { readonly kind: 'won'; readonly from: number; readonly to: number };

/** A page of them; the value of all is in whole minor units of the pipeline's currency. */
export type DealsThen = { readonly deals: readonly DealThen[]; readonly total: number; readonly valueMinor: number };

/** `attention`: those that need somebody first (next step due, past close date, incomplete, ageing), then by close date; `longest`: in their stage. */
export type DealOrder = 'attention' | 'stage' | 'newest' | 'longest';

export type DealPage = { readonly deals: readonly Deal[]; readonly total: number };

export type Deals = {
  /** Saves a new deal in one statement, which also gives the number: `decide` gets a provisional 0. Numbers have no hole. */
  readonly create: (decide: (number: number) => Decision, request: Omit<WriteRequest, 'deliveries'>) => Promise<Saved>;
  /** Loads a deal, lets `decide` decide on it, saves the change in one statement guarded by the deal's version. */
  readonly change: (
    number: number,
    decide: (file: DealFile, history: readonly DealEvent[]) => Decision,
    /** `history: true` loads the deal's whole history for `decide`; else it is empty. */
    request: WriteRequest & {
      readonly history?: boolean;
      /** The deal as it was read a moment ago: it is not read again, and the write is guarded by its version. */
      readonly loaded?: DealFile;
    },
  ) => Promise<Saved>;
  /** Changes two deals in one transaction, each guarded by its version as `change` is: both, or neither. */
  readonly changeBoth: (
    first: { readonly number: number; readonly version?: number | undefined },
    second: { readonly number: number; readonly version?: number | undefined },
    decide: (first: DealFile, second: DealFile) => readonly [Decision, Decision],
    request: Omit<WriteRequest, 'seenVersion'>,
  ) => Promise<SavedBoth>;
  /** The deal with its contact and confirmed criteria; withdrawn ones too. */
  readonly file: (number: number) => Promise<DealFile | undefined>;
  readonly history: (number: number) => Promise<readonly DealEvent[]>;
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
   * `exact` says which of the two. Open deals come before closed ones, own ones (`ownerId`) first.
   */
  readonly search: (
    text: string,
    options: { readonly openOnly: boolean; readonly ownerId?: string; readonly limit: number },
  ) => Promise<{ readonly deals: readonly Deal[]; readonly exact: boolean }>;
  /** Open deals of one stage with contact and confirmed criteria, highest value first. */
  readonly filesInStage: (pipelineId: string, stageId: string, limit: number) => Promise<readonly DealFile[]>;
  /** Deals of a pipeline as they stood at an instant, the most valuable first. */
  readonly asOf: (
    pipelineId: string,
    at: number,
    what: AsOf,
    page: { readonly limit: number; readonly offset: number },
  ) => Promise<DealsThen>;
  /** Deals by their numbers, in no order; unknown ones are left out. */
  readonly numbered: (numbers: readonly number[]) => Promise<readonly Deal[]>;
  /** Open deals with somebody's own estimate of the win probability that holds on a day. */
  readonly withOwnWin: (pipelineId: string, today: PlainDate) => Promise<readonly Deal[]>;
  /** Where every open deal of a pipeline stands. */
  readonly positions: (pipelineId: string) => Promise<readonly OpenPosition[]>;
  /** The last event of this actor that is the last of its deal and no undo: what `undo` without a deal means. */
  readonly lastChangeBy: (memberId: string) => Promise<DealEvent | undefined>;
};

export type Funnel = {
  /** Open deals of each stage now, from the counters; stages without one are left out. */
  readonly stock: (pipelineId: string) => Promise<readonly StageStock[]>;
  /** Value of one owner's open deals, and how many have none in the pipeline's currency, from the counters. */
  readonly owned: (pipelineId: string, ownerId: string) => Promise<{ readonly valueMinor: number; readonly unpriced: number }>;
  /** Open deals past their expected close date on a day, and without one. */
  readonly hygiene: (pipelineId: string, today: PlainDate) => Promise<Hygiene>;
  /** What was won in [from, to), by owner: deals that are won now, by the moment at which they were won. */
  readonly won: (pipelineId: string, from: number, to: number) => Promise<readonly OwnerAmount[]>;
  /** The counters of a pipeline as they stand: what every probability and forecast is computed from. */
  readonly counters: (pipelineId: string) => Promise<Counters>;
  /** As {@link Funnel.won}, by the calendar month ('YYYY-MM' in a zone) too. */
  readonly wonByMonth: (
    pipelineId: string,
    from: number,
    to: number,
    timeZone: string,
  ) => Promise<readonly (OwnerAmount & { readonly month: string })[]>;
  /** What was won in [from, to), day by day in a zone; days without a win are left out. */
  readonly wonByDay: (
    pipelineId: string,
    from: number,
    to: number,
    timeZone: string,
  ) => Promise<readonly { readonly on: PlainDate; readonly valueMinor: number }[]>;
  /** The latest wins until an instant that have a value, latest first, at most so many. */
  readonly lastWins: (pipelineId: string, limit: number, until: number) => Promise<readonly NumberedWin[]>;
  /** Deals that a person made or that are theirs, by when they were made: [from, to]; withdrawn ones left out. */
  readonly madeBy: (pipelineId: string, memberId: string, from: number, to: number) => Promise<number>;
  /** Whether any deal of the pipeline is won or lost; until an instant, where one is given. */
  readonly anyClosed: (pipelineId: string, until?: number) => Promise<boolean>;
  /** As `stock`, with the stages that hold none now and have ever held one: `used`. */
  readonly stockEver: (pipelineId: string) => Promise<readonly (StageStock & { readonly used: boolean })[]>;
  /** Every event of the pipeline from an instant on, in order of time, deal and version. */
  readonly eventsFrom: (pipelineId: string, from: number) => Promise<readonly DealEvent[]>;
  /** Events that brought a deal into a stage or took it away, latest first. */
  readonly eventsOfStage: (pipelineId: string, stageId: string, limit: number) => Promise<readonly DealEvent[]>;
  /** Makes the counters anew from the history, in slices that leave the event loop free; returns the number of deals. */
  readonly rebuild: () => Promise<number>;
  /** Compares the counters with the history without writing: differing rows, empty when all is well. */
  readonly verify: () => Promise<readonly string[]>;
};

/** What is to be won in a period. */
export type Targets = {
  /** Targets of a pipeline whose period begins on a day of the range, both included. */
  readonly between: (pipelineId: string, from: PlainDate, to: PlainDate) => Promise<readonly Target[]>;
  /** Whether any target of a pipeline was set, for the first time or anew, after an instant. */
  readonly anySetAfter: (pipelineId: string, at: number) => Promise<boolean>;
  /** Sets a target, or takes it away (null). */
  readonly set: (
    pipelineId: string,
    target: Omit<Target, 'valueMinor'> & { readonly valueMinor: number | null },
    at: number,
  ) => Promise<void>;
};

/** What was said of every open deal at the start of a day. */
export type DealCallNight = {
  readonly takenOn: PlainDate;
  /** A deal that is open on this day has not been won. */
  readonly settlesOn: PlainDate;
  readonly calls: readonly { readonly number: number; readonly win: number }[];
};

/** What the model said of open deals, once a month, and what came of it. */
export type DealCalls = {
  /** Keeps what is not kept yet of a night. */
  readonly keep: (pipelineId: string, night: DealCallNight) => Promise<void>;
  readonly anySince: (pipelineId: string, on: PlainDate) => Promise<boolean>;
  /** How right they were, as it was known at an instant: ten groups by what was said, empty ones left out. */
  readonly settled: (pipelineId: string, at: number, today: PlainDate) => Promise<readonly CalibrationBin[]>;
  readonly forget: (pipelineId: string, before: PlainDate) => Promise<number>;
};

/** What was forecast each night; kept once and never changed. */
export type Forecasts = {
  /** Keeps what is not kept yet of a night's forecasts. */
  readonly keep: (pipelineId: string, snapshots: readonly ForecastSnapshot[]) => Promise<void>;
  /** The latest day that has any; null: none yet. */
  readonly lastTakenOn: (pipelineId: string) => Promise<PlainDate | null>;
  /** Of one day, the team's first. */
  readonly takenOn: (pipelineId: string, on: PlainDate) => Promise<readonly ForecastSnapshot[]>;
  /** Of periods that ended before a day, as far back and in such steps as they are learnt from; oldest first. */
  readonly ended: (
    pipelineId: string,
    kinds: readonly PeriodKind[],
    before: PlainDate,
    whose: 'team' | 'everybody',
  ) => Promise<readonly ForecastSnapshot[]>;
};

/** Which channel gets the digest and alerts of which pipeline, and when. */
export type Subscription = {
  readonly id: string;
  readonly workspaceId: string;
  readonly pipelineId: string;
  readonly channelId: string;
  readonly channelName: string;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** 'HH:mm' in `timeZone`. */
  readonly timeOfDay: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly nextDueAt: number;
  readonly nextCheckAt: number;
  /** Deal cards from the stage at this position on; 1: of every deal; null: none. */
  readonly cardsFrom: number | null;
  /** Posts go there though the channel is shared with another company; and the member who allowed it. */
  readonly allowExternal: boolean;
  readonly externalAllowedBy: string | null;
  /** Slack's last refusal, e.g. 'not_in_channel'. */
  readonly problem: string | null;
  readonly createdAt: number;
};

/** `cardsFrom` and the switch for shared channels not given: as they are, or from the second stage on, and not allowed. */
export type SubscriptionDraft = Omit<Subscription, 'id' | 'workspaceId' | 'problem' | Kept> & Partial<Pick<Subscription, Kept>>;
type Kept = 'cardsFrom' | 'allowExternal' | 'externalAllowedBy';

export type Subscriptions = {
  /** One per channel and pipeline: an existing one is changed. */
  readonly save: (draft: SubscriptionDraft) => Promise<Subscription>;
  readonly all: () => Promise<readonly Subscription[]>;
  /** Moves the next slot, only if it is still at `seen`, and queues the posts of this one, in one transaction: false when another instance was faster. */
  readonly settleDigest: (
    id: string,
    seen: number,
    next: number,
    deliveries: readonly DeliveryDraft[],
    at: number,
  ) => Promise<boolean>;
  readonly settleCheck: (id: string, seen: number, next: number) => Promise<boolean>;
  /** Ends a subscription: nothing more is posted for it. */
  readonly end: (id: string, at: number) => Promise<void>;
  readonly setProblem: (id: string, problem: string | null) => Promise<void>;
};

/** One episode of a stage that ran dry. */
export type StageAlert = {
  readonly id: string;
  readonly pipelineId: string;
  readonly stageId: string;
  readonly drySince: number;
  readonly seenAt: number;
  readonly needed: number;
  readonly managersToldAt: number | null;
  readonly channelToldAt: number | null;
  readonly recoveredAt: number | null;
};

export type StageAlerts = {
  readonly open: (pipelineId: string) => Promise<readonly StageAlert[]>;
  /** The episode of a stage that recovered last. */
  readonly lastRecovered: (pipelineId: string, stageId: string) => Promise<StageAlert | undefined>;
  /** Begins an episode; undefined when the stage has an open one already. */
  readonly begin: (
    draft: Pick<StageAlert, 'pipelineId' | 'stageId' | 'drySince' | 'seenAt' | 'needed'>,
  ) => Promise<StageAlert | undefined>;
  /** Marks what was told and queues the posts that tell it, in one transaction; only where it was not told before. */
  readonly tell: (
    ids: readonly string[],
    whom: 'managers' | 'channel',
    at: number,
    deliveries: readonly DeliveryDraft[],
  ) => Promise<void>;
  readonly recover: (ids: readonly string[], at: number, deliveries: readonly DeliveryDraft[]) => Promise<void>;
};

export type Commitment = {
  readonly id: string;
  readonly alertId: string | null;
  /** The deal to move; null: so many new ones. */
  readonly dealNumber: number | null;
  readonly newDeals: number | null;
  readonly memberId: string;
  readonly toStageId: string;
  readonly dueOn: PlainDate;
  readonly madeAt: number;
  readonly doneAt: number | null;
};

export type Commitments = {
  /** Somebody takes a deal of an alert, or its new ones; the existing commitment when they are taken already. */
  readonly take: (
    draft: Omit<Commitment, 'id' | 'doneAt'>,
  ) => Promise<{ readonly commitment: Commitment; readonly isNew: boolean }>;
  readonly ofAlerts: (alertIds: readonly string[]) => Promise<readonly Commitment[]>;
  /** Those of a pipeline's open alerts, and those made between two instants, in order. */
  readonly current: (pipelineId: string, from: number, to: number) => Promise<readonly Commitment[]>;
};

export type Deliveries = {
  /** Queues posts; one whose key is known is left as it is. Returns the keys that are new. */
  readonly queue: (drafts: readonly DeliveryDraft[], at: number) => Promise<readonly string[]>;
  readonly byKey: (key: string) => Promise<Delivery | undefined>;
  /** Posts of a kind made or queued since an instant, oldest first. */
  readonly ofKind: (kind: string, since: number) => Promise<readonly Delivery[]>;
  /** Ends a claimed delivery; false when the lease was lost to another attempt. */
  readonly settle: (key: string, attempt: number, outcome: DeliveryOutcome) => Promise<boolean>;
};

/** What an import writes, all of it or nothing. */
export type ImportBatch = {
  readonly pipelineId: string;
  readonly deals: readonly ImportedDeal[];
  /** People without an account, made for it. */
  readonly members: readonly Pick<Member, 'id' | 'name'>[];
  readonly tiers: readonly DatedBounds[];
  readonly deliveries: readonly DeliveryDraft[];
  readonly at: number;
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
   * @returns false when a deal was changed since it was read: then nothing was written.
   */
  readonly write: (batch: ImportBatch, progress: (done: number, of: number) => void) => Promise<boolean>;
};

/** Value tiers of pipelines. */
export type Tiers = {
  /** All bounds of a pipeline, the oldest first. */
  readonly all: (pipelineId: string) => Promise<readonly DatedBounds[]>;
  readonly keep: (pipelineId: string, bounds: DatedBounds) => Promise<void>;
};

/** Own estimates of the win probabilities of stages: one per stage. */
export type StageEstimates = {
  /** Those whose last day is over, too. */
  readonly all: (pipelineId: string) => Promise<readonly StageEstimate[]>;
  /** In place of the one that the stage has. */
  readonly set: (pipelineId: string, estimate: StageEstimate) => Promise<void>;
  /** False when there was none. */
  readonly end: (pipelineId: string, stageId: string) => Promise<boolean>;
};

/** The one living message of a deal in a channel. */
export type Card = {
  readonly dealNumber: number;
  readonly channelId: string;
  readonly messageTs: string;
  /** Version of the deal that it shows, at least. */
  readonly shownVersion: number;
};

export type Cards = {
  readonly find: (dealNumber: number, channelId: string) => Promise<Card | undefined>;
  /** The card that a message is. */
  readonly byMessage: (channelId: string, messageTs: string) => Promise<Card | undefined>;
  /** Cards of a channel's open deals, those first that were not touched for longest. */
  readonly oldest: (pipelineId: string, channelId: string, limit: number) => Promise<readonly Card[]>;
  /** Keeps what a card shows now; false when the same message shows something newer already. */
  readonly keep: (card: Card, at: number) => Promise<boolean>;
  /** The message is gone or not ours: only if the card still is that message. */
  readonly forget: (dealNumber: number, channelId: string, messageTs: string) => Promise<void>;
};

/** Who was told which deals stand for long. */
export type Ageing = {
  /**
   * An owner's open deals that stand for long with nothing planned, and of which this owner was not told yet in this visit, or not since
   * a next step was planned; longest first. May hold some that reach that age within a day.
   */
  readonly untold: (pipelineId: string, ownerId: string, today: PlainDate, limit: number) => Promise<readonly Deal[]>;
  readonly tell: (memberId: string, deals: readonly Pick<Deal, 'number' | 'stageSince'>[], at: number) => Promise<void>;
};

export type Members = {
  readonly all: () => Promise<readonly Member[]>;
  readonly byId: (id: string) => Promise<Member | undefined>;
  readonly bySlackUser: (slackUserId: string) => Promise<Member | undefined>;
  /** Adds the person, or fills in what Slack knows about them; never changes role or own language. */
  readonly note: (person: {
    readonly slackUserId: string;
    readonly name?: string;
    readonly email?: string | null;
    readonly locale?: string | null;
    readonly timeZone?: string | null;
    readonly active?: boolean;
    readonly at: number;
  }) => Promise<Member>;
  readonly setRole: (id: string, role: Role) => Promise<void>;
  /** Makes this member admin if the workspace has no admin: true when it did. */
  readonly claimAdmin: (id: string) => Promise<boolean>;
  readonly setLanguage: (id: string, language: Language | null) => Promise<void>;
  /** Null: no hours of the person's own. */
  readonly setQuiet: (id: string, quiet: QuietHours | null) => Promise<void>;
};

/** A company's data: nothing of another company can be reached through it. */
export type Tenant = {
  readonly id: string;
  /** The person at work; on first sight of a workspace or person they are made, with the seven stages in the given language. */
  readonly enter: (
    person: { readonly slackUserId: string; readonly name: string },
    first: { readonly language: Language; readonly at: number },
  ) => Promise<Presence>;
  readonly workspace: () => Promise<Workspace | undefined>;
  readonly changeWorkspace: (change: Partial<Omit<Workspace, 'id'>>) => Promise<void>;
  /** A pipeline with its stages in use by position, archived ones left out; the default one without an id. */
  readonly pipeline: (id?: string) => Promise<Pipeline | undefined>;
  readonly pipelines: () => Promise<readonly Pipeline[]>;
  /** Changes the wording and settings of stages and of the pipeline; stages not named stay. */
  readonly savePipeline: (pipeline: Pipeline, at: number) => Promise<void>;
  /** 1 unit of `currency` in units of `inCurrency`, the latest on or before a day. */
  readonly rate: (
    currency: string,
    inCurrency: string,
    on: PlainDate,
  ) => Promise<{ readonly rate: number; readonly on: PlainDate } | undefined>;
  readonly setRate: (currency: string, inCurrency: string, from: PlainDate, rate: number) => Promise<void>;
  readonly members: Members;
  readonly deals: Deals;
  readonly funnel: Funnel;
  readonly targets: Targets;
  readonly forecasts: Forecasts;
  readonly calls: DealCalls;
  readonly subscriptions: Subscriptions;
  readonly alerts: StageAlerts;
  readonly commitments: Commitments;
  readonly cards: Cards;
  readonly ageing: Ageing;
  readonly imports: Imports;
  readonly tiers: Tiers;
  readonly estimates: StageEstimates;
  readonly deliveries: Deliveries;
  /** Keeps that a request without a deal was handled: true the first time. */
  readonly handleOnce: (key: string, at: number) => Promise<boolean>;
};

/** What OAuth gave at each install; the records are encrypted outside. */
export type Installations = {
  /** The workspace has to be there; a second install replaces the first. */
  readonly save: (
    installation: { readonly workspaceId: string; readonly enterpriseId: string | null; readonly encryptedRecord: string },
    at: number,
  ) => Promise<void>;
  readonly find: (workspaceId: string) => Promise<string | undefined>;
  readonly remove: (workspaceId: string) => Promise<void>;
  readonly workspaceIds: () => Promise<readonly string[]>;
};

export type Store = {
  readonly engine: 'embedded' | 'server';
  readonly of: (workspaceId: string) => Tenant;
  readonly installations: Installations;
  readonly workspaces: () => Promise<readonly Workspace[]>;
  readonly subscriptions: () => Promise<readonly Subscription[]>;
  /**
   * Claims posts that are due: queued, or left behind by a sender whose lease ended. At most one per subject is in flight.
   *
   * @param at business time, by which posts fall due. @param lease real time: until when they are the claimant's.
   */
  readonly claimDeliveries: (
    at: number,
    lease: { readonly now: number; readonly ms: number },
    limit: number,
  ) => Promise<readonly Delivery[]>;
  /** Forgets handled requests older than an instant; returns how many. */
  readonly forgetHandled: (before: number) => Promise<number>;
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};
