import { countEventParts } from '../core/history/count-events.ts';
import { createCounterAccumulator } from '../core/history/counters.ts';
import type { ImportedDeal, KnownDeal } from '../core/history/plan-import.ts';
import type { NewId } from './db/ids.ts';
import { isDuplicate, jsonb, query, type Sql, toStorableText } from './db/sql.ts';
import { MUTABLE_COLUMNS } from './deals/write-deal.ts';
import { toTierRow } from './funnel/tiers.ts';
import type { PrismaClient } from './generated/client.ts';
import { addRowsSql, COUNTER_TABLES, toCounterRows } from './rows/counter-rows.ts';
import { type DealRow, type EventRow, toDeal, toDealEvent, toDealRow, toEventRow } from './rows/deal-rows.ts';
import { toDeliveryRow } from './rows/delivery-rows.ts';
import type { ImportBatch, Imports } from './types/imports.ts';

/** Rows in one statement: enough to be fast, few enough for progress to be seen. */
const ROWS_PER_STATEMENT = 500;
/** Milliseconds for an import: it is one transaction. */
const IMPORT_TIMEOUTS_MS = { maxWait: 60_000, timeout: 3_600_000 };

const KNOWN_DEALS = `SELECT to_jsonb(d) AS deal, (
    SELECT jsonb_agg(to_jsonb(e) ORDER BY e.version) FROM deal_event AS e
    WHERE e.workspace_id = d.workspace_id AND e.deal_number = d.number) AS history
  FROM deal AS d WHERE d.workspace_id = $1 AND d.external_id IN (SELECT jsonb_array_elements_text($2::jsonb))`;

const RESERVE_NUMBERS = `UPDATE workspace SET next_deal_number = next_deal_number + $2 WHERE id = $1
  RETURNING next_deal_number - $2 AS first`;

const insertSql = (table: string) =>
  `INSERT INTO ${table} SELECT r.* FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) AS r`;

const INSERT_DEALS = insertSql('deal');
const INSERT_EVENTS = insertSql('deal_event');
const INSERT_POSTS = `${insertSql('delivery')} ON CONFLICT DO NOTHING`;
const UPDATE_DEALS = `UPDATE deal AS d SET (${MUTABLE_COLUMNS}) = (${MUTABLE_COLUMNS.replace(/\b([a-z_]+)/g, 'r.$1')})
  FROM jsonb_populate_recordset(NULL::deal, $1::jsonb) AS r WHERE d.workspace_id = r.workspace_id AND d.number = r.number`;

function* inSlices<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += ROWS_PER_STATEMENT) yield items.slice(from, from + ROWS_PER_STATEMENT);
}

/** The deals with their numbers: those that are new count up from the first. */
function assignNumbers(deals: readonly ImportedDeal[], first: number): readonly ImportedDeal[] {
  let next = first;
  return deals.map((each) => {
    if (!each.isNew) return each;
    const number = next;
    next += 1;
    return { ...each, deal: { ...each.deal, number }, events: each.events.map((event) => ({ ...event, dealNumber: number })) };
  });
}

/** All of a batch in one transaction: deals, events and counters together, or nothing. */
async function writeBatch(
  sql: Sql & Pick<PrismaClient, 'member' | 'tierBounds'>,
  workspaceId: string,
  batch: ImportBatch,
  progress: (done: number, of: number) => void,
): Promise<void> {
  const { pipelineId, at } = batch;
  const created = batch.deals.filter(({ isNew }) => isNew).length;
  // The workspace's row is the lock: a deal that somebody opens meanwhile waits, and no number is left out.
  const [row] = await query<{ first: number }>(sql, RESERVE_NUMBERS, workspaceId, created);
  const deals = assignNumbers(batch.deals, row?.first ?? 1);
  await sql.member.createMany({
    data: batch.members.map(({ id, name }) => ({
      workspaceId,
      id,
      name: toStorableText(name).slice(0, 200),
      createdAt: new Date(at),
    })),
  });
  await sql.tierBounds.createMany({
    data: batch.tiers.map((bounds) => toTierRow(workspaceId, pipelineId, bounds)),
    skipDuplicates: true,
  });
  const rows = (some: readonly ImportedDeal[]) => some.map(({ deal }) => toDealRow(workspaceId, deal));
  const events = deals.flatMap((each) => each.events);
  const total = deals.length + events.length;
  let done = 0;
  const put = async (statement: string, some: readonly unknown[]) => {
    await sql.$executeRawUnsafe(statement, jsonb(some));
    done += some.length;
    progress(done, total);
  };
  for (const some of inSlices(deals.filter(({ isNew }) => isNew))) await put(INSERT_DEALS, rows(some));
  for (const some of inSlices(deals.filter(({ isNew }) => !isNew))) await put(UPDATE_DEALS, rows(some));
  for (const some of inSlices(events)) {
    await put(
      INSERT_EVENTS,
      some.map((event) => toEventRow(workspaceId, pipelineId, event, at)),
    );
  }
  const sum = createCounterAccumulator();
  for (const event of events) for (const part of countEventParts(event)) sum.add(part);
  const counters = sum.counters();
  for (const table of COUNTER_TABLES) {
    await sql.$executeRawUnsafe(addRowsSql(table, '$1'), jsonb(toCounterRows(counters, table, { workspaceId, pipelineId })));
  }
  await sql.$executeRawUnsafe(INSERT_POSTS, jsonb(batch.deliveries.map((draft) => toDeliveryRow(workspaceId, draft, at))));
}

/** Deals and their past that come from outside. */
export function createImportStore(prisma: PrismaClient, workspaceId: string, newId: NewId): Imports {
  return {
    newId,
    known: async (externalIds) => {
      const found = new Map<string, KnownDeal>();
      for (const some of inSlices(externalIds)) {
        const rows = await query<{ deal: DealRow; history: readonly EventRow[] }>(prisma, KNOWN_DEALS, workspaceId, jsonb(some));
        for (const { deal, history } of rows)
          found.set(deal.external_id ?? '', { deal: toDeal(deal), history: history.map(toDealEvent) });
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
        await prisma.$transaction((sql) => writeBatch(sql, workspaceId, batch, progress), IMPORT_TIMEOUTS_MS);
        return true;
      } catch (error) {
        // Somebody changed one of the deals, or another import brought them, since they were read.
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
  };
}
