import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { advance } from '../../../src/core/deal/advance.ts';
import { lose } from '../../../src/core/deal/close.ts';
import { among, type Viewer } from '../../../src/core/people/viewer.ts';
import { openStages, stageHeirs } from '../../../src/core/pipeline/stage.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { loadCountersAsOf } from '../../../src/facts/model-facts.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { anyCommand, executeCommands, withPiotr } from '../../support/store/deal-commands.ts';
import { expectExitsListedAsCounted } from '../../support/store/listed-exits.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

it('as many deals had left each stage by an instant as its statistics said then that they rest on', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyCommand, { minLength: 20, maxLength: 40 }),
      fc.nat(40),
      fc.boolean(),
      async (commands, place, removed) => {
        await emptyDatabase(database);
        const home = await withPiotr(await createCompany(database));
        const { all, at: end } = await executeCommands(home, commands, MONDAY);
        const { tenant } = home;
        const instants = all.flatMap((saved) => (saved.ok ? [saved.event.at] : []));
        const until = instants[place] ?? end + DAY_MS;
        // A stage that was removed counts as the one that took its deals.
        const needs = home.pipeline.stages.find(({ id }) => id === 'needs');
        const pipeline =
          removed && needs !== undefined
            ? {
                ...home.pipeline,
                stages: home.pipeline.stages.filter((stage) => stage !== needs),
                archivedStages: [{ ...needs, mergedInto: 'decision' }],
              }
            : home.pipeline;
        const since = (await tenant.funnel.eventsFrom(pipeline.id, MONDAY - DAY_MS, ALL_DEALS)).filter(({ at }) => at > until);
        const counters = await loadCountersAsOf(tenant, pipeline, since);
        await expectExitsListedAsCounted(tenant, pipeline, { until, counters });
        const stages = openStages(pipeline);
        const stageId = stages[place % stages.length]?.id ?? '';
        const asked = { until, heirs: stageHeirs(pipeline), stageId, limit: 3, offset: 1 };
        const { counts, events } = await tenant.funnel.stageExits(pipeline.id, asked, ALL_DEALS);
        expect(events).toHaveLength(Math.max(0, Math.min(3, (counts.get(stageId)?.count ?? 0) - 1)));
        expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => b - a));
        for (const { before } of events) expect(stageHeirs(pipeline).get(before?.stageId ?? '') ?? before?.stageId).toBe(stageId);
      },
    ),
    { numRuns: 10 },
  );
});

/** With six events each more than one statement looks at; where the first page ends, a visit does. */
const DEALS = 600;

it('each is counted once and found on its page, however many there are', async () => {
  const { tenant, pipeline, createDeal, act } = await createCompany(database);
  await createDeal();
  for (let day = 1; day <= 5; day += 1) {
    const at = MONDAY + day * DAY_MS;
    const anyway = { remindOn: '2026-12-18' as const };
    await tenant.deals(ALL_DEALS).change(1, (file) => advance(file, { pipeline, anyway }, act(at)), { key: null, at });
  }
  const copy = (table: string, column: string) => `INSERT INTO ${table} SELECT r.* FROM ${table} AS t,
    generate_series(2, ${DEALS}) AS n, jsonb_populate_record(t, jsonb_build_object('${column}', n)) AS r`;
  await database.session((sql) => sql.exec(`${copy('deal', 'number')}; ${copy('deal_event', 'deal_number')}`));
  const stageIds = openStages(pipeline).map(({ id }) => id);
  const page = async (stageId: string, offset: number) => {
    const asked = { until: MONDAY + 9 * DAY_MS, heirs: new Map(), stageId, limit: 10, offset };
    const { counts, events } = await tenant.funnel.stageExits(pipeline.id, asked, ALL_DEALS);
    return { counts: stageIds.map((id) => counts.get(id)?.count ?? 0), numbers: events.map(({ dealNumber }) => dealNumber) };
  };
  const counts = [DEALS, DEALS, DEALS, DEALS, DEALS, 0];
  expect(await page('lead', 0)).toEqual({ counts, numbers: Array.from({ length: 10 }, (_, index) => DEALS - index) });
  expect(await page('lead', DEALS - 3)).toEqual({ counts, numbers: [3, 2, 1] });
  expect((await page('negotiation', 0)).numbers).toEqual([]);
});

it('who sees their own deals only is told of those, in the numbers too', async () => {
  const home = await withPiotr(await createCompany(database));
  const { tenant, pipeline, anna, others, createDeal, act } = home;
  await createDeal();
  await createDeal({ ownerId: others[0] ?? '' });
  const at = MONDAY + DAY_MS;
  for (const number of [1, 2])
    await tenant
      .deals(ALL_DEALS)
      .change(number, (file) => lose(file, { pipeline, reasonId: 'budget', note: '' }, act(at, 'manager')), { key: null, at });
  const asked = { until: at, heirs: new Map(), stageId: 'lead', limit: 10, offset: 0 };
  const told = async (viewer: Viewer) => {
    const { counts, events } = await tenant.funnel.stageExits(pipeline.id, asked, viewer);
    return [counts.get('lead')?.count, events.map(({ dealNumber }) => dealNumber)];
  };
  expect(await told(ALL_DEALS)).toEqual([2, [2, 1]]);
  expect(await told(among(ALL_DEALS, { pipelineId: pipeline.id, owners: new Set([anna.id]) }))).toEqual([1, [1]]);
});
