import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advance } from '../../src/core/deal/advance.ts';
import { dateAt, startOfMonth } from '../../src/core/time/calendar.ts';
import { DAY_MS, HOUR_MS, WEEK_MS } from '../../src/core/time/durations.ts';
import { loadPlan, type PlanScope } from '../../src/facts/plan-facts.ts';
import { loadPlanInputs } from '../../src/facts/plan-input-facts.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { Tenant } from '../../src/store/types/store.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type BusyCompany, createBusyCompany } from '../support/busy-company.ts';
import { requireSaved } from '../support/company.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

const FIRST = Date.parse('2026-01-12T08:00:00Z');
const NOW = FIRST + 30 * WEEK_MS;
const TARGET = { memberId: null, period: 'month' } as const;

let database: Database;
let firm: BusyCompany;
let scope: Omit<PlanScope, 'at'>;
beforeAll(async () => {
  database = await openTestDatabase();
  firm = await createBusyCompany(database, FIRST);
  await firm.workUntil(NOW);
  const workspace = await firm.tenant.workspace();
  if (workspace === undefined) throw new Error('no workspace');
  scope = { tenant: firm.tenant, pipeline: firm.pipeline, workspace };
}, 120_000);
afterAll(() => database.close());

/** The same company, counting what is read of its counters. */
function counted(): { readonly scope: Omit<PlanScope, 'at'>; readonly reads: () => number } {
  let reads = 0;
  const funnel: Tenant['funnel'] = {
    ...firm.tenant.funnel,
    counters: (id) => {
      reads += 1;
      return firm.tenant.funnel.counters(id);
    },
  };
  return { scope: { ...scope, tenant: { ...firm.tenant, funnel } }, reads: () => reads };
}

