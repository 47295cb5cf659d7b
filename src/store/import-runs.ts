import { countHistory } from '../core/history/count-events.ts';
import { createCounterAccumulator, negateCounters } from '../core/history/counters.ts';
import type { ImportedDeal } from '../core/history/plan-import.ts';
import { undoImport } from '../core/history/undo-import.ts';
import type { WorkspaceId } from '../core/ids.ts';
import { DAY_MS } from '../core/time/durations.ts';
import { jsonb, type Sql } from './db/sql.ts';
import { statement } from './db/statement.ts';
import { MUTABLE_COLUMNS } from './deals/write-deal.ts';
import type { PrismaClient } from './generated/client.ts';
import { putRows } from './put-rows.ts';
import { addRows, COUNTER_TABLES, toCounterRows } from './rows/counter-rows.ts';
import { type DealRow, type EventRow, toDeal, toDealEvent, toDealRow, toEventRow, toIso } from './rows/deal-rows.ts';
import { insertEvents } from './rows/event-sql.ts';
import { insertRowsSql } from './rows/insert-rows.ts';
import type { ImportBatch, ImportRun, Imports, ImportUndone } from './types/imports.ts';

/** Deals read and written by one statement of an undo: each statement is planned for itself, and none may hold the thread for long. */
const SLICE = 100;
/** So long is kept what was chosen about a file that was never imported. */
const DRAFT_LIFE_MS = 7 * DAY_MS;
const TIMEOUTS_MS = { maxWait: 60_000, timeout: 3_600_000 };

type RunValues = {
  readonly workspaceId: WorkspaceId;
  readonly id: string;
  readonly pipelineId: string;
  readonly memberId: string | null;
  readonly fileName: string;
  readonly choices: string;
  readonly at: string;
};

const INSERT_RUN =
  'INSERT INTO import_run (workspace_id, id, pipeline_id, member_id, file_name, choices, new_deals, changed_deals, created_at, imported_at)';

const upsertDraft = statement<RunValues, never>(
  `${INSERT_RUN} VALUES ($workspaceId, $id, $pipelineId, $memberId, $fileName, $choices::jsonb, 0, 0, $at::timestamptz, NULL)
  ON CONFLICT (workspace_id, id) DO UPDATE SET pipeline_id = EXCLUDED.pipeline_id, choices = EXCLUDED.choices
    WHERE import_run.imported_at IS NULL`,
);
const deleteOldDrafts = statement<{ workspaceId: WorkspaceId; before: string }, never>(
  'DELETE FROM import_run WHERE workspace_id = $workspaceId AND imported_at IS NULL AND created_at < $before::timestamptz',
);
/** Of two who import the same draft at once the second finds nothing to finish. */
const finishRun = statement<RunValues & { newDeals: number; changedDeals: number }, { id: string }>(
  `${INSERT_RUN} VALUES ($workspaceId, $id, $pipelineId, $memberId, $fileName, $choices::jsonb, $newDeals, $changedDeals,
    $at::timestamptz, $at::timestamptz)
  ON CONFLICT (workspace_id, id) DO UPDATE SET new_deals = EXCLUDED.new_deals, changed_deals = EXCLUDED.changed_deals,
    imported_at = EXCLUDED.imported_at WHERE import_run.imported_at IS NULL RETURNING id`,
);
export const insertTraces = statement<{ rows: string }, never>(insertRowsSql('imported_deal'));

/** What an import left of deals, as rows. */
export const toTraceRows = (workspaceId: WorkspaceId, runId: string, deals: readonly ImportedDeal[]): readonly object[] =>
  deals.map(({ deal, events }) => ({
    ...{ workspace_id: workspaceId, run_id: runId, deal_number: deal.number },
    ...{ version_before: deal.version - events.length, version_after: deal.version },
  }));

/**
 * Keeps that an import was made, within its transaction.
 *
 * @returns false where the same draft was imported already.
 */
export async function recordRun(
  sql: Sql,
  workspaceId: WorkspaceId,
  { run, pipelineId, at, deals: { newDeals, changedDeals } }: ImportBatch,
): Promise<boolean> {
  const finished = await finishRun(sql, {
    ...{ workspaceId, pipelineId, id: run.id, memberId: run.memberId, fileName: run.fileName },
    ...{ choices: jsonb(run.choices), at: toIso(at), newDeals, changedDeals },
  });
  return finished.length > 0;
}

