import { UNDO_WINDOW_MS } from '../../../core/deal/undo.ts';
import type { SettingChange } from '../../../store/types/setting-changes.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { parseSetupChange, restoreSetup } from '../../steps/setup-history.ts';
import { describeTarget, parseTargetChange, restoreTarget } from '../../steps/target-history.ts';
import { OPEN_TARGET_FORM } from '../../views/funnel/targets.ts';
import { OPEN_SETUP, UNDO_SETTING } from '../../views/kit/action-ids.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';

/** The form in which a setting is changed. */
function openButton({ m }: RequestContext, { kind }: SettingChange) {
  return kind === 'setup'
    ? buttons({ id: OPEN_SETUP, text: m.setup.open, value: 'setup' })
    : buttons({ id: OPEN_TARGET_FORM, text: m.targets.set, value: 'set' });
}

/** Takes back a change of a setting: by whom made it, for ten minutes, and only where nobody has changed the same since. */
async function undoSetting(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, member, at } = context;
  const change = await tenant.settingChanges.byId(press.value);
  if (change === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  if (change.memberId !== member.id) {
    return { kind: 'say', message: textMessage(m.setup.undoNotYours(await nameOf(context, change.memberId))) };
  }
  if (change.undoneAt !== null) return { kind: 'say', message: textMessage(m.setup.undoneAlready) };
  if (at - change.at > UNDO_WINDOW_MS) {
    return { kind: 'say', message: textMessage(m.setup.undoTooLate, ...openButton(context, change)) };
  }
  return change.kind === 'target' ? undoTarget(context, change) : undoSetup(context, change);
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

/** The way back from a target and from what is set up. */
export const undoSettingFlow = {
  buttons: { [UNDO_SETTING]: { allowedInExternalChannel: true, run: undoSetting } },
} satisfies Flow;
