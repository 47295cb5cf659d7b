import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEAL_CHANGE_KINDS } from '../../../src/core/numbers/deal-change.ts';
import { SINCE_ALWAYS, teamById } from '../../../src/core/people/teams.ts';
import { type Viewer, viewerFor } from '../../../src/core/people/viewer.ts';
import { addDays, dateAt, type PlainDate, startOfDay } from '../../../src/core/time/calendar.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { loadForecastChangeDeals } from '../../../src/facts/digest/forecast-change-facts.ts';
import { loadTeamForecastThen } from '../../../src/facts/digest/team-change-facts.ts';
import { loadDigestFacts } from '../../../src/facts/digest/week-facts.ts';
import { loadEventsSince } from '../../../src/facts/forecast-facts.ts';
import { hidesSome } from '../../../src/facts/in-sight.ts';
import { loadPlan } from '../../../src/facts/plan-facts.ts';
import { computeForecastSnapshots } from '../../../src/facts/snapshot-facts.ts';
import { inTeam } from '../../../src/facts/team-scope.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { type BusyCompany, createBusyCompany } from '../../support/busy-company.ts';
import { priced } from '../../support/priced.ts';
import { scopeAt } from '../../support/scope-at.ts';
import { openTestDatabase } from '../../support/store/test-database.ts';

const ZONE = 'Europe/Warsaw';
const NOW = Date.parse('2026-11-25T09:00:00Z');
const WEEK_AGO = addDays(dateAt(NOW, ZONE), -7);
const SINCE = startOfDay(WEEK_AGO, ZONE);
const MOVED_ON = addDays(dateAt(NOW, ZONE), -3);

let database: Database;
let company: BusyCompany;
/** What each team's plan said at the start of the day a week ago, when all that is later had not happened yet. */
const saidThen = new Map<string, readonly (number | null)[]>();
beforeAll(async () => {
  database = await openTestDatabase();
  company = await createBusyCompany(database, SINCE - 150 * DAY_MS);
  await company.workUntil(SINCE);
  const { tenant, pipeline, anna, piotr } = company;
  const person = (slackUserId: string, name: string) => tenant.members.upsert({ slackUserId, name, at: SINCE });
  const [ewa, tomek] = [await person('U3', 'Ewa'), await person('U4', 'Tomek')];
  for (const { id: ownerId } of [ewa, ewa, ewa, tomek])
    await company.createDeal({ name: 'Held', ownerId, stageId: 'negotiation', ...priced(900_000) }, SINCE - 3 * DAY_MS);
  const work = (key: string) => ({ memberId: anna.id, at: NOW, today: dateAt(NOW, ZONE), key });
  for (const [id, parentId, managerId] of [
    ['pl', null, tomek.id],
    ['north', 'pl', anna.id],
    ['south', 'pl', ewa.id],
    ['new', null, tomek.id],
  ] as const)
    await tenant.teams.save(
      { kind: 'add', team: { id, name: id, parentId, managerIds: [managerId], userGroupId: null } },
      work(id),
    );
  const move = (memberIds: readonly string[], teamId: string, from: PlainDate) =>
    tenant.teams.save({ kind: 'move', memberIds, teamId, from }, work(`${memberIds} ${teamId}`));
  await move([anna.id, piotr.id], 'north', SINCE_ALWAYS);
  await move([ewa.id], 'south', SINCE_ALWAYS);
  for (const id of ['pl', 'north', 'south']) {
    const { coverage } = await loadPlan(await teamScope(id, { at: SINCE }));
    saidThen.set(
      id,
      coverage.filter(({ running }) => running).map(({ expectedMinor }) => expectedMinor),
    );
  }
  await tenant.forecasts.save(pipeline.id, await computeForecastSnapshots(await scopeAt(company, SINCE), WEEK_AGO));
  await company.workUntil(NOW);
  await move([piotr.id], 'south', MOVED_ON);
  await move([tomek.id], 'new', MOVED_ON);
}, 240_000);
afterAll(() => database.close());

const teamScope = async (id: string, { at = NOW, viewer }: { at?: number; viewer?: Viewer } = {}) => {
  const state = await company.tenant.teams.all();
  const team = teamById(state.teams, id);
  if (team === undefined) throw new Error(id);
  const scope = await scopeAt(company, at);
  return inTeam({ ...scope, viewer: viewer ?? scope.viewer }, { state, team });
};
const told = async (id: string, viewer?: Viewer) => {
  const scope = await teamScope(id, viewer === undefined ? {} : { viewer });
  const { forecastChange: change, goals } = await loadDigestFacts(scope, { thread: true });
  return { scope, change, said: goals.find(({ period }) => period.kind === change?.period.kind)?.forecast };
};
const sum = (amounts: readonly number[]): number => amounts.reduce((all, each) => all + each, 0);

