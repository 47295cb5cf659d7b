import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DealState } from '../../../src/core/deal/deal.ts';
import { sumMovement } from '../../../src/core/history/movement.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { anyCommand, executeCommands, withPiotr } from '../../support/store/deal-commands.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

/** Copies of every deal with its events: more of one instant than one statement reads. */
const COPIES = 120;

const moved = (state: DealState) => {
  const { outcome, stageId, closeOn, pipelineValueMinor } = state;
  return { outcome, stageId, closeOn, pipelineValueMinor };
};

it('a movement is read of the same events as all of the history, in the same order, and sums up to the same', async () => {
  const database = await openTestDatabase();
  await fc.assert(
    fc.asyncProperty(fc.array(anyCommand, { minLength: 12, maxLength: 30 }), fc.nat(25), async (commands, place) => {
      await emptyDatabase(database);
      const home = await withPiotr(await createCompany(database));
      const { all } = await executeCommands(home, commands, MONDAY);
      const copy = (
        table: string,
        column: string,
      ) => `INSERT INTO ${table} SELECT r.* FROM ${table} AS t, generate_series(1, ${COPIES}) AS n,
          jsonb_populate_record(t, jsonb_build_object('${column}', t.${column} + n * 100, 'note_id', NULL, 'external_id', NULL)) AS r`;
      await database.session((sql) => sql.exec(`${copy('deal', 'number')}; ${copy('deal_event', 'deal_number')}`));
      // From an event on, or from before or behind all.
      const instants = all.flatMap((saved) => (saved.ok ? [saved.event.at] : []));
      const from = instants[place] ?? MONDAY + (place - 20) * 10 * DAY_MS;
      const { tenant, pipeline } = home;
      const expected = await tenant.funnel.eventsFrom(pipeline.id, from);
      const found = await tenant.funnel.movementEvents(pipeline.id, from);
      expect(found).toEqual(
        expected.map(({ dealNumber, version, kind, at, undoes, before, after: now }) => ({
          ...{ dealNumber, version, kind, at, undoes },
          before: before === null ? null : moved(before),
          after: moved(now),
        })),
      );
      expect(sumMovement(found)).toEqual(sumMovement(expected));
    }),
    { numRuns: 6 },
  );
  await database.close();
});
