import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePlan } from '../../../src/core/funnel/plan/make-plan.ts';
import { parsePlan } from '../../../src/facts/plan-schema.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { createCompany } from '../../support/company.ts';
import { onDay, planInputs, TODAY } from '../../support/plan/plan-situations.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const inputs = planInputs({}, { offer: 0, talks: 1 });
const monday = makePlan(inputs, null);
const tuesday = makePlan(onDay(inputs, 1), monday);

describe('plans that are kept', () => {
  it('are read as they were written, the latest up to a day', async () => {
    const { tenant, pipeline } = await createCompany(database);
    expect(await tenant.plans.latest(pipeline.id, TODAY)).toBeUndefined();
    expect(await tenant.plans.save(pipeline.id, monday)).toBe(true);
    expect(await tenant.plans.save(pipeline.id, tuesday)).toBe(true);
    const kept = await tenant.plans.latest(pipeline.id, TODAY);
    expect(kept).toMatchObject({ on: TODAY, madeAt: monday.at });
    expect(parsePlan(kept?.payload)).toEqual(monday);
    expect(parsePlan((await tenant.plans.latest(pipeline.id, '2026-12-31'))?.payload)).toEqual(tuesday);
  });

  it('are one a day: a later one replaces it, an earlier one does not', async () => {
    const { tenant, pipeline } = await createCompany(database);
    const noon = { ...monday, at: monday.at + 3 * 3_600_000 };
    expect(await tenant.plans.save(pipeline.id, noon)).toBe(true);
    expect(await tenant.plans.save(pipeline.id, monday)).toBe(false);
    expect((await tenant.plans.latest(pipeline.id, TODAY))?.madeAt).toBe(noon.at);
  });

  it('are those of one company, and are forgotten before a day', async () => {
    const { tenant, pipeline } = await createCompany(database);
    const other = await createCompany(database, 'T2');
    await tenant.plans.save(pipeline.id, monday);
    await tenant.plans.save(pipeline.id, tuesday);
    await other.tenant.plans.save(other.pipeline.id, monday);
    expect(await tenant.plans.deleteBefore(pipeline.id, tuesday.on)).toBe(1);
    expect(await tenant.plans.latest(pipeline.id, TODAY)).toBeUndefined();
    expect(await other.tenant.plans.latest(other.pipeline.id, TODAY)).toMatchObject({ on: TODAY });
  });
});