type Trace = { readonly version_before: number; readonly version_after: number };
/** Deals of a run in order of their numbers, locked, with their whole history, which is read of no more of them. */
const lockDeals = statement<
  { workspaceId: WorkspaceId; runId: string; after: number; limit: number },
  Trace & { readonly deal: DealRow; readonly history: readonly EventRow[] }
>(`SELECT t.version_before, t.version_after, to_jsonb(d) AS deal, (
    SELECT jsonb_agg(to_jsonb(e) ORDER BY e.version) FROM deal_event AS e
    WHERE e.workspace_id = d.workspace_id AND e.deal_number = d.number) AS history
  FROM (
    SELECT * FROM imported_deal WHERE workspace_id = $workspaceId AND run_id = $runId AND deal_number > $after
    ORDER BY deal_number LIMIT $limit
  ) AS t JOIN deal AS d ON d.workspace_id = t.workspace_id AND d.number = t.deal_number ORDER BY d.number FOR UPDATE OF d`);
const updateDeals = statement<{ rows: string }, never>(
  `UPDATE deal AS d SET (${MUTABLE_COLUMNS}, external_id) = (${`${MUTABLE_COLUMNS}, external_id`.replace(/\b([a-z_]+)/g, 'r.$1')})
  FROM jsonb_populate_recordset(NULL::deal, $rows::jsonb) AS r WHERE d.workspace_id = r.workspace_id AND d.number = r.number`,
);
/** An array, not a subquery: joined to the rows of the run, which no statistics know yet, all of them would be read for each number. */
const deleteTraces = statement<{ workspaceId: WorkspaceId; runId: string; numbers: string }, never>(
  `DELETE FROM imported_deal WHERE workspace_id = $workspaceId AND run_id = $runId
    AND deal_number = ANY (ARRAY(SELECT jsonb_array_elements_text($numbers::jsonb)::integer))`,
);
const lockRun = statement<
  { workspaceId: WorkspaceId; id: string },
  { pipeline_id: string; imported_at: string; undone_at: string | null }
>(`SELECT r.pipeline_id, to_jsonb(r) ->> 'imported_at' AS imported_at, to_jsonb(r) ->> 'undone_at' AS undone_at FROM import_run AS r
  WHERE workspace_id = $workspaceId AND id = $id AND imported_at IS NOT NULL FOR UPDATE`);
const selectArchived = statement<{ workspaceId: WorkspaceId; pipelineId: string }, { id: string }>(
  'SELECT id FROM stage WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND archived_at IS NOT NULL',
);
const markUndone = statement<{ workspaceId: WorkspaceId; id: string; at: string }, never>(
  'UPDATE import_run SET undone_at = $at::timestamptz WHERE workspace_id = $workspaceId AND id = $id',
);
const dropPosts = statement<{ workspaceId: WorkspaceId; keys: string }, never>(
  `DELETE FROM delivery WHERE workspace_id = $workspaceId AND kind = 'imported' AND state = 'queued' AND key LIKE $keys`,
);
/** Cards of deals that are no more, or are as they were: each is drawn once more. */
const queueCards = statement<{ workspaceId: WorkspaceId; numbers: string; at: string }, never>(
  `INSERT INTO delivery (workspace_id, key, kind, target, subject, payload, state, not_before, attempt, created_at)
  SELECT c.workspace_id, 'card/' || c.channel_id || '/' || c.deal_number || '/' || d.version, 'deal-card', c.channel_id, c.deal_number::text,
    jsonb_build_object('number', c.deal_number, 'version', d.version,
      'cardKey', 'card/' || c.channel_id || '/' || c.deal_number || '/' || d.version, 'isCheck', true),
    'queued', $at::timestamptz, 0, $at::timestamptz
  FROM deal_card AS c JOIN deal AS d ON d.workspace_id = c.workspace_id AND d.number = c.deal_number
  WHERE c.workspace_id = $workspaceId AND c.deal_number IN (SELECT jsonb_array_elements_text($numbers::jsonb)::integer)
  ON CONFLICT DO NOTHING`,
);

/**
 * Nobody may have counted the rows since the import: by the counts of before, a plan reads the whole of a table for every slice. What an undo
 * asks for is always found by an index.
 */
const useIndexes = statement<Record<never, never>, { set: string }>(
  "SELECT set_config(name, 'off', true) AS set FROM unnest(ARRAY['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) AS name",
);

