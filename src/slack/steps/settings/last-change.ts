import { knownStage } from '../../../core/pipeline/stage.ts';
import type { Instant } from '../../../core/time/instant.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { Commitment } from '../../../store/types/channels.ts';
import type { SettingChange } from '../../../store/types/setting-changes.ts';
import { inPipelineOf } from '../../request/deal-pipeline.ts';
import type { RequestContext } from '../../request/flow.ts';
import { literal } from '../../views/kit/text.ts';
import type { OtherChange } from '../../views/workspace/last-changes.ts';
import { inChangedPipeline } from './changed-pipeline.ts';
import { describeEdit, parsePipelineChange } from './history/pipeline-history.ts';
import { parseSetupChange } from './history/setup-history.ts';
import { SMALL_SETTINGS } from './history/small-settings.ts';
import { describeTarget, parseTargetChange } from './history/target-history.ts';

/** The last change of this person since an instant that is none of a deal: a promise, or a setting. */
export async function loadLastOtherChange(context: RequestContext, since: Instant): Promise<OtherChange | undefined> {
  const { tenant, member } = context;
  const [promise, setting] = await Promise.all([
    tenant.commitments.lastOf(member.id, since),
    tenant.settingChanges.last({ memberId: member.id }, since),
  ]);
  if (setting !== undefined && (promise === undefined || setting.at >= promise.madeAt)) return toSetting(context, setting);
  return promise === undefined ? undefined : toPromise(context, promise);
}

async function toPromise(context: RequestContext, commitment: Commitment): Promise<OtherChange> {
  const { id, dealNumber, toStageId, newDeals, dueOn, madeAt } = commitment;
  const file = dealNumber === null ? undefined : await context.deals.file(dealNumber);
  const { pipeline } = inPipelineOf(context, file?.deal);
  const stageName = knownStage(pipeline, toStageId)?.shortName ?? toStageId;
  return { kind: 'promise', at: madeAt, id, deal: file?.deal, newDeals: newDeals ?? 1, dueOn, stageName };
}

async function toSetting(context: RequestContext, change: SettingChange): Promise<OtherChange | undefined> {
  const what = await describeSetting(inChangedPipeline(context, change), change);
  return what === undefined ? undefined : { kind: 'setting', at: change.at, id: change.id, what };
}

/** What a change of a setting was, in the reader's language; undefined for what no version wrote. */
export async function describeSetting(context: RequestContext, change: SettingChange): Promise<SafeText | undefined> {
  const { m } = context;
  if (change.kind === 'target') {
    const target = parseTargetChange(change);
    return target === undefined ? undefined : m.targets.changed(await describeTarget(context, target));
  }
  if (change.kind === 'setup') {
    const setup = parseSetupChange(change);
    return setup === undefined ? undefined : m.setup.changed(literal(`#${setup.channelName}`));
  }
  if (change.kind === 'pipeline') {
    const stages = parsePipelineChange(change);
    return stages === undefined ? undefined : describeEdit(context, stages);
  }
  return SMALL_SETTINGS[change.kind].describe(context, change);
}
