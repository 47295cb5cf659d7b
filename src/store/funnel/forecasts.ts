import { type ForecastSnapshot, LEARNING_STEP_DAYS, LEARNING_WINDOW_DAYS } from '../../core/funnel/forecast-snapshot.ts';
import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import { addDays, type PlainDate } from '../../core/time/calendar.ts';
import { statement } from '../db/statement.ts';
import type { ForecastSnapshot as ForecastSnapshotModel, PrismaClient } from '../generated/client.ts';
import { toPeriodKind, toPlainDate, utcDayStart } from '../rows/model-rows.ts';
import type { Forecasts } from '../types/numbers.ts';

const TEAM_SCOPE = 'team';

const toForecastSnapshot = (row: ForecastSnapshotModel): ForecastSnapshot => ({
  takenOn: toPlainDate(row.takenOn),
  takenAt: row.takenAt.getTime(),
  memberId: row.memberId,
  period: toPeriodKind(row.period),
  startsOn: toPlainDate(row.startsOn),
  endsOn: toPlainDate(row.endsOn),
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

const toSnapshotRow = (snapshot: ForecastSnapshot): Omit<ForecastSnapshotModel, 'workspaceId' | 'pipelineId'> => ({
  takenOn: utcDayStart(snapshot.takenOn),
  takenAt: new Date(snapshot.takenAt),
  scope: snapshot.memberId ?? TEAM_SCOPE,
  memberId: snapshot.memberId,
  period: snapshot.period,
  startsOn: utcDayStart(snapshot.startsOn),
  endsOn: utcDayStart(snapshot.endsOn),
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
const selectEndedDays = statement<
  { workspaceId: WorkspaceId; pipelineId: PipelineId; kind: string; from: PlainDate; before: PlainDate; stepDays: number },
  { on: PlainDate }
>(`SELECT to_char(taken_on, 'YYYY-MM-DD') AS on FROM forecast_snapshot
  WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND period = $kind AND scope = '${TEAM_SCOPE}'
    AND starts_on >= $from::date AND ends_on < $before::date AND (taken_on - DATE '2024-01-01') % $stepDays::integer = 0`);

/** What was forecast each night, in one workspace. */
export function createForecastStore(prisma: PrismaClient, workspaceId: WorkspaceId): Forecasts {
  return {
    save: async (pipelineId, snapshots) => {
      const data = snapshots.map((snapshot) => ({ workspaceId, pipelineId, ...toSnapshotRow(snapshot) }));
      await prisma.forecastSnapshot.createMany({ data, skipDuplicates: true });
    },
    lastTakenOn: async (pipelineId) => {
      const last = await prisma.forecastSnapshot.findFirst({
        where: { workspaceId, pipelineId },
        orderBy: { takenOn: 'desc' },
        select: { takenOn: true },
      });
      return last === null ? null : toPlainDate(last.takenOn);
    },
    daysTaken: async (pipelineId, from) => {
      const rows = await prisma.forecastSnapshot.findMany({
        where: { workspaceId, pipelineId, scope: TEAM_SCOPE, takenOn: { gte: utcDayStart(from) } },
        orderBy: { takenOn: 'asc' },
        distinct: ['takenOn'],
        select: { takenOn: true },
      });
      return rows.map(({ takenOn }) => toPlainDate(takenOn));
    },
    takenOn: async (pipelineId, on) => {
      const rows = await prisma.forecastSnapshot.findMany({
        where: { workspaceId, pipelineId, takenOn: utcDayStart(on) },
        orderBy: [{ scope: 'asc' }, { period: 'asc' }],
      });
      return rows.map(toForecastSnapshot).sort((a, b) => Number(a.memberId !== null) - Number(b.memberId !== null));
    },
    ofEndedPeriods: async (pipelineId, { kinds, before, whose }) => {
      const found: ForecastSnapshot[] = [];
      for (const kind of kinds) {
        const from = addDays(before, -LEARNING_WINDOW_DAYS[kind]);
        const days = await selectEndedDays(prisma, {
          ...{ workspaceId, pipelineId, kind, from, before },
          stepDays: LEARNING_STEP_DAYS[kind],
        });
        if (days.length === 0) continue;
        const rows = await prisma.forecastSnapshot.findMany({
          where: {
            workspaceId,
            pipelineId,
            period: kind,
            takenOn: { in: days.map(({ on }) => utcDayStart(on)) },
            ...(whose === 'team' ? { scope: TEAM_SCOPE } : {}),
          },
          orderBy: [{ takenOn: 'asc' }, { scope: 'asc' }],
        });
        found.push(...rows.map(toForecastSnapshot));
      }
      return found;
    },
  };
}
