import { NIGHT, quietUntil } from '../core/quiet-hours.ts';
import type { Sending } from './delivery-kind.ts';
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
