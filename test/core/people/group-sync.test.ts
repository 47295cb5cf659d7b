import { describe, expect, it } from 'vitest';
import {
  contestedPeople,
  type FollowedGroups,
  type GroupView,
  groupRisk,
  planGroupMoves,
} from '../../../src/core/people/group-sync.ts';
import type { Member } from '../../../src/core/people/member.ts';
import { editTeams, withDelta } from '../../../src/core/people/team-edits.ts';
import { SINCE_ALWAYS, type TeamsState, teamOn } from '../../../src/core/people/teams.ts';

const TODAY = '2026-11-16';
const time = { at: Date.parse('2026-11-16T09:00:00Z'), today: TODAY } as const;
const person = (id: string, change: Partial<Member> = {}): Member => ({
  ...{ id, slackUserId: `U-${id}`, name: id, role: 'rep', language: null, locale: null, timeZone: null, quiet: null },
  ...{ directOff: [], awayUntil: null, standInId: null, account: 'member', accountCheckedAt: null, active: true },
  ...change,
});
const team = (id: string, parentId: string | null = null) => ({
  ...{ id, name: id, parentId, managerIds: [], userGroupId: `S-${id}`, removedAt: null },
});
/** North with Gdańsk below it, and South; each list is who is in it. */
const firm = (people: Readonly<Record<'north' | 'gdansk' | 'south', readonly string[]>>): TeamsState => ({
  teams: [team('north'), team('gdansk', 'north'), team('south')],
  memberships: Object.entries(people).flatMap(([teamId, ids]) =>
    ids.map((memberId) => ({ memberId, teamId, from: SINCE_ALWAYS, until: null })),
  ),
});
const group = (...ids: readonly string[]): ReadonlySet<string> => new Set(ids.map((id) => `U-${id}`));
const view = (state: TeamsState, groups: FollowedGroups, members?: readonly Member[]): GroupView => ({
  ...{ state, groups, today: TODAY },
  members: members ?? [...new Set(state.memberships.map(({ memberId }) => memberId))].map((id) => person(id)),
});
const moves = (teamId: string, of: GroupView) => {
  const { joins, leaves } = planGroupMoves(teamId, of);
  return { joins: [...joins], leaves: leaves.map(({ id }) => id) };
};

describe('a team that follows a user group', () => {
  it('gets who is in the group, known or not, and loses who is not', () => {
    const state = firm({ north: ['anna', 'jan'], gdansk: [], south: ['piotr'] });
    const groups = new Map([['north', group('anna', 'piotr', 'stranger')]]);
    expect(moves('north', view(state, groups))).toEqual({ joins: ['U-piotr', 'U-stranger'], leaves: ['jan'] });
  });

  it('changes nobody where its group is unknown, and takes nobody from a team whose group is', () => {
    const state = firm({ north: ['anna'], gdansk: [], south: ['piotr'] });
    const groups: FollowedGroups = new Map([
      ['north', group('anna', 'piotr')],
      ['south', null],
    ]);
    expect(moves('south', view(state, groups))).toEqual({ joins: [], leaves: [] });
    expect(moves('north', view(state, groups))).toEqual({ joins: [], leaves: [] });
  });

  it('keeps who has left Slack, and who never had an account: the group says nothing of them', () => {
    const state = firm({ north: ['gone', 'imported'], gdansk: [], south: [] });
    const members = [person('gone', { active: false, account: 'left' }), person('imported', { slackUserId: null })];
    expect(moves('north', view(state, new Map([['north', group()]]), members))).toEqual({ joins: [], leaves: [] });
  });

  it('does not take who is in a team below it: they are in it already', () => {
    const state = firm({ north: [], gdansk: ['anna'], south: [] });
    expect(moves('north', view(state, new Map([['north', group('anna')]])))).toEqual({ joins: [], leaves: [] });
  });

  it('leaves who is in the groups of two teams where they are, unless one team is a part of the other', () => {
    const state = firm({ north: ['anna'], gdansk: [], south: ['ewa'] });
    const groups = new Map([
      ['north', group('anna', 'ewa')],
      ['south', group('anna', 'ewa')],
    ]);
    for (const id of ['north', 'south']) expect(moves(id, view(state, groups))).toEqual({ joins: [], leaves: [] });
    expect(contestedPeople(view(state, groups)).map(({ member, teamIds }) => [member.id, ...teamIds])).toEqual([
      ['anna', 'north', 'south'],
      ['ewa', 'north', 'south'],
    ]);
    const nested = new Map([
      ['north', group('anna')],
      ['gdansk', group('anna')],
    ]);
    expect(contestedPeople(view(state, nested))).toEqual([]);
    expect(moves('north', view(state, nested))).toEqual({ joins: [], leaves: [] });
    expect(moves('gdansk', view(state, nested))).toEqual({ joins: ['U-anna'], leaves: [] });
  });

  it('moves who went from one group to the other once, from team to team', () => {
    const state = firm({ north: ['anna'], gdansk: [], south: [] });
    const groups = new Map([
      ['north', group()],
      ['south', group('anna')],
    ]);
    expect(moves('north', view(state, groups))).toEqual({ joins: [], leaves: [] });
    expect(moves('south', view(state, groups))).toEqual({ joins: ['U-anna'], leaves: [] });
  });
});

