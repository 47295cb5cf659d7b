import type { PipelineId, WorkspaceId } from '../core/ids.ts';
import type { StoredPipeline } from '../core/pipeline/stored-pipeline.ts';
import { preparedStatement, statement } from './db/statement.ts';
import type { PrismaClient } from './generated/client.ts';
import { type PipelineRow, toIdAndTextJson, toPlainDate, toStageRow, toStoredPipeline, utcDayStart } from './rows/model-rows.ts';
import { STAGES_JSON, TIER_BOUNDS_JSON } from './rows/pipeline-sql.ts';
import type { Tenant } from './types/store.ts';

/** Pipelines with their stages in use, by position, and the value tiers in force: every request reads one, so it is one statement. */
const PIPELINES = `SELECT p.id, p.name, p.currency, p.lost_reasons AS "lostReasons", ${STAGES_JSON} AS stages,
    ${TIER_BOUNDS_JSON} AS "tierBounds"
  FROM pipeline AS p WHERE p.workspace_id = $workspaceId`;

const selectPipeline = preparedStatement<{ workspaceId: WorkspaceId; pipelineId: PipelineId }, PipelineRow>(
  `${PIPELINES} AND p.id = $pipelineId`,
);

const selectInUse = statement<{ workspaceId: WorkspaceId }, PipelineRow>(
  `${PIPELINES} AND p.archived_at IS NULL ORDER BY p.is_default DESC, p.created_at`,
);

const selectDefault = preparedStatement<{ workspaceId: WorkspaceId }, PipelineRow>(
  `${PIPELINES} AND p.archived_at IS NULL AND p.is_default`,
);

type PipelineStore = Pick<Tenant, 'pipeline' | 'pipelines' | 'savePipeline' | 'exchangeRate' | 'setExchangeRate'>;

/** Pipelines, stages and exchange rates of one workspace. */
export function createPipelineStore(prisma: PrismaClient, workspaceId: WorkspaceId): PipelineStore {
  return {
    pipeline: async (id) => {
      const [row] =
        id === undefined
          ? await selectDefault(prisma, { workspaceId })
          : await selectPipeline(prisma, { workspaceId, pipelineId: id });
      return row === undefined ? undefined : toStoredPipeline(row);
    },
    pipelines: async () => (await selectInUse(prisma, { workspaceId })).map(toStoredPipeline),
    savePipeline: async (pipeline, at) => {
      const { id: pipelineId, name, currency, lostReasons, stages } = pipeline;
      const data = { name, currency, lostReasons: lostReasons.map(toIdAndTextJson) };
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
    exchangeRate: async ({ currency, inCurrency }, on) => {
      const row = await prisma.exchangeRate.findFirst({
        where: { workspaceId, currency, inCurrency, validFrom: { lte: utcDayStart(on) } },
        orderBy: { validFrom: 'desc' },
      });
      return row === null ? undefined : { rate: row.rate, on: toPlainDate(row.validFrom) };
    },
    setExchangeRate: async ({ currency, inCurrency }, from, rate) => {
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
export const toPipelineRows = (workspaceId: WorkspaceId, pipeline: StoredPipeline, at: Date) => ({
  pipeline: {
    workspaceId,
    id: pipeline.id,
    name: pipeline.name,
    currency: pipeline.currency,
    isDefault: true,
    lostReasons: pipeline.lostReasons.map(toIdAndTextJson),
    createdAt: at,
  },
  stages: pipeline.stages.map((stage) => ({ workspaceId, pipelineId: pipeline.id, id: stage.id, ...toStageRow(stage) })),
});
