import type { ChannelId, SlackUserId } from '../../core/ids.ts';
import { DAY_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Tenant } from '../../store/types/store.ts';
import { fetchProfile, type PeopleClient } from '../web-api/accounts.ts';

/** The person behind a target of posts; undefined for a channel. */
const personTarget = (target: ChannelId): SlackUserId | undefined => (/^[UW]/.test(target) ? `${target}` : undefined);

/**
 * Whether a post goes to a person who may not use Lejek: it was queued while they might, or their account was never asked about. A post
 * can wait, so what Slack said more than a day ago is asked again first.
 *
 * @throws what Slack's call throws, where it has never said whose account it is.
 */
export async function isRefusedPerson(
  { tenant, client }: { readonly tenant: Tenant; readonly client: PeopleClient },
  target: ChannelId,
  at: Instant,
): Promise<boolean> {
  const slackUserId = personTarget(target);
  if (slackUserId === undefined) return false;
  const known = await tenant.members.bySlackUser(slackUserId);
  if (known === undefined) return true;
  const checkedAt = known.accountCheckedAt;
  if (!known.active || (checkedAt !== null && at - checkedAt <= DAY_MS)) return !known.active;
  const profile = await fetchProfile(client, { workspaceId: tenant.id, slackUserId }).catch((error: unknown) => {
    if (checkedAt === null) throw error;
    return undefined;
  });
  // Nobody of that id: Slack will say so of the post too.
  if (profile === undefined) return false;
  return !(await tenant.members.upsert({ slackUserId, ...profile, at })).active;
}
