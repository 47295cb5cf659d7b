import { addCounts, isNothing, NOTHING_ERASED, retentionCutoffs } from '../core/history/retention.ts';
import { dateAt, zonedInstant } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Workspace } from '../store/types/people.ts';
import type { JobDeps } from './deps.ts';

/** Rows of each kind at a time: a step holds the database for some milliseconds, and each minute of the night takes one. */
const STEP = 200;
/** The part of a workspace's night in which it works. */
const NIGHT = ['01:00', '05:00'] as const;

/** One step in one workspace. @returns whether its night's work is done. */
async function eraseInWorkspace({ store, progress, log }: JobDeps, { id, timeZone }: Workspace, at: Instant): Promise<boolean> {
  const tenant = store.tenant(id);
  const cutoffs = retentionCutoffs(await tenant.retention.policy(), dateAt(at, timeZone));
  if (Object.values(cutoffs).every((cutoff) => cutoff === null)) return true;
  const erased = await tenant.retention.eraseSome(cutoffs, STEP, at);
  const total = addCounts(progress.erasedTonight.get(id) ?? NOTHING_ERASED, erased);
  progress.erasedTonight.set(id, total);
  if (!isNothing(erased)) return false;
  progress.erasedTonight.delete(id);
  if (isNothing(total)) return true;
  log.info({ workspace: id, ...total }, 'what was too old by the settings is erased');
  const set = await tenant.settingChanges.last({ kind: 'retention' }, 0);
  // Whoever said how long things stay is who had them erased.
  if (set !== undefined)
    await tenant.settingChanges.record({ memberId: set.memberId, kind: 'retention', at, payload: { erased: total } });
  return true;
}

/** Erases at night, step by step, what a workspace keeps no longer. */
export async function applyRetention(deps: JobDeps, at: Instant): Promise<void> {
  for (const workspace of await deps.store.workspaces()) {
    const today = dateAt(at, workspace.timeZone);
    if (deps.progress.retentionDays.get(workspace.id) === today) continue;
    const [from, to] = NIGHT.map((time) => zonedInstant(today, time, workspace.timeZone));
    if (from === undefined || to === undefined || at < from || at >= to) continue;
    if (await eraseInWorkspace(deps, workspace, at)) deps.progress.retentionDays.set(workspace.id, today);
  }
}
