import { addDays } from '../core/calendar.ts';
import { type ForecastSnapshot, LEARNING_DAYS, LEARNING_STEP_DAYS } from '../core/forecast-snapshot.ts';
import type { ForecastSnapshot as ForecastSnapshotModel, PrismaClient } from './generated/client.ts';
import { dayOf, dayStart, periodKindOf } from './model-rows.ts';
import { query } from './sql.ts';
import type { Forecasts } from './types/numbers.ts';

const TEAM = 'team';

const snapshotOf = (row: ForecastSnapshotModel): ForecastSnapshot => ({
  takenOn: dayOf(row.takenOn),
  takenAt: row.takenAt.getTime(),
  memberId: row.memberId,
  period: periodKindOf(row.period),
  startsOn: dayOf(row.startsOn),
  endsOn: dayOf(row.endsOn),
  expectedMinor: Number(row.expectedMinor),
  quantilesMinor: row.quantilesMinor.map(Number),
  modelMinor: Number(row.modelMinor),
  modelCv: row.modelCv,
  runRateMinor: Number(row.runRateMinor),
  sdMinor: Number(row.sdMinor),
  wonMinor: Number(row.wonMinor),
  targetMinor: row.targetMinor === null ? null : Number(row.targetMinor),
  openCount: row.openCount,
  openMinor: Number(row.openMinor),
});

const rowOf = (snapshot: ForecastSnapshot): Omit<ForecastSnapshotModel, 'workspaceId' | 'pipelineId'> => ({
  takenOn: dayStart(snapshot.takenOn),
  takenAt: new Date(snapshot.takenAt),
  scope: snapshot.memberId ?? TEAM,
  memberId: snapshot.memberId,
  period: snapshot.period,
  startsOn: dayStart(snapshot.startsOn),
  endsOn: dayStart(snapshot.endsOn),
  expectedMinor: BigInt(snapshot.expectedMinor),
  quantilesMinor: snapshot.quantilesMinor.map(BigInt),
  modelMinor: BigInt(snapshot.modelMinor),
  modelCv: snapshot.modelCv,
  runRateMinor: BigInt(snapshot.runRateMinor),
  sdMinor: BigInt(snapshot.sdMinor),
  wonMinor: BigInt(snapshot.wonMinor),
  targetMinor: snapshot.targetMinor === null ? null : BigInt(snapshot.targetMinor),
  openCount: snapshot.openCount,
  openMinor: BigInt(snapshot.openMinor),
});

/** Every so many days from a Monday on. */
const ENDED = `SELECT to_char(taken_on, 'YYYY-MM-DD') AS on FROM forecast_snapshot
  WHERE workspace_id = $1 AND pipeline_id = $2 AND period = $3 AND scope = '${TEAM}' AND starts_on >= $4::date AND ends_on < $5::date
    AND (taken_on - DATE '2024-01-01') % $6::integer = 0`;

/** What was forecast each night, in one workspace. */
export function forecastsOf(prisma: PrismaClient, workspaceId: string): Forecasts {
  return {
    keep: async (pipelineId, snapshots) => {
      const data = snapshots.map((snapshot) => ({ workspaceId, pipelineId, ...rowOf(snapshot) }));
      await prisma.forecastSnapshot.createMany({ data, skipDuplicates: true });
    },
    lastTakenOn: async (pipelineId) => {
      const last = await prisma.forecastSnapshot.findFirst({
        where: { workspaceId, pipelineId },
        orderBy: { takenOn: 'desc' },
        select: { takenOn: true },
      });
      return last === null ? null : dayOf(last.takenOn);
    },
    takenOn: async (pipelineId, on) => {
      const rows = await prisma.forecastSnapshot.findMany({
        where: { workspaceId, pipelineId, takenOn: dayStart(on) },
        orderBy: [{ scope: 'asc' }, { period: 'asc' }],
      });
      return rows.map(snapshotOf).sort((a, b) => Number(a.memberId !== null) - Number(b.memberId !== null));
    },
    ended: async (pipelineId, kinds, before, whose) => {
      const found: ForecastSnapshot[] = [];
      for (const kind of kinds) {
        const from = addDays(before, -LEARNING_DAYS[kind]);
        const days = await query<{ on: string }>(
          prisma,
          ENDED,
          workspaceId,
          pipelineId,
          kind,
          from,
          before,
          LEARNING_STEP_DAYS[kind],
        );
        if (days.length === 0) continue;
        const rows = await prisma.forecastSnapshot.findMany({
          where: {
            workspaceId,
            pipelineId,
            period: kind,
            takenOn: { in: days.map(({ on }) => dayStart(on)) },
            ...(whose === 'team' ? { scope: TEAM } : {}),
          },
          orderBy: [{ takenOn: 'asc' }, { scope: 'asc' }],
        });
        found.push(...rows.map(snapshotOf));
      }
      return found;
    },
  };
}
