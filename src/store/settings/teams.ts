import type { WorkspaceId } from '../../core/ids.ts';
import { editTeams, type TeamsDelta } from '../../core/people/team-edits.ts';
import type { TeamsState } from '../../core/people/teams.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { NewId } from '../db/ids.ts';
import { jsonb, type Sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { PrismaClient } from '../generated/client.ts';
import { toIso } from '../rows/deal-rows.ts';
import { toPlainDate, utcDayStart } from '../rows/model-rows.ts';
import type { TeamsRecord, TeamsSaved, TeamsStore } from '../types/teams.ts';
import { keepSettingChange, saveSettingOnce } from './setting-once.ts';

type Transaction = Sql & Pick<PrismaClient, 'team' | 'teamManager' | 'teamMembership' | 'settingChange' | 'handled'>;

/** Two admins at once: the second waits here, and then sees what the first did. */
const lockTeams = statement<{ workspaceId: WorkspaceId }, { id: string }>(
  'SELECT id FROM workspace WHERE id = $workspaceId FOR UPDATE',
);

const dropTeamPlans = statement<{ workspaceId: WorkspaceId; today: PlainDate }, never>(
  `DELETE FROM funnel_plan WHERE workspace_id = $workspaceId AND scope <> 'pipeline' AND planned_on >= $today::date`,
);

/** Nothing is posted about a team that is not in use: its channels and its open alerts end. */
const endTeamPosts = statement<{ workspaceId: WorkspaceId; ids: string; at: string }, { id: string }>(`WITH alerts AS (
    UPDATE stage_alert SET recovered_at = $at::timestamptz
    WHERE workspace_id = $workspaceId AND team_id IN (SELECT jsonb_array_elements_text($ids::jsonb)) AND recovered_at IS NULL)
  UPDATE subscription SET ended_at = $at::timestamptz
  WHERE workspace_id = $workspaceId AND team_id IN (SELECT jsonb_array_elements_text($ids::jsonb)) AND ended_at IS NULL RETURNING id`);
const restoreSubscriptions = statement<{ workspaceId: WorkspaceId; ids: string }, never>(
  `UPDATE subscription SET ended_at = NULL WHERE workspace_id = $workspaceId AND id IN (SELECT jsonb_array_elements_text($ids::jsonb))`,
);

async function loadTeams(sql: Pick<Transaction, 'team' | 'teamMembership'>, workspaceId: WorkspaceId): Promise<TeamsState> {
  const teams = await sql.team.findMany({
    where: { workspaceId },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    include: { managers: { select: { memberId: true }, orderBy: [{ position: 'asc' }, { memberId: 'asc' }] } },
  });
  if (teams.length === 0) return { teams: [], memberships: [] };
  const rows = await sql.teamMembership.findMany({ where: { workspaceId }, orderBy: [{ memberId: 'asc' }, { fromOn: 'asc' }] });
  return {
    teams: teams.map(({ id, name, parentId, managers, userGroupId, removedAt }) => ({
      ...{ id, name, parentId, userGroupId },
      managerIds: managers.map(({ memberId }) => memberId),
      removedAt: removedAt === null ? null : removedAt.getTime(),
    })),
    memberships: rows.map(({ memberId, teamId, fromOn, untilOn }) => ({
      ...{ memberId, teamId },
      from: toPlainDate(fromOn),
      until: untilOn === null ? null : toPlainDate(untilOn),
    })),
  };
}

/** Writes some teams and people whole. A team that is a part of a new one comes after it. */
async function writeDelta(sql: Transaction, workspaceId: WorkspaceId, { teams, people }: TeamsDelta): Promise<void> {
  for (const { id, name, parentId, userGroupId, removedAt, managerIds } of teams) {
    const data = { name, parentId, userGroupId, removedAt: removedAt === null ? null : new Date(removedAt) };
    await sql.team.upsert({
      where: { workspaceId_id: { workspaceId, id } },
      update: data,
      create: { workspaceId, id, ...data },
    });
    await sql.teamManager.deleteMany({ where: { workspaceId, teamId: id } });
    await sql.teamManager.createMany({
      data: managerIds.map((memberId, position) => ({ workspaceId, teamId: id, memberId, position })),
    });
  }
  if (people.length === 0) return;
  await sql.teamMembership.deleteMany({ where: { workspaceId, memberId: { in: people.map(({ memberId }) => memberId) } } });
  await sql.teamMembership.createMany({
    data: people.flatMap(({ memberships }) =>
      memberships.map(({ memberId, teamId, from, until }) => ({
        ...{ workspaceId, memberId, teamId },
        fromOn: utcDayStart(from),
        untilOn: until === null ? null : utcDayStart(until),
      })),
    ),
  });
}

/** The teams of one workspace. */
export function createTeamStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): TeamsStore {
  return {
    all: () => loadTeams(prisma, workspaceId),
    save: (edit, work) =>
      saveSettingOnce<TeamsSaved>(prisma, { workspaceId, key: work.key }, async (sql) => {
        await lockTeams(sql, { workspaceId });
        const result = editTeams(edit, await loadTeams(sql, workspaceId), work);
        if (!result.ok) return result;
        const { before, after } = result;
        await writeDelta(sql, workspaceId, after);
        // What was planned today for teams may be for other people now.
        await dropTeamPlans(sql, { workspaceId, today: work.today });
        const gone = after.teams.filter(({ removedAt }) => removedAt !== null).map(({ id }) => id);
        const ended = gone.length === 0 ? [] : await endTeamPosts(sql, { workspaceId, ids: jsonb(gone), at: toIso(work.at) });
        if (work.undoes !== undefined) await restoreSubscriptions(sql, { workspaceId, ids: jsonb(work.undoes.subscriptions) });
        const payload: TeamsRecord | null =
          edit.kind === 'takeBack'
            ? null
            : {
                ...{ edit: edit.kind, before, after, endedSubscriptions: ended.map(({ id }) => id) },
                ...(work.group === undefined ? {} : { group: work.group }),
              };
        return { ok: true, changeId: await keepSettingChange(sql, { workspaceId, newId, kind: 'teams', payload }, work) };
      }),
  };
}
