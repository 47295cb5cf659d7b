import type { ActorContext } from '../../core/deal/change.ts';
import { undoOneOfMany } from '../../core/deal/undo-bulk.ts';
import type { WorkspaceId } from '../../core/ids.ts';
import { NOBODY } from '../../core/people/nobody.ts';
import type { Instant } from '../../core/time/instant.ts';
import { jsonb, type Sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { type EventRow, type FileRow, toDealEvent, toDealFile, toIso } from '../rows/deal-rows.ts';
import type { TouchedDeal } from '../types/pipeline-changes.ts';
import { leadPostsSql } from './lead-deliveries.ts';
import { type DealWork, writeStageDeals } from './stage-change-deals.ts';

/** Cards of one channel that are drawn anew at once; the daily check does the rest. */
const MAX_CARDS = 100;

/** Deals with their contacts and ticks, locked: whoever is changing one of them at this moment is waited for, and seen. */
export const lockedFilesSql = (condition: string, { columns = '', joined = '' } = {}): string =>
  `SELECT ${columns} to_jsonb(d) AS deal, to_jsonb(c) AS contact, coalesce((
    SELECT jsonb_agg(k.criterion_id ORDER BY k.at, k.criterion_id) FROM criterion_tick AS k
    WHERE k.workspace_id = d.workspace_id AND k.deal_number = d.number), '[]') AS ticks
  FROM deal AS d LEFT JOIN contact AS c ON c.workspace_id = d.workspace_id AND c.id = d.contact_id ${joined}
  WHERE d.workspace_id = $workspaceId AND ${condition} ORDER BY d.number FOR UPDATE OF d`;

/**
 * Of each deal of `touched` its last event, where that is the one of that version. A deal that would come back to a stage which was removed
 * since is left out: nobody would find it there.
 */
const lockTouched = statement<{ workspaceId: WorkspaceId; touched: string }, FileRow & { event: EventRow }>(
  lockedFilesSql(
    `(e.before ->> 'outcome' <> 'open' OR EXISTS (SELECT FROM stage AS s WHERE s.workspace_id = d.workspace_id
      AND s.pipeline_id = d.pipeline_id AND s.id = e.before ->> 'stageId' AND s.archived_at IS NULL))`,
    {
      columns: 'to_jsonb(e) AS event,',
      joined: `JOIN jsonb_to_recordset($touched::jsonb) AS t (number integer, version integer) ON t.number = d.number AND t.version = d.version
  JOIN deal_event AS e ON e.workspace_id = d.workspace_id AND e.deal_number = d.number AND e.version = d.version`,
    },
  ),
);

/** Each card shows the deal as it is: it is drawn once more, the ones of the first deals where there are very many. */
const queueCards = statement<{ workspaceId: WorkspaceId; touched: string; at: string }, never>(
  `INSERT INTO delivery (workspace_id, key, kind, target, subject, payload, state, not_before, attempt, created_at)
  SELECT $workspaceId, drawn.key, 'deal-card', drawn.channel_id, drawn.number::text,
    jsonb_build_object('number', drawn.number, 'version', drawn.version, 'cardKey', drawn.key, 'isCheck', true),
    'queued', $at::timestamptz, 0, $at::timestamptz
  FROM (
    SELECT c.channel_id, t.number, t.version, 'card/' || c.channel_id || '/' || t.number || '/at-once-' || t.version AS key,
      row_number() OVER (PARTITION BY c.channel_id ORDER BY t.number) AS place
    FROM jsonb_to_recordset($touched::jsonb) AS t (number integer, version integer)
      JOIN deal_card AS c ON c.workspace_id = $workspaceId AND c.deal_number = t.number
      JOIN deal AS d ON d.workspace_id = $workspaceId AND d.number = t.number
      JOIN subscription AS u ON u.workspace_id = $workspaceId AND u.pipeline_id = d.pipeline_id AND u.channel_id = c.channel_id
        AND u.ended_at IS NULL) AS drawn
  WHERE drawn.place <= ${MAX_CARDS} ON CONFLICT DO NOTHING`,
);

/** What the owner before promised about a deal is the new owner's from now on. */
const movePromises = statement<{ workspaceId: WorkspaceId; owners: string }, never>(
  `UPDATE commitment AS c SET member_id = o.now FROM jsonb_to_recordset($owners::jsonb) AS o (number integer, was text, now text)
  WHERE c.workspace_id = $workspaceId AND c.deal_number = o.number AND c.member_id = o.was AND c.done_at IS NULL`,
);

const queueLeadPosts = statement<{ workspaceId: WorkspaceId; touched: string; at: string }, never>(
  leadPostsSql(
    '(SELECT number, version, $at::timestamptz FROM jsonb_to_recordset($touched::jsonb) AS t (number integer, version integer))',
  ),
);

/** What became of each deal that many were changed with. */
export const touchedBy = (works: readonly DealWork[]): readonly TouchedDeal[] =>
  works.map(({ change: { deal } }) => ({ number: deal.number, version: deal.version }));

/**
 * Writes changes of many deals: rows, events, counters, promises that follow a new owner, and the cards that show them. Nobody is told deal
 * by deal. Stands in the transaction in which the deals were locked.
 */
export async function writeDealsAtOnce(
  sql: Sql,
  workspaceId: WorkspaceId,
  { works, at }: { readonly works: readonly DealWork[]; readonly at: Instant },
): Promise<void> {
  for (const pipelineId of new Set(works.map(({ change }) => change.deal.pipelineId))) {
    const deals = works.filter(({ change }) => change.deal.pipelineId === pipelineId);
    await writeStageDeals(sql, { workspaceId, pipelineId }, { deals, at });
  }
  const owners = works.flatMap(({ change: { deal, event } }) =>
    event.before === null || event.before.ownerId === deal.ownerId
      ? []
      : [{ number: deal.number, was: event.before.ownerId, now: deal.ownerId }],
  );
  if (owners.length > 0) await movePromises(sql, { workspaceId, owners: jsonb(owners) });
  const leads = owners.filter(({ was, now }) => was === NOBODY || now === NOBODY).map(({ number }) => number);
  if (leads.length > 0) {
    const touched = jsonb(touchedBy(works).filter(({ number }) => leads.includes(number)));
    await queueLeadPosts(sql, { workspaceId, touched, at: toIso(at) });
  }
  if (works.length > 0) await queueCards(sql, { workspaceId, touched: jsonb(touchedBy(works)), at: toIso(at) });
}

/** What takes back a change of many deals: for each that has not changed since. */
export async function undoTouched(
  sql: Sql,
  workspaceId: WorkspaceId,
  { touched, act }: { readonly touched: readonly TouchedDeal[]; readonly act: ActorContext },
): Promise<readonly DealWork[]> {
  const rows = await lockTouched(sql, { workspaceId, touched: jsonb(touched) });
  return rows.flatMap((row) => {
    const event = toDealEvent(row.event);
    const made = undoOneOfMany(toDealFile(row), event, act);
    return made === undefined ? [] : [{ change: made, undone: event }];
  });
}