/** Takes back what nobody has worked on since; what stays keeps its trace, so that the run can be asked about again. */
async function undoRun(
  sql: Sql,
  { workspaceId, id }: { readonly workspaceId: WorkspaceId; readonly id: string },
  { memberId, at }: { readonly memberId: string | null; readonly at: number },
): Promise<ImportUndone> {
  const [run] = await lockRun(sql, { workspaceId, id });
  if (run === undefined) return { ok: false, why: 'none' };
  if (run.undone_at !== null) return { ok: false, why: 'already' };
  const place = { workspaceId, pipelineId: run.pipeline_id };
  const archived = new Set((await selectArchived(sql, place)).map((stage) => stage.id));
  await useIndexes(sql, {});
  const sum = createCounterAccumulator();
  let [undone, stayed] = [0, 0];
  for (let after = 0; ; ) {
    const rows = await lockDeals(sql, { workspaceId, runId: id, after, limit: SLICE });
    const done = rows.flatMap(({ version_before: versionBefore, version_after: versionAfter, ...row }) => {
      const known = { deal: toDeal(row.deal), history: row.history.map(toDealEvent) };
      const taken = undoImport(known, { versionBefore, versionAfter }, { memberId: memberId ?? known.deal.ownerId, at });
      // A stage that was removed since takes nobody back.
      const isStuck = taken?.deal.outcome === 'open' && archived.has(taken.deal.stageId);
      return taken === undefined || isStuck ? [] : [{ ...taken, history: known.history }];
    });
    for (const { history, events } of done) {
      // A difference of two whole histories takes the effects back exactly.
      sum.add(countHistory([...history, ...events]));
      sum.add(negateCounters(countHistory(history)));
    }
    const numbers = jsonb(done.map(({ deal }) => deal.number));
    await updateDeals(sql, { rows: jsonb(done.map(({ deal }) => toDealRow(workspaceId, deal))) });
    await insertEvents(sql, {
      rows: jsonb(done.flatMap(({ events }) => events.map((event) => toEventRow(place.workspaceId, event, at)))),
    });
    await queueCards(sql, { workspaceId, numbers, at: toIso(at) });
    await deleteTraces(sql, { workspaceId, runId: id, numbers });
    undone += done.length;
    stayed += rows.length - done.length;
    after = rows.at(-1)?.deal.number ?? after;
    if (rows.length < SLICE) break;
  }
  const counters = sum.counters();
  for (const table of COUNTER_TABLES) {
    await putRows(sql, addRows(table), toCounterRows(counters, table, place));
  }
  await dropPosts(sql, { workspaceId, keys: `imported/%/${Date.parse(run.imported_at)}` });
  await markUndone(sql, { workspaceId, id, at: toIso(at) });
  return { ok: true, undone, stayed };
}

type RunRow = NonNullable<Awaited<ReturnType<PrismaClient['importRun']['findFirst']>>>;
const toRun = ({ id, pipelineId, memberId, fileName, choices, newDeals, changedDeals, ...row }: RunRow): ImportRun => ({
  ...{ id, pipelineId, memberId, fileName, choices, newDeals, changedDeals },
  createdAt: row.createdAt.getTime(),
  importedAt: row.importedAt?.getTime() ?? null,
  undoneAt: row.undoneAt?.getTime() ?? null,
});

/** Imports of one workspace that are being prepared, were made, or were taken back. */
export function createImportRunStore(
  prisma: PrismaClient,
  workspaceId: WorkspaceId,
): Pick<Imports, 'saveDraft' | 'run' | 'runs' | 'undo'> {
  return {
    saveDraft: async ({ choices, ...draft }, { pipelineId, at }) => {
      await deleteOldDrafts(prisma, { workspaceId, before: toIso(at - DRAFT_LIFE_MS) });
      await upsertDraft(prisma, { workspaceId, ...draft, choices: jsonb(choices), pipelineId, at: toIso(at) });
    },
    run: async (id) => {
      const row = await prisma.importRun.findFirst({ where: { workspaceId, id } });
      return row === null ? undefined : toRun(row);
    },
    runs: async (take) => {
      const where = { workspaceId, importedAt: { not: null } };
      return (await prisma.importRun.findMany({ where, orderBy: { importedAt: 'desc' }, take })).map(toRun);
    },
    undo: (id, by) => prisma.$transaction((sql) => undoRun(sql, { workspaceId, id }, by), TIMEOUTS_MS),
  };
}
