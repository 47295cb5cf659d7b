import { randomHex } from './ids.ts';
import type { TriggerPlace, Workspace } from './workspace.ts';

/** Makes a trigger_id for one interaction of a person. */
export function createTrigger(workspace: Workspace, userId: string, { viewId, channelId }: TriggerPlace = {}): string {
  const id = `${Date.now()}.${Math.floor(Math.random() * 1e12)}.${randomHex(16)}`;
  workspace.triggers.set(id, { userId, madeAt: performance.now(), isUsed: false, viewId, channelId });
  return id;
}

export type TriggerRefusal = 'invalid_trigger_id' | 'exchanged_trigger_id' | 'expired_trigger_id';

/**
 * Looks at a trigger_id without using it up. Its three seconds are real time, whatever the workspace's clock says.
 *
 * @returns the person and perhaps the view that it came from, or the error that Slack answers.
 * Source: docs.slack.dev, handling user interaction (3 seconds, once).
 */
export function checkTrigger(
  workspace: Workspace,
  id: string | undefined,
): ({ userId: string } & TriggerPlace) | { error: TriggerRefusal } {
  const trigger = id === undefined ? undefined : workspace.triggers.get(id);
  if (trigger === undefined) return { error: 'invalid_trigger_id' };
  if (trigger.isUsed) return { error: 'exchanged_trigger_id' };
  if (performance.now() - trigger.madeAt > workspace.triggerLifeMs) return { error: 'expired_trigger_id' };
  return trigger;
}

/** Uses a trigger_id up: the next attempt finds it exchanged. */
export function consumeTrigger(workspace: Workspace, id: string): void {
  const trigger = workspace.triggers.get(id);
  if (trigger !== undefined) workspace.triggers.set(id, { ...trigger, isUsed: true });
}
