import { UNDO_WINDOW_MS } from '../../../core/deal/undo.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import type { SettingChange } from '../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../request/flow.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';
import { describeEdit, parsePipelineChange, restorePipeline } from './history/pipeline-history.ts';

async function nameOf({ tenant }: RequestContext, memberId: string): Promise<SafeText> {
  const member = await tenant.members.byId(memberId);
  return member === undefined ? literal(memberId) : memberNameText(member);
}

/**
 * Takes back a change of the stages: by who made it, for ten minutes, and only where nobody has changed them since. Deals go back with their
 * stage, but for those that have changed since.
 *
 * @returns what is true now, as a sentence.
 */
export async function undoPipelineEdit(context: RequestContext, change: SettingChange): Promise<SafeText> {
  const { m, tenant, member, at, timeZone } = context;
  const record = parsePipelineChange(change);
  if (record === undefined) return m.common.gone;
  if (change.memberId !== member.id) return m.setup.undoNotYours(await nameOf(context, change.memberId));
  if (change.undoneAt !== null) return m.setup.undoneAlready;
  if (at - change.at > UNDO_WINDOW_MS) return m.setup.undoTooLate;
  const what = describeEdit(context, record);
  const saved = await restorePipeline(context, change, record);
  if (saved.ok) {
    const stayed = record.touched.length - saved.touched;
    return joinSafe([m.pipeline.undone(what), ...(stayed > 0 ? [m.pipeline.stayed(stayed)] : [])], ' ');
  }
  if (saved.why === 'occupied') return m.pipeline.occupied(saved.deals);
  const latest = await tenant.settingChanges.last({ kind: 'pipeline' }, change.at);
  return latest === undefined || latest.id === change.id
    ? m.pipeline.changedElsewhereShort
    : m.pipeline.changedSince(await nameOf(context, latest.memberId), m.f.time(latest.at, timeZone));
}
