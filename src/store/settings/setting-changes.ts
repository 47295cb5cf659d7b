import type { WorkspaceId } from '../../core/ids.ts';
import type { NewId } from '../db/ids.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toSettingChange } from '../rows/model-rows.ts';
import type { SettingChanges, SettingKind } from '../types/setting-changes.ts';

/** JSON as Prisma takes it: what was not given is left out. */
const toJson = (payload: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(payload));

/** What people set for themselves. */
const PERSONAL: readonly SettingKind[] = ['language', 'quiet-hours', 'direct-off'];

/** Changes of settings of one workspace. */
export function createSettingChangeStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): SettingChanges {
  return {
    record: async ({ memberId, kind, at, payload }) =>
      toSettingChange(
        await prisma.settingChange.create({
          data: { workspaceId, id: newId(), memberId, kind, at: new Date(at), payload: toJson(payload) },
        }),
      ),
    byId: async (id) => {
      const row = await prisma.settingChange.findFirst({ where: { workspaceId, id } });
      return row === null ? undefined : toSettingChange(row);
    },
    last: async (of, since) => {
      const row = await prisma.settingChange.findFirst({
        where: { workspaceId, ...of, undoneAt: null, at: { gte: new Date(since) } },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
      });
      return row === null ? undefined : toSettingChange(row);
    },
    page: async ({ offset, limit }) => {
      const where = { workspaceId, kind: { notIn: [...PERSONAL] } };
      const [rows, total] = await Promise.all([
        prisma.settingChange.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], skip: offset, take: limit }),
        prisma.settingChange.count({ where }),
      ]);
      return { changes: rows.map(toSettingChange), total };
    },
    markUndone: async (id, at) =>
      (await prisma.settingChange.updateMany({ where: { workspaceId, id, undoneAt: null }, data: { undoneAt: new Date(at) } }))
        .count > 0,
  };
}
