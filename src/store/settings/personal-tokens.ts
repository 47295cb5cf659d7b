import type { WorkspaceId } from '../../core/ids.ts';
import type { PersonalToken } from '../../core/people/personal-token.ts';
import type { NewId } from '../db/ids.ts';
import { toStorableText } from '../db/sql.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { PersonalTokenModel } from '../generated/models.ts';
import type { FoundToken, PersonalTokens } from '../types/personal-tokens.ts';

const toPersonalToken = ({ id, memberId, name, createdAt, lastUsedAt }: PersonalTokenModel): PersonalToken => ({
  ...{ id, memberId, name, createdAt: createdAt.getTime() },
  lastUsedAt: lastUsedAt?.getTime() ?? null,
});

/** Personal tokens of one workspace. */
export function createPersonalTokenStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): PersonalTokens {
  return {
    make: async ({ memberId, name, hash, at }) =>
      toPersonalToken(
        await prisma.personalToken.create({
          data: { workspaceId, id: newId(), memberId, name: toStorableText(name), hash, createdAt: new Date(at) },
        }),
      ),
    all: async () => {
      const rows = await prisma.personalToken.findMany({
        where: { workspaceId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
      return rows.map(toPersonalToken);
    },
    markUsed: async (id, at) => {
      await prisma.personalToken.updateMany({ where: { workspaceId, id }, data: { lastUsedAt: new Date(at) } });
    },
    takeBack: async (id) => {
      const row = await prisma.personalToken.findFirst({ where: { workspaceId, id } });
      const { count } = await prisma.personalToken.deleteMany({ where: { workspaceId, id } });
      return row === null || count === 0 ? undefined : toPersonalToken(row);
    },
  };
}

/** As `Store.findToken`. */
export async function findToken(prisma: PrismaClient, workspaceId: WorkspaceId, hash: string): Promise<FoundToken | undefined> {
  const row = await prisma.personalToken.findFirst({
    where: { workspaceId, hash, member: { active: true }, workspace: { uninstalledAt: null } },
    include: { member: { select: { slackUserId: true } } },
  });
  const slackUserId = row?.member.slackUserId ?? null;
  return row === null || slackUserId === null ? undefined : { ...toPersonalToken(row), slackUserId };
}
