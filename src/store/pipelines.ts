import type { Pipeline } from '../core/stage.ts';
import type { PrismaClient } from './generated/client.ts';
import { dayOf, dayStart, pipelineOf, stageRow } from './model-rows.ts';
import type { Tenant } from './store-types.ts';

/** Stages in use, by position, and the value tiers in force. */
export const STAGES_IN_USE = {
  stages: { where: { archivedAt: null }, orderBy: { position: 'asc' } },
  tierBounds: { orderBy: { validFrom: 'desc' }, take: 1 },
} as const;

type Pipelines = Pick<Tenant, 'pipeline' | 'pipelines' | 'savePipeline' | 'rate' | 'setRate'>;

/** Pipelines, stages and exchange rates of one workspace. */
export function pipelinesOf(prisma: PrismaClient, workspaceId: string): Pipelines {
  return {
    pipeline: async (id) => {
      const where = id === undefined ? { workspaceId, isDefault: true, archivedAt: null } : { workspaceId, id };
      const row = await prisma.pipeline.findFirst({ where, include: STAGES_IN_USE });
      return row === null ? undefined : pipelineOf(row);
    },
    pipelines: async () => {
      const rows = await prisma.pipeline.findMany({
        where: { workspaceId, archivedAt: null },
        include: STAGES_IN_USE,
        orderBy: [{ isDefault: 'desc' }, { createdAt: 'asc' }],
      });
      return rows.map(pipelineOf);
    },
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
            update: { ...stageRow(stage), archivedAt: null },
            create: { workspaceId, pipelineId, id: stage.id, ...stageRow(stage) },
          }),
        ),
      ]);
    },
    rate: async (currency, inCurrency, on) => {
      const row = await prisma.exchangeRate.findFirst({
        where: { workspaceId, currency, inCurrency, validFrom: { lte: dayStart(on) } },
        orderBy: { validFrom: 'desc' },
      });
      return row === null ? undefined : { rate: row.rate, on: dayOf(row.validFrom) };
    },
    setRate: async (currency, inCurrency, from, rate) => {
      const key = { workspaceId, currency, inCurrency, validFrom: dayStart(from) };
      await prisma.exchangeRate.upsert({
        where: { workspaceId_currency_inCurrency_validFrom: key },
        update: { rate },
        create: { ...key, rate },
      });
    },
  };
}

/** Rows of a new pipeline. */
export const pipelineRows = (workspaceId: string, pipeline: Pipeline, at: Date) => ({
  pipeline: {
    workspaceId,
    id: pipeline.id,
    name: pipeline.name,
    currency: pipeline.currency,
    isDefault: true,
    lostReasons: pipeline.lostReasons.map((each) => ({ ...each })),
    createdAt: at,
  },
  stages: pipeline.stages.map((stage) => ({ workspaceId, pipelineId: pipeline.id, id: stage.id, ...stageRow(stage) })),
});
