import type { Instant } from '../../../core/time/instant.ts';
import { NIGHT } from '../../../core/time/quiet-hours.ts';
import { postingTime, type Readers } from '../../../core/time/slots.ts';
import { loadWorkspace } from '../../../facts/tenant-reads.ts';
import { loadHolidays } from '../../../platform/holidays.ts';
import type { PostKind } from '../../../store/types/posts.ts';
import type { Tenant } from '../../../store/types/store.ts';
import type { DeliveryContext, Wait } from './define-post.ts';

/** The first instant at or after `at` that is neither quiet for its readers nor a public holiday of the team's calendar. */
async function loadPostingTime(tenant: Tenant, at: Instant, readers: Readers): Promise<Instant> {
  const { holidayRegion } = await loadWorkspace(tenant);
  return postingTime(at, readers, await loadHolidays(holidayRegion, at));
}

/** The end of what somebody began and waits for: it comes on a holiday too. */
const ANSWERS: ReadonlySet<PostKind | null> = new Set(['forgotten']);

/**
 * The earliest instant at which a new message may disturb whom it goes to: after a person's own quiet hours, or the night, in that person's
 * zone, and past public holidays, as in channels.
 *
 * @returns the instant of sending where it may go at once; posts to channels have their own rules.
 */
export async function earliestPostAt({ tenant, delivery, at }: DeliveryContext): Promise<Instant> {
  // A step is reminded of at the hour that somebody asked for.
  if (!/^[UW]/.test(delivery.target) || delivery.kind === 'step-reminder') return at;
  const member = await tenant.members.bySlackUser(delivery.target);
  if (member === undefined) return at;
  const readers = { timeZone: member.timeZone ?? (await loadWorkspace(tenant)).timeZone, quiet: member.quiet ?? NIGHT };
  return ANSWERS.has(delivery.kind) ? postingTime(at, readers, () => false) : loadPostingTime(tenant, at, readers);
}

/** Defers a new message to a channel to the morning, past a holiday; changing one disturbs nobody. @returns nothing by day. */
export async function waitUntilDaytime(
  { tenant, at }: DeliveryContext,
  { timeZone }: { readonly timeZone: string },
): Promise<Wait | undefined> {
  const from = await loadPostingTime(tenant, at, { timeZone });
  return from === at ? undefined : { kind: 'wait', ms: from - at, why: 'night or holiday' };
}
