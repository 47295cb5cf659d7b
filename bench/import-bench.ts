import { rmSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadPipeline } from '../src/facts/load-pipeline.ts';
import { openDealsFile } from '../src/import/deals-file.ts';
import { importDeals, lookAtDeals } from '../src/import/deals-import.ts';
import { NO_CHOICES } from '../src/import/read/import-choices.ts';
import { type Database, openDatabase } from '../src/store/db/database.ts';
import { createStore } from '../src/store/open-store.ts';
import { mainThreadCpuMs } from './loop-bench.ts';
import { createScratchStorage } from './scratch-storage.ts';

const ROWS = Number(process.env['IMPORT_ROWS'] ?? 100_000);
const GOAL_SECONDS = 120;
const GOAL_MB = 300;
const MEGABYTE = 1024 * 1024;
/** How late a timer of so many ms may be, so that the bot goes on answering. */
const TIMER_MS = 10;
const GOAL_LATE_MS = 50;
const DAY_MS = 86_400_000;

/** Bytes of a row, at most. */
const ROW_BYTES = 256;

/**
 * An export as Pipedrive writes it: a third open, the others closed over two years. It is put together outside the heap, which would else have
 * grown already before anything is measured.
 */
function dealsFile(): Uint8Array {
  const stages = ['Qualified', 'Contact Made', 'Demo Scheduled', 'Proposal Made', 'Negotiations Started'];
  const now = Date.parse('2026-11-16T09:00:00Z');
  const time = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  const row = (n: number): string => {
    const created = now - ((n * 37) % 730) * DAY_MS - 3_600_000;
    const closed = Math.min(now - 60_000, created + ((n % 60) + 1) * DAY_MS);
    const status = n % 3 === 0 ? 'Open' : n % 3 === 1 ? 'Won' : 'Lost';
    return [
      ...[n + 1, `Deal ${n} Łódź`, `Firm ${n % 20_000}`, `Person ${n}`, `p${n}@firm.example`, 100 + ((n * 7919) % 90_000), 'EUR'],
      ...[stages[n % 5], status, `Rep ${n % 40}`, time(created), time(closed - 1000)],
      ...[
        status === 'Won' ? time(closed) : '',
        status === 'Lost' ? time(closed) : '',
        status === 'Lost' ? 'Too expensive' : '',
        '2027-01-31',
      ],
    ].join(',');
  };
  const heading =
    'Deal - ID,Deal - Title,Deal - Organization,Deal - Contact person,Person - Email - Work,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,Deal - Owner,Deal - Deal created,Deal - Last stage change,Deal - Won time,Deal - Lost time,Deal - Lost reason,Deal - Expected close date';
  const bytes = Buffer.alloc(heading.length + (ROWS + 1) * ROW_BYTES);
  let length = bytes.write(`${heading}\n`);
  for (let n = 0; n < ROWS; n += 1) length += bytes.write(`${row(n)}\n`, length);
  return Uint8Array.prototype.slice.call(bytes, 0, length);
}

/** Lets go of what nobody needs, so that it is not taken for room that the import would find. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}

/** Watches memory and the event loop while something runs. */
function watch() {
  collectGarbage();
  const start = process.memoryUsage();
  const before = start.rss;
  let [most, heap, outside, late, last] = [before, 0, 0, 0, performance.now()];
  let [held, own] = [0, mainThreadCpuMs()];
  const timer = setInterval(() => {
    late = Math.max(late, performance.now() - last - TIMER_MS);
    last = performance.now();
    const used = mainThreadCpuMs();
    held = Math.max(held, (used ?? 0) - (own ?? 0));
    own = used;
    const { rss, heapTotal, external } = process.memoryUsage();
    most = Math.max(most, rss);
    heap = Math.max(heap, heapTotal);
    outside = Math.max(outside, external);
  }, TIMER_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return {
        grownMb: (most - before) / MEGABYTE,
        mostMb: most / MEGABYTE,
        heapMb: (heap - start.heapTotal) / MEGABYTE,
        outsideMb: (outside - start.external) / MEGABYTE,
        lateMs: late,
        heldMs: held,
      };
    },
  };
}

