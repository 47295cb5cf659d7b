import { NIGHT, quietUntil } from '../core/time/quiet-hours.ts';
import { postingTime } from '../core/time/slots.ts';
import { loadHolidays } from '../platform/holidays.ts';
import type { DeliveryContext, DeliveryDecision } from './delivery-kind.ts';
import { loadWorkspace } from './tenant-reads.ts';

/**
 * When a new message may disturb whom it goes to: a person's own quiet hours, or the night, in that person's zone.
 *
 * @returns the instant of sending where it may go at once; posts to channels have their own rules.
 */
export async function earliestPostAt({ tenant, delivery, at }: DeliveryContext): Promise<number> {
  if (!/^[UW]/.test(delivery.target)) return at;
  const member = await tenant.members.bySlackUser(delivery.target);
  if (member === undefined) return at;
  return quietUntil(member.quiet ?? NIGHT, at, member.timeZone ?? (await loadWorkspace(tenant)).timeZone);
}

/** A new message to a channel waits for the morning, and for the end of a holiday; changing one disturbs nobody. @returns nothing by day. */
export async function waitUntilDaytime(
  { tenant, at }: DeliveryContext,
  { timeZone }: { readonly timeZone: string },
): Promise<Extract<DeliveryDecision, { kind: 'wait' }> | undefined> {
  const { holidayRegion } = await loadWorkspace(tenant);
  const from = postingTime(at, timeZone, await loadHolidays(holidayRegion, at));
  return from === at ? undefined : { kind: 'wait', ms: from - at, why: 'night or holiday' };
}
