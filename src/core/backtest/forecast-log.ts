import type { PastForecast } from '../numbers/forecast-corrections.ts';
import type { PeriodForecast } from '../numbers/period-forecast.ts';
import type { Instant } from '../time/instant.ts';

const MAX_WEIGHT = 1;

/** Forecasts made during a backtest, by scope and kind of period; those whose period has ended are the past forecasts of later ones. */
export type ForecastLog = {
  readonly ended: (key: string, at: Instant) => readonly PastForecast[];
  readonly record: (key: string, logged: Omit<LoggedForecast, 'weight'>) => void;
};

type LoggedForecast = {
  readonly origin: Instant;
  readonly endsAt: Instant;
  readonly weight: number;
  readonly forecast: PeriodForecast;
};

const toPastForecast = (
  { origin, endsAt, weight, forecast: { basis, expectedMinor } }: LoggedForecast,
  actualMinor: number,
): PastForecast => ({ ...basis, shownMinor: expectedMinor, actualMinor, weight, madeAt: origin, endsAt });

/** @param wonMinor what a scope won in (after, until], minor units; asked only about the past. */
export function createForecastLog(wonMinor: (key: string, after: Instant, until: Instant) => number): ForecastLog {
  const all = new Map<string, LoggedForecast[]>();
  // What came of a forecast is summed once, when its period has ended.
  const ended = new Map<LoggedForecast, PastForecast>();
  return {
    ended: (key, at) =>
      (all.get(key) ?? [])
        .filter(({ endsAt }) => endsAt <= at)
        .map((logged) => {
          const known = ended.get(logged) ?? toPastForecast(logged, wonMinor(key, logged.origin, logged.endsAt));
          ended.set(logged, known);
          return known;
        }),
    record: (key, logged) => {
      const { origin, endsAt } = logged;
      const before = all.get(key) ?? [];
      const spacing = origin - (before.at(-1)?.origin ?? Number.NEGATIVE_INFINITY);
      before.push({ ...logged, weight: Math.min(MAX_WEIGHT, spacing / Math.max(1, endsAt - origin)) });
      all.set(key, before);
    },
  };
}
