import { COUNTER_VERSION } from '../../core/history/count-events.ts';
import type { Counters } from '../../core/history/counters.ts';
import { STATE_FIELDS } from '../../core/history/history-tally.ts';
import type { WorkspaceId } from '../../core/ids.ts';
import { createTasks } from '../../thread/tasks.ts';
import { numbersThread, type WorkerThread } from '../../thread/worker-thread.ts';
import { newId } from '../db/ids.ts';
import { jsonb, type Sql } from '../db/sql.ts';
import { preparedStatement, statement } from '../db/statement.ts';
import type { PrismaClient } from '../generated/client.ts';
import { addRows, COUNTER_TABLES, type CounterTable, toCounterRows } from '../rows/counter-rows.ts';

/** Deals whose histories are read by one statement, at first: on the embedded database it holds up everybody, so it has to be short. */
const SLICE = 250;
/** Characters of history that one statement is to read: some 250 events, a few milliseconds. */
const READ_CHARACTERS = 25_000;
/** Deals looked at, and counter rows written, by one statement, for the same reason. */
const VERSION_SLICE = 2_000;
const WRITE_SLICE = 250;
/** Fewer deals are counted right here: starting a thread would take longer. */
const MAX_DEALS_IN_PROCESS = 500;
/** The highest that a version may be. */
const MAX_VERSION = 2_147_483_647;
/** Milliseconds for the end of a rebuild, which is one transaction. */
const REBUILD_TIMEOUTS_MS = { maxWait: 60_000, timeout: 600_000 };

const TAB = "E'\\t'";
const joinColumns = (fields: readonly string[]): string => fields.join(` || ${TAB} || `);
const stateColumns = (of: string): string => joinColumns(STATE_FIELDS.map((name) => `coalesce(${of} ->> '${name}', '')`));

/** Events as core/history/history-tally.ts reads them; a state that is the one before is not taken apart twice. */
const eventLinesSql = (condition: string): string => `SELECT coalesce(string_agg(e.line || CASE
      WHEN e.before IS NOT DISTINCT FROM e.last THEN '' WHEN e.before IS NULL THEN ${TAB} || '-' ELSE ${TAB} || ${stateColumns('e.before')} END,
    E'\\n' ORDER BY e.deal_number, e.version), '') AS lines
  FROM (SELECT e.deal_number, e.version, nullif(e.before, 'null') AS before, lag(e.after) OVER (PARTITION BY e.deal_number ORDER BY e.version) AS last,
      ${joinColumns(['e.pipeline_id', 'e.deal_number', 'e.version', 'e.kind', '(extract(epoch FROM e.at) * 1000)::bigint', "coalesce(e.undoes::text, '')", stateColumns('e.after')])} AS line
    FROM deal_event AS e WHERE e.workspace_id = $workspaceId AND ${condition}) AS e`;
const selectSliceLines = preparedStatement<{ workspaceId: WorkspaceId; after: number; upTo: number }, { lines: string }>(
  eventLinesSql('e.deal_number > $after AND e.deal_number <= $upTo'),
);
/** Up to the version that stands beside each number. */
const selectDealLines = statement<{ workspaceId: WorkspaceId; versions: string }, { lines: string }>(
  eventLinesSql(`EXISTS (SELECT 1 FROM jsonb_array_elements($versions::jsonb) AS k
  WHERE (k ->> 0)::integer = e.deal_number AND (k ->> 1)::integer >= e.version)`),
);
const selectLastNumber = statement<{ workspaceId: WorkspaceId }, { last: number }>(
  'SELECT coalesce(max(number), 0)::integer AS last FROM deal WHERE workspace_id = $workspaceId',
);
const selectVersions = statement<
  { workspaceId: WorkspaceId; after: number; upTo: number },
  { pairs: string }
>(`SELECT coalesce(json_agg(json_build_array(number, version)), '[]')::text AS pairs FROM deal
  WHERE workspace_id = $workspaceId AND number > $after AND number <= $upTo`);
const updateCounterVersion = statement<{ workspaceId: WorkspaceId; version: number }, never>(
  'UPDATE workspace SET counter_version = $version WHERE id = $workspaceId',
);
const deleteRows = ({ table }: CounterTable) =>
  statement<{ workspaceId: WorkspaceId }, never>(`DELETE FROM ${table} WHERE workspace_id = $workspaceId`);
