import { expect, it } from 'vitest';
import type { Member, Role } from '../../../src/core/people/member.ts';
import { digestManagers, isToldAsManager, managedOwners } from '../../../src/core/people/team-readers.ts';
import type { TeamsState } from '../../../src/core/people/teams.ts';

const TODAY = '2026-11-16';
const person = (id: string, role: Role, away: Partial<Member> = {}): Member => ({
  ...{ id, slackUserId: id, name: id, role, language: null, locale: null, timeZone: null, quiet: null, directOff: [] },
  ...{ awayUntil: null, standInId: null, account: 'member', accountCheckedAt: null, active: true },
  ...away,
});
const team = (id: string, parentId: string | null, managerIds: readonly string[]) => ({
  ...{ id, name: id, parentId, managerIds, userGroupId: null, removedAt: null },
});
const inTeam = (memberId: string, teamId: string) => ({ memberId, teamId, from: '2026-01-01', until: null }) as const;

/** Ewa manages the North; Piotr, a rep, the Coast below it; Marek the South; Rita the whole; Iga is admin. */
const state: TeamsState = {
  teams: [team('north', null, ['ewa']), team('coast', 'north', ['piotr']), team('south', null, ['marek'])],
  memberships: [inTeam('anna', 'coast'), inTeam('zofia', 'north'), inTeam('olek', 'south')],
};
const members = [
  person('ewa', 'manager'),
  person('piotr', 'rep'),
  person('marek', 'manager'),
  person('rita', 'manager'),
  person('iga', 'admin'),
  person('anna', 'rep'),
];
const told = (teamId: string | null, withDigest: readonly string[] = []) =>
  digestManagers(state.teams, teamId, { members, withDigest: new Set(withDigest) }).map(({ id }) => id);

it('what only managers read of the whole goes to those of the company and of each team, but for whose team has a digest of its own', () => {
  expect(told(null)).toEqual(['ewa', 'piotr', 'marek', 'rita']);
  expect(told(null, ['coast'])).toEqual(['ewa', 'marek', 'rita']);
  expect([told('coast'), told('north'), told('gone')]).toEqual([['piotr'], ['ewa'], []]);
});

it('each reads of those whom they manage, a stand-in of those of the absent one, and who manages no team of all', () => {
  const managers = digestManagers(state.teams, null, { members, withDigest: new Set() });
  const read = (readerId: string, teamId: string | null = null, people: readonly Member[] = members) => {
    const own = people.filter(({ id }) => managers.some((manager) => manager.id === id));
    const owners = managedOwners(state, teamId, { readerId, managers: own, members: people, today: TODAY });
    return owners === undefined ? 'all' : [...owners].sort();
  };
  expect([read('ewa'), read('piotr'), read('marek'), read('rita')]).toEqual([['anna', 'zofia'], ['anna'], ['olek'], 'all']);
  expect(read('rita', 'coast')).toEqual(['anna']);
  const away = members.map((each) =>
    each.id === 'marek' ? person('marek', 'manager', { awayUntil: '2026-12-01', standInId: 'piotr' }) : each,
  );
  expect(read('piotr', null, away)).toEqual(['anna', 'olek']);
});

it('an admin is told what managers are only where there is none, who manages a team whatever their role', () => {
  const isTold = (id: string, people: readonly Member[] = members) =>
    isToldAsManager({ id }, { members: people, managesTeam: state.teams.some(({ managerIds }) => managerIds.includes(id)) });
  expect(['rita', 'piotr', 'anna', 'iga'].map((id) => isTold(id))).toEqual([true, true, false, false]);
  const withoutManagers = members.filter(({ role }) => role !== 'manager');
  expect(isTold('iga', withoutManagers)).toBe(true);
});
