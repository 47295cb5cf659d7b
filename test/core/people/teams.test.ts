import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from '../../../src/core/people/member.ts';
import { editTeams, ownTeam, TEAM_LIMITS, type TeamEdit, withDelta } from '../../../src/core/people/team-edits.ts';
import {
  managersOfTeam,
  membersOn,
  membersVisibleTo,
  NO_TEAMS,
  SINCE_ALWAYS,
  type TeamsState,
  teamAndBelow,
  teamOn,
  teamParts,
  teamPath,
  teamsBelow,
  teamsInUse,
} from '../../../src/core/people/teams.ts';
import { addDays, type PlainDate } from '../../../src/core/time/calendar.ts';

const TODAY: PlainDate = '2026-11-16';
const time = { at: Date.parse('2026-11-16T09:00:00Z'), today: TODAY };
const team = (id: string, parentId: string | null = null, managerIds: readonly string[] = []) => ({
  ...{ id, name: `Team ${id}`, parentId, managerIds, userGroupId: null },
});
const add = (id: string, parentId: string | null = null, managerIds: readonly string[] = []): TeamEdit => ({
  kind: 'add',
  team: team(id, parentId, managerIds),
});
const move = (memberId: string, teamId: string | null, from: PlainDate): TeamEdit => ({
  kind: 'move',
  memberIds: [memberId],
  teamId,
  from,
});
const firmWith = (edits: readonly TeamEdit[], start: TeamsState = NO_TEAMS): TeamsState =>
  edits.reduce((state, edit) => {
    const result = editTeams(edit, state, time);
    if (!result.ok) throw new Error(`${JSON.stringify(edit)}: ${result.problem.why}`);
    return withDelta(state, result.after);
  }, start);
const why = (edit: TeamEdit, state: TeamsState) => {
  const result = editTeams(edit, state, time);
  return result.ok ? 'ok' : result.problem.why;
};

/** Poland with North (Gdańsk, Toruń) and South; Anna manages North, Piotr Gdańsk. */
const FIRM = firmWith([
  ...[add('pl'), add('n', 'pl', ['anna']), add('g', 'n', ['piotr']), add('t', 'n'), add('s', 'pl')],
  ...[move('piotr', 'g', SINCE_ALWAYS), move('ewa', 'g', SINCE_ALWAYS), move('jan', 't', SINCE_ALWAYS)],
  ...[move('ola', 's', SINCE_ALWAYS), move('ewa', 's', '2026-12-01')],
]);

