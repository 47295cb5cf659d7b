import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/store/db/database.ts';
import { type Company, createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { openTestDatabase } from '../../support/store/test-database.ts';

let database: Database;
let company: Company;
beforeAll(async () => {
  database = await openTestDatabase();
  company = await createCompany(database);
});
afterAll(() => database.close());

it('four who set one target at the same moment all have set it, and one of theirs stands', async () => {
  const { tenant, pipeline } = company;
  const values = Array.from({ length: 4 }, (_, each) => 1_000_000 * (each + 1));
  const set = values.map((valueMinor) =>
    tenant.targets.set(pipeline.id, { memberId: null, period: 'quarter', startsOn: '2026-10-01', valueMinor }, MONDAY),
  );
  expect(await Promise.all(set)).toEqual(values.map(() => true));
  const stands = await tenant.targets.between(pipeline.id, '2026-10-01', '2026-10-01');
  expect(stands).toHaveLength(1);
  expect(values).toContain(stands[0]?.valueMinor);
});
