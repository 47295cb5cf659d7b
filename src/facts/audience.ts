import { standsInFor } from '../core/people/member.ts';
import {
  channelViewer,
  hideDeals,
  showsToTeams,
  type Viewer,
  type VisiblePipeline,
  viewerFor,
  viewerOfNone,
} from '../core/people/viewer.ts';
import { dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Tenant } from '../store/types/store.ts';
import { loadSolo, loadWorkspace } from './tenant-reads.ts';

/** Where a post goes: to a channel's id, or a person's, and when. */
type Audience = { readonly target: string; readonly isChannel: boolean; readonly at: Instant };

/**
 * What whoever reads a post there may see: in a channel what that channel may see, in a direct message what the person sees.
 *
 * @param pipelines those that the post may be about, or those that hide deals; nothing is read where none does.
 */
export async function loadAudience(
  tenant: Tenant,
  pipelines: readonly VisiblePipeline[],
  { target, isChannel, at }: Audience,
): Promise<Viewer> {
  if (isChannel && !showsToTeams(pipelines)) return channelViewer(target, pipelines);
  if (isChannel) {
    const [channels, teams, { timeZone }] = [
      await tenant.subscriptions.all(),
      await tenant.teams.all(),
      await loadWorkspace(tenant),
    ];
    return channelViewer(target, pipelines, { teams, channels, today: dateAt(at, timeZone) });
  }
  if (!hideDeals(pipelines)) return channelViewer(target, []);
  const [members, teams, { timeZone }] = [await tenant.members.all(), await tenant.teams.all(), await loadWorkspace(tenant)];
  const reader = members.find(({ slackUserId }) => slackUserId === target);
  if (reader === undefined) return viewerOfNone(pipelines.map(({ id }) => id));
  const today = dateAt(at, timeZone);
  const role = (await loadSolo(tenant)) ? 'admin' : reader.role;
  return viewerFor({ id: reader.id, role, standsInFor: standsInFor(reader, members, today) }, pipelines, { teams, today });
}
