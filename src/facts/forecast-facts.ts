import type { OwnerAmount } from '../core/amount.ts';
import { dateAt } from '../core/calendar.ts';
import type { DealEvent } from '../core/deal-event.ts';
import type { Experience } from '../core/forecast-snapshot.ts';
import type { Forecast } from '../core/goal.ts';
import type { PeriodForecast } from '../core/numbers/period-forecast.ts';
import type { ForecastAsk } from '../core/numbers/reckoning.ts';
import type { Win } from '../core/numbers/win.ts';
import { instantsOf, type Period, type PeriodKind } from '../core/periods.ts';
import { winsBefore } from '../core/rewind.ts';
import type { Pipeline } from '../core/stage.ts';
import { wonBefore } from '../core/stock-before.ts';
import type { Tenant } from '../store/types/store.ts';
import { experiences } from './experience-facts.ts';
import type { Then } from './then.ts';

const DAY_MS = 86_400_000;
/** Wins that values of new ones are drawn from, and their mean. */
export const LATEST_WINS = 400;

/** What every forecast of one pipeline starts from, beside the counters; read once. */
export type ForecastBasis = {
  readonly wins: readonly Win[];
  /** Won in the last 90 days, by owner. */
  readonly lastNinetyDays: readonly OwnerAmount[];
  /** What own forecasts of this kind of period teach; the team's without an owner. */
  readonly experience: (kind: PeriodKind, ownerId?: string) => Experience;
  readonly at: number;
  readonly timeZone: string;
};

/**
 * Reads what forecasts start from, as it was at an instant.
 *
 * @param later every event after it. @param kinds the periods to forecast, for the team alone or for reps too.
 */
export async function forecastBasis(
  tenant: Tenant,
  pipeline: Pipeline,
  { at, timeZone, later }: Then,
  kinds: readonly PeriodKind[],
  whose: 'team' | 'everybody',
): Promise<ForecastBasis> {
  const since = at - 90 * DAY_MS;
  // What was won since stands in the way of what was won then.
  const [wins, won, experience] = await Promise.all([
    tenant.funnel.lastWins(pipeline.id, LATEST_WINS + later.length, at),
    tenant.funnel.won(pipeline.id, since, at),
    experiences(tenant, pipeline, { today: dateAt(at, timeZone), timeZone, later }, kinds, whose),
  ]);
  return {
    wins: winsBefore(wins, later).slice(0, LATEST_WINS),
    lastNinetyDays: wonBefore(won, later, since, at),
    experience,
    at,
    timeZone,
  };
}

const sumOf = (amounts: readonly OwnerAmount[], ownerId: string | undefined): number =>
  amounts
    .filter((each) => ownerId === undefined || each.ownerId === ownerId)
    .reduce((sum, { valueMinor }) => sum + valueMinor, 0);

/** The same figures in every run of one day. */
const seedOf = (on: string): number => Number(on.replaceAll('-', ''));

/**
 * What is asked about a period for the team, or for one owner, as of the basis' instant.
 *
 * @param won what was won in the period so far, by owner.
 */
export function forecastAsk(basis: ForecastBasis, period: Period, won: readonly OwnerAmount[], ownerId?: string): ForecastAsk {
  return {
    wonMinor: sumOf(won, ownerId),
    lastNinetyDaysMinor: sumOf(basis.lastNinetyDays, ownerId),
    endsAt: instantsOf(period, basis.timeZone).to,
    ...basis.experience(period.kind, ownerId),
    seed: seedOf(dateAt(basis.at, basis.timeZone)),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}

/** A forecast as it is shown. */
export function forecastOf({ expectedMinor, lowMinor, highMinor, early }: PeriodForecast): Forecast {
  // A rare large win can lie beyond both ends; a range that leaves out what is expected would only puzzle.
  return {
    expectedMinor,
    lowMinor: Math.min(lowMinor, expectedMinor),
    highMinor: Math.max(highMinor, expectedMinor),
    early,
  };
}

/** What was won in a period until an instant, by owner. @param later every event after it. */
export async function wonIn(
  tenant: Tenant,
  pipeline: Pipeline,
  period: Period,
  timeZone: string,
  later: readonly DealEvent[],
): Promise<readonly OwnerAmount[]> {
  const { from, to } = instantsOf(period, timeZone);
  return wonBefore(await tenant.funnel.won(pipeline.id, from, to), later, from, to);
}

/** Everything that happened in a pipeline after an instant. */
export async function eventsAfter(tenant: Tenant, pipeline: Pipeline, at: number): Promise<readonly DealEvent[]> {
  return (await tenant.funnel.eventsFrom(pipeline.id, at)).filter((event) => event.at > at);
}
