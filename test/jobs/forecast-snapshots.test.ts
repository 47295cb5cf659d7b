import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dateAt, type PlainDate, startOfDay } from '../../src/core/time/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/time/durations.ts';
import { computeForecastSnapshots } from '../../src/facts/snapshot-facts.ts';
import { snapshotForecasts } from '../../src/jobs/forecast-snapshots.ts';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/types/store.ts';
import { type BusyCompany, createBusyCompany } from '../support/busy-company.ts';
import { jobDeps } from '../support/job-deps.ts';
import { scopeAt } from '../support/scope-at.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

const ZONE = 'Europe/Warsaw';
const MONDAY = Date.parse('2026-03-02T08:00:00Z');

let database: Database;
let firm: BusyCompany;
beforeAll(async () => {
  database = await openTestDatabase();
  firm = await createBusyCompany(database, MONDAY);
});
afterAll(() => database.close());

const days = async (): Promise<readonly string[]> => {
  const rows = await database.session((sql) =>
    sql.query("SELECT DISTINCT to_char(taken_on, 'YYYY-MM-DD') AS on FROM forecast_snapshot ORDER BY 1"),
  );
  return rows.map((row) => String(row['on']));
};
const night = async (on: PlainDate) => computeForecastSnapshots(await scopeAt(firm, MONDAY, ZONE), on);

describe('the nightly snapshot of the forecasts', () => {
  it('begins with the first night after a deal was closed, soon after midnight in the workspace’s zone, and is taken once', async () => {
    const deps = jobDeps(firm.store);
    await snapshotForecasts(deps, MONDAY);
    expect(await days()).toEqual([]);
    await firm.workUntil(MONDAY + 35 * DAY_MS);
    // 00:05 in Warsaw on 7 April is 22:05 the evening before in UTC.
    const midnight = startOfDay('2026-04-07', ZONE);
    await snapshotForecasts(deps, midnight + 5 * 60_000);
    expect(await days()).toEqual(['2026-04-07']);
    const kept = await firm.tenant.forecasts.takenOn(firm.pipeline.id, '2026-04-07');
    expect(kept.map(({ memberId, period }) => [memberId, period])).toEqual(
      [null, ...[firm.anna.id, firm.piotr.id].sort()].flatMap((id) => ['month', 'quarter', 'year'].map((kind) => [id, kind])),
    );
    expect(kept.every(({ takenAt }) => takenAt === midnight)).toBe(true);
    expect(kept[0]).toMatchObject({ startsOn: '2026-04-01', endsOn: '2026-04-30', targetMinor: null });
    expect(kept[0]?.quantilesMinor).toHaveLength(19);
    expect(kept[0]?.openCount).toBe((kept[3]?.openCount ?? 0) + (kept[6]?.openCount ?? 0));
    expect(kept[0]?.wonMinor).toBe((kept[3]?.wonMinor ?? 0) + (kept[6]?.wonMinor ?? 0));
    // What happens later on that day, or is asked by another instance, changes nothing.
    await firm.workUntil(midnight + 18 * HOUR_MS);
    await snapshotForecasts(jobDeps(createStore(database)), midnight + 20 * HOUR_MS);
    await firm.tenant.forecasts.save(
      firm.pipeline.id,
      kept.map((each) => ({ ...each, expectedMinor: 1 })),
    );
    expect(await firm.tenant.forecasts.takenOn(firm.pipeline.id, '2026-04-07')).toEqual(kept);
  });

  it('is there for any tool that reads SQL, with names beside ids and the ends of the range', async () => {
    const rows = await database.session((sql) =>
      sql.query(
        "SELECT to_jsonb(r) AS row FROM report_forecasts AS r WHERE r.taken_on = '2026-04-07' ORDER BY r.member NULLS FIRST, r.period",
      ),
    );
    const [team] = await firm.tenant.forecasts.takenOn(firm.pipeline.id, '2026-04-07');
    expect(rows.map(({ row }) => row)).toMatchObject(
      [null, 'Anna', 'Piotr'].flatMap((member) => ['month', 'quarter', 'year'].map((period) => ({ member, period }))),
    );
    expect(rows[0]?.['row']).toMatchObject({
      workspace_id: 'T1',
      pipeline: firm.pipeline.name,
      currency: firm.pipeline.currency,
      expected_minor: team?.expectedMinor,
      low_minor: team?.quantilesMinor[1],
      high_minor: team?.quantilesMinor[17],
      won_so_far_minor: team?.wonMinor,
      open_count: team?.openCount,
    });
  });

  it('makes up for the last nights of a standstill, one at a time, each saying what it would have said', async () => {
    const then = startOfDay('2026-04-09', ZONE);
    await firm.workUntil(then);
    const firstNight = await night('2026-04-09');
    const back = then + 11 * DAY_MS + 9 * HOUR_MS;
    await firm.workUntil(back);
    expect(await night('2026-04-09')).toEqual(firstNight);
    const deps = jobDeps(firm.store);
    for (let minute = 0; minute < 9; minute += 1) await snapshotForecasts(deps, back + minute * 60_000);
    const today = dateAt(back, ZONE);
    expect(await days()).toEqual(['2026-04-07', ...[6, 5, 4, 3, 2, 1, 0].map((ago) => addDays(today, -ago))]);
  });

  it('reads nothing of a workspace for the rest of a day that is done', async () => {
    const at = startOfDay('2026-04-20', ZONE) + 10 * HOUR_MS;
    let asked = 0;
    const whole = createStore(database);
    const store: Store = {
      ...whole,
      tenant: (id) => {
        const tenant = whole.tenant(id);
        return {
          ...tenant,
          pipelines: () => {
            asked += 1;
            return tenant.pipelines();
          },
        };
      },
    };
    const deps = jobDeps(store);
    await snapshotForecasts(deps, at);
    expect(asked).toBe(1);
    for (let minute = 1; minute < 5; minute += 1) await snapshotForecasts(deps, at + minute * 60_000);
    expect(asked).toBe(1);
  });
});

