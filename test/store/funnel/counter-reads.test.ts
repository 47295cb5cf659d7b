import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, win } from '../../../src/core/deal/advance.ts';
import { countHistory } from '../../../src/core/history/count-events.ts';
import { addCounters } from '../../../src/core/history/counters.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { openStages } from '../../../src/core/pipeline/stage.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { createCompany, requireSaved } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';
import { openTestDatabase } from '../../support/store/test-database.ts';

const ANYWAY = { anyway: { remindOn: '2026-11-20' as const } };

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('the counters of a pipeline are those of its history, and a win probability rests on them', async () => {
  const { tenant, pipeline, anna, createDeal, act, writeRequest } = await createCompany(database);
  expect(await tenant.funnel.counters(pipeline.id)).toEqual(addCounters([]));
  await createDeal(priced(4_800_000));
  await createDeal({ name: 'Orlik', ...priced(90_000) });
  await createDeal({ name: 'Kania' });
  const later = MONDAY + 40 * DAY_MS;
  requireSaved(
    await tenant
      .deals(ALL_DEALS)
      .change(1, (file) => advance(file, { pipeline, ...ANYWAY }, act(later)), writeRequest('a', later)),
  );
  const signed = { answers: { deal: priced(100_000), ticks: ['signed'] } };
  requireSaved(
    await tenant.deals(ALL_DEALS).change(2, (file) => win(file, { pipeline, ...signed }, act(later)), writeRequest('b', later)),
  );
  expect(await tenant.funnel.lastWins(pipeline.id, { limit: 10, until: later }, ALL_DEALS)).toEqual([
    { number: 2, ownerId: anna.id, at: later, valueMinor: 100_000 },
  ]);
  const histories = await Promise.all([1, 2, 3].map((number) => tenant.deals(ALL_DEALS).history(number)));
  const counters = await tenant.funnel.counters(pipeline.id);
  expect(addCounters([counters])).toEqual(addCounters(histories.map(countHistory)));

  const [first] = openStages(pipeline);
  expect(fitFunnel(pipeline, counters, later).stageStatistics(first?.id ?? '')).toMatchObject({ n: 2, mostlyAssumption: true });
  expect(await tenant.funnel.counters('other')).toEqual(addCounters([]));
});
