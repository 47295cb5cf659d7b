import type { WorkspaceId } from '../../core/ids.ts';
import type { PrismaClient } from '../generated/client.ts';
import { toPlainDate, utcDayStart } from '../rows/model-rows.ts';
import type { StageEstimates } from '../types/numbers.ts';

/** Own estimates of the win probabilities of stages, in one workspace. */
export function createStageEstimateStore(prisma: PrismaClient, workspaceId: WorkspaceId): StageEstimates {
  return {
    all: async (pipelineId) => {
      const rows = await prisma.stageEstimate.findMany({ where: { workspaceId, pipelineId }, orderBy: { stageId: 'asc' } });
      return rows.map(({ stageId, win, until, reason, memberId, setAt }) => ({
        ...{ stageId, win, reason },
        until: toPlainDate(until),
        by: memberId,
        setAt: setAt.getTime(),
      }));
    },
    set: async (pipelineId, { stageId, win, until, reason, by, setAt }) => {
      const estimate = { win, until: utcDayStart(until), reason, memberId: by, setAt: new Date(setAt) };
      await prisma.stageEstimate.upsert({
        where: { workspaceId_pipelineId_stageId: { workspaceId, pipelineId, stageId } },
        create: { workspaceId, pipelineId, stageId, ...estimate },
        update: estimate,
      });
    },
    end: async (pipelineId, stageId) =>
      (await prisma.stageEstimate.deleteMany({ where: { workspaceId, pipelineId, stageId } })).count > 0,
  };
}
