import type { DealEvent } from '../../core/deal/deal-event.ts';
import { sees, type Viewer } from '../../core/people/viewer.ts';
import type { Sql } from '../db/sql.ts';
import { jsonb } from '../db/sql.ts';
import { preparedStatement, type SqlValue, type Statement, statement } from '../db/statement.ts';

/** Whether a viewer sees the row `d`: a deal, or a counter of deals by their owner. */
const SEEN_ANYWHERE = `coalesce(jsonb_exists($seenOwners::jsonb -> d.pipeline_id, d.owner_id), true)`;
/** The same of a row that is known to be of the pipeline asked for: then an index over owners can be used. */
const SEEN_IN_PIPELINE = 'd.owner_id = ANY(ARRAY(SELECT jsonb_array_elements_text($seenOwners::jsonb -> $pipelineId)))';

/** What a viewer's statement adds to the conditions of its rows `d`, and whether anything is hidden from them there. */
export type Sight = { readonly condition: string; readonly isLimited: boolean };

export const FULL_SIGHT: Sight = { condition: 'true', isLimited: false };

/** @param pipelineId where all rows are of that one, `$pipelineId`. */
export function sightOf({ seenOwners }: Viewer, pipelineId?: string | null): Sight {
  if (seenOwners.size === 0) return FULL_SIGHT;
  if (pipelineId === undefined || pipelineId === null) return { condition: SEEN_ANYWHERE, isLimited: true };
  return seenOwners.has(pipelineId) ? { condition: SEEN_IN_PIPELINE, isLimited: true } : FULL_SIGHT;
}

/** The value of `$seenOwners`, as JSON. */
export const seenOwnersJson = ({ seenOwners }: Viewer): string =>
  jsonb(Object.fromEntries([...seenOwners].map(([pipelineId, owners]) => [pipelineId, [...owners]])));

/** The condition of {@link viewerStatement} for a row of a deal's history: it is shown to who sees the deal now. @param event its alias. */
export const ofSeenDeal = (seen: string, event: string): string =>
  seen === FULL_SIGHT.condition
    ? seen
    : `EXISTS (SELECT 1 FROM deal AS d WHERE d.workspace_id = ${event}.workspace_id AND d.number = ${event}.deal_number AND ${seen})`;

type Values<Of> = Readonly<Record<keyof Of, SqlValue>>;

/** A statement that cannot run without saying for whom: who sees everything has its plain form, of whom something is hidden another. */
export type ViewerStatement<Of extends Values<Of>, Row> = (sql: Sql, viewer: Viewer, values: Of) => Promise<readonly Row[]>;

/**
 * Makes such a statement of a text with a place for the condition over the deal `d`. Only the plain form is prepared, where `prepared` says
 * so: it costs what it did before anything could be hidden.
 */
export function viewerStatement<Of extends Values<Of>, Row>(
  text: (seen: string) => string,
  { prepared }: { readonly prepared: boolean },
): ViewerStatement<Of, Row> {
  const plain: Statement<Of, Row> = (prepared ? preparedStatement<Of, Row> : statement<Of, Row>)(text(FULL_SIGHT.condition));
  const limited = statement<Of & { seenOwners: string }, Row>(text(SEEN_ANYWHERE));
  return (sql, viewer, values) =>
    viewer.seenOwners.size === 0 ? plain(sql, values) : limited(sql, { ...values, seenOwners: seenOwnersJson(viewer) });
}

/** Whether a viewer saw a deal before an event: what they did themselves stays theirs to take back, where it gave the deal away. */
export const sawBefore = (viewer: Viewer, event: DealEvent | undefined): boolean =>
  event !== undefined && sees(viewer, { pipelineId: event.pipelineId, ownerId: (event.before ?? event.after).ownerId });
