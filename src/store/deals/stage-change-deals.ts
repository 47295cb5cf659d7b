import type { Change } from '../../core/deal/change.ts';
import type { DealFile } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import {
  applyPipelineChange,
  concernedStages,
  type PipelineChange,
  undoPipelineChange,
} from '../../core/deal/pipeline-change.ts';
import { countEvent } from '../../core/history/count-events.ts';
import { createCounterAccumulator, negateCounters } from '../../core/history/counters.ts';
import type { PipelineId, StageId, WorkspaceId } from '../../core/ids.ts';
import { jsonb, type Sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { addRows, COUNTER_TABLES, toCounterRows } from '../rows/counter-rows.ts';
import { type EventRow, type FileRow, toDealEvent, toDealFile, toDealRow, toEventRow } from '../rows/deal-rows.ts';
import { insertEvents } from '../rows/event-sql.ts';
import type { PipelineWork } from '../types/pipeline-changes.ts';
import { MUTABLE_COLUMNS } from './write-deal.ts';

/** Deals read and rows written by one statement. */
const SLICE = 500;

/** A pipeline of a workspace. */
export type PipelinePlace = { readonly workspaceId: WorkspaceId; readonly pipelineId: PipelineId };
type Place = PipelinePlace;

/** Deals of a pipeline with their contacts and ticks. @param joined goes between the tables and the condition. */
const filesSql = (columns = '', joined = ''): string => `SELECT ${columns} to_jsonb(d) AS deal, to_jsonb(c) AS contact, coalesce((
    SELECT jsonb_agg(k.criterion_id ORDER BY k.at, k.criterion_id) FROM criterion_tick AS k
    WHERE k.workspace_id = d.workspace_id AND k.deal_number = d.number), '[]') AS ticks
  FROM deal AS d LEFT JOIN contact AS c ON c.workspace_id = d.workspace_id AND c.id = d.contact_id ${joined}
  WHERE d.workspace_id = $workspaceId AND d.pipeline_id = $pipelineId`;
const selectOpenFiles = (lock: string) =>
  statement<Place & { stageIds: string; after: number; limit: number }, FileRow>(
    `${filesSql()} AND d.outcome = 'open' AND d.number > $after AND d.stage_id IN (SELECT jsonb_array_elements_text($stageIds::jsonb))
  ORDER BY d.number LIMIT $limit ${lock}`,
  );
/** Locked: whoever is changing one of them at this moment is waited for, and seen. */
const lockOpenFiles = selectOpenFiles('FOR UPDATE OF d');
const readOpenFiles = selectOpenFiles('');
/** Of each deal of `touched` its last event, where that is the one of that version. */
const lockTouched = statement<Place & { touched: string }, FileRow & { event: EventRow }>(
  `${filesSql(
    'to_jsonb(e) AS event,',
    `JOIN jsonb_to_recordset($touched::jsonb) AS t (number integer, version integer) ON t.number = d.number AND t.version = d.version
  JOIN deal_event AS e ON e.workspace_id = d.workspace_id AND e.deal_number = d.number AND e.version = d.version`,
  )} ORDER BY d.number FOR UPDATE OF d`,
);

const updateDeals = statement<{ rows: string }, never>(
  `UPDATE deal AS d SET (${MUTABLE_COLUMNS}) = (${MUTABLE_COLUMNS.replace(/\b([a-z_]+)/g, 'r.$1')})
  FROM jsonb_populate_recordset(NULL::deal, $rows::jsonb) AS r WHERE d.workspace_id = r.workspace_id AND d.number = r.number`,
);

function* inSlices<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += SLICE) yield items.slice(from, from + SLICE);
}

/** Open deals of some stages with what decisions read, in order of their numbers. */
async function loadOpenFiles(
  sql: Sql,
  { stageIds, ...place }: Place & { readonly stageIds: readonly StageId[] },
  select: typeof readOpenFiles,
): Promise<readonly DealFile[]> {
  const all: DealFile[] = [];
  if (stageIds.length === 0) return all;
  for (let after = 0; ; after = all.at(-1)?.deal.number ?? 0) {
    const rows = await select(sql, { ...place, stageIds: jsonb(stageIds), after, limit: SLICE });
    all.push(...rows.map(toDealFile));
    if (rows.length < SLICE) return all;
  }
}

/** Open deals that a change of the stages may concern. */
export const loadConcernedDeals = (
  sql: Sql,
  { change, ...place }: Place & { readonly change: PipelineChange },
): Promise<readonly DealFile[]> => loadOpenFiles(sql, { ...place, stageIds: concernedStages(change) }, readOpenFiles);

/** A change of a deal, and the event that it takes back. */
export type DealWork = { readonly change: Change; readonly undone?: DealEvent };

/** What becomes of open deals: they follow the stages, or go back with them. */
export async function decideDeals(
  sql: Sql,
  { change, work, ...place }: Place & { readonly change: PipelineChange; readonly work: PipelineWork },
): Promise<readonly DealWork[]> {
  if (work.undoes === undefined) {
    const files = await loadOpenFiles(sql, { ...place, stageIds: concernedStages(change) }, lockOpenFiles);
    return files.flatMap((file) => {
      const made = applyPipelineChange(file, change, work.act);
      return made === undefined ? [] : [{ change: made }];
    });
  }
  const rows = await lockTouched(sql, { ...place, touched: jsonb(work.undoes.touched) });
  return rows.flatMap((row) => {
    const event = toDealEvent(row.event);
    const made = undoPipelineChange(toDealFile(row), event, work.act);
    return made === undefined ? [] : [{ change: made, undone: event }];
  });
}

/** Writes what became of deals: rows, events and counters. */
export async function writeStageDeals(
  sql: Sql,
  place: Place,
  { deals, at }: { readonly deals: readonly DealWork[]; readonly at: number },
) {
  for (const some of inSlices(deals))
    await updateDeals(sql, { rows: jsonb(some.map(({ change }) => toDealRow(place.workspaceId, change.deal))) });
  for (const some of inSlices(deals))
    await insertEvents(sql, { rows: jsonb(some.map(({ change }) => toEventRow(place.workspaceId, change.event, at))) });
  const sum = createCounterAccumulator();
  // Of the last event of a deal an undo takes back exactly what that one added.
  for (const { change, undone } of deals)
    sum.add(undone === undefined ? countEvent(change.event) : negateCounters(countEvent(undone)));
  const counters = sum.counters();
  for (const table of COUNTER_TABLES) {
    const rows = toCounterRows(counters, table, place);
    if (rows.length > 0) await addRows(table)(sql, { rows: jsonb(rows) });
  }
}
