import type { ForecastChartFacts } from '../../../core/funnel/forecast-chart.ts';
import { addDays, dateAt, type PlainDate, startOfDay } from '../../../core/time/calendar.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { monthsInPeriod, periodInstants } from '../../../core/time/periods.ts';
import type { Messages } from '../../../locale/messages.ts';
import { type SafeText, safe } from '../../../locale/safe-text.ts';
import type { ForecastChartData, WonPoint } from '../../charts/forecast-chart.ts';
import { roundAmount } from '../kit/figures.ts';
import { expectedRange } from './digest-lines.ts';
import { periodName } from './targets.ts';

/** Shows a forecast as a picture; the value is the kind of its period. */
export const FORECAST_CHART = 'funnel.forecast-chart';

/** Days of a month that its axis names. */
const NAMED_DAYS = [0, 7, 14, 21];

/** Names of an axis: days of a month, or the months of a longer period, each where it begins. */
function axisTicks(m: Messages, { period }: ForecastChartFacts, place: (on: PlainDate) => number): ForecastChartData['ticks'] {
  if (period.kind !== 'month') return monthsInPeriod(period).map((on) => ({ at: place(on), label: m.f.month(on) }));
  const days = [...NAMED_DAYS.map((day) => addDays(period.startsOn, day)), period.endsOn];
  return days.map((on) => ({ at: place(on), label: m.f.shortDay(on) }));
}

/** The sum of the wins as a line that rises on the days on which something was won. */
function cumulativeWon(
  { days, wonMinor }: ForecastChartFacts,
  place: (on: PlainDate) => number,
  now: Instant,
): readonly WonPoint[] {
  let sum = 0;
  const steps = days.flatMap(({ on, valueMinor }): readonly WonPoint[] => {
    const before = { at: Math.min(now, place(on)), value: sum };
    sum += valueMinor;
    return [before, { at: Math.min(now, place(addDays(on, 1))), value: sum }];
  });
  return [{ at: 0, value: 0 }, ...steps, { at: now, value: wonMinor }];
}

/** What the picture of a forecast shows, in the reader's language. */
export function forecastChartData(m: Messages, facts: ForecastChartFacts): ForecastChartData {
  const { period, currency, at, timeZone, targetMinor } = facts;
  const { from, to } = periodInstants(period, timeZone);
  const place = (on: PlainDate): number => (startOfDay(on, timeZone) - from) / (to - from);
  const now = Math.min(1, Math.max(0, (at - from) / (to - from)));
  return {
    title: m.forecast.chartTitle(periodName(m, period, facts.fiscalStartMonth)),
    subtitle: m.forecast.chartSubtitle(m.f.currencySign(currency), facts.ahead.at(-1)?.early ?? true),
    ticks: axisTicks(m, facts, place),
    won: cumulativeWon(facts, place, now),
    ahead: facts.ahead.map(({ endsOn, lowMinor, expectedMinor, highMinor }) => ({
      at: place(addDays(endsOn, 1)),
      low: lowMinor,
      expected: expectedMinor,
      high: highMinor,
    })),
    target:
      targetMinor === null
        ? undefined
        : { value: targetMinor, label: m.forecast.chartTarget(m.f.shortMoney({ minor: targetMinor, currency })) },
    now: m.forecast.chartNow(dateAt(at, timeZone)),
    amount: (value) => roundAmount(m, { minor: value, currency }),
  };
}

/** What it shows, for who cannot see it: the same numbers in words. */
export function forecastChartAlt(m: Messages, facts: ForecastChartFacts): SafeText {
  const { currency, targetMinor } = facts;
  const end = facts.ahead.at(-1);
  const words = periodName(m, facts.period, facts.fiscalStartMonth);
  const expected = end === undefined ? safe`` : expectedRange(m, { currency }, { ...end, wonMinor: facts.wonMinor });
  const target = targetMinor === null ? undefined : m.f.shortMoney({ minor: targetMinor, currency });
  return m.forecast.chartAlt({ period: words, won: m.f.shortMoney({ minor: facts.wonMinor, currency }), expected, target });
}
