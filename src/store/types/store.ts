import type { DealFile } from '../../core/deal/deal.ts';
import type { PipelineChange } from '../../core/deal/pipeline-change.ts';
import type { PipelineId, SlackUserId, WorkspaceId } from '../../core/ids.ts';
import type { CurrencyPair } from '../../core/money/exchange-rates.ts';
import type { Viewer } from '../../core/people/viewer.ts';
import type { StoredPipeline } from '../../core/pipeline/stored-pipeline.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Archives } from './archives.ts';
import type { Commitments, StageAlerts, Subscription, Subscriptions } from './channels.ts';
import type { Contacts } from './contacts.ts';
import type { Deals } from './deals.ts';
import type { Imports, LeftImport } from './imports.ts';
import type { KeptForms } from './kept-forms.ts';
import type { AllLeadForms, LeadForms } from './lead-forms.ts';
import type { DealPredictions, Forecasts, Funnel, Plans, StageEstimates, Targets, Tiers } from './numbers.ts';
import type { ArrivalPlace, Installations, Members, NewWorkspace, Requester, SlackPerson, Workspace } from './people.ts';
import type { FoundToken, PersonalTokens } from './personal-tokens.ts';
import type { SavePipeline } from './pipeline-changes.ts';
import type { PipelineSettingsStore } from './pipeline-settings.ts';
import type { AgeingNotices, Cards, ClaimedDelivery, Deliveries, PostBacklog } from './posts.ts';
import type { Rates } from './rates.ts';
import type { ReportRoles } from './report-roles.ts';
import type { Retention } from './retention.ts';
import type { SettingChanges } from './setting-changes.ts';
import type { TeamsStore } from './teams.ts';
import type { AllWebhooks, Webhooks } from './webhooks.ts';
import type { WriteHealth } from './write-health.ts';

/**
 * A company's data: nothing of another company can be reached through it. Here and beside it instants are ms since the epoch, days
 * 'YYYY-MM-DD', money whole minor units, and nothing throws for what a person can cause.
 */
export type Tenant = {
  readonly id: WorkspaceId;
  /** The person at work, where they are known. */
  readonly findRequester: (slackUserId: SlackUserId, place?: ArrivalPlace) => Promise<Requester | undefined>;
  /**
   * The same; on first sight of a workspace or person they are made, with the seven stages in the given language. Whoever calls it knows
   * from Slack that the person belongs here.
   */
  readonly loadOrCreateRequester: (person: SlackPerson, first: NewWorkspace & ArrivalPlace) => Promise<Requester>;
  readonly workspace: () => Promise<Workspace | undefined>;
  readonly updateWorkspace: (change: Partial<Omit<Workspace, 'id'>>) => Promise<void>;
  /** A pipeline with its stages in use by position, removed ones beside them; the default one without an id. */
  readonly pipeline: (id?: PipelineId) => Promise<StoredPipeline | undefined>;
  /** Those in use, the default one first, then as they were made. */
  readonly pipelines: () => Promise<readonly StoredPipeline[]>;
  /** The same, and archived ones behind them. */
  readonly allPipelines: () => Promise<readonly StoredPipeline[]>;
  readonly savePipeline: SavePipeline;
  readonly pipelineSettings: PipelineSettingsStore;
  /** Open deals that a change of the stages may concern, in order of their numbers. */
  readonly concernedDeals: (change: PipelineChange) => Promise<readonly DealFile[]>;
  /** An id that was never used. */
  readonly newId: () => string;
  /** 1 unit of `currency` in units of `inCurrency`, the latest on or before a day. */
  readonly exchangeRate: (
    pair: CurrencyPair,
    on: PlainDate,
  ) => Promise<{ readonly rate: number; readonly on: PlainDate } | undefined>;
  readonly setExchangeRate: (pair: CurrencyPair, from: PlainDate, rate: number) => Promise<void>;
  readonly members: Members;
  readonly teams: TeamsStore;
  readonly contacts: Contacts;
  readonly rates: Rates;
  /** Deals as a viewer sees them: one that is hidden from them is as if it were not there, for reads and for changes. */
  readonly deals: (viewer: Viewer) => Deals;
  readonly funnel: Funnel;
  readonly targets: Targets;
  readonly forecasts: Forecasts;
  readonly plans: Plans;
  readonly dealPredictions: DealPredictions;
  readonly subscriptions: Subscriptions;
  readonly stageAlerts: StageAlerts;
  readonly commitments: Commitments;
  readonly settingChanges: SettingChanges;
  readonly cards: Cards;
  readonly ageingNotices: AgeingNotices;
  readonly imports: Imports;
  readonly tiers: Tiers;
  readonly stageEstimates: StageEstimates;
  readonly deliveries: Deliveries;
  readonly keptForms: KeptForms;
  readonly personalTokens: PersonalTokens;
  readonly webhooks: Webhooks;
  readonly leadForms: LeadForms;
  readonly retention: Retention;
  /** Keeps that a request without a deal was handled: true the first time. */
  readonly markHandledOnce: (key: string, at: Instant) => Promise<boolean>;
};

export type Store = {
  readonly engine: 'embedded' | 'server';
  readonly tenant: (workspaceId: WorkspaceId) => Tenant;
  readonly installations: Installations;
  readonly archives: Archives;
  /** The personal token of this hash, where the workspace has the app and the person may use it; a tenant is not needed to ask. */
  readonly findToken: (workspaceId: WorkspaceId, hash: string) => Promise<FoundToken | undefined>;
  /** As the connection's: for backups and exports while the bot runs. Null on a server and in memory. */
  readonly copyFiles: ((to: string) => Promise<void>) | null;
  readonly webhooks: AllWebhooks;
  readonly leadForms: AllLeadForms;
  readonly reportRoles: ReportRoles;
  /** Those that have the app, and their subscriptions. */
  readonly workspaces: () => Promise<readonly Workspace[]>;
  readonly subscriptions: () => Promise<readonly Subscription[]>;
  /**
   * Claims posts that are due: queued, or left behind by a sender whose lease ended. At most one per subject is in flight.
   *
   * @param at business time, by which posts fall due. @param lease real time: until when they are the claimant's.
   */
  readonly claimDeliveries: (
    at: Instant,
    lease: { readonly now: Instant; readonly ms: DurationMs },
    limit: number,
  ) => Promise<readonly ClaimedDelivery[]>;
  /** What is due at an instant of business time and was not sent, of every workspace; what is being sent counts. */
  readonly postBacklog: (at: Instant) => Promise<PostBacklog>;
  /**
   * Claims messages about imports that no process has been at since an instant of real time: each once until `now` is as long ago. One that
   * is being written is not claimed, however long that takes.
   */
  readonly claimLeftImports: (seen: { readonly before: Instant; readonly now: Instant }) => Promise<readonly LeftImport[]>;
  /**
   * Forgets requests that were handled, forms that were kept (real time), messages to webhooks, and webhooks that were removed, before an
   * instant each; requests so much later as their workspace
   * keeps them longer than two days; returns how many requests.
   */
  readonly deleteExpired: (before: {
    readonly handled: Instant;
    readonly keptForms: Instant;
    readonly webhookDeliveries: Instant;
    readonly removedWebhooks: Instant;
  }) => Promise<number>;
  /**
   * Whether writes are kept. While they fail it tries one itself, a row that stays as it is: nobody may be there to write another.
   */
  readonly writeHealth: () => Promise<WriteHealth>;
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};
