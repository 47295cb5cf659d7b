import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCounters } from '../../src/core/history/counters.ts';
import { positionsBefore, winsBefore } from '../../src/core/history/rewind.ts';
import { WEEK_MS } from '../../src/core/time/durations.ts';
import { loadEventsSince } from '../../src/facts/forecast-facts.ts';
import { loadCountersAsOf } from '../../src/facts/model-facts.ts';
import type { Database } from '../../src/store/db/database.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type BusyCompany, createBusyCompany } from '../support/busy-company.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

const START = Date.parse('2026-01-12T08:00:00Z');
const MANY = 1_000;

let database: Database;
let firm: BusyCompany;
beforeAll(async () => {
  database = await openTestDatabase();
  firm = await createBusyCompany(database, START, 'T1', 11);
});
afterAll(() => database.close());

it('counters, wins and open deals of any past instant are those that stood there, undone and deleted ones included', async () => {
  const { tenant, pipeline } = firm;
  const read = async (at: number) => ({
    counters: addCounters([await tenant.funnel.counters(pipeline.id)]),
    wins: await tenant.funnel.lastWins(pipeline.id, { limit: MANY, until: at }, ALL_DEALS),
    open: await tenant.deals(ALL_DEALS).positions(pipeline.id),
  });
  const stood: (readonly [number, Awaited<ReturnType<typeof read>>])[] = [];
  for (let week = 1; week <= 16; week += 1) {
    const at = START + week * WEEK_MS;
    await firm.workUntil(at);
    stood.push([at, await read(at)]);
  }
  const now = await read(START + 17 * WEEK_MS);
  for (const [at, then] of stood) {
    const later = await loadEventsSince(tenant, pipeline, at);
    expect(addCounters([await loadCountersAsOf(tenant, pipeline, later)])).toEqual(then.counters);
    expect(winsBefore(await tenant.funnel.lastWins(pipeline.id, { limit: MANY, until: at }, ALL_DEALS), later)).toEqual(
      then.wins,
    );
    expect(positionsBefore(now.open, later)).toEqual(then.open);
  }
  const kinds = new Set((await loadEventsSince(tenant, pipeline, 0)).map(({ kind }) => kind));
  for (const kind of ['won', 'lost', 'reopened', 'undone', 'withdrawn', 'assigned', 'edited'] as const)
    expect(kinds).toContain(kind);
  expect(now.wins.length).toBeGreaterThan(5);
});
