import { setImmediate as nextTurn } from 'node:timers/promises';
import { countEventParts } from '../core/history/count-events.ts';
import { createCounterAccumulator } from '../core/history/counters.ts';
import type { ImportedDeal, KnownDeal } from '../core/history/plan-import.ts';
import type { WorkspaceId } from '../core/ids.ts';
import type { NewId } from './db/ids.ts';
import { isDuplicate, jsonb, type Sql, toStorableText } from './db/sql.ts';
import { statement } from './db/statement.ts';
import { MUTABLE_COLUMNS } from './deals/write-deal.ts';
import { queueDeliveries } from './deliveries.ts';
import { toTierRow } from './funnel/tiers.ts';
import type { PrismaClient } from './generated/client.ts';
import { createImportProgressStore } from './import-progress.ts';
import { createImportRunStore, insertTraces, recordRun, toTraceRows } from './import-runs.ts';
import { inSlices, putRows } from './put-rows.ts';
import { addRows, COUNTER_TABLES, toCounterRows } from './rows/counter-rows.ts';
import { type DealRow, type EventRow, toDeal, toDealEvent, toDealRow, toEventRow, toIso } from './rows/deal-rows.ts';
import { insertEvents } from './rows/event-sql.ts';
import { insertRowsSql } from './rows/insert-rows.ts';
import { type ImportBatch, type Imports, OutdatedImportError } from './types/imports.ts';

/** Milliseconds for an import: it is one transaction. */
const IMPORT_TIMEOUTS_MS = { maxWait: 60_000, timeout: 3_600_000 };

/** An array, not a subquery: joined to a table that grows while it is asked, the whole of that would be read for each slice. */
const selectKnownDeals = statement<
  { workspaceId: WorkspaceId; externalIds: string },
  { deal: DealRow; history: readonly EventRow[] }
>(`SELECT to_jsonb(d) AS deal, (
    SELECT jsonb_agg(to_jsonb(e) ORDER BY e.version) FROM deal_event AS e
    WHERE e.workspace_id = d.workspace_id AND e.deal_number = d.number) AS history
  FROM deal AS d WHERE d.workspace_id = $workspaceId AND d.external_id = ANY (ARRAY(SELECT jsonb_array_elements_text($externalIds::jsonb)))`);

const reserveNumbers = statement<
  { workspaceId: WorkspaceId; count: number },
  { first: number }
>(`UPDATE workspace SET next_deal_number = next_deal_number + $count WHERE id = $workspaceId
  RETURNING next_deal_number - $count AS first`);

const insertDeals = statement<{ rows: string }, never>(insertRowsSql('deal'));
const insertContacts = statement<{ rows: string }, never>(insertRowsSql('contact'));
const insertNotes = statement<{ rows: string }, never>(insertRowsSql('note'));
const updateDeals = statement<
  { rows: string },
  never
>(`UPDATE deal AS d SET (${MUTABLE_COLUMNS}) = (${MUTABLE_COLUMNS.replace(/\b([a-z_]+)/g, 'r.$1')})
  FROM jsonb_populate_recordset(NULL::deal, $rows::jsonb) AS r WHERE d.workspace_id = r.workspace_id AND d.number = r.number`);

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

/** Stages that open deals of a batch are in and that an admin has removed since the file was read. */
const selectArchived = statement<{ workspaceId: WorkspaceId; pipelineId: string; stageIds: string }, { id: string }>(
  `SELECT id FROM stage WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND archived_at IS NOT NULL
    AND id IN (SELECT jsonb_array_elements_text($stageIds::jsonb))`,
);

/** Contact data and notes of new deals, as rows. */
function rowsBeside(workspaceId: WorkspaceId, deals: readonly ImportedDeal[], at: number) {
  const contacts = deals.flatMap(({ contact }) =>
    contact == null ? [] : [{ workspace_id: workspaceId, ...contact, created_at: toIso(at) }],
  );
  const notes = deals.flatMap(({ deal, note }) =>
    note == null
      ? []
      : [
          {
            ...{ workspace_id: workspaceId, id: note.id, deal_number: deal.number, member_id: deal.ownerId },
            ...{ kind: 'note', text: note.text, at: toIso(deal.createdAt) },
          },
        ],
  );
  return { contacts, notes };
}

type Slice = {
  readonly workspaceId: WorkspaceId;
  readonly at: number;
  readonly deals: readonly ImportedDeal[];
  readonly runId: string;
};

/** Writes a slice, the tables that others refer to first. */
async function writeSlice(sql: Sql, { workspaceId, deals, at, runId }: Slice): Promise<void> {
  const { contacts, notes } = rowsBeside(workspaceId, deals, at);
  const rows = (isNew: boolean) => deals.filter((each) => each.isNew === isNew).map(({ deal }) => toDealRow(workspaceId, deal));
  await putRows(sql, insertContacts, contacts);
  await putRows(sql, insertDeals, rows(true));
  await putRows(sql, updateDeals, rows(false));
  await putRows(sql, insertNotes, notes);
  await putRows(
    sql,
    insertEvents,
    deals.flatMap(({ events }) => events.map((event) => toEventRow(workspaceId, event, at))),
  );
  await putRows(sql, insertTraces, toTraceRows(workspaceId, runId, deals));
}