/** Rows that count something. */
const selectRows = ({ table, measures }: CounterTable) =>
  statement<{ workspaceId: WorkspaceId }, { row: Readonly<Record<string, unknown>> }>(
    `SELECT to_jsonb(t) AS row FROM ${table} AS t WHERE workspace_id = $workspaceId AND (${measures.map((name) => `"${name}" <> 0`).join(' OR ')})`,
  );

/** Where histories are counted. What is counted lives there between slices: it is held until somebody has it. */
type CountingWorker = Pick<WorkerThread, 'run' | 'keepAlive'>;

/** Counts in this thread. */
function countingInProcess(): CountingWorker {
  const own = createTasks();
  return { run: async (name, data) => (own[name] as (data: unknown) => never)(data), keepAlive: () => () => {} };
}

async function loadLastNumber(sql: Sql, workspaceId: WorkspaceId): Promise<number> {
  const [row] = await selectLastNumber(sql, { workspaceId });
  return row?.last ?? 0;
}

/** Every event of some deals up to the version that stands beside each number. */
async function loadDealLines(sql: Sql, workspaceId: WorkspaceId, versions: readonly (readonly number[])[]): Promise<string> {
  const [row] = await selectDealLines(sql, { workspaceId, versions: JSON.stringify(versions) });
  return row?.lines ?? '';
}

/** A count that goes on: others may write meanwhile. */
type RunningCount = {
  readonly id: string;
  readonly counting: CountingWorker;
  /** The highest number of a deal when it began. */
  readonly last: number;
};

/** As many deals as make a text of about {@link READ_CHARACTERS}, going by the slice before: some firms' deals have one event, some a hundred. */
const nextSliceSize = (slice: number, size: number): number =>
  Math.ceil(Math.min(slice * 2, VERSION_SLICE, Math.max(slice / 8, (slice * READ_CHARACTERS) / Math.max(1, size))));

/** Counts everything there is, a slice at a time, without holding anybody up. */
async function countAll(sql: Sql, workspaceId: WorkspaceId, { id, counting, last }: RunningCount): Promise<void> {
  let pending: Promise<unknown> = counting.run('count', { id, isFirst: true, lines: '' });
  let slice = SLICE;
  for (let from = 0; from < last; ) {
    // The next slice is read while this one is counted.
    const [[row]] = await Promise.all([selectSliceLines(sql, { workspaceId, after: from, upTo: from + slice }), pending]);
    const lines = row?.lines ?? '';
    pending = counting.run('count', { id, isFirst: false, lines });
    from += slice;
    slice = nextSliceSize(slice, lines.length);
  }
  await pending;
}

/**
 * Counts everything there is and hands it on. The thread that counts stays until then, however long the wait for the lock is; what was
 * counted does not outlive a failure.
 */
async function withFullCount<Result>(
  prisma: PrismaClient,
  { workspaceId, worker }: { readonly workspaceId: WorkspaceId; readonly worker?: CountingWorker | undefined },
  use: (count: RunningCount) => Promise<Result>,
): Promise<Result> {
  const last = await loadLastNumber(prisma, workspaceId);
  const count: RunningCount = {
    id: newId(),
    last,
    counting: worker ?? (last <= MAX_DEALS_IN_PROCESS ? countingInProcess() : numbersThread),
  };
  const release = count.counting.keepAlive();
  try {
    await countAll(prisma, workspaceId, count);
    return await use(count);
  } catch (error) {
    await count.counting.run('discard', { id: count.id }).catch(() => null);
    throw error;
  } finally {
    release();
  }
}

