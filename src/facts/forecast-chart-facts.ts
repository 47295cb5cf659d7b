import type { Pipeline } from '../core/deal/stage.ts';
import type { ForecastChartFacts } from '../core/funnel/forecast-chart.ts';
import { effectiveTarget } from '../core/numbers/targets.ts';
import { dateAt, type PlainDate } from '../core/time/calendar.ts';
import { PERIOD_KINDS, type PeriodKind, periodContaining, periodInstants } from '../core/time/periods.ts';
import type { Tenant } from '../store/types/store.ts';
import { forecastRequest, loadForecastBasis, loadWonInPeriod, toForecast } from './forecast-facts.ts';
import { runNumbers } from './run-numbers.ts';

/** What a picture of the team's forecast shows: the period's wins day by day, and what is expected at the end of its parts and of itself. */
export async function loadForecastChart(
  tenant: Tenant,
  pipeline: Pipeline,
  kind: PeriodKind,
  at: number,
  { timeZone, fiscalStartMonth }: { readonly timeZone: string; readonly fiscalStartMonth: number },
): Promise<ForecastChartFacts> {
  const today: PlainDate = dateAt(at, timeZone);
  const kinds = PERIOD_KINDS.slice(0, PERIOD_KINDS.indexOf(kind) + 1);
  const period = periodContaining(today, kind, fiscalStartMonth);
  const year = periodContaining(today, 'year', fiscalStartMonth);
  const { from } = periodInstants(period, timeZone);
  const [counters, basis, days, targets] = await Promise.all([
    tenant.funnel.counters(pipeline.id),
    loadForecastBasis(tenant, pipeline, { at, timeZone, eventsSince: [] }, kinds, 'team'),
    tenant.funnel.wonByDay(pipeline.id, { from, to: at + 1 }, timeZone),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
  ]);
  const parts = await Promise.all(
    kinds.map(async (each) => {
      const part = periodContaining(today, each, fiscalStartMonth);
      const won = await loadWonInPeriod(tenant, pipeline, part, timeZone, []);
      return { part, won, ask: forecastRequest(basis, part, won) };
    }),
  );
  const forecasts = parts.map(({ ask }) => ask);
  const made = await runNumbers({ pipeline, counters, at, wins: basis.wins, forecasts, stages: false });
  const wonMinor = parts.at(-1)?.ask.wonMinor ?? 0;
  const ahead = parts.flatMap(({ part, ask }, index) => {
    const forecast = made.forecasts[index];
    if (forecast === undefined) return [];
    // What was won before this part of the period began.
    const before = wonMinor - ask.wonMinor;
    const { expectedMinor, lowMinor, highMinor, early } = toForecast(forecast);
    return {
      endsOn: part.endsOn,
      early,
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
    days,
    // The end of a quarter may be the end of its month: then only the longer forecast counts.
    ahead: ahead.filter(({ endsOn }, index) => endsOn !== ahead[index + 1]?.endsOn),
    targetMinor: effectiveTarget(targets, null, period)?.valueMinor ?? null,
  };
}
