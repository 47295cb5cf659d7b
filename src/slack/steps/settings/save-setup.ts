import type { TeamId } from '../../../core/ids.ts';
import type { Language } from '../../../core/people/language.ts';
import type { Member } from '../../../core/people/member.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import { nextSlot, nextStageCheck } from '../../../core/time/slots.ts';
import { welcomePost } from '../../../jobs/posts/welcome.ts';
import { findHolidayRegion } from '../../../platform/holidays.ts';
import type { RequestContext } from '../../request/flow.ts';
import type { Message } from '../../views/kit/blocks.ts';
import { SHARED_EXTERNALLY } from '../../views/kit/problem-codes.ts';
import { setupDone } from '../../views/workspace/setup-done.ts';
import type { ChannelLookup } from '../../web-api/channels.ts';
import { isAnyDealMade } from '../adopt-first-currency.ts';
import { loadSetupBefore, recordSetup, rolesOf, setCurrency } from './history/setup-history.ts';

/** What an admin chose. */
export type SetupChoice = {
  readonly channel: Extract<ChannelLookup, { ok: true }>;
  /** Whose deals the channel is about; null: of all. */
  readonly teamId: TeamId | null;
  readonly weekday: number;
  readonly timeOfDay: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly managers: readonly Member[];
  /** Null: not asked. */
  readonly admins: readonly Member[] | null;
  /** Those who may use Lejek from now on, and no others; null: not asked. */
  readonly guests: readonly Member[] | null;
  readonly cardsFrom: number | null;
  /** 1..12: the month in which the year of targets begins. */
  readonly fiscalStartMonth: number;
  /** Posts may go there though another company reads along. */
  readonly allowExternal: boolean;
  /** Null: it may not change any more. */
  readonly currency: string | null;
};

/**
 * The named managers and admins become so, others of them reps again; who asks stays admin, and so do all where no admins were asked for. Who
 * only reads goes on so: the form does not ask about that.
 */
async function saveRoles(context: RequestContext, { managers, admins }: Pick<SetupChoice, 'managers' | 'admins'>): Promise<void> {
  const managerIds = new Set(managers.map(({ id }) => id));
  const adminIds = new Set([context.member.id, ...(admins ?? []).map(({ id }) => id)]);
  for (const member of await context.tenant.members.all()) {
    const isAdmin = admins === null ? member.role === 'admin' : adminIds.has(member.id);
    const other = member.role === 'reader' ? 'reader' : 'rep';
    const role = isAdmin ? 'admin' : managerIds.has(member.id) ? 'manager' : other;
    // Two admins who leave each other out at once: the second stays one.
    if (role !== member.role) await context.tenant.members.changeRole(member.id, role);
  }
}

/** The named guests are let in, the others no more. */
async function saveGuests({ tenant, member }: RequestContext, { guests }: Pick<SetupChoice, 'guests'>): Promise<void> {
  if (guests === null) return;
  const allowed = new Set(guests.map(({ id }) => id));
  for (const { id, account, active } of await tenant.members.all()) {
    if (account === 'guest' && active !== allowed.has(id))
      await tenant.members.allowGuest(id, allowed.has(id) ? member.id : null);
  }
}

/** Until the first deal, totals may change their currency. @returns the one that they are in from now on. */
export async function saveCurrency(context: RequestContext, { currency }: Pick<SetupChoice, 'currency'>): Promise<string> {
  const { currency: now } = context.pipeline;
  // Somebody may have made a deal while the form stood open.
  if (currency === null || currency === now || (await isAnyDealMade(context))) return now;
  await setCurrency(context, currency);
  return currency;
}

/**
 * Stores the settings and says what will happen.
 *
 * @param details `replacedSubscriptionId`: of the subscription that the form was about, whose channel may have changed; '' for none.
 *   `membersBefore`: as they were before anything changed.
 */
export async function saveSetup(
  context: RequestContext,
  choice: SetupChoice,
  details: { readonly replacedSubscriptionId: string; readonly claimed: boolean; readonly membersBefore: readonly Member[] },
): Promise<Message> {
  const { m, tenant, at } = context;
  const { channel, weekday, timeOfDay, timeZone, language, managers, cardsFrom } = choice;
  const before = await loadSetupBefore(context, { ...details, channelId: channel.id });
  const rhythm = { weekday, timeOfDay, timeZone };
  await tenant.updateWorkspace({
    timeZone,
    language,
    holidayRegion: await findHolidayRegion(timeZone),
    fiscalStartMonth: choice.fiscalStartMonth,
  });
  await saveRoles(context, choice);
  await saveGuests(context, choice);
  const currency = await saveCurrency(context, choice);
  const draft = {
    pipelineId: context.pipeline.id,
    teamId: choice.teamId,
    channelId: channel.id,
    channelName: channel.name,
    ...rhythm,
    language,
    cardsFrom,
    allowExternal: choice.allowExternal,
    externalAllowedBy: choice.allowExternal ? context.member.id : null,
    nextDueAt: nextSlot(rhythm, at),
    nextCheckAt: nextStageCheck(rhythm, at),
    createdAt: at,
  };
  const saved = await tenant.subscriptions.save(draft);
  if (details.replacedSubscriptionId !== '' && details.replacedSubscriptionId !== saved.id)
    await tenant.subscriptions.end(details.replacedSubscriptionId, at);
  // What waited because another company reads along is made now.
  if (choice.allowExternal) await tenant.deliveries.retryClosed(channel.id, [SHARED_EXTERNALLY], at);
  await tenant.deliveries.queue([welcomePost.draft({ ...saved, at })], at);
  context.wake();
  const members = await tenant.members.all();
  const change = await recordSetup(context, {
    ...{ before, subscriptionId: saved.id, channelName: channel.name },
    roles: rolesOf(members),
  });
  const people = members.filter(({ active }) => active);
  return setupDone(m, {
    channelName: channel.name,
    ...rhythm,
    first: dateAt(draft.nextDueAt, timeZone),
    managers,
    admins: people.filter(({ role }) => role === 'admin'),
    guests: people.filter(({ account }) => account === 'guest'),
    keptCurrency: choice.currency === null || choice.currency === currency ? undefined : currency,
    claimed: details.claimed,
    changeId: change.id,
  });
}
