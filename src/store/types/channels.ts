import type { AlertClass, AlertTally, ChannelAlerts } from '../../core/funnel/channel-alerts.ts';
import type { ChannelId, DealNumber, MemberId, PipelineId, StageId, TeamId, WorkspaceId } from '../../core/ids.ts';
import type { Language } from '../../core/people/language.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { DeliveryDraft } from './posts.ts';

/** Which channel gets the digest and alerts of which pipeline, and when. */
export type Subscription = {
  readonly id: string;
  readonly workspaceId: WorkspaceId;
  readonly pipelineId: PipelineId;
  /** Whose deals it is about; null: all of the pipeline's. */
  readonly teamId: TeamId | null;
  readonly channelId: ChannelId;
  readonly channelName: string;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** 'HH:mm' in `timeZone`. */
  readonly timeOfDay: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly nextDueAt: Instant;
  readonly nextCheckAt: Instant;
  /** Deal cards from the stage at this position on; 1: of every deal; null: none. */
  readonly cardsFrom: number | null;
  /** Posts go there though the channel is shared with another company; and the member who allowed it. */
  readonly allowExternal: boolean;
  readonly externalAllowedBy: MemberId | null;
  /** What the channel wants beside its digest and cards. */
  readonly alerts: ChannelAlerts;
  /** Slack's last refusal, e.g. 'not_in_channel'. */
  readonly problem: string | null;
  readonly createdAt: Instant;
};

/** The team, `cardsFrom` and the switch for shared channels not given: as they are, or from the second stage on, and not allowed. */
export type SubscriptionDraft = Omit<Subscription, 'id' | 'workspaceId' | 'problem' | 'alerts' | OptionalSetting> &
  Partial<Pick<Subscription, OptionalSetting>>;

type OptionalSetting = 'teamId' | 'cardsFrom' | 'allowExternal' | 'externalAllowedBy';

/** From the slot that was read to the one after it. */
export type SlotMove = { readonly seen: number; readonly next: number };

/** Posts that are queued in the same transaction, and the instant of it. */
export type TimedDeliveries = { readonly at: Instant; readonly deliveries: readonly DeliveryDraft[] };

export type Subscriptions = {
  /** One per channel and pipeline: an existing one is changed. */
  readonly save: (draft: SubscriptionDraft) => Promise<Subscription>;
  readonly all: () => Promise<readonly Subscription[]>;
  /** Moves the next slot, only if it is still at `seen`, and queues the posts of this one, in one statement: false when another instance was faster. */
  readonly claimDigestSlot: (id: string, slot: SlotMove, posts: TimedDeliveries) => Promise<boolean>;
  readonly claimCheckSlot: (id: string, slot: SlotMove) => Promise<boolean>;
  /** Ends a subscription: nothing more is posted for it. */
  readonly end: (id: string, at: Instant) => Promise<void>;
  readonly setAlerts: (id: string, alerts: ChannelAlerts) => Promise<void>;
  /** How each class of alerts did in a channel until an instant. */
  readonly alertTallies: (
    of: Pick<Subscription, 'channelId' | 'pipelineId' | 'teamId' | 'timeZone'>,
    at: Instant,
  ) => Promise<Readonly<Record<AlertClass, AlertTally>>>;
  readonly setProblem: (id: string, problem: string | null) => Promise<void>;
};

/** One episode of a stage that ran dry. */
export type StageAlert = {
  readonly id: string;
  readonly pipelineId: PipelineId;
  readonly stageId: StageId;
  /** Whose stage; null: of all. */
  readonly teamId: TeamId | null;
  readonly drySince: Instant;
  readonly seenAt: Instant;
  readonly needed: number;
  readonly managersToldAt: Instant | null;
  readonly channelToldAt: Instant | null;
  readonly recoveredAt: Instant | null;
};

export type StageAlerts = {
  /** Episodes of a team, or of all, that are open; with an instant, those that were open then. */
  readonly open: (pipelineId: PipelineId, at?: Instant, teamId?: TeamId) => Promise<readonly StageAlert[]>;
  /** Begins an episode; undefined when the stage has an open one already. */
  readonly begin: (
    draft: Pick<StageAlert, 'pipelineId' | 'stageId' | 'drySince' | 'seenAt' | 'needed'> & Partial<Pick<StageAlert, 'teamId'>>,
  ) => Promise<StageAlert | undefined>;
  /** Marks what was told and queues the posts that tell it, in one transaction; only where it was not told before. */
  readonly markNotified: (ids: readonly string[], whom: 'managers' | 'channel', posts: TimedDeliveries) => Promise<void>;
  readonly recover: (ids: readonly string[], posts: TimedDeliveries) => Promise<void>;
};

export type Commitment = {
  readonly id: string;
  readonly alertId: string | null;
  /** The deal to move; null: so many new ones. */
  readonly dealNumber: DealNumber | null;
  readonly newDeals: number | null;
  readonly memberId: MemberId;
  readonly toStageId: StageId;
  readonly dueOn: PlainDate;
  readonly madeAt: Instant;
  readonly doneAt: Instant | null;
};

/** With the pipeline of its alert. */
export type CommitmentInPipeline = Commitment & { readonly pipelineId: PipelineId };

export type Commitments = {
  /** Somebody takes a deal of an alert, or its new ones; the existing commitment when they are taken already. */
  readonly claim: (
    draft: Omit<Commitment, 'id' | 'doneAt'>,
  ) => Promise<{ readonly commitment: Commitment; readonly isNew: boolean }>;
  readonly byId: (id: string) => Promise<Commitment | undefined>;
  /** The last that somebody made since an instant. */
  readonly lastOf: (memberId: MemberId, since: Instant) => Promise<Commitment | undefined>;
  /** Takes back one that this member made, as if it had never been: false when there is none, or it is done. */
  readonly giveBack: (id: string, memberId: MemberId) => Promise<boolean>;
  /** Those of open alerts whose members may not use Lejek any more. */
  readonly ofLeavers: () => Promise<readonly CommitmentInPipeline[]>;
  /** Of one member what is not done: of open alerts, and what was made since an instant; in order, at most so many. */
  readonly ofMember: (
    memberId: MemberId,
    asked: { readonly since: Instant; readonly limit: number },
  ) => Promise<readonly CommitmentInPipeline[]>;
  /** Makes one another member's; false when it is not this one's any more, or done. */
  readonly handOn: (id: string, from: MemberId, to: MemberId) => Promise<boolean>;
  readonly byAlerts: (alertIds: readonly string[]) => Promise<readonly Commitment[]>;
  /** Those made up to the second instant of a pipeline's alerts that were open then, and those made since the first, in order. */
  readonly current: (pipelineId: PipelineId, from: Instant, to: Instant) => Promise<readonly Commitment[]>;
};
