import { toDealState } from '../../core/deal/deal.ts';
import type { DealAsOf } from '../../core/funnel/drill-down.ts';
import type { PipelineId, StageId, WorkspaceId } from '../../core/ids.ts';
import type { Viewer } from '../../core/people/viewer.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Sql } from '../db/sql.ts';
import { type Statement, statement } from '../db/statement.ts';
import { type DealRow, type EventRow, type StoredState, toDeal, toDealEvent, toIso, upgradeState } from '../rows/deal-rows.ts';
import { FULL_SIGHT, type Sight, seenOwnersJson, sightOf } from '../rows/viewer-statement.ts';
import type { AsOfFilter, DealsAsOf, DealWithHistory } from '../types/deals.ts';

/** What a deal has to have been: over the columns of a deal, or over the state that its history keeps. */
type StateColumns = {
  readonly number: string;
  readonly outcome: string;
  readonly stage: string;
  readonly closeOn: string;
  readonly closedAt: string;
};

const COLUMNS: StateColumns = {
  number: 'd.number',
  outcome: 'd.outcome',
  stage: 'd.stage_id',
  closeOn: 'd.close_on',
  closedAt: 'd.closed_at',
};
const STATE: StateColumns = {
  number: 'l.number',
  outcome: `l.before ->> 'outcome'`,
  stage: `l.before ->> 'stageId'`,
  closeOn: `(l.before ->> 'closeOn')::date`,
  closedAt: `to_timestamp((l.before ->> 'closedAt')::bigint / 1000.0)`,
};

type AsOfValues = {
  readonly workspaceId: WorkspaceId;
  readonly pipelineId: PipelineId;
  readonly at: string;
  readonly limit: number;
  readonly offset: number;
  readonly stageId: StageId | null;
  readonly today: PlainDate | null;
  readonly closedFrom: string | null;
  readonly closedTo: string | null;
  readonly numbers: readonly number[];
  /** Of {@link Sight}. */
  readonly seenOwners: string;
};

type AsOfPlace = {
  readonly workspaceId: WorkspaceId;
  readonly pipelineId: PipelineId;
  readonly at: Instant;
  readonly viewer: Viewer;
};

const closedAs =
  (kind: 'won' | 'lost') =>
  ({ outcome, closedAt }: StateColumns): string =>
    `${outcome} = '${kind}' AND ${closedAt} >= $closedFrom::timestamptz AND ${closedAt} < $closedTo::timestamptz`;

const CONDITIONS: Readonly<Record<AsOfFilter['kind'], (terms: StateColumns) => string>> = {
  open: ({ outcome }) => `${outcome} = 'open'`,
  stage: ({ outcome, stage }) => `${outcome} = 'open' AND ${stage} = $stageId`,
  overdue: ({ outcome, closeOn }) => `${outcome} = 'open' AND ${closeOn} < $today::date`,
  undated: ({ outcome, closeOn }) => `${outcome} = 'open' AND ${closeOn} IS NULL`,
  won: closedAs('won'),
  lost: closedAs('lost'),
  listed: ({ number }) => `${number} = ANY($numbers::integer[])`,
};

/** The deals that changed after the instant, as they were before their first change since; the others as they are. Whose it is now says who sees it. */
const asOfSql = (condition: (terms: StateColumns) => string, { isLimited, condition: seen }: Sight): string => `WITH later AS (
    SELECT DISTINCT ON (e.deal_number) e.deal_number AS number, e.before FROM deal_event AS e
    WHERE e.workspace_id = $workspaceId AND e.pipeline_id = $pipelineId AND e.at > $at::timestamptz ORDER BY e.deal_number, e.version),
  held AS (
    SELECT d.number, NULL::jsonb AS before, d.pipeline_value_minor AS worth FROM deal AS d
    WHERE d.workspace_id = $workspaceId AND d.pipeline_id = $pipelineId AND ${condition(COLUMNS)} AND ${seen}
      AND NOT EXISTS (SELECT 1 FROM later AS l WHERE l.number = d.number)
    UNION ALL
    SELECT l.number, l.before, (l.before ->> 'pipelineValueMinor')::bigint FROM later AS l
    ${isLimited ? 'JOIN deal AS d ON d.workspace_id = $workspaceId AND d.number = l.number' : ''}
    WHERE jsonb_typeof(l.before) = 'object' AND ${condition(STATE)} AND ${seen}),
  page AS (SELECT * FROM held ORDER BY worth DESC NULLS LAST, number LIMIT $limit OFFSET $offset)
  SELECT (SELECT count(*)::integer FROM held) AS total, (SELECT coalesce(sum(worth), 0)::bigint::text FROM held) AS "valueMinor",
    coalesce((SELECT jsonb_agg(jsonb_build_object('deal', to_jsonb(d), 'before', page.before) ORDER BY page.worth DESC NULLS LAST, page.number)
      FROM page JOIN deal AS d ON d.workspace_id = $workspaceId AND d.number = page.number), '[]') AS rows`;

