import type { WorkspaceId } from '../core/ids.ts';
import type { NewId } from './db/ids.ts';
import { isDuplicate, toStorableText } from './db/sql.ts';
import type { PrismaClient } from './generated/client.ts';
import { toMember } from './rows/model-rows.ts';
import type { Members } from './types/people.ts';

const NAME_LIMIT = 200;

/** The people of one workspace. */
export function createMemberStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): Members {
  const upsert: Members['upsert'] = async ({ slackUserId, name, email, locale, timeZone, active, at }) => {
    const known = {
      ...(name === undefined ? {} : { name: toStorableText(name).slice(0, NAME_LIMIT) }),
      ...(email === undefined ? {} : { email }),
      ...(locale === undefined ? {} : { locale }),
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(active === undefined ? {} : { active }),
    };
    try {
      const row = await prisma.member.upsert({
        where: { workspaceId_slackUserId: { workspaceId, slackUserId } },
        update: known,
        create: { workspaceId, id: newId(), slackUserId, createdAt: new Date(at), ...known, name: known.name ?? slackUserId },
      });
      return toMember(row);
    } catch (error) {
      // Two requests saw the person for the first time at once: the other one made the row.
      if (!isDuplicate(error) && !isPrismaDuplicate(error)) throw error;
      return toMember(
        await prisma.member.update({ where: { workspaceId_slackUserId: { workspaceId, slackUserId } }, data: known }),
      );
    }
  };
  return {
    upsert,
    all: async () =>
      (await prisma.member.findMany({ where: { workspaceId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(toMember),
    byId: async (id) => {
      const row = await prisma.member.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
      return row === null ? undefined : toMember(row);
    },
    bySlackUser: async (slackUserId) => {
      const row = await prisma.member.findUnique({ where: { workspaceId_slackUserId: { workspaceId, slackUserId } } });
      return row === null ? undefined : toMember(row);
    },
    setRole: async (id, role) => {
      await prisma.member.updateMany({ where: { workspaceId, id }, data: { role } });
    },
    claimAdmin: async (id) => {
      // The workspace's row is the lock: of two who claim at once, the second sees the first.
      return prisma.$transaction(async (sql) => {
        await sql.$executeRawUnsafe('SELECT 1 FROM workspace WHERE id = $1 FOR UPDATE', workspaceId);
        const admins = await sql.member.count({ where: { workspaceId, role: 'admin', active: true } });
        if (admins > 0) return false;
        await sql.member.update({ where: { workspaceId_id: { workspaceId, id } }, data: { role: 'admin' } });
        return true;
      });
    },
    setLanguage: async (id, language) => {
      await prisma.member.updateMany({ where: { workspaceId, id }, data: { language } });
    },
    setQuietHours: async (id, quiet) => {
      const data = { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null };
      await prisma.member.updateMany({ where: { workspaceId, id }, data });
    },
  };
}

const isPrismaDuplicate = (error: unknown): boolean => error instanceof Object && 'code' in error && error.code === 'P2002';
