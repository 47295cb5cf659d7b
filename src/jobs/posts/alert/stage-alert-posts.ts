import type { Instant } from '../../../core/time/instant.ts';
import type { Delivery } from '../../../store/types/posts.ts';
import type { Tenant } from '../../../store/types/store.ts';
import { type AlertPayload, stageAlertPost } from './stage-alert.ts';
import { stageAlertDmPost } from './stage-alert-dm.ts';

/** An alert's payload, whether it went to a channel or to a manager. @returns undefined for what no version wrote. */
export const readAlert = (post: Delivery): AlertPayload | undefined =>
  (post.kind === stageAlertDmPost.kind ? stageAlertDmPost : stageAlertPost).read(post);

/** Posts to channels and managers that announced an alert. @param since when the alert began, ms: none of them is older. */
export async function loadAlertPosts(tenant: Tenant, alertId: string, since: Instant): Promise<readonly Delivery[]> {
  const kinds = [stageAlertPost.kind, stageAlertDmPost.kind];
  const posts = await Promise.all(kinds.map((kind) => tenant.deliveries.ofKind(kind, since)));
  return posts.flat().filter((post) => readAlert(post)?.facts.lines.some((line) => line.alertId === alertId) === true);
}
