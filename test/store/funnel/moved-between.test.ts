import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupMovement, toMovement } from '../../../src/core/history/movement.ts';
import { NO_AMOUNT } from '../../../src/core/money/amount.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { anyCommand, executeCommands, withPiotr } from '../../support/store/deal-commands.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

/** Copies of every deal with its events: more of one instant than one statement reads. */
const COPIES = 250;

it('what moved between two instants adds up in the database to what the events say that are in effect', async () => {
  const database = await openTestDatabase();
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyCommand, { minLength: 12, maxLength: 30 }),
      fc.nat(25),
      fc.nat(25),
      async (commands, place, length) => {
        await emptyDatabase(database);
        const home = await withPiotr(await createCompany(database));
        const { all } = await executeCommands(home, commands, MONDAY);
        const copy = (
          table: string,
          column: string,
        ) => `INSERT INTO ${table} SELECT r.* FROM ${table} AS t, generate_series(1, ${COPIES}) AS n,
          jsonb_populate_record(t, jsonb_build_object('${column}', t.${column} + n * 100, 'note_id', NULL, 'external_id', NULL)) AS r`;
        await database.session((sql) => sql.exec(`${copy('deal', 'number')}; ${copy('deal_event', 'deal_number')}`));
        // From an event until another, or from before, or behind all.
        const instants = all.flatMap((saved) => (saved.ok ? [saved.event.at] : []));
        const [after = MONDAY - DAY_MS, until = MONDAY + 400 * DAY_MS] = [instants[place], instants[place + length]];
        const { tenant, pipeline } = home;
        const events = await tenant.funnel.eventsFrom(pipeline.id, MONDAY - DAY_MS, ALL_DEALS);
        const expected = events.filter(({ at }) => at > after && at <= until);
        const { groups, anyLater } = await tenant.funnel.movedBetween(pipeline.id, { after, until }, ALL_DEALS);
        expect(toMovement(NO_AMOUNT, groups)).toEqual(toMovement(NO_AMOUNT, groupMovement(expected)));
        expect(anyLater).toBe(events.some(({ at }) => at > until));
      },
    ),
    { numRuns: 6 },
  );
  await database.close();
});
