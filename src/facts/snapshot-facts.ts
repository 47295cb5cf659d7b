import type { DealEvent } from '../core/deal/deal-event.ts';
import type { ForecastSnapshot } from '../core/funnel/forecast-snapshot.ts';
import { effectiveTarget } from '../core/numbers/targets.ts';
import { type PlainDate, startOfDay } from '../core/time/calendar.ts';
import { PERIOD_KINDS, periodContaining } from '../core/time/periods.ts';
import { forecastRequest, loadEventsSince, loadForecastBasis, loadWonInPeriods } from './forecast-facts.ts';
import { loadCountersAsOf } from './model-facts.ts';
import { runNumbers } from './run-numbers.ts';
import type { PipelineScope } from './scope.ts';

/** Whose forecasts, and every event of the history where it was read already. */
export type SnapshotRequest = { readonly whose?: 'team' | 'everybody'; readonly history?: readonly DealEvent[] };

/**
 * What is forecast as of the start of a day: of the team and of each rep who has or had something, for month, quarter and year.
 *
 * @returns the same whenever it is asked, later events being taken back out; nothing where no deal had been closed by then.
 */
export async function computeForecastSnapshots(
  where: Omit<PipelineScope, 'at'>,
  on: PlainDate,
  { whose = 'everybody', history }: SnapshotRequest = {},
): Promise<readonly ForecastSnapshot[]> {
  const { tenant, pipeline, timeZone } = where;
  const { fiscalStartMonth } = where.workspace;
  const at = startOfDay(on, timeZone);
  const eventsSince = history?.filter((event) => event.at > at) ?? (await loadEventsSince(tenant, pipeline, at));
  if (!(await tenant.funnel.hasClosedDeals(pipeline.id, at)) && !eventsSince.some(({ before }) => before?.closedAt != null))
    return [];
  const year = periodContaining(on, 'year', fiscalStartMonth);
  const [counters, basis, targets] = await Promise.all([
    loadCountersAsOf(tenant, pipeline, eventsSince),
    loadForecastBasis({ ...where, at, eventsSince }, PERIOD_KINDS, whose),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
  ]);
  const periods = await loadWonInPeriods(
    { ...where, eventsSince },
    PERIOD_KINDS.map((kind) => periodContaining(on, kind, fiscalStartMonth)),
  );
  const open = counters.stock.filter(({ count }) => count > 0);
  const owners =
    whose === 'team' ? [] : [...new Set([...periods.flatMap(({ won }) => won), ...open].map(({ ownerId }) => ownerId))].sort();
  const wanted = [undefined, ...owners].flatMap((ownerId) =>
    periods.map((each) => ({ ownerId, period: each.period, ask: forecastRequest(basis, each, ownerId) })),
  );
  const forecasts = wanted.map(({ ask }) => ask);
  const made = await runNumbers({ pipeline, counters, at, wins: basis.wins, forecasts, stages: false });
  return made.forecasts.flatMap((forecast, index) => {
    const { ownerId, period, ask } = wanted[index] ?? {};
    if (period === undefined || ask === undefined) return [];
    const own = open.filter((row) => ownerId === undefined || row.ownerId === ownerId);
    return {
      takenOn: on,
      takenAt: at,
      memberId: ownerId ?? null,
      period: period.kind,
      startsOn: period.startsOn,
      endsOn: period.endsOn,
      expectedMinor: forecast.expectedMinor,
      quantilesMinor: forecast.quantilesMinor,
      ...forecast.basis,
      wonMinor: ask.wonMinor,
      targetMinor: effectiveTarget(targets, ownerId ?? null, period)?.valueMinor ?? null,
      openCount: own.reduce((sum, { count }) => sum + count, 0),
      openMinor: own.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
    };
  });
}
