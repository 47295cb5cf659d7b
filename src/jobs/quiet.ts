import { NIGHT, quietUntil } from '../core/quiet-hours.ts';
import { postingTime } from '../core/slots.ts';
import { holidaysOf } from '../holidays.ts';
import type { Prepared, Sending } from './delivery-kind.ts';
import { workspaceOf } from './people.ts';

/**
 * When a new message may disturb whom it goes to: a person's own quiet hours, or the night, in that person's zone.
 *
 * @returns the instant of sending where it may go at once; posts to channels have their own rules.
 */
export async function mayPostAt({ tenant, delivery, at }: Sending): Promise<number> {
  if (!/^[UW]/.test(delivery.target)) return at;
  const member = await tenant.members.bySlackUser(delivery.target);
  if (member === undefined) return at;
  return quietUntil(member.quiet ?? NIGHT, at, member.timeZone ?? (await workspaceOf(tenant)).timeZone);
}

/** A new message to a channel waits for the morning, and for the end of a holiday; changing one disturbs nobody. @returns nothing by day. */
export async function untilDay(
  { tenant, at }: Sending,
  { timeZone }: { readonly timeZone: string },
): Promise<Extract<Prepared, { do: 'wait' }> | undefined> {
  const { holidayRegion } = await workspaceOf(tenant);
  const from = postingTime(at, timeZone, await holidaysOf(holidayRegion, at));
  return from === at ? undefined : { do: 'wait', ms: from - at, why: 'night or holiday' };
}
