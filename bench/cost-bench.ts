import { advance } from '../src/core/deal/advance.ts';
import { utcDate } from '../src/core/time/calendar.ts';
import { loadPipeline } from '../src/facts/load-pipeline.ts';
import { type Database, openDatabase } from '../src/store/db/database.ts';
import { createStore } from '../src/store/open-store.ts';
import { ALL_DEALS } from '../test/support/all-deals.ts';
import { OWNERS } from './bench-deals.ts';
import { median } from './goals.ts';
import { threadTime } from './processor-time.ts';
import { createScratchStorage } from './scratch-storage.ts';
import { seedDeals } from './seed-deals.ts';

const DEALS = Number(process.env['BENCH_DEALS'] ?? 2_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const CALLS = 60;

/** Processor time of one call, ms: of this process, and of the database's, where it has some of its own that can be seen; bytes of its log. */
type Cost = { readonly bot: number; readonly database: number; readonly log: number };
type Operation = { readonly name: string; readonly run: (call: number) => Promise<unknown>; readonly costs: Cost[] };

/**
 * What the parts of a command cost in processor time, one caller, in turn: beside others on the machine it swings less than the time on the clock.
 *
 * @throws Error when the counters are not what the history says afterwards.
 */
export async function costBench(): Promise<void> {
  const scratch = await createScratchStorage();
  try {
    await measure('embedded', await openDatabase({ dataDir: scratch.folder().slice(4) }));
    if (scratch.hasServer) await measure('PostgreSQL', await openDatabase({ databaseUrl: (await scratch.database()).slice(4) }));
  } finally {
    await scratch.remove();
  }
}

async function measure(engine: string, database: Database): Promise<void> {
  const store = createStore(database);
  await store.refreshCounters();
  const operations = await prepareOperations(store.tenant('T0'));
  await database.session((sql) => sql.exec('ANALYZE'));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { run, costs } of operations) {
      const before = await readCosts(database);
      for (let call = 0; call < CALLS; call += 1) await run(round * CALLS + call);
      const after = await readCosts(database);
      const each = (name: keyof Cost) => (after[name] - before[name]) / CALLS;
      // Plans are made and code is compiled in the first.
      if (round > 0) costs.push({ bot: each('bot'), database: each('database'), log: each('log') });
    }
  }
  const wrong = await store.tenant('T0').funnel.verifyCounters();
  await store.close();
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  for (const { name, costs } of operations) {
    const spread = (part: keyof Cost, digits: number) => {
      const all = costs.map((cost) => cost[part]);
      return [Math.min(...all), median(all), Math.max(...all)].map((value) => value.toFixed(digits)).join(' / ');
    };
    console.log(
      `| ${engine} | ${name} | ${spread('bot', 2)} | ${engine === 'embedded' ? 'in it' : spread('database', 2)} | ${spread('log', 0)} |`,
    );
  }
}

async function prepareOperations(tenant: ReturnType<ReturnType<typeof createStore>['tenant']>): Promise<readonly Operation[]> {
  await seedDeals(tenant, DEALS, (made) => void process.stderr.write(`\r${made} of ${DEALS} deals `));
  const pipeline = await loadPipeline(tenant, 'en');
  const members = await tenant.members.all();
  const [someone] = members;
  if (pipeline === undefined || someone === undefined) throw new Error('Nobody is home.');
  const page = () => ({ order: 'attention', today: utcDate(Date.now()), limit: 10, offset: 0 }) as const;
  const move = async (call: number) => {
    const [at, number] = [Date.now(), 1 + (call % DEALS)];
    const act = { actor: members[call % members.length] ?? someone, at, today: utcDate(at), through: 'command' as const };
    const saved = await tenant
      .deals(ALL_DEALS)
      .change(number, (file) => advance(file, { pipeline }, act), { key: `move ${call}`, at });
    if (!saved.ok) throw new Error(JSON.stringify(saved));
  };
  const runs: readonly (readonly [string, Operation['run']])[] = [
    ['who asks', (call) => tenant.findRequester(OWNERS[call % OWNERS.length] ?? '')],
    ['a deal', (call) => tenant.deals(ALL_DEALS).file(1 + (call % DEALS))],
    ['an advance: deal and write', move],
    ['a page of the team’s list', () => tenant.deals(ALL_DEALS).list({ pipelineId: pipeline.id }, page())],
    ['a page of one’s own list', () => tenant.deals(ALL_DEALS).list({ pipelineId: pipeline.id, ownerId: someone.id }, page())],
    ['a deal by its name', (call) => tenant.deals(ALL_DEALS).search(`customer ${call % DEALS}`, { openOnly: true, limit: 11 })],
  ];
  return runs.map(([name, run]) => ({ name, run, costs: [] }));
}

async function readCosts(database: Database): Promise<Cost> {
  const rows = await database.session((sql) =>
    sql.query(
      "SELECT pid, (pg_current_wal_insert_lsn() - '0/0')::bigint::text AS log FROM pg_stat_activity WHERE datname = current_database() AND backend_type <> 'autovacuum worker'",
    ),
  );
  const { user, system } = process.cpuUsage();
  return {
    bot: (user + system) / 1000,
    database: database.engine === 'embedded' ? 0 : rows.reduce((sum, row) => sum + threadTime(String(row['pid'])), 0),
    log: Number(rows[0]?.['log'] ?? 0),
  };
}
