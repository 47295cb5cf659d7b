import type { MemberId, PipelineId, TeamId, WorkspaceId } from '../../core/ids.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { NewId } from '../db/ids.ts';
import { isDuplicate, retryOnConflict } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { PrismaClient } from '../generated/client.ts';
import { toPeriodKind, toPlainDate, utcDayStart } from '../rows/model-rows.ts';
import type { Targets } from '../types/numbers.ts';

const deleteTarget = statement<
  {
    workspaceId: WorkspaceId;
    pipelineId: PipelineId;
    memberId: MemberId | null;
    teamId: TeamId | null;
    period: string;
    startsOn: PlainDate;
  },
  { id: string; value: string }
>(`DELETE FROM target WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND member_id IS NOT DISTINCT FROM $memberId
  AND team_id IS NOT DISTINCT FROM $teamId
  AND period = $period AND starts_on = $startsOn::date RETURNING id, value_minor::text AS value`);

/** What is to be won, in one workspace. */
export function createTargetStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): Targets {
  const load = async (pipelineId: PipelineId, from: PlainDate, to: PlainDate) => {
    const rows = await prisma.target.findMany({
      where: { workspaceId, pipelineId, startsOn: { gte: utcDayStart(from), lte: utcDayStart(to) } },
      orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
    });
    return rows.map((row) => ({
      memberId: row.memberId,
      teamId: row.teamId,
      period: toPeriodKind(row.period),
      startsOn: toPlainDate(row.startsOn),
      valueMinor: Number(row.valueMinor),
      setAt: row.setAt.getTime(),
    }));
  };
  return {
    between: async (pipelineId, from, to) =>
      (await load(pipelineId, from, to)).flatMap(({ memberId, teamId, ...row }) =>
        teamId === null ? [{ ...row, memberId }] : [],
      ),
    ofTeams: async (pipelineId, from, to) =>
      (await load(pipelineId, from, to)).flatMap(({ memberId: _, teamId, ...row }) =>
        teamId === null ? [] : [{ ...row, teamId }],
      ),
    set: async (pipelineId, { memberId, teamId = null, period, startsOn, valueMinor, ifMinor }, at) => {
      let isOther = false;
      const write = () =>
        prisma.$transaction(async (sql) => {
          const [known] = await deleteTarget(sql, { workspaceId, pipelineId, memberId, teamId, period, startsOn });
          isOther = ifMinor !== undefined && ifMinor !== (known === undefined ? null : Number(known.value));
          if (isOther) throw new Error('It is another target by now: what was deleted comes back.');
          if (valueMinor === null) return;
          await sql.target.create({
            data: {
              workspaceId,
              id: newId(),
              pipelineId,
              memberId,
              teamId,
              period,
              startsOn: utcDayStart(startsOn),
              valueMinor: BigInt(valueMinor),
              setAt: new Date(at),
            },
          });
        });
      return retryOnConflict(write, isDuplicate).then(
        () => true,
        (error: unknown) => {
          if (isOther) return false;
          throw error;
        },
      );
    },
  };
}
