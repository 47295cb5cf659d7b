import type { PipelineId, WorkspaceId } from '../core/ids.ts';
import { type PipelineSettings, type PipelineSettingsEdit, pipelineSettingsProblem } from '../core/pipeline/pipeline-settings.ts';
import type { StoredPipeline } from '../core/pipeline/stored-pipeline.ts';
import type { NewId } from './db/ids.ts';
import { isDuplicate, jsonb, retryOnConflict, type Sql } from './db/sql.ts';
import { statement } from './db/statement.ts';
import type { PrismaClient } from './generated/client.ts';
import { toPipelineRows } from './pipelines.ts';
import { toIso } from './rows/deal-rows.ts';
import type {
  PipelineSettingsRecord,
  PipelineSettingsSaved,
  PipelineSettingsStore,
  PipelineSettingsWork,
} from './types/pipeline-settings.ts';

type Place = { readonly workspaceId: WorkspaceId; readonly pipelineId: PipelineId };

/** Two admins at once: the second waits here, and then sees what the first did. */
const lockPipelines = statement<{ workspaceId: WorkspaceId }, { id: string }>(
  'SELECT id FROM pipeline WHERE workspace_id = $workspaceId ORDER BY id FOR UPDATE',
);
const selectSettings = statement<{ workspaceId: WorkspaceId }, PipelineSettings>(
  `SELECT id, name, is_default AS "isDefault", archived_at IS NOT NULL AS "isArchived" FROM pipeline
  WHERE workspace_id = $workspaceId ORDER BY archived_at IS NOT NULL, is_default DESC, created_at, id`,
);
/** Nothing is posted about an archived one. */
const endSubscriptions = statement<Place & { at: string }, { id: string }>(
  `UPDATE subscription SET ended_at = $at::timestamptz
  WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND ended_at IS NULL RETURNING id`,
);
const restoreSubscriptions = statement<Place & { ids: string }, never>(
  `UPDATE subscription SET ended_at = NULL
  WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND id IN (SELECT jsonb_array_elements_text($ids::jsonb))`,
);
const endAlerts = statement<Place & { at: string }, never>(
  `UPDATE stage_alert SET recovered_at = $at::timestamptz
  WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND recovered_at IS NULL`,
);

type Transaction = Sql & Pick<PrismaClient, 'pipeline' | 'stage' | 'settingChange' | 'handled'>;

/** Carries out what nothing stands against. @returns ids of the subscriptions that it ended. */
async function apply(
  sql: Transaction,
  place: Place,
  { edit, at, pipeline }: { readonly edit: PipelineSettingsEdit; readonly at: number; readonly pipeline?: StoredPipeline },
): Promise<readonly string[]> {
  const { workspaceId, pipelineId } = place;
  const set = (data: { name?: string; isDefault?: boolean; archivedAt?: Date | null }) =>
    sql.pipeline.update({ where: { workspaceId_id: { workspaceId, id: pipelineId } }, data });
  switch (edit.kind) {
    case 'add': {
      if (pipeline === undefined) throw new Error('a pipeline is added whole');
      const rows = toPipelineRows(workspaceId, pipeline, new Date(at));
      await sql.pipeline.createMany({ data: [{ ...rows.pipeline, isDefault: false }] });
      await sql.stage.createMany({ data: rows.stages });
      return [];
    }
    case 'rename':
      await set({ name: edit.name });
      return [];
    case 'makeDefault':
      await sql.pipeline.updateMany({ where: { workspaceId, isDefault: true }, data: { isDefault: false } });
      await set({ isDefault: true });
      return [];
    case 'archive': {
      await set({ archivedAt: new Date(at) });
      await endAlerts(sql, { ...place, at: toIso(at) });
      return (await endSubscriptions(sql, { ...place, at: toIso(at) })).map(({ id }) => id);
    }
    case 'restore':
      await set({ archivedAt: null });
      return [];
  }
}

/** Pipelines of one workspace as a whole. */
export function createPipelineSettingsStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): PipelineSettingsStore {
  const all = (sql: Sql) => selectSettings(sql, { workspaceId });

  /** Keeps what an undo goes back to, or that one was made; and that the request was carried out. */
  const keep = async (sql: Transaction, record: PipelineSettingsRecord, { memberId, at, key, undoes }: PipelineSettingsWork) => {
    const id = undoes === undefined ? newId() : null;
    if (id === null) {
      await sql.settingChange.updateMany({
        where: { workspaceId, id: undoes?.changeId ?? '', undoneAt: null },
        data: { undoneAt: new Date(at) },
      });
    } else {
      const payload = JSON.parse(jsonb(record));
      await sql.settingChange.create({ data: { workspaceId, id, memberId, kind: 'pipelines', at: new Date(at), payload } });
    }
    await sql.handled.create({ data: { workspaceId, key, at: new Date(at), answer: { changeId: id } } });
    return id;
  };

  const handledBefore = async (key: string): Promise<PipelineSettingsSaved | undefined> => {
    const row = await prisma.handled.findUnique({ where: { workspaceId_key: { workspaceId, key } } });
    const answer = row?.answer;
    if (!(answer instanceof Object) || Array.isArray(answer)) return undefined;
    const { changeId } = answer;
    return { ok: true, changeId: typeof changeId === 'string' ? changeId : null };
  };

  return {
    save: async (edit, work, pipeline) => {
      const repeated = await handledBefore(work.key);
      if (repeated !== undefined) return repeated;
      const place = { workspaceId, pipelineId: edit.id };
      const run = (): Promise<PipelineSettingsSaved> =>
        prisma.$transaction(async (sql) => {
          await lockPipelines(sql, { workspaceId });
          const known = await all(sql);
          const problem = pipelineSettingsProblem(edit, known);
          if (problem !== undefined) return { ok: false, problem };
          const endedSubscriptions = await apply(sql, place, {
            edit,
            at: work.at,
            ...(pipeline === undefined ? {} : { pipeline }),
          });
          if (work.undoes !== undefined) await restoreSubscriptions(sql, { ...place, ids: jsonb(work.undoes.subscriptions) });
          const record = {
            edit,
            name: known.find(({ id }) => id === edit.id)?.name ?? ('name' in edit ? edit.name : ''),
            defaultId: known.find(({ isDefault }) => isDefault)?.id ?? '',
            endedSubscriptions,
          };
          return { ok: true, changeId: await keep(sql, record, work) };
        });
      try {
        return await retryOnConflict(run);
      } catch (error) {
        const again = isDuplicate(error) ? await handledBefore(work.key) : undefined;
        if (again === undefined) throw error;
        return again;
      }
    },
  };
}