describe('moves that look like a mistake', () => {
  const state = firm({ north: ['a', 'b', 'c', 'd'], gdansk: ['e'], south: [] });
  const members = ['a', 'b', 'c', 'd', 'e'].map((id) => person(id));
  const risk = (goes: readonly string[], comes: readonly string[] = [], newcomers = 0, id = 'north') =>
    groupRisk({ id }, { comes, newcomers, goes }, { state, members, today: TODAY });

  it('are an empty team, and more than half of four', () => {
    expect(risk(['a', 'b'])).toBeNull();
    expect(risk(['a', 'b', 'c'])).toBe('mostLeave');
    expect(risk(['a', 'b', 'c', 'd'])).toBe('empties');
    expect(risk(['a', 'b', 'c', 'd'], [], 1)).toBe('mostLeave');
    expect(risk([], ['e'])).toBe('empties');
    expect(risk([], ['a', 'b', 'c'], 0, 'south')).toBe('mostLeave');
    expect(risk([], ['a', 'b'], 3, 'south')).toBeNull();
  });

  it('do not count who has left Slack: two of three people who are here may go', () => {
    const three = members.map((member) => (member.id === 'd' ? { ...member, active: false } : member));
    expect(
      groupRisk({ id: 'north' }, { comes: [], newcomers: 0, goes: ['a', 'b'] }, { state, members: three, today: TODAY }),
    ).toBe(null);
  });
});

it('a change with its moves is dated as any move: the past stays with the team of then, a newcomer’s comes along', () => {
  const state = firm({ north: ['anna'], gdansk: [], south: ['piotr'] });
  const result = editTeams(
    { kind: 'change', id: 'north', to: { userGroupId: 'S2' }, moves: { joins: ['piotr', 'new'], leaves: ['anna'] } },
    state,
    time,
  );
  if (!result.ok) throw new Error(result.problem.why);
  const { memberships } = withDelta(state, result.after);
  const on = (id: string) => (['2026-11-15', TODAY] as const).map((day) => teamOn(memberships, id, day));
  expect(on('piotr')).toEqual(['south', 'north']);
  expect(on('new')).toEqual(['north', 'north']);
  expect(on('anna')).toEqual(['north', null]);
  const back = editTeams({ kind: 'takeBack', from: result.after, to: result.before }, withDelta(state, result.after), time);
  expect(back.ok && withDelta(state, back.after).memberships.toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1))).toEqual(
    state.memberships,
  );
});
