import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONFIRMED_CRITERIA } from '../../bench/bench-deals.ts';
import { loadDigestFacts } from '../../src/facts/digest/week-facts.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { type Database, openDatabase } from '../../src/store/db/database.ts';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { countQueries, type QueryCount } from '../support/count-queries.ts';
import { scopeAt } from '../support/scope-at.ts';
import { embeddedTemplate } from '../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

/** What a command may cost the database, at most. */
type Budget = {
  /** Statements; what Prisma reads of related rows counts as one. */
  readonly statements: number;
  /** Rows that were looked at, by a scan or by an index. */
  readonly read: number;
  /** Rows that were added, changed or deleted. */
  readonly written: number;
  /** Entries in indexes: an added row has one in each of its table's, and a changed one unless it finds room beside the old one (HOT). */
  readonly entries: number;
  /** Bytes of the write-ahead log. */
  readonly log: number;
};

/** So many that a reading of all of them shows, and that a list is read by its indexes. */
const DEALS = 3_000;
/** Each command runs so often, and the least counts: a page's first change after a checkpoint puts the whole page into the log. */
const RUNS = 4;

/** The embedded engine whatever the tests run on: there the counts are of this process alone. */
let database: Database;
let queries: QueryCount;
let lejek: TestBot;
beforeAll(async () => {
  database = await openDatabase({ memory: true, template: await embeddedTemplate('migrated') });
  queries = countQueries(database);
  // What it costs is counted, however long it takes on a busy machine.
  lejek = await startTestBot({ database: queries.database, ackLimitMs: 60_000 });
  await setUpFunnel(lejek, lejek.ewa, { cards: 'none' });
  for (let number = 1; number <= RUNS; number += 1)
    await lejek.createDeal(lejek.piotr, `Bielik ${number}`, { ...valueInEuros(48_000), contact: { name: 'Ola', phone: '1' } });
  await database.session((sql) =>
    sql.exec(`INSERT INTO deal SELECT r.* FROM deal AS d, generate_series(${RUNS + 1}, ${DEALS}) AS n, jsonb_populate_record(d, jsonb_build_object(
        'number', n, 'name', 'Klient ' || n, 'search', 'klient ' || n, 'close_on', date '2026-12-01' + n % 90)) AS r WHERE d.number = 1;
      INSERT INTO deal_event SELECT r.* FROM deal_event AS e, generate_series(${RUNS + 1}, ${DEALS}) AS n,
        jsonb_populate_record(e, jsonb_build_object('deal_number', n)) AS r WHERE e.deal_number = 1;
      INSERT INTO criterion_tick SELECT d.workspace_id, d.number, c, d.owner_id, d.created_at FROM deal AS d,
        unnest('{${CONFIRMED_CRITERIA.join()}}'::text[]) AS c WHERE d.number <= ${RUNS};
      UPDATE open_stock SET count = ${DEALS}, offset_ms = offset_ms / ${RUNS} * ${DEALS}, value_minor = value_minor / ${RUNS} * ${DEALS};
      UPDATE stage_entry SET count = ${DEALS};
      UPDATE workspace SET next_deal_number = ${DEALS + 1}`),
  );
  await database.session((sql) => sql.exec('VACUUM (ANALYZE)'));
}, 60_000);
afterAll(async () => {
  await lejek.stop();
  await database.close();
});

const COUNTS = `SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer AS read,
    sum(n_tup_ins + n_tup_upd + n_tup_del)::integer AS written,
    sum((n_tup_ins + n_tup_upd - n_tup_hot_upd) * (SELECT count(*) FROM pg_index AS i WHERE i.indrelid = t.relid))::integer AS entries,
    (pg_current_wal_insert_lsn() - '0/0')::bigint::text AS log
  FROM pg_stat_user_tables AS t`;

async function readCounts(): Promise<Omit<Budget, 'statements'>> {
  const [row] = await database.session(async (sql) => {
    await sql.exec('SELECT pg_stat_force_next_flush()');
    return sql.query(COUNTS);
  });
  const count = (name: string) => Number(row?.[name]);
  return { read: count('read'), written: count('written'), entries: count('entries'), log: count('log') };
}

async function costOf(work: () => Promise<unknown>): Promise<Budget> {
  const before = await readCounts();
  const asked = await queries.during(async () => {
    await work();
    await expect.poll(() => lejek.app.inFlight(), { interval: 5 }).toBe(0);
  });
  const after = await readCounts();
  return {
    statements: asked.length,
    read: after.read - before.read,
    written: after.written - before.written,
    entries: after.entries - before.entries,
    log: after.log - before.log,
  };
}

