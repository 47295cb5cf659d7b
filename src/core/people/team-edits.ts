import { foldText } from '../fold-text.ts';
import type { MemberId, TeamId } from '../ids.ts';
import { addDays, type PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import {
  joinUp,
  movedPeople,
  moveFrom,
  moveWithoutDay,
  NO_MOVES,
  ownMemberships,
  replaceTeam,
  type TeamMoves,
} from './membership-rows.ts';
import {
  isMemberOn,
  type Team,
  type TeamMembership,
  type TeamsState,
  teamAndBelow,
  teamById,
  teamOn,
  teamPath,
  teamsInUse,
} from './teams.ts';

/** `name` in code points; `daysAhead`: how far ahead a move may be planned. */
export const TEAM_LIMITS = { name: 40, inUse: 99, levels: 3, managers: 10, daysAhead: 366 } as const;

/** Of some teams and people all that is kept of them: what a change wrote, and what an undo goes back to. */
export type TeamsDelta = {
  readonly teams: readonly Team[];
  readonly people: readonly { readonly memberId: MemberId; readonly memberships: readonly TeamMembership[] }[];
};

export type TeamEdit =
  | { readonly kind: 'add'; readonly team: Omit<Team, 'removedAt'>; readonly moves?: TeamMoves }
  | {
      readonly kind: 'change';
      readonly id: TeamId;
      readonly to: Partial<Omit<Team, 'id' | 'removedAt'>>;
      readonly moves?: TeamMoves;
    }
  /** What was below it goes to the team above it; who is in it to another team, or to none (null). */
  | { readonly kind: 'remove'; readonly id: TeamId; readonly membersTo: TeamId | null }
  /**
   * From a day on, for good: what was planned for later falls away. No day (null): today, and for who was in no team yet, always.
   */
  | {
      readonly kind: 'move';
      readonly memberIds: readonly MemberId[];
      readonly teamId: TeamId | null;
      readonly from: PlainDate | null;
    }
  /** Takes a change back, where nothing was changed since. */
  | { readonly kind: 'takeBack'; readonly from: TeamsDelta; readonly to: TeamsDelta };

export type TeamProblem =
  | { readonly why: 'gone' }
  | { readonly why: 'unchanged' }
  | { readonly why: 'changedSince' }
  | { readonly why: 'empty' }
  | { readonly why: 'tooLong'; readonly length: number }
  | { readonly why: 'nameTaken'; readonly name: string }
  | { readonly why: 'tooMany' }
  | { readonly why: 'tooManyManagers' }
  /** The team would be a part of itself: the one named is below it. */
  | { readonly why: 'cycle'; readonly name: string }
  | { readonly why: 'tooDeep'; readonly name: string }
  | { readonly why: 'tooFarAhead' };

/** When an edit is made: its instant, and the day of the company's zone. */
export type TeamEditTime = { readonly at: Instant; readonly today: PlainDate };

export type TeamEditResult =
  | { readonly ok: true; readonly before: TeamsDelta; readonly after: TeamsDelta }
  | { readonly ok: false; readonly problem: TeamProblem };

/** What an edit writes; undefined where the team is not there. */
function deltaOf(edit: TeamEdit, state: TeamsState, { at, today }: TeamEditTime): TeamsDelta | undefined {
  const inUse = teamsInUse(state.teams);
  switch (edit.kind) {
    case 'add':
      return {
        teams: [{ ...edit.team, removedAt: null }],
        people: movedPeople(state, edit.team.id, { moves: edit.moves ?? NO_MOVES, today }),
      };
    case 'change': {
      const team = teamById(inUse, edit.id);
      const moves = edit.moves ?? NO_MOVES;
      return team && { teams: [{ ...team, ...edit.to }], people: movedPeople(state, team.id, { moves, today }) };
    }
    case 'remove': {
      const team = teamById(inUse, edit.id);
      const heir = teamById(inUse, edit.membersTo);
      if (team === undefined || team === heir || (edit.membersTo !== null && heir === undefined)) return undefined;
      const below = inUse.filter(({ parentId }) => parentId === team.id).map((each) => ({ ...each, parentId: team.parentId }));
      const inIt = state.memberships.filter(({ teamId, until }) => teamId === team.id && (until === null || until > today));
      const people = [...new Set(inIt.map(({ memberId }) => memberId))].map((memberId) => ({
        memberId,
        memberships: replaceTeam(ownMemberships(state, memberId), { id: team.id, to: edit.membersTo, on: today }),
      }));
      return { teams: [{ ...team, removedAt: at }, ...below], people };
    }
    case 'move': {
      const { teamId, from } = edit;
      if (teamId !== null && teamById(inUse, teamId) === undefined) return undefined;
      const people = [...new Set(edit.memberIds)].map((memberId) => ({
        memberId,
        memberships:
          from === null
            ? moveWithoutDay(state, memberId, { teamId, today })
            : moveFrom(ownMemberships(state, memberId), memberId, { teamId, from }),
      }));
      return { teams: [], people };
    }
    case 'takeBack':
      return edit.to;
  }
}

/** The same teams and people as in a delta, as they are in a state; a team that is not there yet is one that was removed. */
const sameParts = (state: TeamsState, delta: TeamsDelta, at: Instant): TeamsDelta => ({
  teams: delta.teams.map((team) => teamById(state.teams, team.id) ?? { ...team, removedAt: at }),
  people: delta.people.map(({ memberId }) => ({ memberId, memberships: ownMemberships(state, memberId) })),
});

/** A state with a delta written into it. */
export function withDelta({ teams, memberships }: TeamsState, delta: TeamsDelta): TeamsState {
  const [ids, people] = [new Set(delta.teams.map(({ id }) => id)), new Set(delta.people.map(({ memberId }) => memberId))];
  return {
    teams: [...teams.filter(({ id }) => !ids.has(id)), ...delta.teams],
    memberships: [
      ...memberships.filter(({ memberId }) => !people.has(memberId)),
      ...delta.people.flatMap(({ memberships: rows }) => rows),
    ],
  };
}

/** What a team in use may not be among the others; undefined where it may. */
function teamProblem(team: Team, { teams }: TeamsState): TeamProblem | undefined {
  if (!/[\p{L}\p{N}]/u.test(team.name)) return { why: 'empty' };
  const length = [...team.name].length;
  if (length > TEAM_LIMITS.name) return { why: 'tooLong', length };
  if (team.managerIds.length > TEAM_LIMITS.managers) return { why: 'tooManyManagers' };
  const taken = teamsInUse(teams).find((each) => each.id !== team.id && foldText(each.name) === foldText(team.name));
  if (taken !== undefined) return { why: 'nameTaken', name: taken.name };
  const above = teamById(teams, team.parentId);
  if (team.parentId !== null && above?.removedAt !== null) return { why: 'gone' };
  if (above !== undefined && teamAndBelow(teams, team.id).has(above.id)) return { why: 'cycle', name: above.name };
  const deepest = teamsInUse(teams).filter(({ id }) => teamAndBelow(teams, team.id).has(id));
  const tooDeep = deepest.find(({ id }) => teamPath(teams, id).length > TEAM_LIMITS.levels);
  return tooDeep === undefined ? undefined : { why: 'tooDeep', name: tooDeep.name };
}

/** Whether somebody is, or is going to be, in a team that is not in use. */
const hasHomeless = ({ teams, memberships }: TeamsState, today: PlainDate): boolean =>
  memberships.some(({ teamId, until }) => (until === null || until > today) && teamById(teams, teamId)?.removedAt !== null);

const isSame = (a: TeamsDelta, b: TeamsDelta): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
/** By id and name of each field, as a delta that came back from JSON may have its fields in another order. */
const sorted = ({ teams, people }: TeamsDelta) => [
  teams
    .map(({ id, name, parentId, managerIds, userGroupId, removedAt }) => [id, name, parentId, managerIds, userGroupId, removedAt])
    .toSorted(),
  people
    .map(({ memberId, memberships }) => [memberId, joinUp(memberships).map(({ teamId, from, until }) => [teamId, from, until])])
    .toSorted(),
];

function problemOf(
  edit: TeamEdit,
  { state, next }: { readonly state: TeamsState; readonly next: TeamsState },
  { today }: TeamEditTime,
): TeamProblem | undefined {
  if (edit.kind === 'move' && edit.from !== null && edit.from > addDays(today, TEAM_LIMITS.daysAhead))
    return { why: 'tooFarAhead' };
  if (edit.kind === 'add' && teamsInUse(state.teams).length >= TEAM_LIMITS.inUse) return { why: 'tooMany' };
  // What the edit writes comes last in a state, and is looked at first.
  for (const team of teamsInUse(next.teams).toReversed()) {
    const problem = teamProblem(team, next);
    if (problem !== undefined) return edit.kind === 'takeBack' && problem.why === 'gone' ? { why: 'changedSince' } : problem;
  }
  return hasHomeless(next, today) ? { why: 'changedSince' } : undefined;
}

/**
 * What an edit of the teams writes, or why it cannot be: every state that it leads to has no cycle, three levels at most, each name once, and
 * nobody in a team that is not in use.
 */
export function editTeams(edit: TeamEdit, state: TeamsState, time: TeamEditTime): TeamEditResult {
  const after = deltaOf(edit, state, time);
  if (after === undefined) return { ok: false, problem: { why: 'gone' } };
  const before = sameParts(state, after, time.at);
  if (edit.kind === 'takeBack' && !isSame(edit.from, sameParts(state, edit.from, time.at)))
    return { ok: false, problem: { why: 'changedSince' } };
  if (edit.kind !== 'add' && isSame(before, after)) return { ok: false, problem: { why: 'unchanged' } };
  const problem = problemOf(edit, { state, next: withDelta(state, after) }, time);
  return problem === undefined ? { ok: true, before, after } : { ok: false, problem };
}

/** Somebody's team now, and the next move that is planned: its day, and where to. */
export function ownTeam(
  { memberships }: TeamsState,
  memberId: MemberId,
  today: PlainDate,
): { readonly teamId: TeamId | null; readonly next: { readonly on: PlainDate; readonly teamId: TeamId | null } | null } {
  const own = memberships.filter((row) => row.memberId === memberId);
  const now = own.find((row) => isMemberOn(row, today));
  const days = own.flatMap(({ from, until }) => [from, until]).flatMap((on) => (on !== null && on > today ? [on] : []));
  const [on] = days.toSorted();
  return {
    teamId: now?.teamId ?? null,
    next: on === undefined ? null : { on, teamId: teamOn(own, memberId, on) },
  };
}
