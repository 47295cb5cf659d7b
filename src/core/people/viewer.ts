import type { ChannelId, MemberId, PipelineId, TeamId } from '../ids.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Acting } from './rights.ts';
import {
  membersOn,
  membersVisibleTo,
  NO_TEAMS,
  SINCE_ALWAYS,
  type TeamsState,
  teamAndBelow,
  teamsBelow,
  teamsInUse,
} from './teams.ts';

/** Who sees the single deals of a pipeline; its totals are everybody's. `own`: each their own ones. */
export const DEAL_VISIBILITIES = ['everybody', 'team', 'own'] as const;
export type DealVisibility = (typeof DEAL_VISIBILITIES)[number];

/** Of a pipeline what decides who sees its deals; left out: everybody does. */
export type VisiblePipeline = {
  readonly id: PipelineId;
  readonly visibility?: DealVisibility;
  /** Channels in which its deals are shown all the same, since an admin has said so. */
  readonly shownIn?: readonly ChannelId[];
};

const isHiding = ({ visibility = 'everybody' }: VisiblePipeline): boolean => visibility !== 'everybody';

/** Only the functions here make one: a read cannot be given something that merely looks like a viewer. */
const VIEWER: unique symbol = Symbol('viewer');

/** Whose deals are seen in the pipelines that do not show every deal; a pipeline that is not in it shows all. */
type SeenOwners = ReadonlyMap<PipelineId, ReadonlySet<MemberId>>;

/** For whom deals are read. The store asks it of every read of a deal, so that no read can forget who will see it. */
export type Viewer = { readonly [VIEWER]: true; readonly seenOwners: SeenOwners };

/** Why something reads every deal whoever sees them: none of these shows a deal to a person as it is. */
export type EverythingReason =
  /** Numbers are computed of all deals, and tell none. */
  | 'computes'
  /** A job looks at deals to decide what is to be posted. */
  | 'decides'
  /** A person's own deals are shown to that person. */
  | 'toOwner'
  /** It is asked whether there are any deals at all. */
  | 'countsAll'
  /** Whoever runs the installation takes the data, or removes it. */
  | 'operator';

const viewerOf = (seenOwners: SeenOwners): Viewer => ({ [VIEWER]: true, seenOwners });

const EVERYTHING = viewerOf(new Map());

/** Whoever sees every deal of every pipeline, and why. */
export const everything = (_why: EverythingReason): Viewer => EVERYTHING;

/** Who is in which team, and the day for which that is asked. */
export type TeamDay = { readonly teams: TeamsState; readonly today: PlainDate };

/** Whether any pipeline hides deals: only then it matters who somebody is, and teams have to be read. */
export const hideDeals = (pipelines: readonly VisiblePipeline[]): boolean => pipelines.some(isHiding);

/**
 * Whose deals a person sees where deals are hidden, beside their own: of whom they stand in for today, of the teams that they or these manage
 * with all below, and where teams see their own, of their team and all below it.
 */
function ownersSeenBy(person: Acting, visibility: DealVisibility, { teams, today }: TeamDay): ReadonlySet<MemberId> {
  const { standsInFor = [] } = person;
  const below = new Set([person.id, ...standsInFor].flatMap((id) => [...teamsBelow(teams.teams, id)]));
  const managed = membersOn(teams.memberships, below, today);
  const team = visibility === 'team' ? membersVisibleTo(teams, person.id, today) : [];
  return new Set([person.id, ...standsInFor, ...managed, ...team]);
}

/**
 * What a person sees, whether they may change anything or only read: an admin all, as does a manager in a company without teams, which is
 * their team; anybody else in a pipeline that hides deals only those of some owners.
 */
export function viewerFor(person: Acting, pipelines: readonly VisiblePipeline[], day: TeamDay): Viewer {
  const hiding = pipelines.filter(isHiding);
  const managesAll = person.role === 'manager' && teamsInUse(day.teams.teams).length === 0;
  if (hiding.length === 0 || person.role === 'admin' || managesAll) return EVERYTHING;
  return viewerOf(new Map(hiding.map(({ id, visibility = 'own' }) => [id, ownersSeenBy(person, visibility, day)])));
}

/** The channels that are about a team, and the day for which that is asked. */
export type TeamChannels = TeamDay & {
  readonly channels: readonly {
    readonly channelId: ChannelId;
    readonly pipelineId: PipelineId;
    readonly teamId: TeamId | null;
  }[];
};

/** Whether it matters which team a channel is about. */
export const showsToTeams = (pipelines: readonly VisiblePipeline[]): boolean =>
  pipelines.some(({ visibility }) => visibility === 'team');

/**
 * What whoever is in a channel may see of a pipeline that hides deals: where teams see their own, and the channel is a team's, the deals of that
 * team and all below it; else none, unless its deals are shown there.
 */
export function channelViewer(
  channelId: ChannelId,
  pipelines: readonly VisiblePipeline[],
  { teams, today, channels }: TeamChannels = { teams: NO_TEAMS, today: SINCE_ALWAYS, channels: [] },
): Viewer {
  const hiding = pipelines.filter((pipeline) => isHiding(pipeline) && pipeline.shownIn?.includes(channelId) !== true);
  const ownersIn = ({ id, visibility }: VisiblePipeline): ReadonlySet<MemberId> => {
    const teamId = channels.find((each) => each.channelId === channelId && each.pipelineId === id)?.teamId ?? null;
    return visibility !== 'team' || teamId === null
      ? new Set()
      : membersOn(teams.memberships, teamAndBelow(teams.teams, teamId), today);
  };
  return hiding.length === 0 ? EVERYTHING : viewerOf(new Map(hiding.map((pipeline) => [pipeline.id, ownersIn(pipeline)])));
}

/** Somebody of whom all deals of some pipelines are hidden: what is said where nobody in particular listens. */
export const viewerOfNone = (pipelineIds: readonly PipelineId[]): Viewer =>
  pipelineIds.length === 0 ? EVERYTHING : viewerOf(new Map(pipelineIds.map((id) => [id, new Set<MemberId>()])));

/** Whether some deals of a pipeline are hidden from a viewer. */
export const hidesAny = ({ seenOwners }: Viewer, pipelineId: PipelineId): boolean => seenOwners.has(pipelineId);

/** Whose deals a viewer sees in a pipeline; undefined: everybody's. */
export const ownersSeen = ({ seenOwners }: Viewer, pipelineId: PipelineId): ReadonlySet<MemberId> | undefined =>
  seenOwners.get(pipelineId);

/** A viewer who sees, of what they see in a pipeline, the deals of some people only. */
export function among(
  { seenOwners }: Viewer,
  { pipelineId, owners }: { readonly pipelineId: PipelineId; readonly owners: ReadonlySet<MemberId> },
): Viewer {
  const seen = seenOwners.get(pipelineId);
  return viewerOf(
    new Map([...seenOwners, [pipelineId, seen === undefined ? owners : new Set([...seen].filter((id) => owners.has(id)))]]),
  );
}

/** Whether a viewer sees a deal. */
export function sees({ seenOwners }: Viewer, deal: { readonly pipelineId: PipelineId; readonly ownerId: MemberId }): boolean {
  const owners = seenOwners.get(deal.pipelineId);
  return owners === undefined || owners.has(deal.ownerId);
}
