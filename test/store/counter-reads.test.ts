import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, win } from '../../src/core/advance.ts';
import { addCounters } from '../../src/core/counters.ts';
import { fitFunnel } from '../../src/core/numbers/funnel-model.ts';
import { openStages } from '../../src/core/stage.ts';
import { countersOfDeal } from '../../src/core/stage-history.ts';
import type { Database } from '../../src/store/database.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { testDatabase } from '../support/store/test-database.ts';
import { company, savedOf } from '../support/tenant.ts';

const DAY = 86_400_000;
const ANYWAY = { anyway: { remindOn: '2026-11-20' } };

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('the counters of a pipeline are those of its history, and a win probability rests on them', async () => {
  const { tenant, pipeline, anna, open, act, request } = await company(database);
  expect(await tenant.funnel.counters(pipeline.id)).toEqual(addCounters([]));
  await open({ valueMinor: 4_800_000, pipelineValueMinor: 4_800_000 });
  await open({ name: 'Orlik', valueMinor: 90_000, pipelineValueMinor: 90_000 });
  await open({ name: 'Kania' });
  const later = MONDAY + 40 * DAY;
  savedOf(await tenant.deals.change(1, (file) => advance(file, pipeline, ANYWAY, act(later)), request('a', later)));
  const signed = { answers: { deal: { valueMinor: 100_000, pipelineValueMinor: 100_000 }, ticks: ['signed'] } };
  savedOf(await tenant.deals.change(2, (file) => win(file, pipeline, signed, act(later)), request('b', later)));
  expect(await tenant.funnel.lastWins(pipeline.id, 10, later)).toEqual([
    { number: 2, ownerId: anna.id, at: later, valueMinor: 100_000 },
  ]);
  const histories = await Promise.all([1, 2, 3].map((number) => tenant.deals.history(number)));
  const counters = await tenant.funnel.counters(pipeline.id);
  expect(addCounters([counters])).toEqual(addCounters(histories.map(countersOfDeal)));

  const [first] = openStages(pipeline);
  expect(fitFunnel(pipeline, counters, later).stageFacts(first?.id ?? '')).toMatchObject({ n: 2, mostlyAssumption: true });
  expect(await tenant.funnel.counters('other')).toEqual(addCounters([]));
});
