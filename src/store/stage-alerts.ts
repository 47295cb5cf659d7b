import type { DealNumber, MemberId, PipelineId, StageId, TeamId, WorkspaceId } from '../core/ids.ts';
import type { PlainDate } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { NewId } from './db/ids.ts';
import { statement } from './db/statement.ts';
import { queueDeliveries } from './deliveries.ts';
import type { PrismaClient } from './generated/client.ts';
import { toIso } from './rows/deal-rows.ts';
import { toCommitment, toStageAlert } from './rows/model-rows.ts';
import type { Commitments, StageAlerts } from './types/channels.ts';

const insertEpisode = statement<
  {
    workspaceId: WorkspaceId;
    id: string;
    pipelineId: PipelineId;
    stageId: StageId;
    teamId: TeamId | null;
    drySince: string;
    seenAt: string;
    needed: number;
  },
  { id: string }
>(`INSERT INTO stage_alert (workspace_id, id, pipeline_id, stage_id, team_id, dry_since, seen_at, needed)
  VALUES ($workspaceId, $id, $pipelineId, $stageId, $teamId, $drySince::timestamptz, $seenAt::timestamptz, $needed)
  ON CONFLICT DO NOTHING RETURNING id`);

/** An episode that had not recovered by an instant. */
const openAsOf = (at: Instant) => [{ recoveredAt: null }, { recoveredAt: { gt: new Date(at) } }];

/** Episodes of stages that ran dry, in one workspace. */
export function createStageAlertStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): StageAlerts {
  return {
    open: async (pipelineId, at, teamId) => {
      const open = at === undefined ? { recoveredAt: null } : { seenAt: { lte: new Date(at) }, OR: openAsOf(at) };
      return (
        await prisma.stageAlert.findMany({
          where: { workspaceId, pipelineId, teamId: teamId ?? null, ...open },
          orderBy: { seenAt: 'asc' },
        })
      ).map(toStageAlert);
    },
    begin: async (draft) => {
      const { pipelineId, stageId, teamId = null, drySince, seenAt, needed } = draft;
      const [begun] = await insertEpisode(prisma, {
        ...{ workspaceId, id: newId(), pipelineId, stageId, teamId, needed },
        drySince: toIso(drySince),
        seenAt: toIso(seenAt),
      });
      if (begun === undefined) return undefined;
      return { ...draft, teamId, id: begun.id, managersToldAt: null, channelToldAt: null, recoveredAt: null };
    },
    markNotified: async (ids, whom, { at, deliveries }) => {
      const column = whom === 'managers' ? 'managersToldAt' : 'channelToldAt';
      await prisma.$transaction(async (sql) => {
        const { count } = await sql.stageAlert.updateMany({
          where: { workspaceId, id: { in: [...ids] }, recoveredAt: null, [column]: null },
          data: { [column]: new Date(at) },
        });
        if (count > 0) await queueDeliveries(sql, workspaceId, { drafts: deliveries, at });
      });
    },
    recover: async (ids, { at, deliveries }) => {
      await prisma.$transaction(async (sql) => {
        const { count } = await sql.stageAlert.updateMany({
          where: { workspaceId, id: { in: [...ids] }, recoveredAt: null },
          data: { recoveredAt: new Date(at) },
        });
        if (count > 0) await queueDeliveries(sql, workspaceId, { drafts: deliveries, at });
      });
    },
  };
}

const insertCommitment = statement<
  {
    workspaceId: WorkspaceId;
    id: string;
    alertId: string | null;
    dealNumber: DealNumber | null;
    newDeals: number | null;
    memberId: MemberId;
    toStageId: StageId;
    dueOn: PlainDate;
    madeAt: string;
  },
  { id: string }
>(`INSERT INTO commitment (workspace_id, id, alert_id, deal_number, new_deals, member_id, to_stage_id, due_on, made_at)
  VALUES ($workspaceId, $id, $alertId, $dealNumber, $newDeals, $memberId, $toStageId, $dueOn::date, $madeAt::timestamptz)
  ON CONFLICT DO NOTHING RETURNING id`);

/** Who took which deal of an alert, or its new ones. */
const ALERT_PIPELINE = { alert: { select: { pipelineId: true } } } as const;

const inPipeline = ({
  alert,
  ...row
}: Parameters<typeof toCommitment>[0] & { readonly alert: { readonly pipelineId: PipelineId } | null }) =>
  alert === null ? [] : [{ ...toCommitment(row), pipelineId: alert.pipelineId }];

export function createCommitmentStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): Commitments {
  return {
    claim: async (draft) => {
      const { alertId, dealNumber, madeAt } = draft;
      const [taken] = await insertCommitment(prisma, { ...draft, workspaceId, id: newId(), madeAt: toIso(madeAt) });
      if (taken !== undefined) return { commitment: { ...draft, id: taken.id, doneAt: null }, isNew: true };
      const row = await prisma.commitment.findFirstOrThrow({ where: { workspaceId, alertId, dealNumber } });
      return { commitment: toCommitment(row), isNew: false };
    },
    byId: async (id) => {
      const row = await prisma.commitment.findFirst({ where: { workspaceId, id } });
      return row === null ? undefined : toCommitment(row);
    },
    lastOf: async (memberId, since) => {
      const row = await prisma.commitment.findFirst({
        where: { workspaceId, memberId, doneAt: null, madeAt: { gte: new Date(since) } },
        orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
      });
      return row === null ? undefined : toCommitment(row);
    },
    giveBack: async (id, memberId) =>
      (await prisma.commitment.deleteMany({ where: { workspaceId, id, memberId, doneAt: null } })).count > 0,
    ofLeavers: async () => {
      const rows = await prisma.commitment.findMany({
        where: { workspaceId, doneAt: null, member: { active: false }, alert: { recoveredAt: null } },
        include: ALERT_PIPELINE,
        orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
      });
      return rows.flatMap(inPipeline);
    },
    ofMember: async (memberId, { since, limit }) => {
      const rows = await prisma.commitment.findMany({
        where: {
          workspaceId,
          memberId,
          doneAt: null,
          OR: [{ madeAt: { gte: new Date(since) } }, { alert: { recoveredAt: null } }],
        },
        include: ALERT_PIPELINE,
        orderBy: [{ dueOn: 'asc' }, { madeAt: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.flatMap(inPipeline);
    },
    handOn: async (id, from, to) =>
      (
        await prisma.commitment.updateMany({
          where: { workspaceId, id, memberId: from, doneAt: null },
          data: { memberId: to },
        })
      ).count > 0,
    current: async (pipelineId, from, to) =>
      (
        await prisma.commitment.findMany({
          where: {
            workspaceId,
            alert: { pipelineId },
            madeAt: { lte: new Date(to) },
            OR: [{ madeAt: { gte: new Date(from) } }, { alert: { OR: openAsOf(to) } }],
          },
          orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
        })
      ).map(toCommitment),
    byAlerts: async (alertIds) =>
      (
        await prisma.commitment.findMany({ where: { workspaceId, alertId: { in: [...alertIds] } }, orderBy: { madeAt: 'asc' } })
      ).map(toCommitment),
  };
}
