import { z } from 'zod';
import { DEAL_VISIBILITIES } from '../../../../core/people/viewer.ts';
import type { PipelineSettingsEdit, PipelineSettingsProblem } from '../../../../core/pipeline/pipeline-settings.ts';
import { isSameVisibility, PIPELINE_LIMITS } from '../../../../core/pipeline/pipeline-settings.ts';
import { pipelineById } from '../../../../core/pipeline/pipelines.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import type { PipelineSettingsRecord } from '../../../../store/types/pipeline-settings.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { literal } from '../../../views/kit/text.ts';
import type { SettingHistory } from './setting-history.ts';

const id = z.string();
const visibility = z.object({ visibility: z.enum(DEAL_VISIBILITIES), shownIn: z.array(z.string()) });
/** Payload of what was done to pipelines. Stored. */
const settingsChange = z.object({
  edit: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('add'), id, name: z.string() }),
    z.object({ kind: z.literal('rename'), id, name: z.string() }),
    z.object({ kind: z.literal('makeDefault'), id }),
    z.object({ kind: z.literal('archive'), id }),
    z.object({ kind: z.literal('restore'), id }),
    z.object({ kind: z.literal('visibility'), id, ...visibility.shape }),
  ]),
  name: z.string(),
  defaultId: z.string(),
  endedSubscriptions: z.array(z.string()),
  before: visibility.optional(),
});

function parseChange({ payload }: Pick<SettingChange, 'payload'>): PipelineSettingsRecord | undefined {
  const read = settingsChange.safeParse(payload).data;
  if (read === undefined) return undefined;
  const { before, ...record } = read;
  return before === undefined ? record : { ...record, before };
}

/** What was done, with the names of then. */
export function describePipelineSettings(m: Messages, { edit, name }: Pick<PipelineSettingsRecord, 'edit' | 'name'>): SafeText {
  const { what } = m.pipelines;
  const own = literal(name, 60);
  if (edit.kind === 'rename') return what.rename(own, literal(edit.name, 60));
  return edit.kind === 'visibility'
    ? what.visibility({ name: own, who: m.pipelines.visibility.who[edit.visibility], channels: edit.shownIn.length })
    : what[edit.kind](own);
}

/** Why pipelines cannot be changed so, as a sentence. */
export function pipelineSettingsSentence(m: Messages, problem: PipelineSettingsProblem): SafeText {
  const p = m.pipelines.problems;
  switch (problem.why) {
    case 'tooLong':
      return p.tooLong(problem.length, PIPELINE_LIMITS.name);
    case 'nameTaken':
      return p.nameTaken(literal(problem.name, 60));
    case 'tooMany':
      return p.tooMany(PIPELINE_LIMITS.inUse);
    case 'gone':
    case 'unchanged':
    case 'empty':
    case 'isDefault':
    case 'isArchived':
      return p[problem.why];
  }
}

/** What takes a change back; undefined where it is no longer as the change left it. */
function inverse(
  { pipelines }: RequestContext,
  { edit, name, defaultId, before }: PipelineSettingsRecord,
): PipelineSettingsEdit | undefined {
  const now = pipelineById(pipelines, edit.id);
  if (now === undefined) return undefined;
  switch (edit.kind) {
    case 'add':
    case 'restore':
      return { kind: 'archive', id: edit.id };
    case 'rename':
      return now.name === edit.name ? { kind: 'rename', id: edit.id, name } : undefined;
    case 'makeDefault':
      return pipelines.inUse[0].id === edit.id ? { kind: 'makeDefault', id: defaultId } : undefined;
    case 'archive':
      return { kind: 'restore', id: edit.id };
    case 'visibility': {
      const { visibility: kept = 'everybody', shownIn = [] } = now;
      const isAsLeft = isSameVisibility({ visibility: kept, shownIn }, edit);
      return isAsLeft && before !== undefined ? { kind: 'visibility', id: edit.id, ...before } : undefined;
    }
  }
}

/** Pipelines as a whole: a new one that is taken back is archived, for deals may have come to it meanwhile. */
export const pipelineSettingsHistory: SettingHistory = {
  describe: async ({ m }, change) => {
    const record = parseChange(change);
    return record === undefined ? undefined : describePipelineSettings(m, record);
  },
  undo: async (context, change) => {
    const { m, tenant, member, at } = context;
    const record = parseChange(change);
    if (record === undefined) return undefined;
    const back = inverse(context, record);
    const undoes = { changeId: change.id, subscriptions: record.endedSubscriptions };
    const saved =
      back === undefined
        ? undefined
        : await tenant.pipelineSettings.save(back, { memberId: member.id, at, key: `undo ${change.id}`, undoes });
    if (saved === undefined) return { undone: false, said: m.pipelines.changedSince };
    if (!saved.ok)
      return {
        undone: false,
        said: saved.problem.why === 'unchanged' ? m.pipelines.changedSince : pipelineSettingsSentence(m, saved.problem),
      };
    return { undone: true, said: m.pipelines.undone(describePipelineSettings(m, record)) };
  },
};
