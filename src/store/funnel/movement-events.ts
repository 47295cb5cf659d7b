import type { MovementEvent } from '../../core/history/movement.ts';
import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { Sql } from '../db/sql.ts';
import { preparedStatement } from '../db/statement.ts';

/** Events of one statement: some milliseconds, in which nobody else has the embedded database. */
const EVENTS_PER_STATEMENT = 1_000;

type Position = { readonly at: string; readonly number: number; readonly version: number };
type MovementValues = Position & {
  readonly workspaceId: WorkspaceId;
  readonly pipelineId: PipelineId;
  readonly limit: number;
};

/** An event as {@link selectMovementEvents} writes it; of a state outcome, stage, close date and value. */
type StateFields = readonly [
  outcome: MovementEvent['after']['outcome'],
  stageId: string,
  closeOn: MovementEvent['after']['closeOn'],
  pipelineValueMinor: number | null,
];
type EventFields = readonly [
  dealNumber: number,
  version: number,
  kind: MovementEvent['kind'],
  at: MovementEvent['at'],
  undoes: number | null,
  before: StateFields | null,
  after: StateFields,
];

const stateSql = (state: string): string =>
  `json_build_array(${state} -> 'outcome', ${state} -> 'stageId', ${state} -> 'closeOn', ${state} -> 'pipelineValueMinor')`;

/** One text, and where it ends: a state has thirty fields, of which four are sent. */
const selectMovementEvents = preparedStatement<
  MovementValues,
  { events: string; last: Position | null }
>(`SELECT coalesce(json_agg(json_build_array(e.deal_number, e.version, e.kind, (extract(epoch FROM e.at) * 1000)::bigint, e.undoes,
      CASE WHEN jsonb_typeof(e.before) = 'object' THEN ${stateSql('e.before')} END, ${stateSql('e.after')}) ORDER BY e.at, e.deal_number, e.version), '[]')::text AS events,
    (array_agg(jsonb_build_object('at', e.at, 'number', e.deal_number, 'version', e.version) ORDER BY e.at DESC, e.deal_number DESC, e.version DESC))[1] AS last
  FROM (SELECT * FROM deal_event
    WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId  AND (at, deal_number, version) > ($at::timestamptz, $number, $version)
    ORDER BY at, deal_number, version LIMIT $limit) AS e`);

const toState = ([outcome, stageId, closeOn, pipelineValueMinor]: StateFields): MovementEvent['after'] => ({
  outcome,
  stageId,
  closeOn,
  pipelineValueMinor,
});

/** What a movement reads of every event from an instant on, in order of time, deal and version. */
export async function loadMovementEvents(
  sql: Sql,
  pipeline: { readonly workspaceId: WorkspaceId; readonly pipelineId: PipelineId },
  from: string,
): Promise<readonly MovementEvent[]> {
  const events: MovementEvent[] = [];
  for (let position: Position | null = { at: from, number: 0, version: 0 }; position !== null; ) {
    const [row] = await selectMovementEvents(sql, { ...pipeline, ...position, limit: EVENTS_PER_STATEMENT });
    const some: readonly EventFields[] = JSON.parse(row?.events ?? '[]');
    for (const [dealNumber, version, kind, at, undoes, before, now] of some)
      events.push({
        dealNumber,
        version,
        kind,
        at,
        undoes,
        before: before === null ? null : toState(before),
        after: toState(now),
      });
    position = some.length < EVENTS_PER_STATEMENT ? null : (row?.last ?? null);
  }
  return events;
}
