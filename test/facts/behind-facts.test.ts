import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { behindFacts } from '../../src/facts/behind-facts.ts';
import { weekNumbers } from '../../src/facts/week-facts.ts';
import type { Database } from '../../src/store/database.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { anyCommand, carryOutAll, withPiotr } from '../support/store/commands.ts';
import { emptied, testDatabase } from '../support/store/test-database.ts';
import { company } from '../support/tenant.ts';

const timeZone = 'Europe/Warsaw';
const ALL = { limit: 1000, offset: 0 };

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('the deals behind a post', () => {
  it('are as many, and worth as much, as the post said at any instant of any history', async () => {
    const runs = fc.array(anyCommand, { minLength: 10, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(runs, fc.nat(1000), async (commands, share) => {
        await emptied(database);
        const home = await withPiotr(await company(database));
        const { at } = await carryOutAll(home, commands, MONDAY);
        const then = MONDAY + Math.floor(((at - MONDAY) * share) / 1000);
        const week = await weekNumbers(home.tenant, home.pipeline.id, timeZone, then);
        const facts = async (of: Parameters<typeof behindFacts>[3]) =>
          behindFacts(home.tenant, home.pipeline, { at: then, timeZone }, of, ALL);
        for (const { stageId, count, valueMinor } of week.stock) {
          const stage = await facts({ kind: 'stage', stageId });
          expect(stage?.page).toMatchObject({ total: count, valueMinor });
          expect(stage?.page.deals.every(({ was }) => was.stageId === stageId && was.outcome === 'open')).toBe(true);
        }
        const first = await facts(undefined);
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
