import type { Deal } from '../../core/deal/deal.ts';
import type { ChannelId, MemberId, PipelineId, SlackUserId, TeamId, WorkspaceId } from '../../core/ids.ts';
import type { AccountKind } from '../../core/people/account.ts';
import type { DirectClass, DirectTally } from '../../core/people/direct-classes.ts';
import type { Language } from '../../core/people/language.ts';
import type { Member, Role } from '../../core/people/member.ts';
import type { Viewer } from '../../core/people/viewer.ts';
import type { StoredPipeline } from '../../core/pipeline/stored-pipeline.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { QuietHours } from '../../core/time/quiet-hours.ts';

/** A company's Slack workspace; `id` is Slack's team id. */
export type Workspace = {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly holidayRegion: string | null;
  readonly installedBy: SlackUserId | null;
  /** 1..12: the month in which the year of targets and forecasts begins. */
  readonly fiscalStartMonth: number;
  /** Whether it has exchange rates, where all workspaces are read at once; a request reads it beside the workspace. */
  readonly hasRates?: boolean;
};

/** What every request starts from: the workspace, the person, and the pipeline that commands are about. */
export type Requester = {
  readonly workspace: Workspace;
  readonly member: Member;
  /** Whom the member stands in for, whether they are away today or were. */
  readonly standsInFor: readonly Member[];
  /** The default one. */
  readonly pipeline: StoredPipeline;
  /** All others, archived ones too, as they were made. */
  readonly otherPipelines: readonly StoredPipeline[];
  /** Those that the channel of the request gets posts about, the oldest first. */
  readonly subscribed: readonly PipelineId[];
  /** Teams in use that the member manages; null: the company has no teams. */
  readonly managedTeams: readonly TeamId[] | null;
  /** There are exchange rates: without any, no deal in another currency counts in a total. */
  readonly hasRates: boolean;
  /** The only person known here, with no channel that gets posts: everything is for them alone. */
  readonly solo: boolean;
  /** Deals whose name or company contains the line that was typed, as far as a viewer sees them, open ones first, at most 20; none where no line was given. */
  readonly dealsWithLine: (viewer: Viewer) => readonly Deal[];
};

/** Where somebody asks for something. `line`: what was typed as a whole, where a deal may be called so. */
export type ArrivalPlace = { readonly line?: string | undefined; readonly channelId?: ChannelId | undefined };

/** What a workspace begins with that is made ready now; what is left out is as the language has it. */
export type NewWorkspace = {
  readonly language: Language;
  readonly at: Instant;
  /** IANA name. */
  readonly timeZone?: string;
  /** Of the first pipeline; ISO 4217. */
  readonly currency?: string;
};

/** A person with a Slack account, as far as Slack says; what is left out stays as it is known. */
export type SlackPerson = {
  readonly slackUserId: SlackUserId;
  readonly name?: string;
  readonly email?: string | null;
  readonly locale?: string | null;
  readonly timeZone?: string | null;
  /** What Slack says now that the account is. */
  readonly account?: AccountKind;
};

export type Members = {
  readonly all: () => Promise<readonly Member[]>;
  readonly byId: (id: MemberId) => Promise<Member | undefined>;
  /** Those who have left Slack and still own open deals. */
  readonly leaversWithDeals: () => Promise<readonly MemberId[]>;
  readonly bySlackUser: (slackUserId: SlackUserId) => Promise<Member | undefined>;
  /**
   * Adds the person, or fills in what Slack knows about them: the one place where somebody with a Slack account becomes a member. Never
   * changes the own language, nor the role, but for an account that turns out to be a guest's or a stranger's: it begins as a rep.
   */
  readonly upsert: (person: SlackPerson & { readonly at: Instant }) => Promise<Member>;
  /** Lets a guest use Lejek, on whose word; null: no more. Does nothing to any other account. */
  readonly allowGuest: (id: MemberId, by: MemberId | null) => Promise<void>;
  /** Whoever is left admin, also where nobody is: what people choose goes by {@link changeRole}. */
  readonly setRole: (id: MemberId, role: Role) => Promise<void>;
  /** The same, but that the last admin whom Lejek can write to stays one: false where it is they, and nothing was written. */
  readonly changeRole: (id: MemberId, role: Role) => Promise<boolean>;
  /** Null: here again. A day on which the person is back already is none. */
  readonly setAway: (
    id: MemberId,
    away: { readonly until: PlainDate; readonly standInId: MemberId | null } | null,
  ) => Promise<void>;
  /** Makes this member admin if the workspace has no admin: true when it did. Nobody but a full member becomes it so. */
  readonly claimAdmin: (id: MemberId) => Promise<boolean>;
  readonly setLanguage: (id: MemberId, language: Language | null) => Promise<void>;
  /** Null: no hours of the person's own. */
  readonly setQuietHours: (id: MemberId, quiet: QuietHours | null) => Promise<void>;
  /** Direct messages that the person does without. */
  readonly setDirectOff: (id: MemberId, classes: readonly DirectClass[]) => Promise<void>;
  /** How each class of direct messages did for a person until an instant. */
  readonly directTallies: (id: MemberId, at: Instant) => Promise<Readonly<Record<DirectClass, DirectTally>>>;
};

/** What OAuth gave at each install; the records are encrypted outside. */
export type Installations = {
  /** The workspace has to be there; a second install replaces the first, and takes up where a removed one was. */
  readonly save: (
    installation: { readonly workspaceId: WorkspaceId; readonly enterpriseId: string | null; readonly encryptedRecord: string },
    at: Instant,
  ) => Promise<void>;
  readonly find: (workspaceId: WorkspaceId) => Promise<string | undefined>;
  /**
   * The app was taken away: its token is removed, posts that wait are dropped, and none is made until it comes back. What was installed
   * after that instant stays: Slack's word may come late.
   *
   * @param deleteAfter when all data of the workspace may be deleted; null: never. @returns whether it was there.
   */
  readonly remove: (
    workspaceId: WorkspaceId,
    removal: { readonly at: Instant; readonly deleteAfter: Instant | null },
  ) => Promise<boolean>;
  /** The app is there: posts go on, and nothing is deleted. */
  readonly restore: (workspaceId: WorkspaceId) => Promise<void>;
  /** Deletes the data of workspaces whose time is over. @returns their ids. */
  readonly deleteExpired: (at: Instant) => Promise<readonly WorkspaceId[]>;
  /** Deletes all that is kept of a workspace; false where there is none. */
  readonly deleteWorkspace: (workspaceId: WorkspaceId) => Promise<boolean>;
  readonly workspaceIds: () => Promise<readonly string[]>;
};
