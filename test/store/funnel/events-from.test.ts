import { expect, it } from 'vitest';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { openTestDatabase } from '../../support/store/test-database.ts';

it('the events of a week are all read, in order of time and deal, however many are of one instant', async () => {
  const database = await openTestDatabase();
  const { tenant, pipeline, createDeal } = await createCompany(database);
  await createDeal({}, MONDAY - 1);
  await createDeal({}, MONDAY);
  const copy = (
    table: string,
    column: string,
  ) => `INSERT INTO ${table} SELECT r.* FROM ${table} AS t, generate_series(3, 600) AS n,
    jsonb_populate_record(t, jsonb_build_object('${column}', n)) AS r WHERE t.${column} = 2`;
  await database.session((sql) => sql.exec(`${copy('deal', 'number')}; ${copy('deal_event', 'deal_number')}`));
  await database.session((sql) => sql.exec(`UPDATE deal_event SET at = at + interval '1 hour' WHERE deal_number % 3 = 0`));
  const events = await tenant.funnel.eventsFrom(pipeline.id, MONDAY, ALL_DEALS);
  const seen = events.map(({ at, dealNumber }) => [at, dealNumber] as const);
  expect(seen).toEqual(seen.toSorted(([a, m], [b, n]) => a - b || m - n));
  expect(seen.map(([, number]) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 599 }, (_, index) => index + 2));
  await database.close();
});
