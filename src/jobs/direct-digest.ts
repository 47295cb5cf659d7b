import { directChannel, type PipelineId } from '../core/ids.ts';
import { isReachable, type Member, type ReachableMember, reachableAdmins } from '../core/people/member.ts';
import { everything } from '../core/people/viewer.ts';
import { DAY_MS, type DurationMs } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { latestSlot, nextSlot } from '../core/time/slots.ts';
import { languageFor } from '../locale/languages.ts';
import type { Subscription } from '../store/types/channels.ts';
import type { Workspace } from '../store/types/people.ts';
import type { JobDeps } from './deps.ts';
import { queueDigest } from './weekly-digest.ts';

/** Without a setting the week is told on Monday at this time, in the reader's zone. */
const DEFAULT_RHYTHM = { weekday: 1, timeOfDay: '09:00' } as const;
type DigestRhythm = typeof DEFAULT_RHYTHM & { readonly timeZone: string };
/** Nobody wants it later than this. */
const MAX_LATE_MS: DurationMs = 3 * DAY_MS;

/** Who reads the week where no channel does: the only person here, else who installed Lejek, else an admin. */
function digestReader(members: readonly Member[], workspace: Workspace): ReachableMember | undefined {
  const here = members.filter(isReachable);
  const [only] = here;
  if (here.length === 1) return only;
  return here.find(({ slackUserId }) => slackUserId === workspace.installedBy) ?? reachableAdmins(here)[0];
}

/** Queues the week of every workspace in which no channel gets it, by direct message; none before the first deal. */
export async function queueDirectDigests(deps: JobDeps, at: Instant): Promise<void> {
  const workspacesWithChannel = new Set((await deps.store.subscriptions()).map(({ workspaceId }) => workspaceId));
  for (const workspace of await deps.store.workspaces()) {
    const { id } = workspace;
    if (workspacesWithChannel.has(id)) continue;
    const tenant = deps.store.tenant(id);
    const reader = digestReader(await tenant.members.all(), workspace);
    if (reader === undefined) continue;
    const rhythm = { ...DEFAULT_RHYTHM, timeZone: reader.timeZone ?? workspace.timeZone };
    const slot = latestSlot(rhythm, at);
    if (at - slot > MAX_LATE_MS) continue;
    const first = await tenant.deals(everything('countsAll')).file(1);
    if (first === undefined || first.deal.createdAt >= slot) continue;
    for (const [index, { id: pipelineId }] of (await tenant.pipelines()).entries()) {
      // One that nothing stands in is silent, but for the default.
      if (index > 0 && (await tenant.funnel.stock(pipelineId)).length === 0) continue;
      // One after the other, that of the default pipeline first: of the same instant they would come in any order.
      await queueDigest(deps, directSubscription({ reader, rhythm, workspace, pipelineId }, at), at + index);
    }
  }
}

type DirectReader = {
  readonly reader: ReachableMember;
  readonly rhythm: DigestRhythm;
  readonly workspace: Workspace;
  readonly pipelineId: PipelineId;
};

/** What a channel would have, for one person. */
const directSubscription = ({ reader, rhythm, workspace, pipelineId }: DirectReader, at: Instant): Subscription => ({
  ...rhythm,
  id: '',
  workspaceId: workspace.id,
  pipelineId,
  channelId: directChannel(reader.slackUserId),
  teamId: null,
  channelName: reader.name,
  language: languageFor(reader, null, workspace),
  nextDueAt: nextSlot(rhythm, at),
  nextCheckAt: nextSlot(rhythm, at),
  cardsFrom: null,
  allowExternal: false,
  externalAllowedBy: null,
  alerts: {},
  problem: null,
  createdAt: at,
});
