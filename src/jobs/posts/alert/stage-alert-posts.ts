import type { Instant } from '../../../core/time/instant.ts';
import type { StageAlert } from '../../../store/types/channels.ts';
import type { Delivery } from '../../../store/types/posts.ts';
import type { Tenant } from '../../../store/types/store.ts';
import { type AlertPayload, stageAlertPost } from './stage-alert.ts';
import { stageAlertDmPost } from './stage-alert-dm.ts';

/** An alert's payload, whether it went to a channel or to a manager. @returns undefined for what no version wrote. */
export const readAlert = (post: Delivery): AlertPayload | undefined =>
  (post.kind === stageAlertDmPost.kind ? stageAlertDmPost : stageAlertPost).read(post);

/** Posts to channels and managers that announced some alerts, with what they say. */
export async function loadPostsOfAlerts(
  tenant: Tenant,
  alerts: readonly Pick<StageAlert, 'id' | 'seenAt'>[],
): Promise<readonly { readonly post: Delivery; readonly payload: AlertPayload }[]> {
  const ids = new Set(alerts.map(({ id }) => id));
  // None of them is older than its alert.
  const since: Instant = Math.min(...alerts.map(({ seenAt }) => seenAt));
  const kinds = [stageAlertPost.kind, stageAlertDmPost.kind];
  const posts = await Promise.all(kinds.map((kind) => tenant.deliveries.ofKind(kind, since)));
  return posts.flat().flatMap((post) => {
    const payload = readAlert(post);
    return payload?.facts.lines.some(({ alertId }) => ids.has(alertId)) === true ? [{ post, payload }] : [];
  });
}
