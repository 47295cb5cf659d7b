import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { among } from '../../../src/core/people/viewer.ts';
import { loadDrillDown } from '../../../src/facts/digest/drill-down-facts.ts';
import { loadWeekNumbers } from '../../../src/facts/digest/week-facts.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { scopeAt } from '../../support/scope-at.ts';
import { anyCommand, executeCommands, withPiotr } from '../../support/store/deal-commands.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

const timeZone = 'Europe/Warsaw';
const ALL = { limit: 1000, offset: 0 };

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('the deals behind a post', () => {
  it('are as many, and worth as much, as the post said at any instant of any history', async () => {
    const runs = fc.array(anyCommand, { minLength: 10, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(runs, fc.nat(1000), async (commands, share) => {
        await emptyDatabase(database);
        const home = await withPiotr(await createCompany(database));
        const { at } = await executeCommands(home, commands, MONDAY);
        const then = MONDAY + Math.floor(((at - MONDAY) * share) / 1000);
        const scope = await scopeAt(home, then, timeZone);
        const week = await loadWeekNumbers(scope);
        const facts = async (of: Parameters<typeof loadDrillDown>[1]) => loadDrillDown(scope, of, ALL);
        for (const { stageId, count, valueMinor } of week.stock) {
          const stage = await facts({ kind: 'stage', stageId });
          expect(stage?.page).toMatchObject({ total: count, valueMinor });
          expect(stage?.page.deals.every(({ was }) => was.stageId === stageId && was.outcome === 'open')).toBe(true);
        }
        const first = await facts(undefined);
        // Where somebody sees only their own, every number is theirs.
        const viewer = among(ALL_DEALS, { pipelineId: scope.pipeline.id, owners: new Set(home.others) });
        const own = (of?: Parameters<typeof loadDrillDown>[1]) => loadDrillDown({ ...scope, viewer }, of, ALL);
        for (const { of, count } of (await own())?.counts ?? []) {
          const opened = await own(of);
          expect(opened?.chosen).toEqual({ of, count });
          expect(opened?.page.deals).toHaveLength(count);
          expect(opened?.page.deals.every(({ now }) => home.others.includes(now.ownerId))).toBe(true);
        }
        for (const { of, count } of first?.counts ?? []) {
          const opened = await facts(of);
          expect(opened?.chosen.of).toEqual(of);
          expect(opened?.page).toMatchObject({ total: count });
          expect(opened?.page.deals).toHaveLength(count);
        }
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});
