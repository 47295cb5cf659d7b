import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/store/db/database.ts';
import { listPage } from '../../../src/store/deals/deal-list-sql.ts';
import { urgentPage } from '../../../src/store/deals/urgent-page-sql.ts';
import { FULL_SIGHT } from '../../../src/store/rows/viewer-statement.ts';
import { createCompany } from '../../support/company.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

const TODAY = '2026-11-16' as const;
const DEALS = 400;

let database: Database;
/** Deals of every urgency, of each class some and some of none: dates before, on and behind today, or none; all of it by their numbers. */
beforeAll(async () => {
  database = await openTestDatabase();
  await emptyDatabase(database);
  await (await createCompany(database)).createDeal();
  await database.session((sql) =>
    sql.exec(`INSERT INTO pipeline SELECT r.* FROM pipeline AS p, jsonb_populate_record(p, '{"id": "other", "is_default": false}') AS r;
      INSERT INTO stage SELECT r.* FROM stage AS s, jsonb_populate_record(s, '{"pipeline_id": "other"}') AS r WHERE s.pipeline_id <> 'other';
      INSERT INTO deal SELECT r.* FROM deal AS d, generate_series(2, ${DEALS}) AS n, jsonb_populate_record(d, jsonb_build_object('number', n,
        'pipeline_id', CASE WHEN n % 11 = 0 THEN 'other' ELSE d.pipeline_id END,
        'stage_id', (ARRAY['lead', 'needs', 'offer'])[1 + n % 3],
        'stage_since', d.stage_since - (n * 7 % 60) * interval '1 day',
        'close_on', CASE WHEN n % 5 > 0 THEN date '${TODAY}' + (n * 31 % 90 - 20) END,
        'next_step_on', CASE WHEN n % 7 < 3 THEN date '${TODAY}' + (n * 17 % 40 - 8) END,
        'missing', CASE WHEN n % 13 = 0 THEN '["need"]'::jsonb ELSE '[]' END)) AS r;
      UPDATE deal SET outcome = 'lost', closed_at = stage_since WHERE number % 17 = 0`),
  );
});
afterAll(() => database.close());

const NOTHING = {
  ...{ ownerId: null, stageId: null, closingFrom: null, closingTo: null, closedFrom: null, closedTo: null },
  ...{ overMinor: null, underMinor: null },
} as const;

async function numbersOf(isOfPipeline: boolean, page: { readonly limit: number; readonly offset: number }, probe?: number) {
  const values = { workspaceId: 'T1', pipelineId: 'sales', today: TODAY, ...page, seenOwners: '{}' };
  const filter = isOfPipeline ? { pipelineId: 'sales' } : {};
  const rows =
    probe === undefined
      ? await listPage({ filter, sight: FULL_SIGHT }, 'attention')(database.prisma, { ...NOTHING, ...values })
      : await urgentPage(isOfPipeline, FULL_SIGHT)(database.prisma, { ...values, take: page.limit + page.offset, probe });
  return rows.map(({ deal }) => deal.number);
}

it('a page that is read class by class is the page of all deals sorted, whichever way each class is read', async () => {
  expect(await numbersOf(true, { limit: DEALS, offset: 0 })).toHaveLength(343);
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.record({ limit: fc.integer({ min: 1, max: 40 }), offset: fc.integer({ min: 0, max: 360 }) }),
      fc.constantFrom(0, 3, 25, 60, 1_000),
      async (isOfPipeline, page, probe) => {
        expect(await numbersOf(isOfPipeline, page, probe)).toEqual(await numbersOf(isOfPipeline, page));
      },
    ),
    { numRuns: 60 },
  );
});