describe('teams', () => {
  it('have a path, those below them, and who manages sees these', () => {
    expect(teamPath(FIRM.teams, 'g').map(({ id }) => id)).toEqual(['pl', 'n', 'g']);
    expect([...teamAndBelow(FIRM.teams, 'n')]).toEqual(['n', 'g', 't']);
    expect([...teamsBelow(FIRM.teams, 'anna')]).toEqual(['n', 'g', 't']);
    expect([...teamsBelow(FIRM.teams, 'ewa')]).toEqual([]);
    expect([...membersVisibleTo(FIRM, 'anna', TODAY)].sort()).toEqual(['anna', 'ewa', 'jan', 'piotr']);
    expect([...membersVisibleTo(FIRM, 'piotr', TODAY)].sort()).toEqual(['ewa', 'piotr']);
    expect([...membersVisibleTo(FIRM, 'anna', '2026-12-01')].sort()).toEqual(['anna', 'jan', 'piotr']);
    expect([...membersVisibleTo(FIRM, 'ola', TODAY)]).toEqual(['ola']);
  });

  it('are told of by their managers, of the team above where these have left, and of all where there is none', () => {
    const person = (id: string, more: Partial<Member> = {}): Member => ({
      ...{
        id,
        slackUserId: `U-${id}`,
        name: id,
        role: 'rep',
        language: null,
        locale: null,
        timeZone: null,
        quiet: null,
        directOff: [],
      },
      ...{ awayUntil: null, standInId: null, account: 'member', accountCheckedAt: null, active: true },
      ...more,
    });
    const told = (id: string, members: readonly Member[]) =>
      managersOfTeam(FIRM.teams, id, { members, today: TODAY }).map((each) => each.id);
    const [anna, boss] = [person('anna'), person('boss', { role: 'admin' })];
    expect(told('g', [anna, person('piotr'), boss])).toEqual(['piotr']);
    expect(told('g', [anna, person('piotr', { active: false }), boss])).toEqual(['anna']);
    expect(told('g', [anna, person('piotr', { awayUntil: '2026-11-20', standInId: 'ewa' }), person('ewa'), boss])).toEqual([
      'ewa',
    ]);
    expect(told('s', [anna, boss])).toEqual(['boss']);
  });

  it('say no to a circle, a fourth level, a name twice or none, and a day too far ahead', () => {
    expect(editTeams({ kind: 'change', id: 'pl', to: { parentId: 'g' } }, FIRM, time)).toEqual({
      ok: false,
      problem: { why: 'cycle', name: 'Team g' },
    });
    expect(why({ kind: 'change', id: 'n', to: { parentId: 'n' } }, FIRM)).toBe('cycle');
    expect(editTeams(add('x', 'g'), FIRM, time)).toEqual({ ok: false, problem: { why: 'tooDeep', name: 'Team x' } });
    // Moved with those below it.
    expect(why({ kind: 'change', id: 'n', to: { parentId: 's' } }, FIRM)).toBe('tooDeep');
    const named = (name: string): TeamEdit => ({ kind: 'add', team: { ...team('x'), name } });
    expect(why(named('TEAM  G'), FIRM)).toBe('nameTaken');
    expect([why(named(' !? '), FIRM), why(named('x'.repeat(41)), FIRM), why(named('🦩'.repeat(39).concat('x')), FIRM)]).toEqual([
      ...['empty', 'tooLong', 'ok'],
    ]);
    expect([why(add('x', 'gone'), FIRM), why(move('ewa', 'gone', TODAY), FIRM)]).toEqual(['gone', 'gone']);
    expect(why(move('ewa', 'n', '2028-01-01'), FIRM)).toBe('tooFarAhead');
    expect(why(move('ola', 's', TODAY), FIRM)).toBe('unchanged');
    const many = Array.from({ length: TEAM_LIMITS.inUse }, (_, i) => add(`${i}`));
    expect(why(add('more'), firmWith(many))).toBe('tooMany');
    expect(
      why(
        add(
          'x',
          null,
          Array.from({ length: 11 }, (_, i) => `m${i}`),
        ),
        FIRM,
      ),
    ).toBe('tooManyManagers');
  });

  it('keep who was in them then, whenever somebody moves; a planned move shows, and falls away with a new one', () => {
    expect(ownTeam(FIRM, 'ewa', TODAY)).toEqual({ teamId: 'g', next: { on: '2026-12-01', teamId: 's' } });
    const back = firmWith([move('ewa', 't', '2026-10-01')], FIRM);
    expect(['2026-09-30', '2026-10-01', '2026-12-24'].map((on) => teamOn(back.memberships, 'ewa', on as PlainDate))).toEqual([
      ...['g', 't', 't'],
    ]);
    const left = firmWith([move('ewa', null, TODAY)], FIRM);
    expect([teamOn(left.memberships, 'ewa', '2026-11-15'), teamOn(left.memberships, 'ewa', TODAY)]).toEqual(['g', null]);
  });

  it('that are removed keep their past: their people go on, and the teams below go up', () => {
    const removed = firmWith([{ kind: 'remove', id: 'n', membersTo: null }], FIRM);
    expect(teamPath(removed.teams, 'g').map(({ id }) => id)).toEqual(['pl', 'g']);
    const merged = firmWith([{ kind: 'remove', id: 'g', membersTo: 's' }], FIRM);
    expect([teamOn(merged.memberships, 'piotr', '2026-11-15'), teamOn(merged.memberships, 'piotr', TODAY)]).toEqual(['g', 's']);
    expect(why({ kind: 'remove', id: 'g', membersTo: 'g' }, FIRM)).toBe('gone');
    expect(why({ kind: 'change', id: 'g', to: { name: 'New' } }, merged)).toBe('gone');
    // Ewa would have come to it in December.
    const south = firmWith([{ kind: 'remove', id: 's', membersTo: null }], FIRM);
    expect(teamOn(south.memberships, 'ewa', '2026-12-02')).toBe(null);
  });
});

