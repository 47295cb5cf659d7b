import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import { type Statement, statement } from '../db/statement.ts';
import type { DealRow } from '../rows/deal-rows.ts';
import { FULL_SIGHT, type Sight } from '../rows/viewer-statement.ts';

/** How urgent a deal is, most urgent first: next step due, past its close date, incomplete, ageing with nothing planned, the rest. */
const CLASSES = [
  'd.next_step_on <= $today::date',
  'd.close_on < $today::date',
  `d.missing <> '{}'`,
  `d.next_step_on IS NULL AND d.stage_since < $today::date - s.ageing_days * interval '1 day'`,
  'true',
] as const;

/** The number of a deal's class, the first whose condition holds; `d` a deal, `s` its stage. */
export const URGENCY = `CASE ${CLASSES.map((condition, urgency) => `WHEN ${condition} THEN ${urgency}`).join(' ')} END`;

/** Within a class. */
export const URGENT_ORDER = 'close_on NULLS LAST, stage_since, number';

export type UrgentPageValues = {
  readonly workspaceId: WorkspaceId;
  readonly pipelineId: PipelineId | null;
  readonly today: PlainDate;
  readonly limit: number;
  readonly offset: number;
  /** limit + offset */
  readonly take: number;
  /** Deals of a class that are sorted; of more, the first are found by reading in order: then they are not far. */
  readonly probe: number;
  /** Of {@link Sight}. */
  readonly seenOwners: string;
};

/** Before this many open deals all are sorted: that takes a few milliseconds. */
export const MIN_DEALS_FOR_BRANCHES = 2_000;
/** Of a million deals a class with more is found within some ten thousand in the order of all. */
export const PROBED_DEALS = 1_000;

/**
 * The most urgent deals of a pipeline, or of all of them, class by class: each class is read from an index and stops once the page is full, and
 * is not looked at where those before have filled it. Of two classes the members lie anywhere in the order of all deals: few are sorted, many are
 * found soon in that order.
 *
 * Not prepared: the plan rests on how few rows are taken, which a plan for all values does not know.
 */
function urgentPageSql(hasPipeline: boolean, { condition, isLimited }: Sight): string {
  const seen = isLimited ? ` AND ${condition}` : '';
  const scope = `d.workspace_id = $workspaceId AND d.outcome = 'open'${hasPipeline ? ' AND d.pipeline_id = $pipelineId' : ''}${seen}`;
  const stages = `s.workspace_id = $workspaceId${hasPipeline ? ' AND s.pipeline_id = $pipelineId' : ''}`;
  const joined = 'JOIN stage AS s ON s.workspace_id = d.workspace_id AND s.pipeline_id = d.pipeline_id AND s.id = d.stage_id';
  const earlier = (urgency: number) => CLASSES.slice(0, urgency).map((each) => `(${each}) IS NOT TRUE`);
  const conditions = (urgency: number) => [CLASSES[urgency], ...earlier(urgency)].join(' AND ');
  const columns = 'd.number, d.close_on, d.stage_since';
  /** The classes before have not filled the page. */
  const isWanted = (urgency: number) =>
    `${['0', ...CLASSES.slice(0, urgency).map((_, each) => `(SELECT count(*) FROM class_${each})`)].join(' + ')} < $take`;
  const inOrder = (urgency: number, unless = 'true') => `SELECT ${columns} FROM deal AS d ${urgency >= 3 ? joined : ''}
      WHERE ${scope} AND ${conditions(urgency)} AND ${isWanted(urgency)} AND ${unless}
      ORDER BY d.close_on, d.stage_since, d.number LIMIT $take`;
  const probed = (urgency: number, from: string) => `found_${urgency} AS MATERIALIZED (${from} LIMIT $probe + 1),
  class_${urgency} AS MATERIALIZED (
    (SELECT * FROM found_${urgency} WHERE (SELECT count(*) FROM found_${urgency}) <= $probe ORDER BY ${URGENT_ORDER} LIMIT $take)
    UNION ALL (${inOrder(urgency, `(SELECT count(*) FROM found_${urgency}) > $probe`)}))`;
  return `WITH ${probed(0, `SELECT ${columns} FROM deal AS d WHERE ${scope} AND ${conditions(0)}`)},
  class_1 AS MATERIALIZED (${inOrder(1)}),
  class_2 AS MATERIALIZED (${inOrder(2)}),
  ${probed(
    3,
    `SELECT ${columns} FROM stage AS s CROSS JOIN LATERAL (SELECT * FROM deal AS d
      WHERE ${scope} AND d.pipeline_id = s.pipeline_id AND d.stage_id = s.id AND ${conditions(3)} LIMIT $probe + 1) AS d
    WHERE ${stages} AND ${isWanted(3)}`,
  )},
  class_4 AS MATERIALIZED (${inOrder(4)}),
  page AS (${CLASSES.map((_, urgency) => `SELECT ${urgency} AS urgency, * FROM class_${urgency}`).join(' UNION ALL ')}
    ORDER BY urgency, ${URGENT_ORDER} LIMIT $limit OFFSET $offset)
  SELECT to_jsonb(d) AS deal FROM page JOIN deal AS d ON d.workspace_id = $workspaceId AND d.number = page.number
  ORDER BY page.urgency, page.close_on NULLS LAST, page.stage_since, page.number`;
}

const ofPipeline = statement<UrgentPageValues, { deal: DealRow }>(urgentPageSql(true, FULL_SIGHT));
const ofAll = statement<UrgentPageValues, { deal: DealRow }>(urgentPageSql(false, FULL_SIGHT));

export function urgentPage(hasPipeline: boolean, sight: Sight): Statement<UrgentPageValues, { deal: DealRow }> {
  if (sight.isLimited) return statement(urgentPageSql(hasPipeline, sight));
  return hasPipeline ? ofPipeline : ofAll;
}
