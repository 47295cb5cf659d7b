import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import {
  type DealVisibilitySetting,
  type PipelineSettings,
  type PipelineSettingsEdit,
  pipelineSettingsProblem,
} from '../../core/pipeline/pipeline-settings.ts';
import type { StoredPipeline } from '../../core/pipeline/stored-pipeline.ts';
import type { NewId } from '../db/ids.ts';
import { jsonb, type Sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { queueShownAgain } from '../deals/shown-again-sql.ts';
import type { PrismaClient } from '../generated/client.ts';
import { toIso } from '../rows/deal-rows.ts';
import type { PipelineSettingsRecord, PipelineSettingsSaved, PipelineSettingsStore } from '../types/pipeline-settings.ts';
import { toPipelineRows } from './pipelines.ts';
import { keepSettingChange, saveSettingOnce } from './setting-once.ts';

type Place = { readonly workspaceId: WorkspaceId; readonly pipelineId: PipelineId };

/** Two admins at once: the second waits here, and then sees what the first did. */
const lockPipelines = statement<{ workspaceId: WorkspaceId }, { id: string }>(
  'SELECT id FROM pipeline WHERE workspace_id = $workspaceId ORDER BY id FOR UPDATE',
);
const selectSettings = statement<{ workspaceId: WorkspaceId }, PipelineSettings>(
  `SELECT id, name, is_default AS "isDefault", archived_at IS NOT NULL AS "isArchived",
    visibility, shown_in AS "shownIn" FROM pipeline
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

const visibilityOf = ({ visibility, shownIn }: PipelineSettings): DealVisibilitySetting => ({ visibility, shownIn });

type Transaction = Sql & Pick<PrismaClient, 'pipeline' | 'stage' | 'settingChange' | 'handled'>;

/** Carries out what nothing stands against. @returns ids of the subscriptions that it ended. */
async function apply(
  sql: Transaction,
  place: Place,
  { edit, at, pipeline }: { readonly edit: PipelineSettingsEdit; readonly at: number; readonly pipeline?: StoredPipeline },
): Promise<readonly string[]> {
  const { workspaceId, pipelineId } = place;
  const set = (
    data: Partial<{ name: string; isDefault: boolean; archivedAt: Date | null; visibility: string; shownIn: string[] }>,
  ) => sql.pipeline.update({ where: { workspaceId_id: { workspaceId, id: pipelineId } }, data });
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
    case 'visibility':
      await set({ visibility: edit.visibility, shownIn: [...edit.shownIn] });
      await queueShownAgain(sql, { ...place, at: toIso(at) });
      return [];
  }
}

/** Pipelines of one workspace as a whole. */
export function createPipelineSettingsStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): PipelineSettingsStore {
  const all = (sql: Sql) => selectSettings(sql, { workspaceId });

  return {
    save: (edit, work, pipeline) => {
      const place = { workspaceId, pipelineId: edit.id };
      return saveSettingOnce<PipelineSettingsSaved>(prisma, { workspaceId, key: work.key }, async (sql) => {
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
        const now = known.find(({ id }) => id === edit.id);
        const record: PipelineSettingsRecord = {
          edit,
          name: now?.name ?? ('name' in edit ? edit.name : ''),
          defaultId: known.find(({ isDefault }) => isDefault)?.id ?? '',
          endedSubscriptions,
          ...(edit.kind === 'visibility' && now !== undefined ? { before: visibilityOf(now) } : {}),
        };
        const payload = work.undoes === undefined ? record : null;
        return { ok: true, changeId: await keepSettingChange(sql, { workspaceId, newId, kind: 'pipelines', payload }, work) };
      });
    },
  };
}
