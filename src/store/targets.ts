import type { PrismaClient } from './generated/client.ts';
import type { NewId } from './ids.ts';
import { dayOf, dayStart, periodKindOf } from './model-rows.ts';
import { query } from './sql.ts';
import type { Targets } from './types/numbers.ts';

const UNSET = `DELETE FROM target WHERE workspace_id = $1 AND pipeline_id = $2 AND member_id IS NOT DISTINCT FROM $3
  AND period = $4 AND starts_on = $5::date RETURNING id`;

/** What is to be won, in one workspace. */
export function targetsOf(prisma: PrismaClient, workspaceId: string, newId: NewId): Targets {
  return {
    between: async (pipelineId, from, to) => {
      const rows = await prisma.target.findMany({
        where: { workspaceId, pipelineId, startsOn: { gte: dayStart(from), lte: dayStart(to) } },
        orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
      });
      return rows.map((row) => ({
        memberId: row.memberId,
        period: periodKindOf(row.period),
        startsOn: dayOf(row.startsOn),
        valueMinor: Number(row.valueMinor),
      }));
    },
    anySetAfter: async (pipelineId, at) =>
      (await prisma.target.findFirst({
        where: { workspaceId, pipelineId, setAt: { gt: new Date(at) } },
        select: { id: true },
      })) !== null,
    set: async (pipelineId, { memberId, period, startsOn, valueMinor }, at) => {
      await prisma.$transaction(async (sql) => {
        await query(sql, UNSET, workspaceId, pipelineId, memberId, period, startsOn);
        if (valueMinor === null) return;
        await sql.target.create({
          data: {
            workspaceId,
            id: newId(),
            pipelineId,
            memberId,
            period,
            startsOn: dayStart(startsOn),
            valueMinor: BigInt(valueMinor),
            setAt: new Date(at),
          },
        });
      });
    },
  };
}
