import type { WebClient } from '@slack/web-api';
import type { ChannelId, SlackUserId } from '../../core/ids.ts';
import type { AccountKind } from '../../core/people/account.ts';
import { DEFAULT_LANGUAGE, type Language } from '../../core/people/language.ts';
import type { Member } from '../../core/people/member.ts';
import { isTimeZone } from '../../core/time/calendar.ts';
import { DAY_MS, type DurationMs, HOUR_MS, MINUTE_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { languageFromLocale } from '../../locale/languages.ts';
import { findHomeCurrency } from '../../platform/home-currency.ts';
import type { Requester } from '../../store/types/people.ts';
import type { Tenant } from '../../store/types/store.ts';
import { fetchProfile, type SlackProfile } from '../web-api/accounts.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';
import type { RequestDeps } from './request-deps.ts';

/** Why somebody is not answered: what their account is; `unknown`: Slack knows none; `unconfirmed`: it could not be asked. */
export type AccessRefusalReason = Exclude<AccountKind, 'member'> | 'unknown' | 'unconfirmed';

/** Somebody who may not use Lejek, and what is known of their language. */
export type RefusedPerson = Pick<Member, 'language' | 'locale'> & { readonly refused: AccessRefusalReason };

/** Where people are known: the store, and Slack. */
export type PeopleAccess = { readonly deps: RequestDeps; readonly tenant: Tenant; readonly client: WebClient };

type Arrival = {
  readonly slackUserId: SlackUserId;
  /** What was typed as a whole, where a deal may be called so. */
  readonly line: string | undefined;
  readonly channelId: ChannelId | undefined;
  /** Of a workspace that is made ready now, where Slack does not say which language the person reads: that of the typed word, else English. */
  readonly language: Language;
  readonly typedLanguage: Language | null;
  readonly at: Instant;
};

/** Age at which what Slack said of a member is asked again, beside the answer; `user_change` tells of most changes before. */
const RECHECK_AFTER_MS: DurationMs = 24 * HOUR_MS;
/** Age at which the answer waits for it: an account may have changed while nobody here was listening. */
const DISTRUST_AFTER_MS: DurationMs = 7 * DAY_MS;
/** Real time for which somebody without a row is refused without asking Slack again. */
const REFUSAL_TTL_MS: DurationMs = 10 * MINUTE_MS;
/** Real time after which a refresh in the background may be tried again. */
const REFRESH_EVERY_MS: DurationMs = 24 * HOUR_MS;
const CACHE_LIMIT = 10_000;

export const personKey = (tenant: Pick<Tenant, 'id'>, slackUserId: SlackUserId): string => `${tenant.id} ${slackUserId}`;

/** Whether the answer has to wait for Slack's word on a member's account. */
export const needsCheck = (member: Pick<Member, 'accountCheckedAt'>, at: Instant): boolean =>
  isOlder(member, DISTRUST_AFTER_MS, at);

const isOlder = (member: Pick<Member, 'accountCheckedAt'>, age: DurationMs, at: Instant): boolean =>
  member.accountCheckedAt === null || at - member.accountCheckedAt > age;

/**
 * The one door: whoever asks for something, in whatever way, is let in here or refused. Members go by their row, so a request costs no call
 * to Slack; somebody not seen before is asked about first, and becomes a member only where the rule of core/people/account.ts lets them.
 */
export async function admit(access: PeopleAccess, arrival: Arrival): Promise<Requester | RefusedPerson> {
  const { tenant } = access;
  const { slackUserId, at } = arrival;
  const known = await tenant.findRequester(slackUserId, arrival);
  if (known !== undefined && !needsCheck(known.member, at)) {
    if (isOlder(known.member, RECHECK_AFTER_MS, at)) refreshProfile(access, slackUserId);
    return toAdmission(known);
  }
  const refused = known === undefined ? cachedRefusal(access, slackUserId) : undefined;
  if (refused !== undefined) return refused;
  const profile = await askSlack(access, slackUserId);
  // Slack has said once that they belong here, and cannot be asked now.
  if (profile === 'unconfirmed' && known !== undefined && known.member.accountCheckedAt !== null) return toAdmission(known);
  if (typeof profile === 'string') return { refused: profile, language: null, locale: null };
  if (known === undefined && profile.account !== 'member') return cacheRefusal(access, slackUserId, profile);
  return toAdmission(await tenant.loadOrCreateRequester({ slackUserId, ...profile }, newWorkspace(profile, arrival)));
}

/** What a workspace begins with, from what Slack says of the first person who comes: the zone, the language and the currency of where they are. */
function newWorkspace({ locale, timeZone }: SlackProfile, { language, typedLanguage, at, line, channelId }: Arrival) {
  const currency = findHomeCurrency({ timeZone, locale });
  return {
    ...{ at, line, channelId, language: typedLanguage ?? languageFromLocale(locale) ?? language },
    ...(timeZone === null || !isTimeZone(timeZone) ? {} : { timeZone }),
    ...(currency === undefined ? {} : { currency }),
  };
}

function toAdmission(requester: Requester): Requester | RefusedPerson {
  const { active, account, language, locale } = requester.member;
  return active ? requester : { refused: account === 'member' ? 'left' : account, language, locale };
}

async function askSlack({ deps, tenant, client }: PeopleAccess, slackUserId: SlackUserId) {
  try {
    return (await fetchProfile(client, { workspaceId: tenant.id, slackUserId })) ?? 'unknown';
  } catch (error) {
    deps.log.warn({ err: error, slack: slackErrorCode(error) }, 'Slack did not say whose account it is');
    return 'unconfirmed';
  }
}

function cachedRefusal({ deps, tenant }: PeopleAccess, slackUserId: SlackUserId): RefusedPerson | undefined {
  const last = deps.refusedPeople.get(personKey(tenant, slackUserId));
  return last !== undefined && deps.clock.monotonicNow() - last.at < REFUSAL_TTL_MS ? last.person : undefined;
}

function cacheRefusal({ deps, tenant }: PeopleAccess, slackUserId: SlackUserId, profile: SlackProfile): RefusedPerson {
  const { account, locale } = profile;
  const person: RefusedPerson = { refused: account === 'member' ? 'unknown' : account, language: null, locale };
  if (deps.refusedPeople.size >= CACHE_LIMIT) deps.refusedPeople.clear();
  deps.refusedPeople.set(personKey(tenant, slackUserId), { person, at: deps.clock.monotonicNow() });
  return person;
}

/** Notes what Slack says about a member, at most once a day, in the background: no answer waits for it, and a failure is tried again. */
function refreshProfile({ deps, tenant, client }: PeopleAccess, slackUserId: SlackUserId): void {
  const times = deps.profilesRefreshedAt;
  const key = personKey(tenant, slackUserId);
  const now = deps.clock.monotonicNow();
  if (now - (times.get(key) ?? Number.NEGATIVE_INFINITY) < REFRESH_EVERY_MS) return;
  times.set(key, now);
  void fetchProfile(client, { workspaceId: tenant.id, slackUserId })
    .then(async (profile) => {
      if (profile !== undefined) await tenant.members.upsert({ slackUserId, ...profile, at: deps.clock.now() });
    })
    .catch((error: unknown) => {
      times.delete(key);
      deps.log.warn({ err: error }, 'a person could not be looked up');
    });
}

/** The workspace's language, for somebody of whom nothing is known. */
export const workspaceLanguage = async (tenant: Tenant): Promise<{ readonly language: Language }> =>
  (await tenant.workspace()) ?? { language: DEFAULT_LANGUAGE };