/** The same rows by COPY into tables without a constraint or an index: the least that a database takes for them. */
async function copyByHand(database: Database): Promise<number> {
  const files = ['deal', 'deal_event', 'contact', 'imported_deal'].map((table) => ({ table, file: `/tmp/lejek-bench-${table}` }));
  return database.session(async (sql) => {
    await sql.exec('SET statement_timeout = 0');
    for (const { table, file } of files)
      await sql.exec(`COPY ${table} TO '${file}'; CREATE TABLE copied_${table} (LIKE ${table})`);
    const started = performance.now();
    for (const { table, file } of files) await sql.exec(`COPY copied_${table} FROM '${file}'`);
    return (performance.now() - started) / 1000;
  });
}

async function measureImport(name: string, options: Parameters<typeof openDatabase>[0]): Promise<void> {
  const database = await openDatabase(options);
  try {
    const tenant = createStore(database).tenant('T1');
    const now = Date.parse('2026-11-16T09:00:00Z');
    await tenant.loadOrCreateRequester({ slackUserId: 'U1', name: 'Anna' }, { language: 'en', at: now });
    const pipeline = await loadPipeline(tenant, 'en');
    if (pipeline === undefined) throw new Error('There is no pipeline.');
    const place = { tenant, pipeline, timeZone: 'Europe/Warsaw', now };
    const bytes = dealsFile();
    const watched = watch();
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    const read = await openDealsFile(bytes, {});
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const readAt = performance.now();
    const found = await lookAtDeals({ file: read.file, fileName: 'deals.csv' }, place, NO_CHOICES);
    const lookedAt = performance.now();
    const run = { id: 'bench', memberId: null, fileName: 'deals.csv', choices: {} };
    if (!(await importDeals(found, place, { run, progress: () => undefined }))) throw new Error('not imported');
    await read.file.close();
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const cpuSeconds = (user + system) / 1_000_000;
    const { grownMb, mostMb, heapMb, outsideMb, lateMs, heldMs } = watched.stop();
    const parts = [readAt - started, lookedAt - readAt, performance.now() - lookedAt].map((ms) => (ms / 1000).toFixed(1));
    const verdict = (fits: boolean): string => (fits ? 'ok' : 'MISSED');
    console.log(
      [
        `${name}: ${found.report.newDeals} deals in ${seconds.toFixed(1)} s (read ${parts[0]}, understood ${parts[1]}, written ${parts[2]}): ${Math.round(ROWS / seconds)} rows/s ${verdict(seconds <= GOAL_SECONDS)}; ${cpuSeconds.toFixed(1)} s of this process's processor time`,
        `  memory grew by ${grownMb.toFixed(0)} MB to ${mostMb.toFixed(0)} MB (this thread's heap by ${heapMb.toFixed(0)} MB, its buffers and the database's by ${outsideMb.toFixed(0)} MB) ${verdict(grownMb <= GOAL_MB)}; event loop at most ${lateMs.toFixed(0)} ms late, held for ${heldMs.toFixed(0)} ms of processor time ${verdict(heldMs <= GOAL_LATE_MS + TIMER_MS)}`,
      ].join('\n'),
    );
    const copy = await copyByHand(database).catch((error: unknown) => String(error).slice(0, 120));
    console.log(
      `  COPY of the same rows by hand: ${typeof copy === 'number' ? `${copy.toFixed(1)} s, ${Math.round(ROWS / copy)} rows/s` : copy}`,
    );
    const undoStarted = performance.now();
    const undone = await tenant.imports.undo('bench', { memberId: null, at: now + 1000 });
    console.log(
      `  taken back (${undone.ok ? undone.undone : undone.why}) in ${((performance.now() - undoStarted) / 1000).toFixed(1)} s`,
    );
  } finally {
    await database.close();
    for (const table of ['deal', 'deal_event', 'contact', 'imported_deal']) rmSync(`/tmp/lejek-bench-${table}`, { force: true });
  }
}

/**
 * How long a file of 100,000 deals takes from its bytes to the database, beside COPY of the same rows.
 *
 * @param flags `--embedded` or `--server` alone: what a process has grown by once, it does not grow by again.
 */
export async function importBench(flags: readonly string[]): Promise<void> {
  const storage = await createScratchStorage();
  const isAsked = (database: string): boolean => flags.length === 0 || flags.includes(`--${database}`);
  try {
    if (isAsked('embedded')) await measureImport('embedded', { dataDir: storage.folder().replace(/^dir:/, '') });
    if (storage.hasServer && isAsked('server'))
      await measureImport('PostgreSQL', { databaseUrl: (await storage.database()).replace(/^url:/, '') });
  } finally {
    await storage.remove();
  }
}
