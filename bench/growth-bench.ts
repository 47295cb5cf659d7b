import { loadavg } from 'node:os';
import { among } from '../src/core/people/viewer.ts';
import { dateAt } from '../src/core/time/calendar.ts';
import { loadDigestFacts } from '../src/facts/digest/week-facts.ts';
import { loadPipeline } from '../src/facts/load-pipeline.ts';
import type { PipelineScope } from '../src/facts/scope.ts';
import { type Database, openDatabase } from '../src/store/db/database.ts';
import { createStore } from '../src/store/open-store.ts';
import { ALL_DEALS } from '../test/support/all-deals.ts';
import { countQueries } from '../test/support/count-queries.ts';
import { scopeAt } from '../test/support/scope-at.ts';
import { copyDeals } from './copy-deals.ts';
import { median } from './goals.ts';
import { moveDeals } from './move-deals.ts';
import { createScratchStorage } from './scratch-storage.ts';
import { seedDeals } from './seed-deals.ts';

/** Deals made by requests; the others are copies of them, each with its history of the last ninety days. */
const SEEDED_DEALS = 1_000;
const SIZES = (process.env['GROWTH_DEALS'] ?? '10000,100000').split(',').map(Number);
const ROUNDS = Number(process.env['GROWTH_ROUNDS'] ?? 7);

type Work = readonly [what: string, run: (round: number) => Promise<unknown>];

async function prepareWorks(database: Database): Promise<readonly Work[]> {
  const tenant = createStore(database).tenant('T1');
  const pipeline = await loadPipeline(tenant, 'en');
  const [someone] = await tenant.members.all();
  if (pipeline === undefined || someone === undefined) throw new Error('Nobody is home.');
  const scope = async (): Promise<PipelineScope & { readonly viewer: typeof ALL_DEALS }> =>
    scopeAt({ tenant, pipeline }, Date.now());
  const page = { order: 'attention', today: dateAt(Date.now(), 'Europe/Warsaw'), limit: 10, offset: 0 } as const;
  const narrow = among(ALL_DEALS, { pipelineId: pipeline.id, owners: new Set([someone.id]) });
  const ofPipeline = { pipelineId: pipeline.id };
  return [
    ['facts of a digest', async () => loadDigestFacts(await scope())],
    ['page of the team’s list', () => tenant.deals(ALL_DEALS).list(ofPipeline, page)],
    ['its 21st page', () => tenant.deals(ALL_DEALS).list(ofPipeline, { ...page, offset: 200 })],
    ['page of one’s own list', () => tenant.deals(ALL_DEALS).list({ ...ofPipeline, ownerId: someone.id }, page)],
    ['page of all for who sees one owner’s', () => tenant.deals(narrow).list(ofPipeline, page)],
    ['find a name', (round) => tenant.deals(ALL_DEALS).search(`customer ${round + 1}`, { openOnly: true, limit: 11 })],
  ];
}

async function measureSize(deals: number, address: string): Promise<readonly (readonly [string, string])[]> {
  const database = await openDatabase({ databaseUrl: address });
  try {
    const tenant = createStore(database).tenant('T1');
    await tenant.loadOrCreateRequester({ slackUserId: 'U1', name: 'Anna' }, { language: 'en', at: Date.now() });
    await seedDeals(tenant, SEEDED_DEALS, () => {});
    await moveDeals(tenant, SEEDED_DEALS);
    await copyDeals(database, SEEDED_DEALS, deals / SEEDED_DEALS);
    await tenant.funnel.rebuildCounters();
    await database.session((sql) => sql.exec('VACUUM (ANALYZE)'));
    const counted = countQueries(database);
    const measured: (readonly [string, string])[] = [];
    for (const [what, run] of await prepareWorks(counted.database)) {
      const times: number[] = [];
      let statements = 0;
      for (let round = 0; round <= ROUNDS; round += 1) {
        const from = performance.now();
        statements = (await counted.during(() => run(round))).length;
        if (round > 0) times.push(performance.now() - from);
      }
      const spread = [Math.min(...times), median(times), Math.max(...times)].map((ms) => ms.toFixed(0)).join(' / ');
      measured.push([what, `${spread} (${statements})`]);
    }
    return measured;
  } finally {
    await database.close();
  }
}

/**
 * How what people read grows with the firm, on PostgreSQL: ms on the clock, least / median / most of the rounds, and statements in brackets.
 * `GROWTH_DEALS` sets the sizes (10000,100000), `GROWTH_ROUNDS` the rounds (7).
 *
 * @throws Error where no server answers.
 */
export async function growthBench(): Promise<void> {
  const scratch = await createScratchStorage();
  if (!scratch.hasServer) throw new Error('This bench needs a PostgreSQL server: see TEST_DATABASE_URL.');
  try {
    const columns: (readonly (readonly [string, string])[])[] = [];
    for (const deals of SIZES) columns.push(await measureSize(deals, (await scratch.database()).replace(/^url:/, '')));
    console.log(`load average ${loadavg()[0]?.toFixed(1)}\n\n| | ${SIZES.map((deals) => `${deals} deals`).join(' | ')} |`);
    console.log(`|${'---|'.repeat(SIZES.length + 1)}`);
    for (const [index, [what]] of (columns[0] ?? []).entries())
      console.log(`| ${what} | ${columns.map((column) => column[index]?.[1] ?? '').join(' | ')} |`);
  } finally {
    await scratch.remove();
  }
}
