import { addDays, dateAt, zonedInstant } from './calendar.ts';
import type { Instant } from './instant.ts';

/** Quiet hours: times of day 'HH:mm' between which nobody is messaged, e.g. 18:00 to 08:00; equal ends mean none. */
export type QuietHours = { readonly from: string; readonly to: string };

/** Default quiet hours: only answers are posted in them. */
export const NIGHT: QuietHours = { from: '20:00', to: '07:00' };

/**
 * The first instant at or after `at` outside of the quiet hours, ms.
 *
 * @returns `at` itself outside of them.
 * @example quietUntil({ from: '18:00', to: '08:00' }, fridayAt1930, 'Europe/Warsaw') // => Saturday 8:00 in Warsaw
 */
export function quietUntil({ from, to }: QuietHours, at: Instant, timeZone: string): Instant {
  if (from === to) return at;
  const today = dateAt(at, timeZone);
  const [begins, ends] = [zonedInstant(today, from, timeZone), zonedInstant(today, to, timeZone)];
  if (from < to) return at >= begins && at < ends ? ends : at;
  if (at < ends) return ends;
  return at >= begins ? zonedInstant(addDays(today, 1), to, timeZone) : at;
}
