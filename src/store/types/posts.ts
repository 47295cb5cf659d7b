import type { Deal } from '../../core/deal/deal.ts';
import type { ChannelId, DealNumber, MemberId, PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { VisiblePipeline } from '../../core/people/viewer.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { TimedDeliveries } from './channels.ts';

/** Every kind of post. These texts are stored: one may be added, none may change. `jobs/posts/all-posts.ts` has what makes each. */
export const POST_KINDS = [
  'digest',
  'digest-chart',
  'digest-thread',
  'digest-tidy',
  'digest-tidied',
  'digest-review',
  'manager-note',
  'calibration',
  'stage-alert',
  'stage-alert-dm',
  'stage-alert-taken',
  'all-clear',
  'morning-note',
  'step-reminder',
  'assigned',
  'handed-over',
  'leaver-deals',
  'deal-card',
  'deal-event',
  'deal-news',
  'deal-news-update',
  'deal-hidden',
  'deal-ask',
  'deal-ask-done',
  'promises-left',
  'imported',
  'problem',
  'welcome',
  'new-admin',
  'webhook-off',
  'team-group',
  'forgotten',
  'lead',
  'lead-taken',
] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** A post to make: `key` names it for ever (target, kind, pipeline, period or subject), so that it is made once. */
export type DeliveryDraft = {
  readonly key: string;
  readonly kind: PostKind;
  /** Slack channel or user id. */
  readonly target: string;
  /** What it is about; one in flight per subject. */
  readonly subject: string | null;
  /** What to say, as JSON. */
  readonly payload: unknown;
  readonly notBefore: Instant;
};

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'refused' | 'ambiguous' | 'superseded';

export type Delivery = Omit<DeliveryDraft, 'kind'> & {
  /** Null: of a kind that this version does not know; a later one queued it. */
  readonly kind: PostKind | null;
  readonly workspaceId: WorkspaceId;
  readonly state: DeliveryState;
  /** 1 for the first try; every claim raises it by one, and only the claimant of that attempt may settle it. */
  readonly attempt: number;
  readonly createdAt: Instant;
  /** Real time of the first attempt that may have posted; null before it. */
  readonly firstTryAt: Instant | null;
  readonly sentAt: Instant | null;
  readonly channelId: ChannelId | null;
  readonly messageTs: string | null;
  readonly error: string | null;
};

/** The deals and people that a post named when it was made: by them is counted whether its reader acted on it. */
export type NamedInPost = { readonly deals: readonly DealNumber[]; readonly people: readonly MemberId[] };

/** How a claimed delivery ended. */
export type DeliveryOutcome =
  | {
      readonly state: 'sent';
      readonly at: Instant;
      readonly channelId: ChannelId;
      readonly messageTs: string;
      /** Kept beside its payload. */
      readonly named?: NamedInPost | undefined;
    }
  /** `maybePosted`: it may have been posted all the same, so the next attempt looks before it posts. */
  | { readonly state: 'queued'; readonly notBefore: Instant; readonly error: string; readonly maybePosted: boolean }
  | { readonly state: 'refused' | 'ambiguous' | 'superseded'; readonly error: string };

/** A delivery as its claimant gets it. */
export type ClaimedDelivery = Delivery & {
  /** An earlier attempt may have posted it: said by the ledger, since clocks of two instances cannot be compared. */
  readonly wasTried: boolean;
  /** The workspace's pipelines that hide deals from some. */
  readonly hiding: readonly VisiblePipeline[];
};

/** What is due and not sent. */
export type PostBacklog = {
  readonly waiting: number;
  /** Since when the oldest of them has been due; null where none waits. */
  readonly oldestDueAt: Instant | null;
};

export type Deliveries = {
  /** Queues posts; one whose key is known is left as it is. Returns the keys that are new. */
  readonly queue: (drafts: readonly DeliveryDraft[], at: Instant) => Promise<readonly string[]>;
  readonly byKey: (key: string) => Promise<Delivery | undefined>;
  /** Posts of a kind made or queued since an instant, oldest first. */
  readonly ofKind: (kind: PostKind, since: Instant) => Promise<readonly Delivery[]>;
  /** Posts say something else from now on, and the posts that show it are queued, in one transaction. */
  readonly revise: (posts: readonly Pick<Delivery, 'key' | 'payload'>[], shown: TimedDeliveries) => Promise<void>;
  /** Prolongs the lease of a claimed delivery; false when it was lost to another attempt, or settled. */
  readonly renewLease: (key: string, attempt: number, until: Instant) => Promise<boolean>;
  /** Posts to a channel that wait because it took none (by these codes) are due now. */
  readonly retryClosed: (channelId: ChannelId, codes: readonly string[], at: Instant) => Promise<void>;
  /** Ends a claimed delivery; false when the lease was lost to another attempt. */
  readonly settle: (key: string, attempt: number, outcome: DeliveryOutcome) => Promise<boolean>;
};

/** The one living message of a deal in a channel. */
export type Card = {
  readonly dealNumber: DealNumber;
  readonly channelId: ChannelId;
  readonly messageTs: string;
  /** Version of the deal that it shows, at least. */
  readonly shownVersion: number;
};

export type Cards = {
  readonly find: (dealNumber: DealNumber, channelId: ChannelId) => Promise<Card | undefined>;
  /** The card that a message is. */
  readonly byMessage: (channelId: ChannelId, messageTs: string) => Promise<Card | undefined>;
  /** Cards of a channel's open deals, those first that were not touched for longest. */
  readonly leastRecentlyUpdated: (pipelineId: PipelineId, channelId: ChannelId, limit: number) => Promise<readonly Card[]>;
  /** Keeps what a card shows now; false when the same message shows something newer already. */
  readonly save: (card: Card, at: Instant) => Promise<boolean>;
  /** The message is gone or not ours: only if the card still is that message. */
  readonly remove: (dealNumber: DealNumber, channelId: ChannelId, messageTs: string) => Promise<void>;
};

/** Who was told which deals stand for long. */
export type AgeingNotices = {
  /**
   * An owner's open deals that stand for long with nothing planned, and of which this owner was not told yet in this visit, or not since
   * a next step was planned; longest first. May hold some that reach that age within a day.
   */
  readonly dealsToNotify: (
    whose: { readonly pipelineId: PipelineId; readonly ownerId: MemberId },
    today: PlainDate,
    limit: number,
  ) => Promise<readonly Deal[]>;
  /** Of some deals, those of which their owner was told so. */
  readonly told: (numbers: readonly DealNumber[]) => Promise<readonly DealNumber[]>;
  readonly markNotified: (
    memberId: MemberId,
    deals: readonly Pick<Deal, 'number' | 'stageSince'>[],
    at: Instant,
  ) => Promise<void>;
};
