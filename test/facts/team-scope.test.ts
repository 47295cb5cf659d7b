import { afterAll, beforeAll, expect, it } from 'vitest';
import { totalAmount } from '../../src/core/money/amount.ts';
import { SINCE_ALWAYS, teamById } from '../../src/core/people/teams.ts';
import { everything } from '../../src/core/people/viewer.ts';
import { dateAt } from '../../src/core/time/calendar.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { periodContaining } from '../../src/core/time/periods.ts';
import { loadWeekNumbers } from '../../src/facts/digest/week-facts.ts';
import { loadGapLines } from '../../src/facts/gap-facts.ts';
import { computePeriodForecasts, loadPeriodForecastInputs } from '../../src/facts/period-forecasts.ts';
import { loadPlan } from '../../src/facts/plan-facts.ts';
import { loadTeamParts } from '../../src/facts/team-parts.ts';
import { inTeam } from '../../src/facts/team-scope.ts';
import type { Database } from '../../src/store/db/database.ts';
import { type BusyCompany, createBusyCompany } from '../support/busy-company.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { priced } from '../support/priced.ts';
import { scopeAt } from '../support/scope-at.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

const START = MONDAY - 150 * DAY_MS;
const NOW = MONDAY + DAY_MS;
let database: Database;
let company: BusyCompany;
beforeAll(async () => {
  database = await openTestDatabase();
  company = await createBusyCompany(database, START);
  await company.workUntil(NOW);
  // Piotr was in the North until this month and is in the South now; Anna is in no team.
  const { tenant, anna, piotr } = company;
  const work = (key: string) => ({ memberId: anna.id, at: NOW, today: dateAt(NOW, 'Europe/Warsaw'), key });
  const team = (id: string, parentId: string | null = null) => ({ id, name: id, parentId, managerIds: [], userGroupId: null });
  for (const [id, parentId] of [
    ['pl', null],
    ['north', 'pl'],
    ['south', 'pl'],
    ['empty', null],
  ] as const)
    await tenant.teams.save({ kind: 'add', team: team(id, parentId) }, work(id));
  const move = (teamId: string, from: `${number}-${number}-${number}`) =>
    tenant.teams.save({ kind: 'move', memberIds: [piotr.id], teamId, from }, work(`${teamId} ${from}`));
  await move('north', SINCE_ALWAYS);
  await move('south', '2026-11-01');
}, 120_000);
afterAll(() => database.close());

const scope = () => scopeAt(company, NOW);
const teamScope = async (id: string) => {
  const state = await company.tenant.teams.all();
  const team = teamById(state.teams, id);
  if (team === undefined) throw new Error(id);
  return inTeam(await scope(), { state, team });
};

it('a team has the deals of its people, what was won stays with the team of then, and teams add up to the whole', async () => {
  const { tenant, pipeline, anna, piotr } = company;
  const [all, pl, north, south, empty] = [
    await scope(),
    ...(await Promise.all(['pl', 'north', 'south', 'empty'].map(teamScope))),
  ];
  if (pl === undefined || north === undefined || south === undefined || empty === undefined) throw new Error('no team');
  const stock = async ({ tenant: of }: { tenant: typeof tenant }) => totalAmount(await of.funnel.stock(pipeline.id));
  expect((await stock(north)).count).toBe(0);
  expect(await stock(south)).toEqual(await stock(pl));
  const own = async (ownerId: string) => (await tenant.funnel.ownerStock(pipeline.id, ownerId)).valueMinor;
  expect((await stock(south)).valueMinor).toBe(await own(piotr.id));
  expect((await stock(south)).valueMinor + (await own(anna.id))).toBe((await stock(all)).valueMinor);

  const won = async (of: { tenant: typeof tenant }) =>
    (await of.tenant.funnel.won(pipeline.id, START, NOW)).reduce((sum, { valueMinor }) => sum + valueMinor, 0);
  const piotrWon = async (from: number, to: number) =>
    (await tenant.funnel.won(pipeline.id, from, to)).find(({ ownerId }) => ownerId === piotr.id)?.valueMinor ?? 0;
  const november = Date.parse('2026-11-01T00:00:00+01:00');
  expect(await won(north)).toBe(await piotrWon(START, november));
  expect(await won(north)).toBeGreaterThan(0);
  expect(await won(south)).toBe(await piotrWon(november, NOW));
  expect((await won(north)) + (await won(south))).toBe(await won(pl));

  // Of each person one amount, however many months it was won in: the run-rate is made of it.
  expect((await pl.tenant.funnel.won(pipeline.id, START, NOW)).map(({ ownerId }) => ownerId)).toEqual([piotr.id]);

  // What was closed too: a team's monthly review is its own.
  const closed = async (of: { tenant: typeof tenant }) =>
    (await of.tenant.funnel.closedDeals(pipeline.id, { from: START, to: NOW }, everything('computes'))).map(
      (deal) => deal.ownerId,
    );
  expect([...(await closed(north)), ...(await closed(south))].sort()).toEqual([...(await closed(pl))].sort());
  expect(new Set(await closed(pl))).toEqual(new Set([piotr.id]));
  expect(new Set(await closed(all))).toEqual(new Set([anna.id, piotr.id]));

  // A week of a team adds up, and so do weeks of teams.
  const weeks = await Promise.all([pl, all].map((of) => loadWeekNumbers(of)));
  for (const { movement } of weeks) {
    const { opening, created, imported, reopened, grewMinor, shrankMinor, won: w, lost, closing } = movement;
    const sum = opening.valueMinor + created.valueMinor + imported.valueMinor + reopened.valueMinor + grewMinor - shrankMinor;
    expect(sum - w.valueMinor - lost.valueMinor).toBe(closing.valueMinor);
  }
  expect(weeks[0]?.movement.closing.count).toBe((await stock(pl)).count);
  const deals = await south.tenant.deals(everything('computes')).positions(pipeline.id);
  expect(new Set(deals.map(({ ownerId }) => ownerId))).toEqual(new Set([piotr.id]));
  expect((await tenant.deals(everything('computes')).positions(pipeline.id)).length).toBeGreaterThan(deals.length);
  expect((await stock(empty)).count).toBe(0);
});

