import type { AsOfPost } from '../../../core/funnel/drill-down.ts';
import type { TargetPath } from '../../../core/funnel/plan/target-path.ts';
import type { ForecastWithWins } from '../../../core/funnel/reconcile-forecasts.ts';
import type { PipelineId, StageId } from '../../../core/ids.ts';
import type { HygieneTotals } from '../../../core/money/amount.ts';
import type { ConvertedDeals } from '../../../core/money/exchange-rates.ts';
import type { ShownForecastChange } from '../../../core/numbers/forecast-change-parts.ts';
import type { EffectiveTarget } from '../../../core/numbers/targets.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Period, PeriodKind } from '../../../core/time/periods.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { type ButtonSpec, buttons, contextLine, type Message, textMessage } from '../kit/blocks.ts';
import { coveragePercent, roundAmount, shortWithUnit } from '../kit/figures.ts';
import { literal, memberNameText, richText } from '../kit/text.ts';
import { SHOW_CALIBRATION } from './calibration.ts';
import { convertedShortly, expectedRange, hygieneLine } from './digest-lines.ts';
import { drillDownButton } from './drill-down.ts';
import { forecastChangeBlocks } from './forecast-change.ts';
import { FORECAST_CHART } from './forecast-chart.ts';
import { targetPathSentence } from './plan/target-path.ts';
import { periodName } from './plan/targets.ts';
import { repExpected, type ShownForecast } from './rep-expected.ts';

/** Shows the forecast of another period, or more reps of this one; the value is the period's kind, where the reps begin, and its first day. */
export const SHOW_FORECAST = 'funnel.forecast';

export type ForecastRow = {
  readonly forecast: ForecastWithWins;
  readonly target: EffectiveTarget | undefined;
};

export type ForecastList = {
  readonly period: Period;
  readonly currency: string;
  /** At which rates deals in other currencies are in these figures; none where none is. */
  readonly converted?: readonly ConvertedDeals[];
  readonly fiscalStartMonth: number;
  readonly team: ForecastRow;
  /** What is won is kept from the reader: it would give a hidden deal away. */
  readonly untold?: boolean;
  /** How far the target is covered by what is won and expected, whole per cent; null: no target. */
  readonly percent: number | null;
  /** Own estimates of deals' win probabilities, and what they change in the team's forecast, minor units. */
  readonly estimates: { readonly count: number; readonly changeMinor: number };
  /** Open deals past their close date and without one: "of which", for the forecast does not rest on dates. */
  readonly hygiene: HygieneTotals;
  /** A page of the reps that the reader may see, of so many in all, with the figures that are shown of each: those of all add up. */
  readonly reps: readonly (ShownForecast & Pick<ForecastRow, 'target'> & { readonly member: Member })[];
  /** The teams right below, by name, and who is in none (null): they add up as they are shown. */
  readonly teams?: readonly (ShownForecast & {
    readonly name: string | null;
    readonly target?: EffectiveTarget | undefined;
    readonly untold?: boolean;
  })[];
  readonly offset: number;
  readonly repsTotal: number;
  /** What would have to be true for the target; null: it is covered, or that is not known. */
  readonly path: TargetPath | null;
  readonly stageShortName: (id: StageId) => string;
  /** Why the team's forecast moved since a week ago; null: there was none then. */
  readonly change: ShownForecastChange | null;
  /** The moment of these figures, for the deals behind them. */
  readonly asOf: AsOfPost & { readonly pipelineId: PipelineId };
};

/** Reps of a page. */
export const FORECAST_REPS_PER_PAGE = 12;

const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/** How far the target is covered by what is won and expected. */
function targetLine(m: Messages, { team, percent, currency, untold }: ForecastList): SafeText | undefined {
  const { target, forecast } = team;
  // What covers it is what is won, as soon as nothing more is expected.
  if (target === undefined || untold === true) return undefined;
  const value = m.f.shortMoney({ minor: target.valueMinor, currency });
  if (forecast.wonMinor >= target.valueMinor) return m.forecast.reached(value);
  return percent === null ? undefined : m.forecast.target(value, coveragePercent(m, percent));
}