describe('the plan of a pipeline', () => {
  it('knows its periods, stages, deals and what they can bring', async () => {
    const inputs = await loadPlanInputs({ ...scope, at: NOW, timeZone: 'Europe/Warsaw', eventsSince: [] });
    expect(inputs.periods.map(({ period }) => period.kind)).toEqual(['month', 'quarter', 'year']);
    expect(inputs.periods.every(({ expectedMinor, wonMinor }) => expectedMinor !== null && expectedMinor >= wonMinor)).toBe(true);
    const stock = await firm.tenant.funnel.stock(firm.pipeline.id);
    for (const { stageId, count, minimum } of inputs.stages) {
      expect(count).toBe(stock.find((each) => each.stageId === stageId)?.count ?? 0);
      expect(minimum).toBeGreaterThan(0);
      const named = inputs.deals.filter((deal) => deal.stageId === stageId);
      expect(named.length).toBe(Math.min(30, count));
    }
    for (const { stageId, stayInPeriod } of inputs.deals) {
      expect(stayInPeriod).toHaveLength(3);
      expect(inputs.stages.map((stage) => stage.stageId)).toContain(stageId);
    }
  });

  it('is made once and read again while nothing happens', async () => {
    const { scope: watched, reads } = counted();
    const plan = await loadPlan({ ...watched, at: NOW });
    const again = await loadPlan({ ...watched, at: NOW + 10 * 60_000 });
    expect(again).toEqual(plan);
    expect(reads()).toBe(1);
    const later = await loadPlan({ ...watched, at: NOW + 6 * HOUR_MS });
    expect(reads()).toBe(2);
    expect(later.at).toBe(NOW + 6 * HOUR_MS);
    expect(later.stages.map(({ asks }) => asks)).toEqual(plan.stages.map(({ asks }) => asks));
  });

  it('sees a move at once, and asks for the same', async () => {
    const before = await loadPlan({ ...scope, at: NOW + HOUR_MS });
    const at = NOW + HOUR_MS + 60_000;
    const [file] = await firm.tenant.deals(ALL_DEALS).filesInStage(firm.pipeline.id, before.stages[1]?.stageId ?? '', 1);
    const number = file?.deal.number ?? 0;
    requireSaved(
      await firm.tenant
        .deals(ALL_DEALS)
        .change(
          number,
          (deal) => advance(deal, { pipeline: firm.pipeline, anyway: { remindOn: '2030-01-01' } }, firm.act(at, 'manager')),
          { key: null, at },
        ),
    );
    const after = await loadPlan({ ...scope, at });
    expect(after.stages[1]?.count).toBe((before.stages[1]?.count ?? 0) - 1);
    expect(after.stages[2]?.count).toBe((before.stages[2]?.count ?? 0) + 1);
    expect(after.stages.map(({ asks }) => asks)).toEqual(before.stages.map(({ asks }) => asks));
  });

  it('follows a target that is set, with the month after it, and says that it changed', async () => {
    const { tenant, pipeline } = firm;
    const at = NOW + 2 * HOUR_MS;
    const today = dateAt(at, 'Europe/Warsaw');
    const monthStart = startOfMonth(today);
    await tenant.targets.set(pipeline.id, { ...TARGET, startsOn: monthStart, valueMinor: 900_000_000 }, at);
    const plan = await loadPlan({ ...scope, at: at + 1000 });
    expect(plan.coverage).toHaveLength(4);
    expect(plan.coverage[0]).toMatchObject({ targetMinor: 900_000_000, state: 'open' });
    expect(plan.headline).toBe('behind');
    expect(plan.rescue).toMatchObject({ period: { startsOn: monthStart } });
    expect(plan.changes).toContainEqual(expect.objectContaining({ kind: 'target', toMinor: 900_000_000 }));
    await tenant.targets.set(pipeline.id, { ...TARGET, startsOn: monthStart, valueMinor: null }, at + 2000);
  });

  it('is another one the next day, by the one before', async () => {
    const today = await loadPlan({ ...scope, at: NOW + 3 * HOUR_MS });
    const tomorrow = await loadPlan({ ...scope, at: NOW + DAY_MS });
    expect(tomorrow.on > today.on).toBe(true);
    for (const { stageId, need } of today.stages) {
      const now = tomorrow.stages.find((stage) => stage.stageId === stageId)?.need;
      if (need !== null && now != null) expect(now.since).toBe(need.since);
    }
  });

  it('of the past is told as of then, and replaces nothing', async () => {
    const kept = await firm.tenant.plans.latest(firm.pipeline.id, dateAt(NOW, 'Europe/Warsaw'));
    const past = await loadPlan({ ...scope, at: NOW + 30_000 });
    expect(past.at).toBe(NOW + 30_000);
    expect(await firm.tenant.plans.latest(firm.pipeline.id, dateAt(NOW, 'Europe/Warsaw'))).toEqual(kept);
    const earlier = await loadPlan({ ...scope, at: NOW - 10 * WEEK_MS });
    const open = earlier.stages.reduce((sum, { count }) => sum + count, 0);
    const then = await firm.tenant.deals(ALL_DEALS).asOf(firm.pipeline.id, NOW - 10 * WEEK_MS, {
      filter: { kind: 'open' },
      limit: 0,
      offset: 0,
    });
    expect(open).toBe(then.total);
  });

  it('takes over an episode of before plans were kept', async () => {
    const { tenant, pipeline } = firm;
    const other = await createBusyCompany(database, FIRST, 'T2');
    const stageId = pipeline.stages[3]?.id ?? '';
    await other.createDeal({ stageId }, FIRST);
    await other.createDeal({ stageId }, FIRST);
    const draft = { pipelineId: other.pipeline.id, stageId, drySince: FIRST + DAY_MS, seenAt: FIRST + DAY_MS, needed: 3 };
    await other.tenant.stageAlerts.begin(draft);
    const workspace = await other.tenant.workspace();
    if (workspace === undefined) throw new Error('no workspace');
    const whose = { tenant: other.tenant, pipeline: other.pipeline, workspace };
    const inputs = await loadPlanInputs({ ...whose, at: FIRST + 2 * DAY_MS, timeZone: 'Europe/Warsaw', eventsSince: [] });
    expect(inputs.earlierNeeds).toEqual([{ stageId, required: 3, since: '2026-01-13' }]);
    expect(inputs.anyClosed).toBe(false);
    expect(inputs.periods.every(({ expectedMinor }) => expectedMinor === null)).toBe(true);
    expect(tenant.id).not.toBe(other.tenant.id);
  });
});
