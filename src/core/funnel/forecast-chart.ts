import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { Period } from '../time/periods.ts';
import type { Forecast } from './target-progress.ts';

/** Data of the forecast chart. Money in whole minor units. */
export type ForecastChartFacts = {
  readonly period: Period;
  readonly fiscalStartMonth: number;
  readonly currency: string;
  /** Now, ms, and the zone in which days are counted. */
  readonly at: Instant;
  readonly timeZone: string;
  /** Won in the period until now, and on which days. */
  readonly wonMinor: number;
  readonly days: readonly { readonly on: PlainDate; readonly valueMinor: number }[];
  /** What will have been won in the period by the end of a day, in order; the last one is the period's own. */
  readonly ahead: readonly (Forecast & { readonly endsOn: PlainDate })[];
  readonly targetMinor: number | null;
};