const least = (all: readonly Budget[]): Budget => {
  const of = (name: keyof Budget) => Math.min(...all.map((each) => each[name]));
  return { statements: of('statements'), read: of('read'), written: of('written'), entries: of('entries'), log: of('log') };
};

/** A new deal by its form, which the line has filled in. */
async function openDeal(run: number): Promise<void> {
  await lejek.typeCommand(lejek.piotr, `/deal new Orlik ${run} 12k EUR`);
  await lejek.piotr.submit();
}

const type = (line: (run: number) => string) => (run: number) => lejek.typeCommand(lejek.piotr, line(run));

/** Closes a deal by the form that a line opens. */
const closeBy = (line: (run: number) => string) => async (run: number) => {
  await lejek.typeCommand(lejek.piotr, line(run));
  await lejek.piotr.submit();
};

async function digest(): Promise<void> {
  const { tenant } = lejek;
  const pipeline = await loadPipeline(tenant, 'en');
  if (pipeline === undefined) throw new Error('There is no pipeline.');
  await loadDigestFacts(await scopeAt({ tenant, pipeline }, lejek.now()));
}

/**
 * Beside each the figure of the day, rounded up: a number that grows needs a reason, which is what the command shows or keeps beside what it did
 * before. In this order, since a statement is planned for its values five times before it has one plan for all.
 */
it.each<readonly [command: string, run: (run: number) => Promise<unknown>, budget: Budget]>([
  ['/deal help', type(() => '/deal help'), { statements: 0, read: 0, written: 0, entries: 0, log: 0 }],
  ['/deal find', type((run) => `/deal find bielik ${run}`), { statements: 2, read: 55, written: 0, entries: 0, log: 0 }],
  ['/deal show', type((run) => `/deal show bielik ${run}`), { statements: 4, read: 90, written: 0, entries: 0, log: 0 }],
  // Who asks and which deal; the write: deal, event, the answer to the request, and seven counters.
  [
    '/deal advance',
    type((run) => `/deal advance bielik ${run}`),
    { statements: 3, read: 90, written: 10, entries: 15, log: 4_600 },
  ],
  // Who asks, their last change, the deal with its history, the write.
  ['/deal undo', type(() => '/deal undo'), { statements: 4, read: 130, written: 10, entries: 15, log: 4_600 }],
  ['/deal note', type((run) => `/deal note ${run} they called`), { statements: 4, read: 90, written: 4, entries: 7, log: 3_100 }],
  ['/deal new', openDeal, { statements: 4, read: 90, written: 7, entries: 16, log: 3_600 }],
  // A page of the team's open deals is read from an index; one person's own are sorted.
  ['/deal list', type(() => '/deal list'), { statements: 4, read: 50, written: 0, entries: 0, log: 0 }],
  ['/deal', type(() => '/deal'), { statements: 4, read: DEALS + 50, written: 0, entries: 0, log: 0 }],
  // Every deal is new in this week, and what a movement needs of its event is read; and who has left, since their deals need a new owner.
  ['a digest', digest, { statements: 17, read: DEALS + 65, written: 0, entries: 0, log: 0 }],
  ['/funnel', type(() => '/funnel'), { statements: 18, read: DEALS + 90, written: 0, entries: 0, log: 0 }],
  ['Home', () => lejek.piotr.openHome(), { statements: 25, read: 2 * DEALS + 250, written: 0, entries: 0, log: 0 }],
  // Who asks and which deal, which opens a form; then who asks, the deal and the write of what was filled in.
  [
    '/deal won and its form',
    closeBy((run) => `/deal won ${run}`),
    { statements: 6, read: 160, written: 10, entries: 17, log: 4_600 },
  ],
  [
    '/deal lost and its form',
    closeBy((run) => `/deal lost ${run}`),
    { statements: 6, read: 160, written: 10, entries: 17, log: 4_600 },
  ],
])('%s stays within what it may cost the database', async (command, run, budget) => {
  const costs: Budget[] = [];
  for (let each = 1; each <= RUNS; each += 1) {
    lejek.advanceClock(60_000);
    costs.push(await costOf(() => run(each)));
    await lejek.piotr.closeAll();
  }
  const cost = least(costs);
  for (const name of ['statements', 'read', 'written', 'entries', 'log'] as const)
    expect(cost[name], `${command}: ${name} ${JSON.stringify(cost)}`).toBeLessThanOrEqual(budget[name]);
});
