import type { MemberId, PipelineId, StageId, WorkspaceId } from '../../core/ids.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import { preparedStatement, type Statement, statement } from '../db/statement.ts';
import type { DealRow } from '../rows/deal-rows.ts';
import type { Sight } from '../rows/viewer-statement.ts';
import type { DealFilter, DealOrder } from '../types/deals.ts';
import { MIN_DEALS_FOR_BRANCHES, URGENCY } from './urgent-page-sql.ts';

/** What the fragments below ask for; a statement is sent only what its own fragments name. */
export type ListValues = {
  readonly workspaceId: WorkspaceId;
  readonly pipelineId: PipelineId | null;
  readonly ownerId: MemberId | null;
  readonly stageId: StageId | null;
  readonly closingFrom: PlainDate | null;
  readonly closingTo: PlainDate | null;
  /** Instants as ISO text. */
  readonly closedFrom: string | null;
  readonly closedTo: string | null;
  readonly overMinor: number | null;
  readonly underMinor: number | null;
  readonly today: PlainDate;
  readonly limit: number;
  readonly offset: number;
  /** Of {@link Sight}. */
  readonly seenOwners: string;
};

const ORDERS: Readonly<Record<DealOrder, string>> = {
  attention: `${URGENCY}, d.close_on NULLS LAST, d.stage_since, d.number`,
  stage: 's.position DESC, d.pipeline_value_minor DESC NULLS LAST, d.number',
  newest: 'd.number DESC',
  longest: 'd.stage_since, d.number',
  closed: 'd.closed_at DESC NULLS LAST, d.number DESC',
};

/** A step after the next one lies ahead. Few deals have any: theirs alone are taken apart. */
export const PLANNED_LATER = `(d.later_steps <> '[]'
  AND EXISTS (SELECT 1 FROM jsonb_array_elements(d.later_steps) AS later WHERE (later ->> 'on')::date > $today::date))`;

/** In its stage for longer than is usual there, with nothing planned. */
const STALE = `d.stage_since < $today::date - s.ageing_days * interval '1 day'
  AND (d.next_step_on IS NULL OR d.next_step_on <= $today::date) AND NOT ${PLANNED_LATER}`;

const DATE_CONDITIONS = { overdue: 'd.close_on < $today::date', undated: 'd.close_on IS NULL' } as const;

const LACKING = {
  nextStep: 'd.next_step IS NULL AND d.next_step_on IS NULL',
  value: 'd.value_minor IS NULL',
  owner: `NOT EXISTS (SELECT 1 FROM member AS o WHERE o.workspace_id = d.workspace_id AND o.id = d.owner_id
    AND o.active AND o.slack_user_id IS NOT NULL)`,
} as const;

const when = (isAsked: boolean, condition: string): readonly string[] => (isAsked ? [condition] : []);

/** What each part of a filter adds where it is given: a new part does not compile before it is here. The outcome is written out: an index may be of one. */
const CONDITIONS: Readonly<Record<keyof DealFilter, (filter: DealFilter) => readonly string[]>> = {
  outcome: ({ outcome }) => [outcome === 'closed' ? "d.outcome IN ('won', 'lost')" : `d.outcome = '${outcome ?? 'open'}'`],
  pipelineId: ({ pipelineId }) => when(pipelineId !== undefined, 'd.pipeline_id = $pipelineId'),
  ownerId: ({ ownerId }) => when(ownerId !== undefined, 'd.owner_id = $ownerId'),
  stageId: ({ stageId }) => when(stageId !== undefined, 'd.stage_id = $stageId'),
  closing: ({ closing }) => when(closing !== undefined, 'd.close_on BETWEEN $closingFrom::date AND $closingTo::date'),
  stale: ({ stale }) => when(stale === true, STALE),
  dates: ({ dates }) => (dates === undefined ? [] : [DATE_CONDITIONS[dates]]),
  closed: ({ closed }) =>
    when(closed !== undefined, 'd.closed_at >= $closedFrom::timestamptz AND d.closed_at < $closedTo::timestamptz'),
  incomplete: ({ incomplete }) => when(incomplete === true, `d.missing <> '{}'`),
  lacking: ({ lacking = [] }) => lacking.map((each) => LACKING[each]),
  worth: ({ worth }) => [
    ...when(worth?.overMinor !== undefined, 'd.pipeline_value_minor > $overMinor'),
    ...when(worth?.underMinor !== undefined, 'd.pipeline_value_minor < $underMinor'),
  ],
};
/** Parts that the counter of open deals knows; it has no closed ones. */
const COUNTED_PARTS = ['pipelineId', 'ownerId', 'stageId'] as const;
const OTHER_PARTS = ['closing', 'stale', 'dates', 'closed', 'incomplete', 'lacking', 'worth'] as const;

