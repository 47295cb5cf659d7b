import { setImmediate } from 'node:timers/promises';
import { addCounters, type Counters, NO_COUNTERS } from '../core/counters.ts';
import { COUNTER_VERSION, countersOfDeal } from '../core/stage-history.ts';
import { addRows, COUNTER_TABLES, type CounterTable, counterRows } from './counter-rows.ts';
import { type EventRow, eventOf } from './deal-rows.ts';
import type { PrismaClient } from './generated/client.ts';
import { jsonb, query, type Sql } from './sql.ts';

/** Deals whose histories are read at once. */
const SLICE = 500;
/** Milliseconds for a rebuild: it is one transaction. */
const PATIENCE = { maxWait: 60_000, timeout: 3_600_000 };

const HISTORIES = `SELECT to_jsonb(e) AS event, e.pipeline_id AS pipeline FROM deal_event AS e
  WHERE e.workspace_id = $1 AND e.deal_number > $2 AND e.deal_number <= $3 ORDER BY e.deal_number, e.version`;

type Tally = { readonly deals: number; readonly counters: ReadonlyMap<string, Counters> };

function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** What the whole history amounts to, by pipeline; the event loop turns between slices. */
async function tally(sql: Sql, workspaceId: string): Promise<Tally> {
  const [last] = await query<{ last: number }>(
    sql,
    'SELECT coalesce(max(deal_number), 0)::integer AS last FROM deal_event WHERE workspace_id = $1',
    workspaceId,
  );
  const counters = new Map<string, Counters>();
  let deals = 0;
  for (let from = 0; from < (last?.last ?? 0); from += SLICE) {
    const rows = await query<{ event: EventRow; pipeline: string }>(sql, HISTORIES, workspaceId, from, from + SLICE);
    const histories = grouped(rows, (row) => row.event.deal_number);
    for (const [pipeline, all] of grouped(histories.values(), (history) => history[0]?.pipeline ?? '')) {
      const added = all.map((history) => countersOfDeal(history.map((row) => eventOf(row.event))));
      counters.set(pipeline, addCounters([counters.get(pipeline) ?? NO_COUNTERS, ...added]));
    }
    deals += histories.size;
    await setImmediate();
  }
  return { deals, counters };
}

/**
 * Makes the counters of a workspace anew from its history, in one transaction. Writers wait: each deal's statement adds to counters of
 * the workspace's rows, which are locked here first, so that nothing is counted twice or missed.
 *
 * @returns how many deals there are.
 */
export async function rebuildCounters(prisma: PrismaClient, workspaceId: string): Promise<number> {
  return prisma.$transaction(async (sql) => {
    // In the mode that still lets others read: the digest goes on.
    for (const { table } of COUNTER_TABLES) await sql.$executeRawUnsafe(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
    const { deals, counters } = await tally(sql, workspaceId);
    for (const table of COUNTER_TABLES) {
      await sql.$executeRawUnsafe(`DELETE FROM ${table.table} WHERE workspace_id = $1`, workspaceId);
      for (const [pipelineId, all] of counters) {
        await sql.$executeRawUnsafe(addRows(table, '$1'), jsonb(counterRows(all, table, { workspaceId, pipelineId })));
      }
    }
    await sql.$executeRawUnsafe('UPDATE workspace SET counter_version = $2 WHERE id = $1', workspaceId, COUNTER_VERSION);
    return deals;
  }, PATIENCE);
}

const keyOf = ({ key, measures }: CounterTable, row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(['pipeline_id', ...key, ...measures].map((name) => row[name]));

/** Rows in which counters and history differ, as text; rows of nothing but zeros count as none. */
export async function verifyCounters(prisma: PrismaClient, workspaceId: string): Promise<readonly string[]> {
  return prisma.$transaction(
    async (sql) => {
      const { counters } = await tally(sql, workspaceId);
      const problems: string[] = [];
      for (const table of COUNTER_TABLES) {
        const kept = await query<{ row: Readonly<Record<string, unknown>> }>(
          sql,
          `SELECT to_jsonb(t) AS row FROM ${table.table} AS t WHERE workspace_id = $1 AND (${table.measures.map((name) => `"${name}" <> 0`).join(' OR ')})`,
          workspaceId,
        );
        const due = [...counters].flatMap(([pipelineId, all]) => counterRows(all, table, { workspaceId, pipelineId }));
        const [there, wanted] = [kept.map(({ row }) => keyOf(table, row)), due.map((row) => keyOf(table, row))];
        const [thereSet, wantedSet] = [new Set(there), new Set(wanted)];
        problems.push(
          ...there.filter((row) => !wantedSet.has(row)).map((row) => `${table.table} has ${row}, the history does not`),
          ...wanted.filter((row) => !thereSet.has(row)).map((row) => `the history has ${row}, ${table.table} does not`),
        );
      }
      return problems;
    },
    { ...PATIENCE, isolationLevel: 'RepeatableRead' },
  );
}
