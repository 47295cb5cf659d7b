import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { edit } from '../../src/core/deal/edit.ts';
import type { Database } from '../../src/store/db/database.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type Company, createCompany, requireSaved } from '../support/company.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { openOwnDatabase } from '../support/store/test-database.ts';

/** Connections of the pool to a server; the embedded database has one. */
const MAX_CONNECTIONS = 10;
/** PostgreSQL makes a plan for the given values at most so often, before it settles on one plan for all values. */
const CUSTOM_PLANS = 5;
const RUNS = 12;

type Kept = { readonly pid: number; readonly statement: string; readonly custom: number; readonly generic: number };

let database: Database;
let company: Company;
beforeAll(async () => {
  // Its connections have kept nothing yet.
  database = await openOwnDatabase();
  company = await createCompany(database);
});
afterAll(() => database.close());

/** The statements that each connection keeps, but the one that limits each other to its workspace: all connections are held at once, so that each is asked. */
async function keptStatements(): Promise<readonly Kept[]> {
  const count = database.engine === 'server' ? MAX_CONNECTIONS : 1;
  const rows = await Promise.all(
    Array.from({ length: count }, () =>
      database.session(async (sql) => {
        const kept =
          await sql.query(`SELECT pg_backend_pid() AS pid, statement, custom_plans::integer AS custom, generic_plans::integer AS generic
          FROM pg_prepared_statements WHERE name LIKE 'lejek%' AND name <> 'lejek_workspace'`);
        if (count > 1) await setTimeout(200);
        return kept;
      }),
    ),
  );
  return rows.flat().map((row) => ({
    pid: Number(row['pid']),
    statement: String(row['statement']),
    custom: Number(row['custom']),
    generic: Number(row['generic']),
  }));
}

/** How often each statement ran, on whatever connection. */
const runsByStatement = (kept: readonly Kept[]): ReadonlyMap<string, number> =>
  kept.reduce(
    (runs, { statement, custom, generic }) => runs.set(statement, (runs.get(statement) ?? 0) + custom + generic),
    new Map<string, number>(),
  );

const page = { today: '2026-11-16', limit: 10, offset: 0 } as const;

/** What people and the sender do all day, with the statements that it consists of. */
const HOT: readonly (readonly [name: string, statements: number, run: (company: Company, run: number) => Promise<unknown>])[] = [
  [
    'the look-up of who is at work',
    1,
    ({ tenant }) => tenant.loadOrCreateRequester({ slackUserId: 'U1', name: 'Anna' }, { language: 'en', at: MONDAY }),
  ],
  ['a new deal', 1, ({ createDeal }, run) => createDeal({ name: `Bielik ${run}` })],
  ['a deal with what belongs to it', 1, ({ tenant }) => tenant.deals(ALL_DEALS).file(1)],
  [
    'a change: the deal, then the write',
    2,
    async ({ tenant, pipeline, act, writeRequest }, run) =>
      requireSaved(
        await tenant
          .deals(ALL_DEALS)
          .change(1, (file) => edit(file, { pipeline, edits: { deal: { name: `Bielik ${run + 1}` } } }, act()), writeRequest()),
      ),
  ],
  [
    'a list of own deals: the page and the count',
    2,
    ({ tenant, anna, pipeline }) =>
      tenant.deals(ALL_DEALS).list({ ownerId: anna.id, pipelineId: pipeline.id }, { order: 'attention', ...page }),
  ],
  [
    'a search',
    1,
    ({ tenant, anna }) => tenant.deals(ALL_DEALS).search('bielik', { openOnly: true, ownerId: anna.id, limit: 10 }),
  ],
  ['the claim of posts that are due', 1, ({ store }) => store.claimDeliveries(MONDAY, { now: MONDAY, ms: 1_000 }, 10)],
];

it.each(HOT)('%s is prepared on each connection and soon has one plan for all values', async (_name, statements, run) => {
  await company.createDeal();
  const before = runsByStatement(await keptStatements());
  for (let each = 0; each < RUNS; each += 1) await run(company, each);
  const kept = await keptStatements();
  const after = runsByStatement(kept);
  const ran = [...after].map(([statement, runs]) => ({ statement, runs: runs - (before.get(statement) ?? 0) }));
  const hot = ran.filter(({ runs }) => runs > 0);
  expect(hot.map(({ runs }) => runs)).toEqual(Array.from({ length: statements }, () => RUNS));
  const plans = kept.filter(({ statement }) => hot.some((each) => each.statement === statement));
  for (const { custom, generic } of plans) {
    expect(custom).toBeLessThanOrEqual(CUSTOM_PLANS);
    if (custom + generic > CUSTOM_PLANS) expect(generic).toBeGreaterThan(0);
  }
  // Once on each connection: the same text is never kept under two names.
  expect(new Set(plans.map(({ pid, statement }) => `${pid} ${statement}`)).size).toBe(plans.length);
});