/**
 * A foreign key is checked by a plan that is made once and kept: one from when the other table was nearly empty reads the whole of it for every
 * row. A plan goes by the size of the table, so one is made anew each time that has doubled.
 */
const forgetPlans = statement<Record<never, never>, never>('DISCARD PLANS');

/**
 * The index of the search keeps what is new in a list and merges it in when that is full: of the usual 4 MB it takes a tenth of a second, in
 * which the embedded database, in this thread, lets nobody have a turn.
 */
const mergeSearchOften = statement<Record<never, never>, never>("SET LOCAL gin_pending_list_limit = '128kB'");

type BatchSql = Sql & Pick<PrismaClient, 'member' | 'tierBounds'>;
type Batch = { readonly workspaceId: WorkspaceId; readonly batch: ImportBatch };

/** What the deals refer to; nothing of it waits for them. @returns the number of the first new one. */
async function writeBeforeDeals(sql: BatchSql, { workspaceId, batch }: Batch): Promise<number> {
  const { pipelineId, at, deals } = batch;
  // The workspace's row is the lock: a deal that somebody opens meanwhile waits, and no number is left out.
  const [row] = await reserveNumbers(sql, { workspaceId, count: deals.newDeals });
  const gone = await selectArchived(sql, { workspaceId, pipelineId, stageIds: jsonb([...deals.openStageIds]) });
  if (gone.length > 0) throw new OutdatedImportError('a stage of the file was removed');
  if (!(await recordRun(sql, workspaceId, batch))) throw new OutdatedImportError('this file was imported meanwhile');
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
  return row?.first ?? 1;
}

/** All of a batch in one transaction: deals, events and counters together, or nothing. Only a slice of it is in memory at a time. */
async function writeBatch(
  sql: BatchSql,
  { workspaceId, batch }: Batch,
  progress: (done: number, of: number) => void,
): Promise<void> {
  const { pipelineId, at, deals, run } = batch;
  await mergeSearchOften(sql, {});
  const first = await writeBeforeDeals(sql, { workspaceId, batch });
  const sum = createCounterAccumulator();
  const total = deals.newDeals + deals.changedDeals;
  let [next, done, plannedFor] = [first, 0, 0];
  for await (const some of deals.slices((externalIds) => selectKnown(sql, workspaceId, externalIds))) {
    const numbered = assignNumbers(some, next);
    next += numbered.filter(({ isNew }) => isNew).length;
    await writeSlice(sql, { workspaceId, at, deals: numbered, runId: run.id });
    for (const { events } of numbered) for (const event of events) for (const part of countEventParts(event)) sum.add(part);
    done += numbered.length;
    if (done >= 2 * plannedFor) {
      await forgetPlans(sql, {});
      plannedFor = done;
    }
    progress(done, total);
    await nextTurn();
  }
  if (next - first !== deals.newDeals || done !== total) throw new OutdatedImportError('the deals are others than were counted');
  const counters = sum.counters();
  for (const table of COUNTER_TABLES)
    await putRows(sql, addRows(table), toCounterRows(counters, table, { workspaceId, pipelineId }));
  await queueDeliveries(sql, workspaceId, { drafts: batch.deliveries, at });
}

async function selectKnown(
  sql: Sql,
  workspaceId: WorkspaceId,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, KnownDeal>> {
  const found = new Map<string, KnownDeal>();
  for (const some of inSlices(externalIds)) {
    const rows = await selectKnownDeals(sql, { workspaceId, externalIds: jsonb(some) });
    for (const { deal, history } of rows)
      found.set(deal.external_id ?? '', { deal: toDeal(deal), history: history.map(toDealEvent) });
  }
  return found;
}

/** Deals and their past that come from outside. */
export function createImportStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): Imports {
  return {
    newId,
    ...createImportRunStore(prisma, workspaceId),
    ...createImportProgressStore(prisma, workspaceId),
    known: (externalIds) => selectKnown(prisma, workspaceId, externalIds),
    emails: async () => {
      const rows = await prisma.member.findMany({
        where: { workspaceId, email: { not: null } },
        select: { id: true, email: true },
      });
      return new Map(rows.map(({ id, email }) => [(email ?? '').toLowerCase(), id]));
    },
    write: async (batch, progress) => {
      try {
        await prisma.$transaction((sql) => writeBatch(sql, { workspaceId, batch }, progress), IMPORT_TIMEOUTS_MS);
        return true;
      } catch (error) {
        // Somebody changed one of the deals, or another import brought them, since they were read.
        if (isDuplicate(error) || error instanceof OutdatedImportError) return false;
        throw error;
      }
    },
  };
}
