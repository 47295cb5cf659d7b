import { dateAt } from '../core/calendar.ts';
import type { Counters } from '../core/counters.ts';
import type { Forecast } from '../core/digest.ts';
import type { FunnelModel } from '../core/numbers/funnel-model.ts';
import { openGroups } from '../core/numbers/open-groups.ts';
import { forecastPeriod } from '../core/numbers/period-forecast.ts';
import type { Win } from '../core/numbers/win.ts';
import { instantsOf, type Period } from '../core/periods.ts';
import type { Pipeline } from '../core/stage.ts';
import type { OwnerAmount } from '../core/week.ts';
import type { Tenant } from '../store/store-types.ts';

const DAY_MS = 86_400_000;
/** Wins that values of new ones are drawn from. */
const LATEST_WINS = 400;

/** What every forecast of one pipeline starts from, read once. */
export type ForecastBasis = {
  readonly model: FunnelModel;
  readonly counters: Counters;
  readonly wins: readonly Win[];
  /** Won in the last 90 days, by owner. */
  readonly lastNinetyDays: readonly OwnerAmount[];
  readonly at: number;
  readonly timeZone: string;
};

export async function forecastBasis(
  tenant: Tenant,
  pipeline: Pipeline,
  fitted: { readonly model: FunnelModel; readonly counters: Counters },
  at: number,
  timeZone: string,
): Promise<ForecastBasis> {
  const [wins, lastNinetyDays] = await Promise.all([
    tenant.funnel.lastWins(pipeline.id, LATEST_WINS),
    tenant.funnel.won(pipeline.id, at - 90 * DAY_MS, at),
  ]);
  return { ...fitted, wins, lastNinetyDays, at, timeZone };
}

const sumOf = (amounts: readonly OwnerAmount[], ownerId: string | undefined): number =>
  amounts
    .filter((each) => ownerId === undefined || each.ownerId === ownerId)
    .reduce((sum, { valueMinor }) => sum + valueMinor, 0);

/** The same figures in every run of one day. */
const seedOf = (on: string): number => Number(on.replaceAll('-', ''));

/**
 * What a period will bring for the team, or for one owner, as of the basis' instant.
 *
 * @param won what was won in the period so far, by owner.
 */
export function forecastOf(basis: ForecastBasis, period: Period, won: readonly OwnerAmount[], ownerId?: string): Forecast {
  const { model, counters, wins, lastNinetyDays, at, timeZone } = basis;
  const stock = ownerId === undefined ? counters.stock : counters.stock.filter((row) => row.ownerId === ownerId);
  const { expectedMinor, lowMinor, highMinor, early } = forecastPeriod(model, {
    counters,
    open: openGroups(stock, at),
    wins,
    wonMinor: sumOf(won, ownerId),
    lastNinetyDaysMinor: sumOf(lastNinetyDays, ownerId),
    endsAt: instantsOf(period, timeZone).to,
    past: [],
    seed: seedOf(dateAt(at, timeZone)),
    ...(ownerId === undefined ? {} : { ownerId }),
  });
  // A rare large win can lie beyond both ends; a range that leaves out what is expected would only puzzle.
  return {
    expectedMinor,
    lowMinor: Math.min(lowMinor, expectedMinor),
    highMinor: Math.max(highMinor, expectedMinor),
    early,
  };
}
