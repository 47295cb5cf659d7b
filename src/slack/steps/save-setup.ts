import type { Language } from '../../core/people/language.ts';
import type { Member } from '../../core/people/member.ts';
import { dateAt } from '../../core/time/calendar.ts';
import { nextSlot, nextStageCheck } from '../../core/time/slots.ts';
import { welcomePost } from '../../jobs/posts/welcome.ts';
import { findHolidayRegion } from '../../platform/holidays.ts';
import type { RequestContext } from '../request/flow.ts';
import type { Message } from '../views/kit/blocks.ts';
import { setupDone } from '../views/workspace/setup-done.ts';
import type { ChannelLookup } from '../web-api/channels.ts';

/** What an admin chose. */
export type SetupChoice = {
  readonly channel: Extract<ChannelLookup, { ok: true }>;
  readonly weekday: number;
  readonly timeOfDay: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly managers: readonly Member[];
  readonly cardsFrom: number | null;
  /** 1..12: the month in which the year of targets begins. */
  readonly fiscalStartMonth: number;
  /** Posts may go there though another company reads along. */
  readonly allowExternal: boolean;
  /** Null: it may not change any more. */
  readonly currency: string | null;
};

/** The named managers become managers, others of them reps again; admins stay what they are. */
async function saveManagerRoles(context: RequestContext, chosen: readonly Member[]): Promise<void> {
  const ids = new Set(chosen.map(({ id }) => id));
  for (const member of await context.tenant.members.all()) {
    if (member.role === 'admin') continue;
    const role = ids.has(member.id) ? 'manager' : 'rep';
    if (role !== member.role) await context.tenant.members.setRole(member.id, role);
  }
}

/** Until the first deal, totals may change their currency. */
async function saveCurrency(context: RequestContext, { currency }: SetupChoice): Promise<void> {
  if (currency === null || (await context.tenant.deals.file(1)) !== undefined) return;
  const stored = await context.tenant.pipeline(context.pipeline.id);
  if (stored !== undefined) await context.tenant.savePipeline({ ...stored, currency }, context.at);
}

/**
 * Stores the settings and says what will happen.
 *
 * @param details `replaces`: id of the subscription that the form was about, whose channel may have changed; '' for none.
 */
export async function saveSetup(
  context: RequestContext,
  choice: SetupChoice,
  details: { readonly replacedSubscriptionId: string; readonly claimed: boolean },
): Promise<Message> {
  const { m, tenant, at } = context;
  const { channel, weekday, timeOfDay, timeZone, language, managers, cardsFrom } = choice;
  const rhythm = { weekday, timeOfDay, timeZone };
  await tenant.updateWorkspace({
    timeZone,
    language,
    holidayRegion: await findHolidayRegion(timeZone),
    fiscalStartMonth: choice.fiscalStartMonth,
  });
  await saveManagerRoles(context, managers);
  await saveCurrency(context, choice);
  const draft = {
    pipelineId: context.pipeline.id,
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
  await tenant.deliveries.queue([welcomePost.draft({ ...saved, at })], at);
  context.wake();
  return setupDone(m, {
    channelName: channel.name,
    ...rhythm,
    first: dateAt(draft.nextDueAt, timeZone),
    managers,
    claimed: details.claimed,
  });
}
