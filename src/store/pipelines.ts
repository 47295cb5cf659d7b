import type { Pipeline } from '../core/deal/stage.ts';
import { query } from './db/sql.ts';
import type { PrismaClient } from './generated/client.ts';
import { type PipelineRow, toPipeline, toPlainDate, toStageRow, utcDayStart } from './rows/model-rows.ts';
import type { Tenant } from './types/store.ts';

/** Pipelines with their stages in use, by position, and the value tiers in force: every request reads one, so it is one statement. */
const PIPELINES = `SELECT p.id, p.name, p.currency, p.lost_reasons AS "lostReasons",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'position', s.position, 'kind', s.kind, 'name', s.name,
        'shortName', s.short_name, 'meaning', s.meaning, 'criteria', s.criteria, 'actions', s.actions,
        'startingProbability', s.starting_probability, 'minimum', s.minimum, 'ageingDays', s.ageing_days, 'strict', s.strict
      ) ORDER BY s.position), '[]')
      FROM stage AS s WHERE s.workspace_id = p.workspace_id AND s.pipeline_id = p.id AND s.archived_at IS NULL) AS stages,
    (SELECT coalesce(jsonb_agg(t), '[]') FROM (SELECT low_minor AS "lowMinor", high_minor AS "highMinor" FROM tier_bounds AS b
      WHERE b.workspace_id = p.workspace_id AND b.pipeline_id = p.id ORDER BY b.valid_from DESC LIMIT 1) AS t) AS "tierBounds"
  FROM pipeline AS p WHERE p.workspace_id = $1`;

const BY_ID = `${PIPELINES} AND p.id = $2`;

const IN_USE = `${PIPELINES} AND p.archived_at IS NULL ORDER BY p.is_default DESC, p.created_at`;

const DEFAULT = `${PIPELINES} AND p.archived_at IS NULL AND p.is_default`;

type PipelineStore = Pick<Tenant, 'pipeline' | 'pipelines' | 'savePipeline' | 'exchangeRate' | 'setExchangeRate'>;

/** Pipelines, stages and exchange rates of one workspace. */
export function createPipelineStore(prisma: PrismaClient, workspaceId: string): PipelineStore {
  return {
    pipeline: async (id) => {
      const [row] =
        id === undefined
          ? await query<PipelineRow>(prisma, DEFAULT, workspaceId)
          : await query<PipelineRow>(prisma, BY_ID, workspaceId, id);
      return row === undefined ? undefined : toPipeline(row);
    },
    pipelines: async () => (await query<PipelineRow>(prisma, IN_USE, workspaceId)).map(toPipeline),
    savePipeline: async (pipeline, at) => {
      const { id: pipelineId, name, currency, lostReasons, stages } = pipeline;
      const data = { name, currency, lostReasons: lostReasons.map((each) => ({ ...each })) };
      const kept = stages.map((stage) => stage.id);
      await prisma.$transaction([
        prisma.pipeline.update({ where: { workspaceId_id: { workspaceId, id: pipelineId } }, data }),
        prisma.stage.updateMany({
          where: { workspaceId, pipelineId, id: { notIn: kept }, archivedAt: null },
          data: { archivedAt: new Date(at) },
        }),
        ...stages.map((stage) =>
          prisma.stage.upsert({
            where: { workspaceId_pipelineId_id: { workspaceId, pipelineId, id: stage.id } },
            update: { ...toStageRow(stage), archivedAt: null },
            create: { workspaceId, pipelineId, id: stage.id, ...toStageRow(stage) },
          }),
        ),
      ]);
    },
    exchangeRate: async (currency, inCurrency, on) => {
      const row = await prisma.exchangeRate.findFirst({
        where: { workspaceId, currency, inCurrency, validFrom: { lte: utcDayStart(on) } },
        orderBy: { validFrom: 'desc' },
      });
      return row === null ? undefined : { rate: row.rate, on: toPlainDate(row.validFrom) };
    },
    setExchangeRate: async (currency, inCurrency, from, rate) => {
      const key = { workspaceId, currency, inCurrency, validFrom: utcDayStart(from) };
      await prisma.exchangeRate.upsert({
        where: { workspaceId_currency_inCurrency_validFrom: key },
        update: { rate },
        create: { ...key, rate },
      });
    },
  };
}

/** Rows of a new pipeline. */
export const toPipelineRows = (workspaceId: string, pipeline: Pipeline, at: Date) => ({
  pipeline: {
    workspaceId,
    id: pipeline.id,
    name: pipeline.name,
    currency: pipeline.currency,
    isDefault: true,
    lostReasons: pipeline.lostReasons.map((each) => ({ ...each })),
    createdAt: at,
  },
  stages: pipeline.stages.map((stage) => ({ workspaceId, pipelineId: pipeline.id, id: stage.id, ...toStageRow(stage) })),
});