/** What is asked for, and what of it the viewer sees. */
type Asked = { readonly filter: DealFilter; readonly sight: Sight };

const where = ({ filter, sight }: Asked, parts: readonly (keyof DealFilter)[]): string =>
  [
    'd.workspace_id = $workspaceId',
    ...parts.flatMap((part) => CONDITIONS[part](filter)),
    ...when(sight.isLimited, sight.condition),
  ].join(' AND ');

const DEALS_IN_STAGES =
  'deal AS d JOIN stage AS s ON s.workspace_id = d.workspace_id AND s.pipeline_id = d.pipeline_id AND s.id = d.stage_id';

/** Picks the page first, on narrow rows: only its deals become JSON. */
const pageSql = (asked: Asked, order: DealOrder): string => `SELECT to_jsonb(d) AS deal FROM unnest(ARRAY(
    SELECT d.number FROM ${DEALS_IN_STAGES}
    WHERE ${where(asked, ['outcome', ...COUNTED_PARTS, ...OTHER_PARTS])} ORDER BY ${ORDERS[order]} LIMIT $limit OFFSET $offset)) WITH ORDINALITY AS page (number, place)
  JOIN deal AS d ON d.workspace_id = $workspaceId AND d.number = page.number ORDER BY page.place`;

const openCountSql = (asked: Asked): string =>
  `SELECT coalesce(sum(d.count), 0)::integer AS total FROM open_stock AS d WHERE ${where(asked, COUNTED_PARTS)}`;

const countSql = (asked: Asked): string =>
  `SELECT count(*)::integer AS total FROM ${DEALS_IN_STAGES} WHERE ${where(asked, ['outcome', ...COUNTED_PARTS, ...OTHER_PARTS])}`;

/** The lists that people look at all day go by no more than that: eight variants for each order, and they are prepared. */
const isPlain = ({ filter, sight }: Asked): boolean => !sight.isLimited && isPlainFilter(filter);

const isPlainFilter = (filter: DealFilter): boolean =>
  filter.outcome !== 'closed' && OTHER_PARTS.every((part) => CONDITIONS[part](filter).length === 0);

/** The statement that reads one page of a list. */
export const listPage = (asked: Asked, order: DealOrder): Statement<ListValues, { deal: DealRow }> =>
  isPlain(asked) ? preparedStatement(pageSql(asked, order)) : statement(pageSql(asked, order));

/** The statement that counts a whole list; open deals are counted by the counters, unless a filter goes by what they do not know. */
export function listCount(asked: Asked): Statement<ListValues, { total: number }> {
  const { filter } = asked;
  if (!isPlainFilter(filter)) return statement(countSql(asked));
  const sql = (filter.outcome ?? 'open') === 'open' ? openCountSql(asked) : countSql(asked);
  return asked.sight.isLimited ? statement(sql) : preparedStatement(sql);
}

/** Whether a list is long enough to be read class by class (see urgent-page-sql.ts), and goes by nothing but the pipeline. */
export const isReadByUrgency = (filter: DealFilter, order: DealOrder, total: number): boolean =>
  order === 'attention' &&
  total > MIN_DEALS_FOR_BRANCHES &&
  (filter.outcome ?? 'open') === 'open' &&
  isPlainFilter(filter) &&
  filter.ownerId === undefined &&
  filter.stageId === undefined;