type AsOfRow = {
  readonly total: number;
  readonly valueMinor: string;
  readonly rows: readonly { readonly deal: DealRow; readonly before: StoredState | null }[];
};

const statementFor = (kind: AsOfFilter['kind'], sight: Sight = FULL_SIGHT): Statement<AsOfValues, AsOfRow> =>
  statement(asOfSql(CONDITIONS[kind], sight));

const SELECTS: Readonly<Record<AsOfFilter['kind'], Statement<AsOfValues, AsOfRow>>> = {
  open: statementFor('open'),
  stage: statementFor('stage'),
  overdue: statementFor('overdue'),
  undated: statementFor('undated'),
  won: statementFor('won'),
  lost: statementFor('lost'),
  listed: statementFor('listed'),
};

/** Deals as they stood at an instant, the most valuable first: the cost grows with what changed since, not with the history. */
export async function loadDealsAsOf(
  sql: Sql,
  { workspaceId, pipelineId, at, viewer }: AsOfPlace,
  { filter, limit, offset }: { readonly filter: AsOfFilter; readonly limit: number; readonly offset: number },
): Promise<DealsAsOf> {
  const sight = sightOf(viewer, pipelineId);
  const select = sight.isLimited ? statementFor(filter.kind, sight) : SELECTS[filter.kind];
  const [found] = await select(sql, {
    seenOwners: seenOwnersJson(viewer),
    ...{ workspaceId, pipelineId, at: toIso(at), limit, offset },
    stageId: filter.kind === 'stage' ? filter.stageId : null,
    today: filter.kind === 'overdue' ? filter.today : null,
    closedFrom: 'from' in filter ? toIso(filter.from) : null,
    closedTo: 'to' in filter ? toIso(filter.to) : null,
    numbers: filter.kind === 'listed' ? filter.numbers : [],
  });
  const deals = (found?.rows ?? []).map(({ deal, before }): DealAsOf => {
    const now = toDeal(deal);
    return { now, was: before === null ? toDealState(now) : upgradeState(before) };
  });
  return { deals, total: found?.total ?? 0, valueMinor: Number(found?.valueMinor ?? 0) };
}

const selectByNumbers = statement<{ workspaceId: WorkspaceId; numbers: readonly number[] }, { deal: DealRow }>(
  'SELECT to_jsonb(d) AS deal FROM deal AS d WHERE d.workspace_id = $workspaceId AND d.number = ANY($numbers::integer[])',
);

const selectWithHistory = statement<{ workspaceId: string; numbers: readonly number[] }, { deal: DealRow; events: EventRow[] }>(
  `SELECT to_jsonb(d) AS deal, coalesce((
    SELECT jsonb_agg(to_jsonb(e) ORDER BY e.version) FROM deal_event AS e
    WHERE e.workspace_id = d.workspace_id AND e.deal_number = d.number), '[]') AS events
  FROM deal AS d WHERE d.workspace_id = $workspaceId AND d.number = ANY($numbers::integer[])`,
);

/** Deals by their numbers with their histories, in no order; unknown numbers are left out. */
export async function loadDealsWithHistory(sql: Sql, workspaceId: string, numbers: readonly number[]) {
  const rows = numbers.length === 0 ? [] : await selectWithHistory(sql, { workspaceId, numbers });
  return rows.map((row): DealWithHistory => ({ deal: toDeal(row.deal), history: row.events.map(toDealEvent) }));
}

/** Deals by their numbers, in no order; unknown numbers are left out. */
export async function loadDealsByNumber(sql: Sql, workspaceId: WorkspaceId, numbers: readonly number[]) {
  const rows = await selectByNumbers(sql, { workspaceId, numbers });
  return rows.map((row) => toDeal(row.deal));
}