describe('a forecast', () => {
  it('learns from the nights of periods that have ended', async () => {
    const { tenant, pipeline } = firm;
    const [team] = await night('2026-04-20');
    if (team === undefined) throw new Error('nothing was forecast');
    /** Nights of the months before, which promised four times of what came. */
    const months = {
      9: { startsOn: '2025-09-01', takenOn: '2025-09-08', endsOn: '2025-09-30' },
      10: { startsOn: '2025-10-01', takenOn: '2025-10-06', endsOn: '2025-10-31' },
      11: { startsOn: '2025-11-01', takenOn: '2025-11-10', endsOn: '2025-11-30' },
      12: { startsOn: '2025-12-01', takenOn: '2025-12-08', endsOn: '2025-12-31' },
    } as const;
    const promised = (month: keyof typeof months) => {
      const { startsOn, takenOn, endsOn } = months[month];
      return { ...team, period: 'month' as const, takenOn, takenAt: startOfDay(takenOn, ZONE), startsOn, endsOn, wonMinor: 0 };
    };
    await tenant.forecasts.save(pipeline.id, ([10, 11, 12] as const).map(promised));
    const three = await tenant.forecasts.ofEndedPeriods(pipeline.id, { kinds: ['month'], before: '2026-04-20', whose: 'team' });
    expect(three.map(({ takenOn }) => takenOn)).toEqual(['2025-10-06', '2025-11-10', '2025-12-08']);
    const [humbler] = await night('2026-04-20');
    // Nothing at all was won in those months: the model has promised too much.
    expect(humbler?.expectedMinor).toBeLessThan(team.expectedMinor);
    expect(humbler?.modelMinor).toBe(team.modelMinor);
  });
});
