import type { KnownBlock } from '@slack/types';
import { UNDO_WINDOW_MS } from '../../../core/deal/undo.ts';
import { reachableAdmins } from '../../../core/people/member.ts';
import { isAllowed, type Permission } from '../../../core/people/rights.ts';
import { stageById } from '../../../core/pipeline/stage.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { SettingChange, SettingKind } from '../../../store/types/setting-changes.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { inChangedPipeline } from '../../steps/settings/changed-pipeline.ts';
import { changedMemberId } from '../../steps/settings/history/member-history.ts';
import type { SettingHistory } from '../../steps/settings/history/setting-history.ts';
import { parseSetupChange, restoreSetup } from '../../steps/settings/history/setup-history.ts';
import { SMALL_SETTINGS } from '../../steps/settings/history/small-settings.ts';
import { parseStageEstimateChange } from '../../steps/settings/history/stage-estimate-history.ts';
import { describeTarget, parseTargetChange, restoreTarget } from '../../steps/settings/history/target-history.ts';
import { undoPipelineEdit } from '../../steps/settings/undo-pipeline-edit.ts';
import { stageWhyButton } from '../../views/deal/estimate-line.ts';
import { OPEN_TARGET_FORM } from '../../views/funnel/plan/targets.ts';
import { OPEN_SETUP, SHOW_RATES, UNDO_SETTING } from '../../views/kit/action-ids.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';
import { OPEN_PIPELINE } from '../../views/workspace/settings/pipeline-pages.ts';

/** The form in which a setting is changed. */
function openButton({ m, pipeline }: RequestContext, change: SettingChange): readonly KnownBlock[] {
  if (change.kind === 'setup') return buttons({ id: OPEN_SETUP, text: m.setup.open, value: 'setup' });
  if (change.kind === 'target') return buttons({ id: OPEN_TARGET_FORM, text: m.targets.set, value: 'set' });
  if (change.kind === 'pipeline') return buttons({ id: OPEN_PIPELINE, text: m.pipeline.open, value: 'all' });
  if (change.kind === 'rates') return buttons({ id: SHOW_RATES, text: m.rates.show, value: 'all' });
  // What a person sets for themselves stands on Home.
  if (change.kind !== 'stage-estimate') return [];
  const stage = stageById(pipeline, parseStageEstimateChange(change)?.stageId ?? '');
  return stage === undefined ? [] : buttons(stageWhyButton(m, stage));
}

/** What changing each kind of setting takes; null: it is the person's own. */
const NEEDED: Readonly<Record<SettingKind, Permission | null>> = {
  ...{ setup: 'settings.change', pipeline: 'settings.change', pipelines: 'settings.change', alerts: 'settings.change' },
  ...{ teams: 'settings.change', webhook: 'settings.change', 'lead-form': 'settings.change', retention: 'settings.change' },
  ...{ rates: 'rates.set', member: 'role.change', forgotten: 'contact.forget' },
  ...{ target: 'target.set', 'stage-estimate': 'stage.estimate' },
  ...{ language: null, 'quiet-hours': null, 'direct-off': null, token: null, deals: null },
};

/**
 * Why somebody may not take a change back any more, who has lost the right to make it since: an undo is a change like another. What somebody
 * set of themselves is theirs, as is a right that they gave up by mistake.
 */
async function loadLostRight({ m, member, tenant }: RequestContext, change: SettingChange): Promise<SafeText | undefined> {
  const needed = NEEDED[change.kind];
  const isOwnState = change.kind === 'member' && changedMemberId(change) === member.id;
  if (needed === null || isOwnState || isAllowed(member.role, needed)) return undefined;
  if (needed === 'target.set') return m.targets.managersOnly;
  if (needed === 'stage.estimate') return m.estimate.stage.managersOnly;
  return m.setup.adminsOnly(reachableAdmins(await tenant.members.all()).map(memberNameText));
}

/** Takes back a change of a setting: by whom made it, for ten minutes, and only where nobody has changed the same since. */
async function undoSetting(asked: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, member, at } = asked;
  const change = await tenant.settingChanges.byId(press.value);
  if (change === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const lost = change.memberId === member.id ? await loadLostRight(asked, change) : undefined;
  if (lost !== undefined) return { kind: 'say', message: textMessage(lost) };
  const context = inChangedPipeline(asked, change);
  if (change.kind === 'pipeline') {
    const text = await undoPipelineEdit(context, change);
    return { kind: 'say', message: textMessage(text, ...openButton(context, change)), replacesOriginal: true };
  }
  if (change.memberId !== member.id) {
    return { kind: 'say', message: textMessage(m.setup.undoNotYours(await nameOf(context, change.memberId))) };
  }
  if (change.undoneAt !== null) return { kind: 'say', message: textMessage(m.setup.undoneAlready) };
  if (at - change.at > UNDO_WINDOW_MS) {
    return { kind: 'say', message: textMessage(m.setup.undoTooLate, ...openButton(context, change)) };
  }
  if (change.kind === 'target') return undoTarget(context, change);
  return change.kind === 'setup' ? undoSetup(context, change) : undoSmallSetting(context, change, SMALL_SETTINGS[change.kind]);
}

async function undoSmallSetting(context: RequestContext, change: SettingChange, history: SettingHistory): Promise<Reply> {
  const { m, tenant, at } = context;
  const answer = await history.undo(context, change);
  if (answer === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  if (!answer.undone) return { kind: 'say', message: textMessage(answer.said, ...openButton(context, change)) };
  await tenant.settingChanges.markUndone(change.id, at);
  return { kind: 'say', message: textMessage(answer.said), replacesOriginal: true };
}

async function undoTarget(context: RequestContext, change: SettingChange): Promise<Reply> {
  const { m, tenant, at } = context;
  const target = parseTargetChange(change);
  if (target === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const { who, period, from } = await describeTarget(context, target);
  if (!(await restoreTarget(context, target))) {
    return { kind: 'say', message: textMessage(m.targets.changedSince(who, period), ...openButton(context, change)) };
  }
  await tenant.settingChanges.markUndone(change.id, at);
  return { kind: 'say', message: textMessage(m.targets.undone(who, period, from)), replacesOriginal: true };
}

async function undoSetup(context: RequestContext, change: SettingChange): Promise<Reply> {
  const { m, tenant, at, timeZone } = context;
  const setup = parseSetupChange(change);
  const latest = await tenant.settingChanges.last({ kind: 'setup' }, change.at);
  if (setup === undefined || latest === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  if (latest.id !== change.id) {
    const said = m.setup.changedSince(await nameOf(context, latest.memberId), m.f.time(latest.at, timeZone));
    return { kind: 'say', message: textMessage(said, ...openButton(context, change)) };
  }
  // Of two presses at once, one takes it back.
  if (!(await tenant.settingChanges.markUndone(change.id, at))) {
    return { kind: 'say', message: textMessage(m.setup.undoneAlready) };
  }
  await restoreSetup(context, setup);
  return { kind: 'say', message: textMessage(m.setup.undone, ...openButton(context, change)), replacesOriginal: true };
}

async function nameOf({ tenant }: RequestContext, memberId: string) {
  const member = await tenant.members.byId(memberId);
  return member === undefined ? literal(memberId) : memberNameText(member);
}

/** The way back from a target, from what is set up, from a stage's own estimate, from the stages and from what a person set on Home. */
export const undoSettingFlow = {
  buttons: { [UNDO_SETTING]: { allowedInExternalChannel: true, run: undoSetting } },
} satisfies Flow;
