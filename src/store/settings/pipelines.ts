import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { StoredPipeline } from '../../core/pipeline/stored-pipeline.ts';
import type { NewId } from '../db/ids.ts';
import type { Sql } from '../db/sql.ts';
import { preparedStatement, statement } from '../db/statement.ts';
import { loadConcernedDeals } from '../deals/stage-change-deals.ts';
import type { PrismaClient } from '../generated/client.ts';
import { type PipelineRow, toPlainDate, toReasonsJson, toStageRow, toStoredPipeline, utcDayStart } from '../rows/model-rows.ts';
import { STAGES_JSON, TIER_BOUNDS_JSON } from '../rows/pipeline-sql.ts';
import type { Tenant } from '../types/store.ts';
import { createSavePipeline } from './save-pipeline.ts';

/** Pipelines with their stages in use, by position, and the value tiers in force: every request reads one, so it is one statement. */
const PIPELINES = `SELECT p.id, p.name, p.currency, p.version, p.lost_reasons AS "lostReasons", p.archived_at IS NOT NULL AS "isArchived",
    p.visibility, p.shown_in AS "shownIn", ${STAGES_JSON} AS stages, ${TIER_BOUNDS_JSON} AS "tierBounds"
  FROM pipeline AS p WHERE p.workspace_id = $workspaceId`;

const selectPipeline = preparedStatement<{ workspaceId: WorkspaceId; pipelineId: PipelineId }, PipelineRow>(
  `${PIPELINES} AND p.id = $pipelineId`,
);

const selectAll = statement<{ workspaceId: WorkspaceId }, PipelineRow>(
  `${PIPELINES} ORDER BY p.archived_at IS NOT NULL, p.is_default DESC, p.created_at, p.id`,
);

const selectDefault = preparedStatement<{ workspaceId: WorkspaceId }, PipelineRow>(
  `${PIPELINES} AND p.archived_at IS NULL AND p.is_default`,
);

type PipelineStore = Pick<
  Tenant,
  'pipeline' | 'pipelines' | 'allPipelines' | 'savePipeline' | 'concernedDeals' | 'newId' | 'exchangeRate' | 'setExchangeRate'
>;

/** Pipelines, stages and exchange rates of one workspace. */
export function createPipelineStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): PipelineStore {
  const load = async (sql: Sql, pipelineId: PipelineId): Promise<StoredPipeline | undefined> => {
    const [row] = await selectPipeline(sql, { workspaceId, pipelineId });
    return row === undefined ? undefined : toStoredPipeline(row);
  };
  const loadAll = async (): Promise<readonly StoredPipeline[]> =>
    (await selectAll(prisma, { workspaceId })).map(toStoredPipeline);
  return {
    pipeline: async (id) => {
      if (id !== undefined) return load(prisma, id);
      const [row] = await selectDefault(prisma, { workspaceId });
      return row === undefined ? undefined : toStoredPipeline(row);
    },
    pipelines: async () => (await loadAll()).filter(({ isArchived }) => isArchived !== true),
    allPipelines: loadAll,
    savePipeline: createSavePipeline(prisma, { workspaceId, newId }, load),
    concernedDeals: (change) => loadConcernedDeals(prisma, { workspaceId, pipelineId: change.before.id, change }),
    newId,
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
    lostReasons: toReasonsJson(pipeline),
    shownIn: [],
    createdAt: at,
  },
  stages: pipeline.stages.map((stage) => ({ workspaceId, pipelineId: pipeline.id, id: stage.id, ...toStageRow(stage) })),
});
