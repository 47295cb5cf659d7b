import type { SlackUserId } from '../../core/ids.ts';
import type { Member } from '../../core/people/member.ts';
import { fetchProfile } from '../web-api/accounts.ts';
import { needsCheck, type PeopleAccess } from './admission.ts';
import type { CannotOwnReason } from './flow.ts';

/**
 * The member behind a Slack user whom somebody names: as an owner, a manager, for a target. People not seen yet are looked up, and added
 * where they belong here. @throws what Slack's call throws.
 */
export async function resolveMember(access: PeopleAccess, slackUserId: SlackUserId): Promise<Member | CannotOwnReason> {
  const { tenant, client, deps } = access;
  const at = deps.clock.now();
  const known = await tenant.members.bySlackUser(slackUserId);
  if (known !== undefined && !needsCheck(known, at)) return activeOrReason(known);
  const profile = await fetchProfile(client, { workspaceId: tenant.id, slackUserId });
  if (profile === undefined) return 'unknown';
  if (known === undefined && profile.account !== 'member') return profile.account;
  return activeOrReason(await tenant.members.upsert({ slackUserId, ...profile, at }));
}

const activeOrReason = (member: Member): Member | CannotOwnReason => {
  if (member.active) return member.role === 'reader' ? 'reader' : member;
  return member.account === 'member' ? 'left' : member.account;
};

/** The guest whom an admin names, as Slack knows the account this moment; undefined where it is no guest's. Being known lets nobody in. */
export async function resolveGuest(
  { tenant, client, deps }: PeopleAccess,
  slackUserId: SlackUserId,
): Promise<Member | undefined> {
  const profile = await fetchProfile(client, { workspaceId: tenant.id, slackUserId });
  if (profile?.account !== 'guest') return undefined;
  return tenant.members.upsert({ slackUserId, ...profile, at: deps.clock.now() });
}
