/**
 * Ids and numbers by their kind. One kind is never accepted for another, and a literal is any of them: what is wrong is to hand a stage in
 * where a pipeline is asked for, not to write a name down.
 */
export type OfKind<Base extends string | number, Kind extends string> = Base & { readonly __kind?: Kind };

/** Slack's team id. */
export type WorkspaceId = OfKind<string, 'workspace'>;
/** Ours, of a person: whoever owns a deal or acts on it. */
export type MemberId = OfKind<string, 'member'>;
/** Ours, of a group of people with a manager. */
export type TeamId = OfKind<string, 'team'>;
/** Slack's, of a person. */
export type SlackUserId = OfKind<string, 'slackUser'>;
/** Slack's, of a channel or of a conversation with one person. */
export type ChannelId = OfKind<string, 'channel'>;

/** The conversation with a person, as Slack takes it for a channel: it is opened by the person's own id. */
export const directChannel = (person: SlackUserId): ChannelId => `${person}`;

export type PipelineId = OfKind<string, 'pipeline'>;
export type StageId = OfKind<string, 'stage'>;
/** Of an entry criterion, in its pipeline. */
export type CriterionId = OfKind<string, 'criterion'>;
export type LostReasonId = OfKind<string, 'lostReason'>;
/** The number of a deal in its workspace: 141 of D-141. */
export type DealNumber = OfKind<number, 'deal'>;
