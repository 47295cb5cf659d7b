import type { Instant } from '../../../core/time/instant.ts';
import { NIGHT, quietUntil } from '../../../core/time/quiet-hours.ts';
import { postingTime } from '../../../core/time/slots.ts';
import { loadWorkspace } from '../../../facts/tenant-reads.ts';
import { loadHolidays } from '../../../platform/holidays.ts';
import type { DeliveryContext, Wait } from './define-post.ts';

/**
 * The earliest instant at which a new message may disturb whom it goes to: after a person's own quiet hours, or the night, in that person's zone.
 *
 * @returns the instant of sending where it may go at once; posts to channels have their own rules.
 */
export async function earliestPostAt({ tenant, delivery, at }: DeliveryContext): Promise<Instant> {
  // A step is reminded of at the hour that somebody asked for.
  if (!/^[UW]/.test(delivery.target) || delivery.kind === 'step-reminder') return at;
  const member = await tenant.members.bySlackUser(delivery.target);
  if (member === undefined) return at;
  return quietUntil(member.quiet ?? NIGHT, at, member.timeZone ?? (await loadWorkspace(tenant)).timeZone);
}

/** Defers a new message to a channel to the morning, past a holiday; changing one disturbs nobody. @returns nothing by day. */
export async function waitUntilDaytime(
  { tenant, at }: DeliveryContext,
  { timeZone }: { readonly timeZone: string },
): Promise<Wait | undefined> {
  const { holidayRegion } = await loadWorkspace(tenant);
  const from = postingTime(at, timeZone, await loadHolidays(holidayRegion, at));
  return from === at ? undefined : { kind: 'wait', ms: from - at, why: 'night or holiday' };
}
