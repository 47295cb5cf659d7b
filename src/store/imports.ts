import { counterSum } from '../core/counters.ts';
import type { ImportedDeal, KnownDeal } from '../core/imported-history.ts';
import { counterParts } from '../core/stage-history.ts';
import { addRows, COUNTER_TABLES, counterRows } from './counter-rows.ts';
import { type DealRow, dealOf, dealRowOf, type EventRow, eventOf, eventRowOf } from './deal-rows.ts';
import { deliveryRow } from './delivery-rows.ts';
import type { PrismaClient } from './generated/client.ts';
import type { NewId } from './ids.ts';
import { isDuplicate, jsonb, query, type Sql, storable } from './sql.ts';
import { tierRow } from './tiers.ts';
import type { ImportBatch, Imports } from './types/imports.ts';
import { CHANGING } from './write-deal.ts';

/** Rows in one statement: enough to be fast, few enough for progress to be seen. */
const AT_ONCE = 500;
/** Milliseconds for an import: it is one transaction. */
const PATIENCE = { maxWait: 60_000, timeout: 3_600_000 };

const KNOWN = `SELECT to_jsonb(d) AS deal, (
    SELECT jsonb_agg(to_jsonb(e) ORDER BY e.version) FROM deal_event AS e
    WHERE e.workspace_id = d.workspace_id AND e.deal_number = d.number) AS history
  FROM deal AS d WHERE d.workspace_id = $1 AND d.external_id IN (SELECT jsonb_array_elements_text($2::jsonb))`;

const NUMBERS = `UPDATE workspace SET next_deal_number = next_deal_number + $2 WHERE id = $1
  RETURNING next_deal_number - $2 AS first`;

const insert = (table: string) => `INSERT INTO ${table} SELECT r.* FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) AS r`;

const INSERT_DEALS = insert('deal');
const INSERT_EVENTS = insert('deal_event');
const INSERT_POSTS = `${insert('delivery')} ON CONFLICT DO NOTHING`;
const UPDATE_DEALS = `UPDATE deal AS d SET (${CHANGING}) = (${CHANGING.replace(/\b([a-z_]+)/g, 'r.$1')})
  FROM jsonb_populate_recordset(NULL::deal, $1::jsonb) AS r WHERE d.workspace_id = r.workspace_id AND d.number = r.number`;

function* slices<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += AT_ONCE) yield items.slice(from, from + AT_ONCE);
}

/** The deals with their numbers: those that are new count up from the first. */
function numbered(deals: readonly ImportedDeal[], first: number): readonly ImportedDeal[] {
  let next = first;
  return deals.map((each) => {
    if (!each.isNew) return each;
    const number = next;
    next += 1;
    return { ...each, deal: { ...each.deal, number }, events: each.events.map((event) => ({ ...event, dealNumber: number })) };
  });
}

/** All of a batch in one transaction: deals, events and counters together, or nothing. */
async function write(
  sql: Sql & Pick<PrismaClient, 'member' | 'tierBounds'>,
  workspaceId: string,
  batch: ImportBatch,
  progress: (done: number, of: number) => void,
): Promise<void> {
  const { pipelineId, at } = batch;
  const created = batch.deals.filter(({ isNew }) => isNew).length;
  // The workspace's row is the lock: a deal that somebody opens meanwhile waits, and no number is left out.
  const [row] = await query<{ first: number }>(sql, NUMBERS, workspaceId, created);
  const deals = numbered(batch.deals, row?.first ?? 1);
  await sql.member.createMany({
    data: batch.members.map(({ id, name }) => ({ workspaceId, id, name: storable(name).slice(0, 200), createdAt: new Date(at) })),
  });
  await sql.tierBounds.createMany({
    data: batch.tiers.map((bounds) => tierRow(workspaceId, pipelineId, bounds)),
    skipDuplicates: true,
  });
  const rows = (some: readonly ImportedDeal[]) => some.map(({ deal }) => dealRowOf(workspaceId, deal));
  const events = deals.flatMap((each) => each.events);
  const total = deals.length + events.length;
  let done = 0;
  const put = async (statement: string, some: readonly unknown[]) => {
    await sql.$executeRawUnsafe(statement, jsonb(some));
    done += some.length;
    progress(done, total);
  };
  for (const some of slices(deals.filter(({ isNew }) => isNew))) await put(INSERT_DEALS, rows(some));
  for (const some of slices(deals.filter(({ isNew }) => !isNew))) await put(UPDATE_DEALS, rows(some));
  for (const some of slices(events)) {
    await put(
      INSERT_EVENTS,
      some.map((event) => eventRowOf(workspaceId, pipelineId, event, at)),
    );
  }
  const sum = counterSum();
  for (const event of events) for (const part of counterParts(event)) sum.add(part);
  const counters = sum.counters();
  for (const table of COUNTER_TABLES) {
    await sql.$executeRawUnsafe(addRows(table, '$1'), jsonb(counterRows(counters, table, { workspaceId, pipelineId })));
  }
  await sql.$executeRawUnsafe(INSERT_POSTS, jsonb(batch.deliveries.map((draft) => deliveryRow(workspaceId, draft, at))));
}

/** Deals and their past that come from outside. */
export function importsOf(prisma: PrismaClient, workspaceId: string, newId: NewId): Imports {
  return {
    newId,
    known: async (externalIds) => {
      const found = new Map<string, KnownDeal>();
      for (const some of slices(externalIds)) {
        const rows = await query<{ deal: DealRow; history: readonly EventRow[] }>(prisma, KNOWN, workspaceId, jsonb(some));
        for (const { deal, history } of rows)
          found.set(deal.external_id ?? '', { deal: dealOf(deal), history: history.map(eventOf) });
      }
      return found;
    },
    emails: async () => {
      const rows = await prisma.member.findMany({
        where: { workspaceId, email: { not: null } },
        select: { id: true, email: true },
      });
      return new Map(rows.map(({ id, email }) => [(email ?? '').toLowerCase(), id]));
    },
    write: async (batch, progress) => {
      try {
        await prisma.$transaction((sql) => write(sql, workspaceId, batch, progress), PATIENCE);
        return true;
      } catch (error) {
        // Somebody changed one of the deals, or another import brought them, since they were read.
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
  };
}