type Step = { readonly kind: number; readonly a: number; readonly b: number; readonly day: number };
const steps = fc.array(
  fc.record({ kind: fc.integer({ min: 0, max: 4 }), a: fc.nat(7), b: fc.nat(7), day: fc.integer({ min: -60, max: 60 }) }),
  { maxLength: 30 },
);
const toEdit = ({ kind, a, b, day }: Step, at: number): TeamEdit => {
  const other = b === 7 ? null : `t${b}`;
  if (kind === 0) return add(`t${a}`, other);
  if (kind === 1) return { kind: 'change', id: `t${a}`, to: { parentId: other, name: `Name ${at}` } };
  if (kind === 2) return { kind: 'remove', id: `t${a}`, membersTo: other };
  return move(`m${a}`, other, addDays(TODAY, day));
};

describe('whatever is done to teams', () => {
  it('there is no circle, no fourth level, nobody in two teams, and the parts are the whole; and it can be undone', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -70, max: 70 }), (made, days) => {
        let state = NO_TEAMS;
        const on = addDays(TODAY, days);
        for (const [index, step] of made.entries()) {
          const edit = toEdit(step, index);
          // An id is never used again.
          if (edit.kind === 'add' && state.teams.some(({ id }) => id === edit.team.id)) continue;
          const result = editTeams(edit, state, time);
          if (!result.ok) continue;
          const next = withDelta(state, result.after);
          if (edit.kind === 'move' && edit.from !== null && on < edit.from)
            for (const id of edit.memberIds) expect(teamOn(next.memberships, id, on)).toBe(teamOn(state.memberships, id, on));
          const undone = editTeams({ kind: 'takeBack', from: result.after, to: result.before }, next, time);
          expect(undone.ok).toBe(true);
          if (undone.ok && edit.kind === 'move')
            for (const id of edit.memberIds)
              expect(teamOn(withDelta(next, undone.after).memberships, id, on)).toBe(teamOn(state.memberships, id, on));
          state = next;
        }
        for (const { id } of teamsInUse(state.teams)) {
          const path = teamPath(state.teams, id);
          expect(path.length).toBeLessThanOrEqual(TEAM_LIMITS.levels);
          expect(path.at(-1)?.id).toBe(id);
          expect(path[0]?.parentId).toBe(null);
        }
        const people = Array.from({ length: 8 }, (_, i) => `m${i}`);
        for (const memberId of people)
          expect(
            state.memberships.filter((each) => each.memberId === memberId && each.from <= on && (each.until ?? '9999') > on)
              .length,
          ).toBeLessThanOrEqual(1);
        // Of the company and of each team: everybody is in one part.
        const all = new Set(state.teams.map(({ id }) => id));
        for (const of of [null, ...all]) {
          const parts = teamParts(state.teams, of);
          const inParts = parts.flatMap(({ teamIds }) => [...membersOn(state.memberships, teamIds, on)]);
          const whole = membersOn(state.memberships, of === null ? all : teamAndBelow(state.teams, of), on);
          expect(inParts.sort()).toEqual([...whole].sort());
          expect(parts.at(-1)?.team).toBe(null);
        }
      }),
      { numRuns: 300 },
    );
  });
});
