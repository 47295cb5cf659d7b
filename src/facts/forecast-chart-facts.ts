import type { ForecastChartFacts } from '../core/funnel/forecast-chart.ts';
import { givesAway } from '../core/funnel/untold-amounts.ts';
import { effectiveTarget } from '../core/numbers/targets.ts';
import { dateAt, type PlainDate } from '../core/time/calendar.ts';
import { PERIOD_KINDS, type PeriodKind, periodContaining, periodInstants } from '../core/time/periods.ts';
import { forecastRequest, loadForecastBasis, loadWonInPeriods, toForecast } from './forecast-facts.ts';
import { hiddenAmounts, hidesSome } from './in-sight.ts';
import { runNumbers } from './run-numbers.ts';
import type { SeenScope } from './scope.ts';

/**
 * What a picture of the team's forecast shows: the period's wins day by day, and what is expected at the end of its parts and of
 * itself; without its days for a reader who may not see every deal. @returns 'untold' where the sum would give one away.
 */
export async function loadForecastChart(scope: SeenScope, kind: PeriodKind): Promise<ForecastChartFacts | 'untold'> {
  const { tenant, pipeline, at, timeZone } = scope;
  const { fiscalStartMonth } = scope.workspace;
  const asOf = { ...scope, eventsSince: [] };
  const today: PlainDate = dateAt(at, timeZone);
  const kinds = PERIOD_KINDS.slice(0, PERIOD_KINDS.indexOf(kind) + 1);
  const period = periodContaining(today, kind, fiscalStartMonth);
  const year = periodContaining(today, 'year', fiscalStartMonth);
  const { from } = periodInstants(period, timeZone);
  const [counters, basis, days, targets] = await Promise.all([
    tenant.funnel.counters(pipeline.id),
    loadForecastBasis(asOf, kinds, 'team'),
    tenant.funnel.wonByDay(pipeline.id, { from, to: at + 1 }, timeZone),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
  ]);
  const periods = kinds.map((each) => periodContaining(today, each, fiscalStartMonth));
  const wins = await loadWonInPeriods(asOf, periods);
  const hides = hidesSome(scope);
  if (hides && givesAway(hiddenAmounts(scope, wins.at(-1)?.won ?? []))) return 'untold';
  const parts = wins.map((part) => ({ part: part.period, ask: forecastRequest(basis, part) }));
  const forecasts = parts.map(({ ask }) => ask);
  const made = await runNumbers({ pipeline, counters, at, wins: basis.wins, forecasts, stages: false });
  const wonMinor = parts.at(-1)?.ask.wonMinor ?? 0;
  const ahead = parts.flatMap(({ part, ask }, index) => {
    const forecast = made.forecasts[index];
    if (forecast === undefined) return [];
    // What was won before this part of the period began.
    const before = wonMinor - ask.wonMinor;
    const { expectedMinor, lowMinor, highMinor, ...rest } = toForecast(forecast, { wonMinor: ask.wonMinor, wins: basis.wins });
    return {
      ...rest,
      endsOn: part.endsOn,
      expectedMinor: before + expectedMinor,
      lowMinor: before + lowMinor,
      highMinor: before + highMinor,
    };
  });
  return {
    period,
    fiscalStartMonth,
    currency: pipeline.currency,
    at,
    timeZone,
    wonMinor,
    // A day's win is mostly one deal's.
    days: hides ? [] : days,
    // The end of a quarter may be the end of its month: then only the longer forecast counts.
    ahead: ahead.filter(({ endsOn }, index) => endsOn !== ahead[index + 1]?.endsOn),
    targetMinor: effectiveTarget(targets, null, period)?.valueMinor ?? null,
  };
}
