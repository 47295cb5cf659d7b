import type { CalibrationBin } from '../../core/backtest/deal-scores.ts';
import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import { addMonths, type PlainDate } from '../../core/time/calendar.ts';
import { jsonb } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { PrismaClient } from '../generated/client.ts';
import { toIso } from '../rows/deal-rows.ts';
import { insertRowsSql } from '../rows/insert-rows.ts';
import { utcDayStart } from '../rows/model-rows.ts';
import { viewerStatement } from '../rows/viewer-statement.ts';
import type { DealPredictions, PredictedDeals } from '../types/numbers.ts';

/** Rows of one statement. */
const SLICE = 1_000;

const insertPredictions = statement<{ rows: string }, never>(
  `${insertRowsSql('deal_call')} ORDER BY r.deal_number ON CONFLICT DO NOTHING`,
);

/**
 * Calls of the last thirteen months whose night is settled in at least eight of ten: what closes quickly is not like the rest, so that
 * a night counts only when most of it is known. A deal counts once in a group, by the first call there. A deal whose time ran out is not won. A deal
 * that changed after the instant is taken as it was before that change.
 */
const onceSql = (seen: string): string => `WITH later AS (
    SELECT DISTINCT ON (e.deal_number) e.deal_number AS number, e.before ->> 'outcome' AS outcome,
      to_timestamp((e.before ->> 'closedAt')::bigint / 1000.0) AS closed_at FROM deal_event AS e
    WHERE e.workspace_id = $workspaceId AND e.pipeline_id = $pipelineId AND e.at > $at::timestamptz ORDER BY e.deal_number, e.version
  ), said AS (
    SELECT c.taken_on, c.deal_number, c.win, c.settles_on, ${seen} AS seen,
      CASE WHEN l.number IS NULL THEN d.outcome ELSE l.outcome END AS outcome,
      CASE WHEN l.number IS NULL THEN d.closed_at ELSE l.closed_at END AS closed_at
    FROM deal_call AS c JOIN deal AS d ON d.workspace_id = c.workspace_id AND d.number = c.deal_number
      LEFT JOIN later AS l ON l.number = c.deal_number
    WHERE c.workspace_id = $workspaceId AND c.pipeline_id = $pipelineId AND c.taken_on > $today::date - 400 AND c.taken_on < $today::date
  ), called AS (
    SELECT taken_on, deal_number, win, least(floor(win * 10), 9)::integer AS bin, seen,
      outcome = 'won' AND closed_at <= $at::timestamptz AS won,
      outcome IN ('won', 'lost') AND closed_at <= $at::timestamptz OR settles_on <= $today::date AS settled
    FROM said WHERE outcome <> 'withdrawn'
  ), ripe AS (SELECT taken_on FROM called GROUP BY taken_on HAVING avg(settled::integer) >= 0.8),
  once AS (
    SELECT DISTINCT ON (bin, deal_number) bin, deal_number, win, won, seen FROM called JOIN ripe USING (taken_on) WHERE settled
    ORDER BY bin, deal_number, taken_on
  )`;

type AtInstant = {
  readonly workspaceId: WorkspaceId;
  readonly pipelineId: PipelineId;
  readonly at: string;
  readonly today: PlainDate;
};

const selectCalibration = statement<AtInstant, CalibrationBin>(
  `${onceSql('true')}
  SELECT count(*)::integer AS n, avg(win)::double precision AS "meanP", avg(won::integer)::double precision AS "wonShare"
  FROM once GROUP BY bin ORDER BY bin`,
);

/** Which nights count is everybody's; the deals are those that the viewer sees. */
const selectBehind = viewerStatement<
  AtInstant & { readonly bin: number | null; readonly limit: number; readonly offset: number },
  PredictedDeals
>(
  (seen) => `${onceSql(seen)},
  counted AS (SELECT bin, count(*)::integer AS count FROM once WHERE seen GROUP BY bin),
  chosen AS (SELECT coalesce($bin::integer, (SELECT bin FROM counted ORDER BY count DESC, bin LIMIT 1)) AS bin),
  page AS (SELECT deal_number, win FROM once JOIN chosen USING (bin) WHERE seen ORDER BY deal_number DESC LIMIT $limit OFFSET $offset)
  SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('bin', bin, 'count', count) ORDER BY bin), '[]') FROM counted) AS counts,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('number', deal_number, 'win', win) ORDER BY deal_number DESC), '[]') FROM page) AS deals`,
  { prepared: false },
);

/** What was said of each open deal, and what came of it, in one workspace. */
export function createDealPredictionStore(prisma: PrismaClient, workspaceId: WorkspaceId): DealPredictions {
  return {
    save: async (pipelineId, { takenOn, settlesOn, predictions }) => {
      const rows = predictions.map(({ number, win }) => ({
        ...{ workspace_id: workspaceId, pipeline_id: pipelineId, taken_on: takenOn, settles_on: settlesOn },
        ...{ deal_number: number, win },
      }));
      // All or none: a month that has some of its calls is not asked for the rest.
      await prisma.$transaction(async (sql) => {
        for (let from = 0; from < rows.length; from += SLICE) {
          await insertPredictions(sql, { rows: jsonb(rows.slice(from, from + SLICE)) });
        }
      });
    },
    anySince: async (pipelineId, on) => {
      const where = { workspaceId, pipelineId, takenOn: { gte: utcDayStart(on) } };
      return (await prisma.dealCall.findFirst({ where, select: { takenOn: true } })) !== null;
    },
    anyWithin: async (pipelineId, monthStartsOn) => {
      const takenOn = { gte: utcDayStart(monthStartsOn), lt: utcDayStart(addMonths(monthStartsOn, 1)) };
      return (
        (await prisma.dealCall.findFirst({ where: { workspaceId, pipelineId, takenOn }, select: { takenOn: true } })) !== null
      );
    },
    calibration: (pipelineId, at, today) => selectCalibration(prisma, { workspaceId, pipelineId, at: toIso(at), today }),
    behind: async (pipelineId, { at, ...asked }, viewer) => {
      const [found] = await selectBehind(prisma, viewer, { workspaceId, pipelineId, at: toIso(at), ...asked });
      return found ?? { counts: [], deals: [] };
    },
    deleteBefore: async (pipelineId, before) =>
      (await prisma.dealCall.deleteMany({ where: { workspaceId, pipelineId, takenOn: { lt: utcDayStart(before) } } })).count,
  };
}
