import { addDays, dateAt, isTimeOfDay, zonedInstant } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';

/** Classes of posts that a channel may not want, beside its digest and its cards: short stages, and wins and losses. */
export const ALERT_CLASSES = ['stage-alert', 'deal-news'] as const;
export type AlertClass = (typeof ALERT_CLASSES)[number];

/** What a channel wants of a class: all of it, none, or only between two times of day, 'HH:mm', `from` before `to`. */
export type AlertRule =
  | { readonly kind: 'on' }
  | { readonly kind: 'off' }
  | { readonly kind: 'hours'; readonly from: string; readonly to: string };

/** What a channel wants, by class; on where nothing is said. */
export type ChannelAlerts = Readonly<Partial<Record<AlertClass, AlertRule>>>;

const ON: AlertRule = { kind: 'on' };
export const alertRule = (alerts: ChannelAlerts, of: AlertClass): AlertRule => alerts[of] ?? ON;

export const isSameRule = (a: AlertRule, b: AlertRule): boolean =>
  a.kind === b.kind && (a.kind !== 'hours' || b.kind !== 'hours' || (a.from === b.from && a.to === b.to));

/** Whether the hours are some: from one time of day to a later one. */
export const areHours = (from: string, to: string): boolean => isTimeOfDay(from) && isTimeOfDay(to) && from < to;

/**
 * When a post of a class may go to a channel that wants it: at once, or once its hours begin.
 *
 * @returns the instant, `at` itself where it may go now; undefined where the channel wants none.
 */
export function alertPostAt(rule: AlertRule, at: Instant, timeZone: string): Instant | undefined {
  if (rule.kind === 'off') return undefined;
  if (rule.kind === 'on') return at;
  const today = dateAt(at, timeZone);
  const [begins, ends] = [zonedInstant(today, rule.from, timeZone), zonedInstant(today, rule.to, timeZone)];
  if (at < begins) return begins;
  return at < ends ? at : zonedInstant(addDays(today, 1), rule.from, timeZone);
}

/** How a class did in one channel. */
export type AlertTally = {
  /** What it would have posted in the last seven days, whether it is on or off. */
  readonly lastWeek: number;
  /** What it did post in the last ninety, and how much of that somebody acted on within two days; null: there is nothing to act on. */
  readonly posted: number;
  readonly acted: number | null;
};
