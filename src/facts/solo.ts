import type { Tenant } from '../store/store-types.ts';

/** One person with an account and no channel subscribed: nobody to compare with, and no team to speak of. */
export async function isSolo(tenant: Tenant): Promise<boolean> {
  const [members, subscriptions] = await Promise.all([tenant.members.all(), tenant.subscriptions.all()]);
  return subscriptions.length === 0 && members.filter(({ active, slackUserId }) => active && slackUserId !== null).length === 1;
}
