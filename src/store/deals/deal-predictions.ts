import type { CalibrationBin } from '../../core/backtest/deal-scores.ts';
import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import { addMonths, type PlainDate } from '../../core/time/calendar.ts';
import { jsonb } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { PrismaClient } from '../generated/client.ts';
import { toIso } from '../rows/deal-rows.ts';
import { insertRowsSql } from '../rows/insert-rows.ts';
import { utcDayStart } from '../rows/model-rows.ts';
import type { DealPredictions } from '../types/numbers.ts';

/** Rows of one statement. */
const SLICE = 1_000;

const insertPredictions = statement<{ rows: string }, never>(
  `${insertRowsSql('deal_call')} ORDER BY r.deal_number ON CONFLICT DO NOTHING`,
);

/**
 * Calls of the last thirteen months whose night is settled in at least eight of ten: what closes quickly is not like the rest, so that
 * a night counts only when most of it is known. A deal counts once in a group, by the first call there. A deal whose time ran out is not won.
 */
const selectCalibration = statement<
  { workspaceId: WorkspaceId; pipelineId: PipelineId; at: string; today: PlainDate },
  CalibrationBin
>(`WITH called AS (
    SELECT c.taken_on, c.deal_number, c.win, least(floor(c.win * 10), 9)::integer AS bin,
      d.outcome = 'won' AND d.closed_at <= $at::timestamptz AS won,
      d.outcome IN ('won', 'lost') AND d.closed_at <= $at::timestamptz OR c.settles_on <= $today::date AS settled
    FROM deal_call AS c JOIN deal AS d ON d.workspace_id = c.workspace_id AND d.number = c.deal_number
    WHERE c.workspace_id = $workspaceId AND c.pipeline_id = $pipelineId AND c.taken_on > $today::date - 400 AND c.taken_on < $today::date AND d.outcome <> 'withdrawn'
  ), ripe AS (SELECT taken_on FROM called GROUP BY taken_on HAVING avg(settled::integer) >= 0.8),
  once AS (
    SELECT DISTINCT ON (bin, deal_number) bin, win, won FROM called JOIN ripe USING (taken_on) WHERE settled
    ORDER BY bin, deal_number, taken_on
  )
  SELECT count(*)::integer AS n, avg(win)::double precision AS "meanP", avg(won::integer)::double precision AS "wonShare"
  FROM once GROUP BY bin ORDER BY bin`);

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
    deleteBefore: async (pipelineId, before) =>
      (await prisma.dealCall.deleteMany({ where: { workspaceId, pipelineId, takenOn: { lt: utcDayStart(before) } } })).count,
  };
}
