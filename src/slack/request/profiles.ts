import type { WebClient } from '@slack/web-api';
import type { SlackUserId } from '../../core/ids.ts';
import type { Member } from '../../core/people/member.ts';
import { type DurationMs, HOUR_MS } from '../../core/time/durations.ts';
import type { Tenant } from '../../store/types/store.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';
import type { CannotOwnReason } from './flow.ts';
import type { RequestDeps } from './request-deps.ts';

/** Real time after which a person's name, language and zone are asked of Slack again. */
const PROFILE_TTL_MS: DurationMs = 24 * HOUR_MS;

type Profile = {
  readonly name: string;
  readonly email: string | null;
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly isBot: boolean;
  readonly active: boolean;
};

/** Where people are known: the store, and Slack. */
type ProfileAccess = { readonly tenant: Tenant; readonly client: WebClient };

async function fetchProfile(client: WebClient, slackUserId: SlackUserId): Promise<Profile | undefined> {
  try {
    const { user } = await client.users.info({ user: slackUserId, include_locale: true });
    if (user === undefined) return undefined;
    return {
      name: user.profile?.display_name || user.real_name || user.name || slackUserId,
      email: user.profile?.email ?? null,
      locale: user.locale ?? null,
      timeZone: user.tz ?? null,
      // Slackbot calls itself a person.
      isBot: user.is_bot === true || slackUserId === 'USLACKBOT',
      active: user.deleted !== true,
    };
  } catch (error) {
    if (slackErrorCode(error) === 'user_not_found') return undefined;
    throw error;
  }
}

/** The member behind a Slack user; people not seen yet are looked up, and added when they are people who are here. */
export async function resolveMember(
  { deps, tenant, client }: ProfileAccess & { readonly deps: Pick<RequestDeps, 'clock'> },
  slackUserId: SlackUserId,
): Promise<Member | CannotOwnReason> {
  const known = await tenant.members.bySlackUser(slackUserId);
  if (known !== undefined) return known.active ? known : 'left';
  const profile = await fetchProfile(client, slackUserId);
  if (profile === undefined) return 'unknown';
  if (profile.isBot) return 'bot';
  if (!profile.active) return 'left';
  return tenant.members.upsert({ slackUserId, ...profile, at: deps.clock.now() });
}

/** Notes what Slack says about a person, at most once a day, in the background: no answer waits for it, and a failure is tried again. */
export function refreshProfile(
  { deps, tenant, client }: ProfileAccess & { readonly deps: RequestDeps },
  slackUserId: SlackUserId,
): void {
  const times = deps.profilesRefreshedAt;
  const key = `${tenant.id} ${slackUserId}`;
  const now = deps.clock.monotonicNow();
  if (now - (times.get(key) ?? Number.NEGATIVE_INFINITY) < PROFILE_TTL_MS) return;
  times.set(key, now);
  void fetchProfile(client, slackUserId)
    .then(async (profile) => {
      if (profile !== undefined) await tenant.members.upsert({ slackUserId, ...profile, at: deps.clock.now() });
    })
    .catch((error: unknown) => {
      times.delete(key);
      deps.log.warn({ err: error }, 'a person could not be looked up');
    });
}
