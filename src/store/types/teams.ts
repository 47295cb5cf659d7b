import type { MemberId } from '../../core/ids.ts';
import type { TeamEdit, TeamEditTime, TeamProblem, TeamsDelta } from '../../core/people/team-edits.ts';
import type { Team, TeamsState } from '../../core/people/teams.ts';
import type { Tenant } from './store.ts';

/** What was done to the teams, and what an undo goes back to. Stored in a setting change of the kind `teams`. */
export type TeamsRecord = {
  readonly edit: Exclude<TeamEdit['kind'], 'takeBack'>;
  readonly before: TeamsDelta;
  readonly after: TeamsDelta;
  /** The Slack user group because of which people were moved, by its handle. */
  readonly group?: { readonly handle: string } | undefined;
  /** Subscriptions that ended with a team. */
  readonly endedSubscriptions?: readonly string[] | undefined;
};

/** Who does it and when, and the request's key: the same request a second time changes nothing and answers the same. */
export type TeamsWork = TeamEditTime & {
  readonly memberId: MemberId;
  readonly key: string;
  /** The Slack user group that says who is moved; its handle, without the `@`. */
  readonly group?: { readonly handle: string };
  /** The change that this one takes back; its subscriptions are there again. */
  readonly undoes?: { readonly changeId: string; readonly subscriptions: readonly string[] };
};

export type TeamsSaved =
  /** `changeId`: what takes it back; null for what took another one back. */
  { readonly ok: true; readonly changeId: string | null } | { readonly ok: false; readonly problem: TeamProblem };

/** The teams of a workspace and who was in which when. */
export type TeamsStore = {
  /** Teams by name, removed ones too; memberships of a person in order. */
  readonly all: () => Promise<TeamsState>;
  /** Does one thing, where nothing stands against it: of two admins at once, the second meets what the first did. */
  readonly save: (edit: TeamEdit, work: TeamsWork) => Promise<TeamsSaved>;
};

/** A team with all below it, as of the scope's instant: whose deals count, and the company's own data beside the team's. */
export type TeamScope = {
  readonly team: Team;
  readonly state: TeamsState;
  readonly owners: ReadonlySet<MemberId>;
  readonly whole: Tenant;
};
