import { afterAll, beforeAll, expect, it } from 'vitest';
import { computePipelineNumbers } from '../../src/core/funnel/pipeline-numbers.ts';
import { addDays, dateAt, weekday } from '../../src/core/time/calendar.ts';
import { PERIOD_KINDS, periodContaining } from '../../src/core/time/periods.ts';
import { forecastRequest, loadForecastBasis, loadWonInPeriods } from '../../src/facts/forecast-facts.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { keepPastForecasts } from '../../src/facts/past-forecasts.ts';
import { loadPlan } from '../../src/facts/plan-facts.ts';
import { computeForecastSnapshots } from '../../src/facts/snapshot-facts.ts';
import { loadWorkspace } from '../../src/facts/tenant-reads.ts';
import type { Database } from '../../src/store/db/database.ts';
import { createCompany } from '../support/company.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { writeYear } from '../support/write-year.ts';

const NOW = Date.parse('2026-11-17T09:00:00Z');

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('a written history gets the weekly forecasts that it would have had, once: from then on nothing is an early estimate', async () => {
  const { tenant } = await createCompany(database);
  await writeYear(database, tenant, NOW, 120);
  const [workspace, pipeline] = [await loadWorkspace(tenant), await loadPipeline(tenant, 'en')];
  if (pipeline === undefined) throw new Error('no pipeline');
  const scope = { tenant, workspace, pipeline, timeZone: workspace.timeZone };
  const today = dateAt(NOW, workspace.timeZone);
  const early = async (at: number) => {
    const basis = await loadForecastBasis({ ...scope, at, eventsSince: [] }, PERIOD_KINDS, 'team');
    const won = await loadWonInPeriods(
      { ...scope, eventsSince: [] },
      PERIOD_KINDS.map((kind) => periodContaining(today, kind, 1)),
    );
    const forecasts = won.map((wins) => forecastRequest(basis, wins));
    const counters = await tenant.funnel.counters(pipeline.id);
    const numbers = computePipelineNumbers({ pipeline, counters, at, wins: basis.wins, forecasts, stages: false });
    return numbers.forecasts.map((each) => each.early);
  };
  expect(await early(NOW)).toEqual([true, true, true]);

  const seen: number[] = [];
  const weeks = await keepPastForecasts(scope, today, { progress: (done, of) => seen.push(done / of) });
  expect(weeks).toBeGreaterThan(30);
  expect(seen).toHaveLength(weeks);
  expect(seen.at(-1)).toBe(1);
  const kept = await tenant.forecasts.daysTaken(pipeline.id, '2020-01-01');
  expect(kept).toHaveLength(weeks);
  for (const on of kept) expect([weekday(on), on < today]).toEqual([1, true]);
  // Each knows only of what came before it.
  const some = kept.at(-12) ?? today;
  const team = (await tenant.forecasts.takenOn(pipeline.id, some)).filter(({ memberId }) => memberId === null);
  const then = (await computeForecastSnapshots(scope, some)).filter(({ memberId }) => memberId === null);
  expect(team.map(({ period, wonMinor, modelMinor }) => ({ period, wonMinor, modelMinor }))).toEqual(
    expect.arrayContaining(then.map(({ period, wonMinor, modelMinor }) => ({ period, wonMinor, modelMinor }))),
  );
  expect(await tenant.dealPredictions.anyWithin(pipeline.id, '2026-03-01')).toBe(true);
  expect((await tenant.dealPredictions.calibration(pipeline.id, NOW, today)).length).toBeGreaterThan(0);

  expect(await keepPastForecasts(scope, today)).toBe(0);
  // Four months have ended, not four quarters or years: these rest on months that were checked for most of a year.
  expect(await early(NOW + 7 * 3_600_000)).toEqual([false, false, false]);
  expect((await loadPlan({ ...scope, at: NOW + 7 * 3_600_000 })).coverage[0]?.range?.early).toBe(false);
  expect(await keepPastForecasts(scope, addDays(today, 7))).toBe(1);
  // Of two more Mondays every second one.
  expect(await keepPastForecasts(scope, addDays(today, 21), { weeks: 2, everyWeeks: 2 })).toBe(1);
}, 120_000);

it('nothing is made up for a pipeline in which nothing was ever closed', async () => {
  const { tenant, pipeline, createDeal } = await createCompany(database, 'T2');
  await createDeal();
  const workspace = await loadWorkspace(tenant);
  expect(await keepPastForecasts({ tenant, workspace, pipeline, timeZone: workspace.timeZone }, '2026-11-17')).toBe(0);
});