/** What is won and expected. */
function totalLine(m: Messages, list: ForecastList): SafeText {
  const { currency, untold, team } = list;
  const expected = expectedRange(m, list, team.forecast);
  const short = (minor: number) => m.f.shortMoney({ minor, currency });
  if (untold !== true) return m.forecast.total(short(team.forecast.wonMinor), expected);
  return m.forecast.totalKept(team.target === undefined ? null : short(team.target.valueMinor), expected);
}

/** What the forecast would be by people's own estimates of win probabilities; it goes on resting on the computed ones. */
function estimatesLine(m: Messages, { estimates, team, currency }: ForecastList): SafeText | undefined {
  if (estimates.count === 0) return undefined;
  const { wonMinor, expectedMinor } = team.forecast;
  const expected = Math.max(wonMinor, expectedMinor + estimates.changeMinor);
  return m.estimate.forecast(estimates.count, roundAmount(m, { minor: expected, currency }));
}

/** Won so far, expected with its range, and the target: for the team and for each rep that the reader may see. */
export function forecastList(m: Messages, list: ForecastList): Message {
  const { currency, team } = list;
  const short = (minor: number) => shortWithUnit(m, { minor, currency });
  const target = targetLine(m, list);
  const estimates = estimatesLine(m, list);
  const hygiene = hygieneLine(m, list);
  const head = joinSafe(
    [
      m.forecast.head(periodName(m, list.period, list.fiscalStartMonth)),
      totalLine(m, list),
      ...(estimates === undefined ? [] : [estimates]),
      ...(target === undefined ? [] : [target]),
      ...(list.path === null ? [] : [targetPathSentence(m, list.path, list)]),
    ],
    '\n',
  );
  const page = (text: SafeText, where: string, from: number): ButtonSpec => ({
    id: `${SHOW_FORECAST}:${where}`,
    text,
    value: `${list.period.kind} ${Math.max(0, from)} ${list.period.startsOn}`,
  });
  const rows = list.reps.map((rep) =>
    m.forecast.row({
      who: memberNameText(rep.member),
      won: short(rep.shown.wonMinor),
      expected: repExpected(m, { currency, team: team.forecast }, rep),
      target: rep.target === undefined ? undefined : short(rep.target.valueMinor),
    }),
  );
  const teams = (list.teams ?? []).map((each) => {
    const who = each.name === null ? m.forecast.noTeam : literal(each.name, 60);
    if (each.untold === true) return m.forecast.rowKept(who);
    return m.forecast.row({
      who,
      won: short(each.shown.wonMinor),
      expected: repExpected(m, { currency, team: team.forecast }, each),
      target: each.target === undefined ? undefined : short(each.target.valueMinor),
    });
  });
  return textMessage(
    head,
    ...(teams.length === 0 ? [] : [richText(joinSafe([m.forecast.byTeam, ...teams], '\n'))]),
    ...(rows.length === 0 ? [] : [richText(joinSafe(rows, '\n'))]),
    ...(hygiene === undefined ? [] : [richText(hygiene)]),
    ...(list.change === null ? [] : forecastChangeBlocks(m, list.change, { ...list, post: list.asOf })),
    ...convertedShortly(m, list).map(contextLine),
    contextLine(m.forecast.basis),
    ...buttons(
      { id: FORECAST_CHART, text: m.forecast.chart, value: list.period.kind },
      { id: SHOW_CALIBRATION, text: m.forecast.calibration.button, value: 'calibration' },
    ),
    ...buttons(
      list.offset > 0 ? page(m.lists.earlier, 'earlier', list.offset - FORECAST_REPS_PER_PAGE) : undefined,
      list.offset + rows.length < list.repsTotal
        ? page(m.lists.nextPage, 'later', list.offset + FORECAST_REPS_PER_PAGE)
        : undefined,
      drillDownButton(m, list.asOf),
      ...KINDS.filter((kind) => kind !== list.period.kind).map((kind) => ({
        id: `${SHOW_FORECAST}:${kind}`,
        text: m.forecast.periods[kind],
        value: kind,
      })),
    ),
  );
}
