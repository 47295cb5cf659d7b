import type { MemberId, TeamId } from '../ids.ts';
import type { PlainDate } from '../time/calendar.ts';
import { SINCE_ALWAYS, type TeamMembership, type TeamsState } from './teams.ts';

/** Who comes to a team and who leaves it for none, today. */
export type TeamMoves = { readonly joins: readonly MemberId[]; readonly leaves: readonly MemberId[] };

export const NO_MOVES: TeamMoves = { joins: [], leaves: [] };

export const ownMemberships = ({ memberships }: TeamsState, memberId: MemberId): readonly TeamMembership[] =>
  memberships.filter((row) => row.memberId === memberId);

/** Somebody's memberships in order, those of one team that follow each other as one. */
export function joinUp(rows: readonly TeamMembership[]): readonly TeamMembership[] {
  const joined: TeamMembership[] = [];
  for (const row of rows.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = joined.at(-1);
    if (row.until !== null && row.until <= row.from) continue;
    if (last?.teamId === row.teamId && last.until === row.from) joined.splice(-1, 1, { ...last, until: row.until });
    else joined.push(row);
  }
  return joined;
}

/** A membership up to a day; nothing where it begins then or later. */
const upTo = (row: TeamMembership, on: PlainDate): readonly TeamMembership[] =>
  row.from >= on ? [] : [{ ...row, until: row.until !== null && row.until < on ? row.until : on }];

/** Somebody's memberships, from a day on in one team or in none. */
export function moveFrom(
  rows: readonly TeamMembership[],
  memberId: MemberId,
  { teamId, from }: { readonly teamId: TeamId | null; readonly from: PlainDate },
): readonly TeamMembership[] {
  const before = rows.flatMap((row) => upTo(row, from));
  return joinUp(teamId === null ? before : [...before, { memberId, teamId, from, until: null }]);
}

/** Somebody's memberships, with another team in place of one from a day on. */
export const replaceTeam = (
  rows: readonly TeamMembership[],
  { id, to, on }: { readonly id: TeamId; readonly to: TeamId | null; readonly on: PlainDate },
): readonly TeamMembership[] =>
  joinUp(
    rows.flatMap((row) => {
      if (row.teamId !== id || (row.until !== null && row.until <= on)) return [row];
      const later = { ...row, from: row.from > on ? row.from : on };
      return [...upTo(row, on), ...(to === null ? [] : [{ ...later, teamId: to }])];
    }),
  );

/** Somebody's memberships, from today in one team or in none; of who was in no team yet, from the beginning. */
export const moveWithoutDay = (
  state: TeamsState,
  memberId: MemberId,
  { teamId, today }: { readonly teamId: TeamId | null; readonly today: PlainDate },
): readonly TeamMembership[] => {
  const own = ownMemberships(state, memberId);
  return moveFrom(own, memberId, { teamId, from: own.length === 0 ? SINCE_ALWAYS : today });
};

/** Memberships of who comes to a team and who leaves it: as a move without a day. */
export const movedPeople = (
  state: TeamsState,
  teamId: TeamId,
  { moves, today }: { readonly moves: TeamMoves; readonly today: PlainDate },
) => [
  ...moves.joins.map((memberId) => ({ memberId, memberships: moveWithoutDay(state, memberId, { teamId, today }) })),
  ...moves.leaves.map((memberId) => ({
    memberId,
    memberships: replaceTeam(ownMemberships(state, memberId), { id: teamId, to: null, on: today }),
  })),
];
