import type { WorkspaceId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { NewId } from '../db/ids.ts';
import { isDuplicate, jsonb, retryOnConflict } from '../db/sql.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { SettingKind } from '../types/setting-changes.ts';

type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** Who changes a setting, when, by which request; `undoes` is the change that it takes back. */
export type SettingWork = {
  readonly memberId: string;
  readonly at: Instant;
  readonly key: string;
  readonly undoes?: { readonly changeId: string };
};

/** `changeId` names what an undo goes back to; null where this was an undo. */
export type SettingSaved = { readonly ok: true; readonly changeId: string | null };

/**
 * Keeps what an undo goes back to, or that one was made; and that the request was carried out.
 *
 * @param record what the setting was before; null where the change is an undo.
 */
export async function keepSettingChange(
  sql: Transaction,
  record: {
    readonly workspaceId: WorkspaceId;
    readonly newId: NewId;
    readonly kind: SettingKind;
    readonly payload: object | null;
  },
  { memberId, at, key, undoes }: SettingWork,
): Promise<string | null> {
  const { workspaceId, kind, payload } = record;
  const changeId = payload === null ? null : record.newId();
  if (changeId === null) {
    await sql.settingChange.updateMany({
      where: { workspaceId, id: undoes?.changeId ?? '', undoneAt: null },
      data: { undoneAt: new Date(at) },
    });
  } else {
    const data = { workspaceId, id: changeId, memberId, kind, at: new Date(at), payload: JSON.parse(jsonb(payload)) };
    await sql.settingChange.create({ data });
  }
  await sql.handled.create({ data: { workspaceId, key, at: new Date(at), answer: { changeId } } });
  return changeId;
}

/** Idempotency by the request's key: a request that was carried out is answered as it was then, whatever `run` would say now. */
export async function saveSettingOnce<Saved extends SettingSaved | { readonly ok: false }>(
  prisma: PrismaClient,
  { workspaceId, key }: { readonly workspaceId: WorkspaceId; readonly key: string },
  run: (sql: Transaction) => Promise<Saved>,
): Promise<Saved | SettingSaved> {
  const handledBefore = async (): Promise<SettingSaved | undefined> => {
    const row = await prisma.handled.findFirst({ where: { workspaceId, key } });
    const answer = row?.answer;
    if (!(answer instanceof Object) || Array.isArray(answer)) return undefined;
    const { changeId } = answer;
    return { ok: true, changeId: typeof changeId === 'string' ? changeId : null };
  };
  const repeated = await handledBefore();
  if (repeated !== undefined) return repeated;
  try {
    return await retryOnConflict(() => prisma.$transaction(run));
  } catch (error) {
    const again = isDuplicate(error) ? await handledBefore() : undefined;
    if (again === undefined) throw error;
    return again;
  }
}