/** Counts what was written since, in a transaction that sees no more of it: what the history amounts to, and how many deals it has. */
async function countChangesSince(
  sql: Sql,
  workspaceId: WorkspaceId,
  { id, counting }: RunningCount,
): Promise<{ readonly deals: number; readonly counters: ReadonlyMap<string, Counters> }> {
  const seen = await counting.run('lastVersions', { id });
  const versions = new Map<number, number>();
  for (let at = 0; at < seen.length; at += 2) versions.set(seen[at] ?? 0, seen[at + 1] ?? 0);
  const last = await loadLastNumber(sql, workspaceId);
  const changed: number[] = [];
  let deals = 0;
  for (let from = 0; from < last; from += VERSION_SLICE) {
    const [row] = await selectVersions(sql, { workspaceId, after: from, upTo: from + VERSION_SLICE });
    const pairs: readonly (readonly [number, number])[] = JSON.parse(row?.pairs ?? '[]');
    for (const [number, version] of pairs) if (versions.get(number) !== version) changed.push(number);
    deals += pairs.length;
  }
  for (let from = 0; from < changed.length; from += SLICE) {
    const slice = changed.slice(from, from + SLICE);
    const before = slice.map((number) => [number, versions.get(number) ?? 0]);
    const takeBack = await loadDealLines(sql, workspaceId, before);
    const lines = await loadDealLines(
      sql,
      workspaceId,
      slice.map((number) => [number, MAX_VERSION]),
    );
    await counting.run('count', { id, isFirst: false, lines, subtract: takeBack });
  }
  return { deals, counters: await counting.run('result', { id }) };
}

/** Writes what was counted in place of what stood there, with what was written meanwhile. */
async function replaceCounters(sql: Sql, workspaceId: WorkspaceId, count: RunningCount): Promise<number> {
  // In the mode that still lets others read: the digest goes on.
  for (const { table } of COUNTER_TABLES) await sql.$executeRawUnsafe(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
  const { deals, counters } = await countChangesSince(sql, workspaceId, count);
  for (const table of COUNTER_TABLES) {
    await deleteRows(table)(sql, { workspaceId });
    for (const [pipelineId, all] of counters) {
      const rows = toCounterRows(all, table, { workspaceId, pipelineId });
      for (let from = 0; from < rows.length; from += WRITE_SLICE)
        await addRows(table)(sql, { rows: jsonb(rows.slice(from, from + WRITE_SLICE)) });
    }
  }
  await updateCounterVersion(sql, { workspaceId, version: COUNTER_VERSION });
  return deals;
}

/**
 * Makes the counters of a workspace anew from its history. The history is read in slices between which others read and write; what they
 * write meanwhile is counted at the end, in a short transaction that alone holds writers up: each deal's statement adds to counters of
 * the workspace's rows, which are locked there first, so that nothing is counted twice or missed.
 *
 * @param worker where it is counted; else here for few deals, or in the thread of this process. @returns how many deals there are.
 */
export const rebuildCounters = (prisma: PrismaClient, workspaceId: WorkspaceId, worker?: CountingWorker): Promise<number> =>
  withFullCount(prisma, { workspaceId, worker }, (count) =>
    prisma.$transaction((sql) => replaceCounters(sql, workspaceId, count), REBUILD_TIMEOUTS_MS),
  );

const rowKey = ({ key, measures }: CounterTable, row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(['pipeline_id', ...key, ...measures].map((name) => row[name]));

async function findDifferences(sql: Sql, workspaceId: WorkspaceId, count: RunningCount): Promise<readonly string[]> {
  const { counters } = await countChangesSince(sql, workspaceId, count);
  const problems: string[] = [];
  for (const table of COUNTER_TABLES) {
    const kept = await selectRows(table)(sql, { workspaceId });
    const expected = [...counters].flatMap(([pipelineId, all]) => toCounterRows(all, table, { workspaceId, pipelineId }));
    const [actualKeys, expectedKeys] = [kept.map(({ row }) => rowKey(table, row)), expected.map((row) => rowKey(table, row))];
    const [thereSet, wantedSet] = [new Set(actualKeys), new Set(expectedKeys)];
    problems.push(
      ...actualKeys.filter((row) => !wantedSet.has(row)).map((row) => `${table.table} has ${row}, the history does not`),
      ...expectedKeys.filter((row) => !thereSet.has(row)).map((row) => `the history has ${row}, ${table.table} does not`),
    );
  }
  return problems;
}

/** Rows in which counters and history differ, as text; rows of nothing but zeros count as none. */
export const verifyCounters = (prisma: PrismaClient, workspaceId: WorkspaceId): Promise<readonly string[]> =>
  withFullCount(prisma, { workspaceId }, (count) =>
    prisma.$transaction((sql) => findDifferences(sql, workspaceId, count), {
      ...REBUILD_TIMEOUTS_MS,
      isolationLevel: 'RepeatableRead',
    }),
  );
