import { forecastStatement, tellsExpected } from '../../../core/funnel/plan/forecast-statement.ts';
import type { ForecastWithWins } from '../../../core/funnel/reconcile-forecasts.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { chanceText, unitAmount } from '../kit/figures.ts';

/** A rep's forecast with the figures that are shown of it: those of all add up. */
export type ShownForecast = {
  readonly forecast: ForecastWithWins;
  readonly shown: { readonly wonMinor: number; readonly expectedMinor: number };
};

/**
 * A rep's part of the team's forecast, and how sure it is. Where the team is told no figure, no rep is: there would be nothing to add up to.
 * That all of it is early is said once, above.
 */
export function repExpected(
  m: Messages,
  { currency, team }: { readonly currency: string; readonly team: ForecastWithWins },
  { forecast, shown }: ShownForecast,
): SafeText {
  const teamStatement = forecastStatement(team, team.usualDealMinor, currency);
  const statement = forecastStatement(forecast, forecast.usualDealMinor, currency);
  const nothingMore = m.forecast.nothingMore(shown.wonMinor > 0);
  const chance = () => m.forecast.chance(chanceText(m, forecast.furtherWinChance), shown.wonMinor > 0);
  if (!tellsExpected(teamStatement))
    return teamStatement.kind === 'chance' && statement.kind !== 'nothing-more' ? chance() : nothingMore;
  // Too little to be a part of the team's rounded figure; what the rep reads on Home is a chance too.
  if (shown.expectedMinor <= shown.wonMinor) return statement.kind === 'nothing-more' ? nothingMore : chance();
  const short = (minor: number) => unitAmount(m, { minor, currency });
  const expected = short(shown.expectedMinor);
  if (statement.kind === 'chance') return m.digest.expected(expected, chance());
  if (statement.kind === 'nothing-more') return m.digest.expectedAlone(expected);
  const range = m.digest.range({
    low: short(Math.min(statement.lowMinor, shown.expectedMinor)),
    high: short(Math.max(statement.highMinor, shown.expectedMinor)),
  });
  return m.digest.expected(expected, range);
}
