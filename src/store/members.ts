import type { WorkspaceId } from '../core/ids.ts';
import { mayUse } from '../core/people/account.ts';
import type { NewId } from './db/ids.ts';
import { type Sql, toStorableText } from './db/sql.ts';
import { statement } from './db/statement.ts';
import { loadDirectTallies } from './direct-tallies.ts';
import type { PrismaClient } from './generated/client.ts';
import { toIso } from './rows/deal-rows.ts';
import { memberJson } from './rows/member-sql.ts';
import { toMember, utcDayStart } from './rows/model-rows.ts';
import type { Members } from './types/people.ts';

const NAME_LIMIT = 200;

/** What is known of the account after this write: what Slack says now, else what it said. */
const ACCOUNT = 'coalesce($account::text, m.account)';

/**
 * A null stands for "not said". Who lets a guest in is kept as long as the account is a guest's; whoever turns out to be none of the
 * company's own begins again as a rep, so that no admin comes in by another door.
 */
const upsertMember = statement<
  {
    workspaceId: WorkspaceId;
    id: string;
    slackUserId: string;
    name: string | null;
    email: string | null;
    locale: string | null;
    timeZone: string | null;
    account: string | null;
    at: string;
  },
  { member: Parameters<typeof toMember>[0] }
>(`INSERT INTO member AS m
    (workspace_id, id, slack_user_id, name, email, locale, time_zone, account, active, account_checked_at, created_at)
  VALUES ($workspaceId, $id, $slackUserId, coalesce($name::text, $slackUserId), $email::text, $locale::text, $timeZone::text,
    coalesce($account::text, 'member'), coalesce($account::text, 'member') = 'member',
    CASE WHEN $account::text IS NOT NULL THEN $at::timestamptz END, $at::timestamptz)
  ON CONFLICT (workspace_id, slack_user_id) DO UPDATE SET
    name = coalesce($name::text, m.name), email = coalesce($email::text, m.email),
    locale = coalesce($locale::text, m.locale), time_zone = coalesce($timeZone::text, m.time_zone),
    account = ${ACCOUNT},
    account_checked_at = CASE WHEN $account::text IS NULL THEN m.account_checked_at ELSE $at::timestamptz END,
    guest_allowed_by = CASE WHEN ${ACCOUNT} = 'guest' THEN m.guest_allowed_by END,
    active = ${ACCOUNT} = 'member' OR ${ACCOUNT} = 'guest' AND m.guest_allowed_by IS NOT NULL,
    role = CASE WHEN $account::text IN ('guest', 'stranger', 'bot') AND m.account <> 'guest' THEN 'rep' ELSE m.role END
  RETURNING ${memberJson('m')} AS member`);

const selectLeaversWithDeals = statement<{ workspaceId: string }, { id: string }>(
  `SELECT m.id FROM member AS m WHERE m.workspace_id = $workspaceId AND m.account = 'left'
    AND EXISTS (SELECT FROM deal AS d WHERE d.workspace_id = m.workspace_id AND d.owner_id = m.id AND d.outcome = 'open') ORDER BY m.id`,
);

/** The people of one workspace. */
export function createMemberStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): Members {
  /** Who may no longer use Lejek has no token any more: should they come back, they make another one. */
  const deleteTokens = (memberId: string) => prisma.personalToken.deleteMany({ where: { workspaceId, memberId } });
  /** The workspace's row is the lock: of two who decide at once who is admin, the second sees the first. Deals are written meanwhile. */
  const lockAdmins = (sql: Sql) => sql.$executeRawUnsafe('SELECT 1 FROM workspace WHERE id = $1 FOR NO KEY UPDATE', workspaceId);
  const upsert: Members['upsert'] = async ({ slackUserId, name, email, locale, timeZone, account, at }) => {
    const [row] = await upsertMember(prisma, {
      ...{ workspaceId, id: newId(), slackUserId },
      name: name === undefined || name === '' ? null : toStorableText(name).slice(0, NAME_LIMIT),
      ...{ email: email ?? null, locale: locale ?? null, timeZone: timeZone ?? null, account: account ?? null },
      at: toIso(at),
    });
    if (row === undefined) throw new Error(`The member ${slackUserId} was not written.`);
    const member = toMember(row.member);
    if (!member.active) await deleteTokens(member.id);
    return member;
  };
  return {
    upsert,
    all: async () =>
      (await prisma.member.findMany({ where: { workspaceId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(toMember),
    byId: async (id) => {
      const row = await prisma.member.findFirst({ where: { workspaceId, id } });
      return row === null ? undefined : toMember(row);
    },
    bySlackUser: async (slackUserId) => {
      const row = await prisma.member.findFirst({ where: { workspaceId, slackUserId } });
      return row === null ? undefined : toMember(row);
    },
    leaversWithDeals: async () => (await selectLeaversWithDeals(prisma, { workspaceId })).map(({ id }) => id),
    allowGuest: async (id, by) => {
      const data = { guestAllowedBy: by, active: mayUse('guest', { isAllowedGuest: by !== null }) };
      const { count } = await prisma.member.updateMany({ where: { workspaceId, id, account: 'guest' }, data });
      if (count > 0 && by === null) await deleteTokens(id);
    },
    setRole: async (id, role) => {
      await prisma.member.updateMany({ where: { workspaceId, id }, data: { role } });
    },
    changeRole: (id, role) =>
      prisma.$transaction(async (sql) => {
        await lockAdmins(sql);
        const person = await sql.member.findFirst({ where: { workspaceId, id } });
        if (person?.role === 'admin' && role !== 'admin') {
          const reachable = { role: 'admin', active: true, slackUserId: { not: null } };
          if ((await sql.member.count({ where: { workspaceId, id: { not: id }, ...reachable } })) === 0) return false;
        }
        await sql.member.updateMany({ where: { workspaceId, id }, data: { role } });
        return true;
      }),
    setAway: async (id, away) => {
      const data = { awayUntil: away === null ? null : utcDayStart(away.until), standInId: away?.standInId ?? null };
      await prisma.member.updateMany({ where: { workspaceId, id }, data });
    },
    claimAdmin: async (id) => {
      return prisma.$transaction(async (sql) => {
        await lockAdmins(sql);
        const admins = await sql.member.count({ where: { workspaceId, role: 'admin', active: true } });
        if (admins > 0) return false;
        const { count } = await sql.member.updateMany({ where: { workspaceId, id, account: 'member' }, data: { role: 'admin' } });
        return count > 0;
      });
    },
    setLanguage: async (id, language) => {
      await prisma.member.updateMany({ where: { workspaceId, id }, data: { language } });
    },
    setQuietHours: async (id, quiet) => {
      const data = { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null };
      await prisma.member.updateMany({ where: { workspaceId, id }, data });
    },
    setDirectOff: async (id, classes) => {
      await prisma.member.updateMany({ where: { workspaceId, id }, data: { directOff: classes.join(',') } });
    },
    directTallies: (id, at) => loadDirectTallies(prisma, workspaceId, { id, at }),
  };
}
