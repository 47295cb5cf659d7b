import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { DatedTierBounds } from '../../core/pipeline/tiers.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { Tiers } from '../types/numbers.ts';

export const toTierRow = (
  workspaceId: WorkspaceId,
  pipelineId: PipelineId,
  { validFrom, lowMinor, highMinor }: DatedTierBounds,
) => ({
  workspaceId,
  pipelineId,
  validFrom: new Date(validFrom),
  lowMinor: BigInt(lowMinor),
  highMinor: BigInt(highMinor),
});

/** Value tiers of one workspace's pipelines. */
export function createTierStore(prisma: PrismaClient, workspaceId: WorkspaceId): Tiers {
  return {
    all: async (pipelineId) => {
      const rows = await prisma.tierBounds.findMany({ where: { workspaceId, pipelineId }, orderBy: { validFrom: 'asc' } });
      return rows.map(({ validFrom, lowMinor, highMinor }) => ({
        validFrom: validFrom.getTime(),
        lowMinor: Number(lowMinor),
        highMinor: Number(highMinor),
      }));
    },
    save: async (pipelineId, bounds) => {
      await prisma.tierBounds.createMany({ data: [toTierRow(workspaceId, pipelineId, bounds)], skipDuplicates: true });
    },
  };
}
