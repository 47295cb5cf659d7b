import { addDays, dateAt, zonedInstant } from './calendar.ts';

/** Times of day 'HH:mm' between which somebody is left in peace, e.g. 18:00 to 08:00; equal ends are no time at all. */
export type QuietHours = { readonly from: string; readonly to: string };

/** The night: nothing is posted in it that was not asked for at that very time, unless a person chose other hours. */
export const NIGHT: QuietHours = { from: '20:00', to: '07:00' };

/**
 * The first moment from an instant on at which somebody may be disturbed.
 *
 * @returns the instant itself outside of the quiet hours.
 * @example quietUntil({ from: '18:00', to: '08:00' }, fridayAt1930, 'Europe/Warsaw') // => Saturday 8:00 in Warsaw
 */
export function quietUntil({ from, to }: QuietHours, at: number, timeZone: string): number {
  if (from === to) return at;
  const today = dateAt(at, timeZone);
  const [begins, ends] = [zonedInstant(today, from, timeZone), zonedInstant(today, to, timeZone)];
  if (from < to) return at >= begins && at < ends ? ends : at;
  if (at < ends) return ends;
  return at >= begins ? zonedInstant(addDays(today, 1), to, timeZone) : at;
}