it('forecasts of teams and of who is in none add up to the whole as they are shown; each team has a plan of its own', async () => {
  const all = await scope();
  const state = await company.tenant.teams.all();
  for (const kind of ['month', 'quarter', 'year'] as const) {
    const period = periodContaining(dateAt(NOW, 'Europe/Warsaw'), kind, 1);
    const inputs = await loadPeriodForecastInputs(all, period);
    const parts = await loadTeamParts(all, state, { period, inputs });
    expect(parts.map(({ team }) => team?.id ?? null)).toEqual(['empty', 'pl', null]);
    const made = await computePeriodForecasts(all, inputs, { reps: [], addUp: true, parts });
    const sum = (of: (each: (typeof made.parts)[number]) => number) => made.parts.reduce((total, each) => total + of(each), 0);
    expect(sum(({ forecast }) => forecast.wonMinor)).toBe(made.team.wonMinor);
    expect(Math.abs(sum(({ forecast }) => forecast.expectedMinor) - made.team.expectedMinor)).toBeLessThanOrEqual(3);
    expect(Math.abs(sum(({ shown }) => shown.expectedMinor) - made.team.expectedMinor)).toBeLessThanOrEqual(
      made.team.expectedMinor / 20 + 100_000,
    );
    expect(made.parts[1]?.forecast.expectedMinor).toBeGreaterThan(0);
  }
  const [pl, north] = [await teamScope('pl'), await teamScope('north')];
  const [whole, ofPl, ofNorth] = [await loadPlan(all), await loadPlan(pl), await loadPlan(north)];
  const counts = (plan: typeof whole) => plan.stages.reduce((sum, { count }) => sum + count, 0);
  expect([counts(ofNorth), counts(ofPl) > 0, counts(ofPl) < counts(whole)]).toEqual([0, true, true]);
  expect(ofPl.actions.all.flatMap((action) => action.ownerId ?? [])).not.toContain(company.anna.id);
  // It is kept beside that of the whole, and neither takes the other's place.
  expect(await loadPlan(pl)).toEqual(ofPl);
  expect(await loadPlan(all)).toEqual(whole);
  expect((await loadGapLines(pl, ofPl)).flatMap(({ candidates }) => candidates.map(({ ownerId }) => ownerId))).not.toContain(
    company.anna.id,
  );
  // A deal that is won today counts for the team of its owner.
  const before = await pl.tenant.funnel.won('sales', NOW - DAY_MS, NOW + DAY_MS);
  await company.createDeal({ name: 'Late', ownerId: company.piotr.id, ...priced(100_000) }, NOW);
  expect(await pl.tenant.funnel.won('sales', NOW - DAY_MS, NOW + DAY_MS)).toEqual(before);
});