it('what a team was expected to win a week ago is what its plan said then, of the people who were in it', async () => {
  const events = await loadEventsSince(company.tenant, company.pipeline, SINCE);
  for (const [id, expected] of saidThen) {
    const scope = await teamScope(id);
    const { coverage } = await loadPlan(await teamScope(id, { at: SINCE }));
    const periods = coverage.filter(({ running }) => running).map(({ period }) => period);
    const then = await Promise.all(periods.map((period) => loadTeamForecastThen(scope, period, { since: SINCE, events })));
    expect([id, ...then]).toEqual([id, ...expected]);
  }
});

it("a team's digest says why its forecast moved in parts that add up; who moved brings deals to one team and takes them from another", async () => {
  const partsOf = new Map<string, ReadonlyMap<string, number>>();
  for (const id of ['north', 'south', 'pl']) {
    const { scope, change, said } = await told(id);
    if (change === null || said == null) throw new Error(`nothing was told of ${id}`);
    expect(change).toMatchObject({ on: WEEK_AGO, since: SINCE, restated: false });
    expect(change.fromMinor + sum(change.parts.map(({ changeMinor }) => changeMinor))).toBe(change.toMinor);
    expect(Math.abs(change.toMinor - said.expectedMinor)).toBeLessThan(said.expectedMinor / 10);
    partsOf.set(id, new Map(change.parts.map(({ kind, changeMinor }) => [kind, changeMinor])));
    for (const kind of DEAL_CHANGE_KINDS) {
      const part = change.parts.find((each) => each.kind === kind);
      if (part === undefined) continue;
      const query = { since: change.since, period: change.span, restMinor: change.restMinor, kind };
      const { rows, total } = await loadForecastChangeDeals(scope, query, { limit: 1000, offset: 0 });
      expect([id, kind, total]).toEqual([id, kind, part.count]);
      // Ages of a group are its mean there, and each deal's own here.
      expect(Math.abs(sum(rows.map((row) => row.changeMinor)) - part.changeMinor)).toBeLessThan(200_000);
      const owners = new Set(rows.map(({ now }) => now.ownerId));
      if (kind === 'joined') expect(owners).toContain(company.piotr.id);
      if (kind === 'left') expect(owners).toEqual(new Set([company.piotr.id]));
    }
  }
  const has = (id: string, kind: string) => partsOf.get(id)?.get(kind) ?? 0;
  expect([has('north', 'left') < 0, has('north', 'joined'), has('south', 'joined') > 0, has('south', 'left')]).toEqual([
    true,
    0,
    true,
    0,
  ]);
  // Within the region nobody came or went.
  expect([has('pl', 'left'), has('pl', 'joined'), has('pl', 'people')]).toEqual([0, 0, 0]);
});

it('nothing is told of a team in which nobody was, nor where no forecast is kept of that night', async () => {
  const { change } = await told('new');
  expect(change).toBeNull();
  const scope = await teamScope('south', { at: NOW - DAY_MS });
  expect((await loadDigestFacts(scope, { thread: true })).forecastChange).toBeNull();
});

it('where teams see their own deals alone, the team that somebody went to is told why, and the one that they left is not', async () => {
  const { tenant, pipeline } = company;
  const teams = await tenant.teams.all();
  const members = await tenant.members.all();
  const viewer = (name: string): Viewer => {
    const member = members.find((each) => each.name === name);
    if (member === undefined) throw new Error(name);
    const rep = { id: member.id, role: 'rep' as const };
    return viewerFor(rep, [{ id: pipeline.id, visibility: 'team' }], { teams, today: dateAt(NOW, ZONE) });
  };
  const south = await told('south', viewer('Ewa'));
  expect(south.change?.parts.map(({ kind }) => kind)).toContain('joined');
  expect((await told('pl', viewer('Ewa'))).change).toBeNull();
  // Who manages all of it reads why; who sees the north alone no longer sees the deals that Piotr took along.
  expect((await told('north', viewer('Tomek'))).change).not.toBeNull();
  const north = await told('north', viewer('Anna'));
  expect([north.change, hidesSome(north.scope)]).toEqual([null, false]);
});
