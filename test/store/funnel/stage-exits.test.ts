import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countersBefore, dealsWithUndo } from '../../../src/core/history/rewind.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { openStages, stageHeirs } from '../../../src/core/pipeline/stage.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { anyCommand, executeCommands, withPiotr } from '../../support/store/deal-commands.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

/** Copies of every deal with its events: more than one statement looks at. */
const COPIES = 100;

it('as many deals had left each stage by an instant as its statistics said then that they rest on', async () => {
  const database = await openTestDatabase();
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyCommand, { minLength: 20, maxLength: 40 }),
      fc.nat(40),
      fc.boolean(),
      async (commands, place, removed) => {
        await emptyDatabase(database);
        const home = await withPiotr(await createCompany(database));
        const { all, at: end } = await executeCommands(home, commands, MONDAY);
        const copy = (
          table: string,
          column: string,
        ) => `INSERT INTO ${table} SELECT r.* FROM ${table} AS t, generate_series(1, ${COPIES}) AS n,
          jsonb_populate_record(t, jsonb_build_object('${column}', t.${column} + n * 100, 'note_id', NULL, 'external_id', NULL)) AS r`;
        await database.session((sql) => sql.exec(`${copy('deal', 'number')}; ${copy('deal_event', 'deal_number')}`));
        const { tenant } = home;
        await tenant.funnel.rebuildCounters();
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
        const undone = await tenant.deals(ALL_DEALS).withHistory(dealsWithUndo(since));
        const counters = countersBefore(
          await tenant.funnel.counters(pipeline.id),
          since,
          new Map(undone.map(({ deal, history }) => [deal.number, history])),
        );
        const model = fitFunnel(pipeline, counters, until);
        const stages = openStages(pipeline);
        const stageId = stages[place % stages.length]?.id ?? '';
        const asked = { until, heirs: stageHeirs(pipeline), stageId, limit: 10, offset: 3 };
        const { counts, events } = await tenant.funnel.stageExits(pipeline.id, asked, ALL_DEALS);
        const left = (id: string): number => counts.get(id)?.count ?? 0;
        expect(stages.map(({ id }) => [id, left(id)])).toEqual(stages.map(({ id }) => [id, model.stageStatistics(id).n]));
        expect(events).toHaveLength(Math.max(0, Math.min(10, left(stageId) - 3)));
        expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => b - a));
        for (const { before } of events) expect(stageHeirs(pipeline).get(before?.stageId ?? '') ?? before?.stageId).toBe(stageId);
      },
    ),
    { numRuns: 5 },
  );
  await database.close();
});
