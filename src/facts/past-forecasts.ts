import {
  addDays,
  dateAt,
  type PlainDate,
  startOfDay,
  startOfMonth,
  type Weekday,
  weekdayOnOrBefore,
} from '../core/time/calendar.ts';
import { computeDealPredictions } from './deal-prediction-facts.ts';
import { loadEventsSince } from './forecast-facts.ts';
import type { PipelineScope } from './scope.ts';
import { computeForecastSnapshots } from './snapshot-facts.ts';

/** Days of closed deals before the first forecast: earlier ones would have rested on assumptions alone. */
const FIRST_FORECAST_DAYS = 28;
/** How far back forecasts are made up for: as far as those of months are learnt from, and calibration looks. */
const MAX_WEEKS = 60;
const MONDAY: Weekday = 1;

/** Mondays on which a pipeline would have had a forecast to learn from, had it been here, and has none; oldest first. */
async function missingMondays(
  { tenant, pipeline, timeZone }: Omit<PipelineScope, 'at'>,
  { today, weeks, everyWeeks }: { readonly today: PlainDate; readonly weeks: number; readonly everyWeeks: number },
): Promise<readonly PlainDate[]> {
  const firstClosedAt = await tenant.funnel.firstClosedAt(pipeline.id);
  if (firstClosedAt === null) return [];
  const begun =
    [addDays(dateAt(firstClosedAt, timeZone), FIRST_FORECAST_DAYS), addDays(today, -7 * weeks)].sort().at(-1) ?? today;
  const kept = new Set(await tenant.forecasts.daysTaken(pipeline.id, begun));
  const mondays: PlainDate[] = [];
  for (let on = weekdayOnOrBefore(addDays(begun, 6), MONDAY); on < today; on = addDays(on, 7 * everyWeeks))
    if (!kept.has(on)) mondays.push(on);
  return mondays;
}

type PastForecastRequest = {
  readonly whose?: 'team' | 'everybody';
  /** How many weeks back. */
  readonly weeks?: number;
  /** One in so many weeks: forecasts are no early estimate after a tenth of the time, and learn from fewer. */
  readonly everyWeeks?: number;
  readonly progress?: (done: number, of: number) => void;
};

/**
 * Keeps the forecasts that would have been made, week by week, had the pipeline been here with its history: each from what was known at that
 * instant, so that corrections are learnt from them, and of each month the predictions of its open deals, so that calibration is known.
 * The numbers are computed in the worker thread. What is kept already stays; a second run goes on where the first one ended.
 *
 * @param today the local day; its own forecasts are made at night. @param whose for the team alone it takes a fraction of the time.
 * @param progress is told after each of them. @returns how many days it kept.
 */
export async function keepPastForecasts(
  scope: Omit<PipelineScope, 'at'>,
  today: PlainDate,
  { whose = 'everybody', weeks = MAX_WEEKS, everyWeeks = 1, progress = () => undefined }: PastForecastRequest = {},
): Promise<number> {
  const { tenant, pipeline } = scope;
  const mondays = await missingMondays(scope, { today, weeks, everyWeeks });
  const [begun] = mondays;
  if (begun === undefined) return 0;
  const history = await loadEventsSince(tenant, pipeline, startOfDay(begun, scope.timeZone));
  let month = '';
  for (const [done, on] of mondays.entries()) {
    await tenant.forecasts.save(pipeline.id, await computeForecastSnapshots(scope, on, { whose, history }));
    if (startOfMonth(on) !== month && !(await tenant.dealPredictions.anyWithin(pipeline.id, startOfMonth(on)))) {
      await tenant.dealPredictions.save(pipeline.id, await computeDealPredictions(scope, on));
    }
    month = startOfMonth(on);
    progress(done + 1, mondays.length);
  }
  return mondays.length;
}
