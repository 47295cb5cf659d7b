import type { DealEvent } from '../core/deal/deal-event.ts';
import type { ForecastTrackRecord } from '../core/funnel/forecast-snapshot.ts';
import type { ForecastRequest } from '../core/funnel/pipeline-numbers.ts';
import { furtherWinChance } from '../core/funnel/plan/forecast-statement.ts';
import type { Forecast } from '../core/funnel/target-progress.ts';
import { winsBefore } from '../core/history/rewind.ts';
import { wonBefore } from '../core/history/stock-before.ts';
import type { Win } from '../core/history/win.ts';
import type { MemberId } from '../core/ids.ts';
import type { OwnerAmount } from '../core/money/amount.ts';
import type { PeriodForecast } from '../core/numbers/period-forecast.ts';
import { everything } from '../core/people/viewer.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import { dateAt, type PlainDate } from '../core/time/calendar.ts';
import { DAY_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { type Period, type PeriodKind, periodInstants } from '../core/time/periods.ts';
import type { Tenant } from '../store/types/store.ts';
import type { AsOf } from './scope.ts';
import { loadTrackRecords } from './track-record-facts.ts';

/** Latest wins from which the values of future ones are drawn (bootstrap) and averaged. */
export const MAX_LATEST_WINS = 400;

/** What every forecast of one pipeline starts from, beside the counters; read once. */
export type ForecastBasis = {
  readonly wins: readonly Win[];
  /** Won in the last 90 days, by owner. */
  readonly lastNinetyDays: readonly OwnerAmount[];
  /** Past forecasts of this kind of period with their outcomes; the team's without an owner. */
  readonly trackRecord: (kind: PeriodKind, ownerId?: MemberId) => ForecastTrackRecord;
  readonly at: Instant;
  readonly timeZone: string;
};

/** The latest wins as of an instant, latest first. */
export async function loadLatestWins({
  tenant,
  pipeline,
  at,
  eventsSince,
}: Omit<AsOf, 'workspace' | 'timeZone'>): Promise<readonly Win[]> {
  // Wins after `at` occupy places among the latest ones, so as many more are read.
  const wins = await tenant.funnel.lastWins(
    pipeline.id,
    { limit: MAX_LATEST_WINS + eventsSince.length, until: at },
    everything('computes'),
  );
  return winsBefore(wins, eventsSince).slice(0, MAX_LATEST_WINS);
}

/** Reads what forecasts start from, as of an instant. @param kinds the periods to forecast, for the team alone or for reps too. */
export async function loadForecastBasis(
  asOf: AsOf,
  kinds: readonly PeriodKind[],
  whose: 'team' | 'everybody',
): Promise<ForecastBasis> {
  const { tenant, pipeline, at, timeZone, eventsSince } = asOf;
  const since = at - 90 * DAY_MS;
  const [wins, won, trackRecord] = await Promise.all([
    loadLatestWins(asOf),
    tenant.funnel.won(pipeline.id, since, at),
    loadTrackRecords(asOf, kinds, whose),
  ]);
  return {
    wins,
    lastNinetyDays: wonBefore(won, eventsSince, { from: since, to: at }),
    trackRecord,
    at,
    timeZone,
  };
}

const sumWonMinor = (amounts: readonly OwnerAmount[], ownerId: MemberId | undefined): number =>
  amounts
    .filter((each) => ownerId === undefined || each.ownerId === ownerId)
    .reduce((sum, { valueMinor }) => sum + valueMinor, 0);

/** Seed of the day's draws: the same figures in every run of one day. */
const daySeed = (on: PlainDate): number => Number(on.replaceAll('-', ''));

/** A period with what was won in it so far, by owner. */
export type PeriodWins = { readonly period: Period; readonly won: readonly OwnerAmount[] };

/** Request for the forecast of a period, of the team or of one owner, as of the basis' instant. */
export function forecastRequest(basis: ForecastBasis, { period, won }: PeriodWins, ownerId?: MemberId): ForecastRequest {
  return {
    wonMinor: sumWonMinor(won, ownerId),
    lastNinetyDaysMinor: sumWonMinor(basis.lastNinetyDays, ownerId),
    endsAt: periodInstants(period, basis.timeZone).to,
    ...basis.trackRecord(period.kind, ownerId),
    seed: daySeed(dateAt(basis.at, basis.timeZone)),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}

/** A forecast as it is shown. @param wonMinor won so far in its period. @param wins the latest wins of the team. */
export function toForecast(
  { expectedMinor, lowMinor, highMinor, early, quantilesMinor }: PeriodForecast,
  { wonMinor, wins }: { readonly wonMinor: number; readonly wins: readonly Win[] },
): Forecast {
  // A rare large win can lie beyond both ends; a range that leaves out what is expected would only puzzle.
  return {
    expectedMinor,
    lowMinor: Math.min(lowMinor, expectedMinor),
    highMinor: Math.max(highMinor, expectedMinor),
    early,
    furtherWinChance: furtherWinChance(quantilesMinor, wonMinor),
    usualDealMinor: Math.round(wins.reduce((sum, { valueMinor }) => sum + valueMinor, 0) / Math.max(1, wins.length)),
  };
}

/** The same amounts, one for each owner. */
function sumByOwner(amounts: readonly OwnerAmount[]): readonly OwnerAmount[] {
  const sums = new Map<MemberId, OwnerAmount>();
  for (const { ownerId, count, valueMinor } of amounts) {
    const sum = sums.get(ownerId);
    sums.set(ownerId, { ownerId, count: (sum?.count ?? 0) + count, valueMinor: (sum?.valueMinor ?? 0) + valueMinor });
  }
  return [...sums.values()];
}

/** What was won in some periods until an instant, by owner: one read for all, as periods consist of calendar months. */
export async function loadWonInPeriods(
  { tenant, pipeline, timeZone, eventsSince }: Omit<AsOf, 'at' | 'workspace'>,
  periods: readonly Period[],
): Promise<readonly PeriodWins[]> {
  if (periods.length === 0) return [];
  const spans = periods.map((period) => ({ period, ...periodInstants(period, timeZone) }));
  const [from, to] = [Math.min(...spans.map((span) => span.from)), Math.max(...spans.map((span) => span.to))];
  const months = await tenant.funnel.wonByMonth(pipeline.id, { from, to }, timeZone);
  return spans.map((span) => {
    const { startsOn, endsOn } = span.period;
    const own = months.filter(({ month }) => month >= startsOn.slice(0, 7) && month <= endsOn.slice(0, 7));
    return { period: span.period, won: wonBefore(sumByOwner(own), eventsSince, span) };
  });
}

/** Everything that happened in a pipeline after an instant. */
export async function loadEventsSince(tenant: Tenant, pipeline: Pipeline, at: Instant): Promise<readonly DealEvent[]> {
  return (await tenant.funnel.eventsFrom(pipeline.id, at, everything('computes'))).filter((event) => event.at > at);
}
