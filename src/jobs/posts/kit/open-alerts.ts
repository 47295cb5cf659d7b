import { z } from 'zod';
import type { PipelineId, StageId, TeamId } from '../../../core/ids.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import type { OpenAlert } from '../../../slack/views/funnel/open-alert.ts';
import { isChannel } from '../../../slack/web-api/external-channels.ts';
import { fetchMessageLink, type LinkClient } from '../../../slack/web-api/permalinks.ts';
import type { StageAlert } from '../../../store/types/channels.ts';
import type { Tenant } from '../../../store/types/store.ts';

/** What of an alert says whose it is and which episodes it told: in posts of every version. */
const alertSchema = z.object({
  facts: z.object({
    pipelineId: z.string().optional(),
    teamId: z.string().optional(),
    lines: z.array(z.object({ alertId: z.string() })),
  }),
  pipelineId: z.string().optional(),
});

/** Where a digest is read: a channel or a person, by Slack id, and the zone of its days. */
type Place = {
  readonly target: string;
  readonly pipelineId: PipelineId;
  readonly teamId: TeamId | undefined;
  readonly timeZone: string;
};

/** An alert that was posted in a place, and is open: its message, and the stages of it that no later one tells of. */
type PostedAlert = {
  readonly stageIds: readonly StageId[];
  readonly sentAt: number;
  readonly channelId: string;
  readonly ts: string;
};

/** The open alerts that a place was told of, the latest message of each stage, earliest first; no statement where none is open. */
async function loadPostedAlerts(tenant: Tenant, open: readonly StageAlert[], place: Place): Promise<readonly PostedAlert[]> {
  if (open.length === 0) return [];
  const kind = isChannel(place.target) ? 'stage-alert' : 'stage-alert-dm';
  const posts = await tenant.deliveries.ofKind(kind, Math.min(...open.map(({ seenAt }) => seenAt)));
  const found: PostedAlert[] = [];
  const told = new Set<StageId>();
  for (const post of posts.toReversed()) {
    const { state, target, channelId, messageTs: ts, sentAt } = post;
    if (state !== 'sent' || target !== place.target || channelId === null || ts === null || sentAt === null) continue;
    const alert = alertSchema.safeParse(post.payload).data;
    if (alert === undefined || (alert.facts.pipelineId ?? alert.pipelineId) !== place.pipelineId) continue;
    if (alert.facts.teamId !== place.teamId) continue;
    const ids = new Set(alert.facts.lines.map(({ alertId }) => alertId));
    const stageIds = open.flatMap(({ id, stageId }) => (ids.has(id) && !told.has(stageId) ? [stageId] : []));
    for (const stageId of stageIds) told.add(stageId);
    if (stageIds.length > 0) found.unshift({ stageIds, sentAt, channelId, ts });
  }
  return found;
}

/**
 * The alerts that stand open in the place where a digest is read.
 *
 * @param client asks Slack for the permalinks, and leaves out a message that is gone; not given: no permalinks.
 */
export async function loadOpenAlerts(
  tenant: Tenant,
  { open, place }: { readonly open: readonly StageAlert[]; readonly place: Place },
  client?: LinkClient,
): Promise<readonly OpenAlert[]> {
  const posted = await loadPostedAlerts(tenant, open, place);
  const found = await Promise.all(
    posted.map(async ({ stageIds, sentAt, ...message }): Promise<readonly OpenAlert[]> => {
      const url = client === undefined ? null : await fetchMessageLink(client, message);
      return url === 'gone' ? [] : [{ stageIds, on: dateAt(sentAt, place.timeZone), url }];
    }),
  );
  return found.flat();
}
