import type { Counters } from '../../history/counters.ts';
import type { Win } from '../../history/win.ts';
import type { FunnelModel } from '../../numbers/model/funnel-model.ts';
import { openGroups } from '../../numbers/open-groups.ts';
import { type ForecastInputs, forecastPeriod, type PeriodForecast } from '../../numbers/period-forecast.ts';
import { clamp } from '../../numbers/statistics/array-math.ts';
import { furtherWinChance } from './forecast-statement.ts';
import type { ForecastRange } from './plan-inputs.ts';

/** A forecast of the team that is asked for; what it rests on stands beside it. */
export type PlanForecastRequest = Omit<ForecastInputs, 'counters' | 'open' | 'wins' | 'ownerId'>;

/** What a period brings, whole minor units. */
export type PeriodExpectation = {
  /** Won already included. */
  readonly expectedMinor: number;
  readonly range: ForecastRange;
  /** Expected by the model alone from deals still to come. */
  readonly newMinor: number;
  /** The forecast over what the model alone says of the rest of the period: what it learnt of its errors, and the run-rate. */
  readonly scale: number;
};

/** Beyond these a forecast says something else than the model, and no stock follows from it. */
const MIN_SCALE = 0.2;
const MAX_SCALE = 5;

/** A rare large win can lie beyond both ends: then the range reaches to what is expected. */
const toRange = (
  { lowMinor, highMinor, expectedMinor, quantilesMinor, early }: PeriodForecast,
  wonMinor: number,
): ForecastRange => ({
  lowMinor: Math.min(lowMinor, expectedMinor),
  highMinor: Math.max(highMinor, expectedMinor),
  furtherWinChance: furtherWinChance(quantilesMinor, wonMinor),
  early,
});

/** A forecast up to a period's end without what is expected before the period begins; its range lies around what is left as wide as before. */
export const withoutEarlier = <Amounts extends Pick<PeriodForecast, 'expectedMinor' | 'lowMinor' | 'highMinor'>>(
  forecast: Amounts,
  earlierMinor: number,
): Amounts => ({
  ...forecast,
  expectedMinor: Math.max(0, forecast.expectedMinor - earlierMinor),
  lowMinor: Math.max(0, forecast.lowMinor - earlierMinor),
  highMinor: Math.max(0, forecast.highMinor - earlierMinor),
});

/**
 * What a period is expected to bring: its forecast; of one that has not begun, the forecast up to its end less that up to its beginning.
 *
 * @returns null where no forecast is asked for.
 */
export function expectPeriod(
  model: FunnelModel,
  { counters, wins }: { readonly counters: Counters; readonly wins: readonly Win[] },
  request: {
    readonly wonMinor: number;
    readonly forecast: PlanForecastRequest | null;
    readonly before: PlanForecastRequest | null;
  },
): PeriodExpectation | null {
  const { forecast, before, wonMinor } = request;
  if (forecast === null) return null;
  const open = openGroups(counters.stock, model.at);
  const run = (ask: PlanForecastRequest) => forecastPeriod(model, { ...ask, counters, open, wins });
  const until = run(forecast);
  const earlier = before === null ? undefined : run(before);
  const newMinor = Math.max(0, until.newMinor - (earlier?.newMinor ?? 0));
  const modelMinor = Math.max(0, until.openMinor - (earlier?.openMinor ?? 0)) + newMinor;
  const restMinor = Math.max(0, until.expectedMinor - (earlier?.expectedMinor ?? wonMinor));
  return {
    expectedMinor: Math.round(wonMinor + restMinor),
    range: toRange(earlier === undefined ? until : withoutEarlier(until, earlier.expectedMinor), wonMinor),
    newMinor,
    scale: modelMinor > 0 ? clamp(restMinor / modelMinor, MIN_SCALE, MAX_SCALE) : 1,
  };
}
