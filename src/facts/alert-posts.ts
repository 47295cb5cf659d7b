import { ALERT_KINDS, parseAlertPayload } from '../posts/alert-post.ts';
import type { Delivery } from '../store/types/posts.ts';
import type { Tenant } from '../store/types/store.ts';

/** Posts to channels and managers that told of an alert. @param since when the alert began, ms: none of them is older. */
export async function loadAlertPosts(tenant: Tenant, alertId: string, since: number): Promise<readonly Delivery[]> {
  const kinds = [ALERT_KINDS.channel, ALERT_KINDS.manager];
  const posts = await Promise.all(kinds.map((kind) => tenant.deliveries.ofKind(kind, since)));
  return posts.flat().filter((post) => parseAlertPayload(post)?.facts.lines.some((line) => line.alertId === alertId) === true);
}
