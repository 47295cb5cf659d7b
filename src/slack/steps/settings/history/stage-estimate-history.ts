import { z } from 'zod';
import type { StageEstimate } from '../../../../core/funnel/stage-estimate.ts';
import type { StageId } from '../../../../core/ids.ts';
import { isPlainDate, type PlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { clampedPercent } from '../../../views/kit/figures.ts';
import { stageName } from '../../../views/kit/stage-name.ts';
import type { SettingHistory } from './setting-history.ts';

const estimate = z
  .object({
    win: z.number(),
    until: z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value)),
    by: z.string(),
    stageId: z.string(),
    reason: z.string(),
    setAt: z.number(),
  })
  .nullable();
/** Payload of a change of a stage's own estimate; null: it had none. Stored. */
const estimateChange = z.object({ pipelineId: z.string(), stageId: z.string(), before: estimate, after: estimate });

/** Reads it back; undefined for what no version wrote. */
export const parseStageEstimateChange = ({ payload }: Pick<SettingChange, 'payload'>) => estimateChange.safeParse(payload).data;

async function findEstimate({ tenant }: RequestContext, pipelineId: string, stageId: StageId): Promise<StageEstimate | null> {
  return (await tenant.stageEstimates.all(pipelineId)).find((each) => each.stageId === stageId) ?? null;
}

/** Sets a stage's own estimate, or ends it with null, and keeps the one before. @returns undefined where there was none to end. */
export async function changeStageEstimate(
  context: RequestContext,
  stageId: StageId,
  after: StageEstimate | null,
): Promise<SettingChange | undefined> {
  const { tenant, pipeline, member, at } = context;
  const before = await findEstimate(context, pipeline.id, stageId);
  if (after !== null) await tenant.stageEstimates.set(pipeline.id, after);
  else if (!(await tenant.stageEstimates.end(pipeline.id, stageId))) return undefined;
  const payload = { pipelineId: pipeline.id, stageId, before, after };
  return tenant.settingChanges.record({ memberId: member.id, kind: 'stage-estimate', at, payload });
}

const share = (m: Messages, own: StageEstimate | null): SafeText | null => (own === null ? null : clampedPercent(m, own.win));

/** A stage's own estimate, which every manager may set. */
export const stageEstimateHistory: SettingHistory = {
  describe: async ({ m, pipeline }, change) => {
    const of = parseStageEstimateChange(change);
    if (of === undefined) return undefined;
    return m.estimate.stage.changed(stageName(pipeline, of.stageId), share(m, of.before), share(m, of.after));
  },
  undo: async (context, change) => {
    const { m, tenant, pipeline } = context;
    const of = parseStageEstimateChange(change);
    if (of === undefined) return undefined;
    const stage = stageName(pipeline, of.stageId);
    const now = await findEstimate(context, of.pipelineId, of.stageId);
    if (now?.setAt !== of.after?.setAt || now?.win !== of.after?.win)
      return { undone: false, said: m.estimate.stage.changedSince(stage) };
    if (of.before === null) await tenant.stageEstimates.end(of.pipelineId, of.stageId);
    else await tenant.stageEstimates.set(of.pipelineId, of.before);
    return { undone: true, said: m.estimate.stage.undone(stage, share(m, of.before)) };
  },
};
