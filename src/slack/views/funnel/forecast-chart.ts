import type { ForecastChartFacts } from '../../../core/funnel/forecast-chart.ts';
import { type ForecastStatement, forecastStatement } from '../../../core/funnel/plan/forecast-statement.ts';
import { addDays, dateAt, type PlainDate, startOfDay } from '../../../core/time/calendar.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { monthsInPeriod, periodInstants } from '../../../core/time/periods.ts';
import type { Messages } from '../../../locale/messages.ts';
import { type SafeText, safe } from '../../../locale/safe-text.ts';
import type { ForecastChartData, WonPoint } from '../../charts/forecast-chart.ts';
import { roundAmount, unitAmount } from '../kit/figures.ts';
import { capitalize, toPlainText } from '../kit/text.ts';
import { expectedRange } from './digest-lines.ts';
import { aimPeriodName } from './plan/gap-sentences.ts';
import { periodName } from './plan/targets.ts';

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

/** The sum of the wins as a line of steps: it rises upright on the days on which something was won. */
function cumulativeWon(
  { days, wonMinor }: ForecastChartFacts,
  place: (on: PlainDate) => number,
  now: Instant,
): readonly WonPoint[] {
  let sum = 0;
  const steps = days.flatMap(({ on, valueMinor }): readonly WonPoint[] => {
    const at = Math.min(now, place(on));
    const before = { at, value: sum };
    sum += valueMinor;
    return [before, { at, value: sum }];
  });
  return [{ at: 0, value: 0 }, ...steps, { at: now, value: wonMinor }];
}

/** What is said of the period's end; undefined where nothing is forecast. */
function endStatement({ ahead, wonMinor, currency }: ForecastChartFacts): ForecastStatement | undefined {
  const end = ahead.at(-1);
  return end === undefined ? undefined : forecastStatement({ ...end, wonMinor }, end.usualDealMinor, currency);
}

/** What is ahead; its end is rounded as the title says it. */
function pointsAhead(facts: ForecastChartFacts, place: (on: PlainDate) => number): ForecastChartData['ahead'] {
  const statement = endStatement(facts);
  return facts.ahead.map((point, index) => {
    const isEnd = index === facts.ahead.length - 1;
    const { lowMinor, expectedMinor, highMinor } = isEnd && statement?.kind === 'range' ? statement : point;
    return { at: place(addDays(point.endsOn, 1)), low: lowMinor, expected: expectedMinor, high: highMinor };
  });
}

/** The title says the verdict: what is expected of the target, or that it is reached; the period alone where nothing is to be said. */
function chartTitle(m: Messages, facts: ForecastChartFacts): SafeText {
  const { period, currency, wonMinor, targetMinor, fiscalStartMonth } = facts;
  const name = capitalize(aimPeriodName(m, period, fiscalStartMonth));
  const target = targetMinor === null ? null : m.f.shortMoney({ minor: targetMinor, currency });
  if (targetMinor !== null && target !== null && targetMinor > 0 && wonMinor >= targetMinor)
    return m.forecast.chartReached(name, target);
  const statement = endStatement(facts);
  if (statement?.kind !== 'range') return m.forecast.chartTitle(periodName(m, period, fiscalStartMonth));
  const minor = statement.expectedMinor;
  return m.forecast.chartVerdict({
    period: name,
    expected: target === null ? m.f.shortMoney({ minor, currency }) : unitAmount(m, { minor, currency }),
    target,
  });
}

/** What the picture of a forecast shows, in the reader's language. */
export function forecastChartData(m: Messages, facts: ForecastChartFacts): ForecastChartData {
  const { period, currency, at, timeZone, targetMinor } = facts;
  const { from, to } = periodInstants(period, timeZone);
  const place = (on: PlainDate): number => (startOfDay(on, timeZone) - from) / (to - from);
  const now = Math.min(1, Math.max(0, (at - from) / (to - from)));
  return {
    title: toPlainText(chartTitle(m, facts)),
    subtitle: m.forecast.chartSubtitle(m.f.currencySign(currency), facts.ahead.at(-1)?.early ?? true),
    ticks: axisTicks(m, facts, place),
    won: cumulativeWon(facts, place, now),
    ahead: pointsAhead(facts, place),
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
