import type { AsOfPost } from '../../../core/funnel/drill-down.ts';
import type { Forecast } from '../../../core/funnel/target-progress.ts';
import type { PipelineId } from '../../../core/ids.ts';
import type { HygieneTotals } from '../../../core/money/amount.ts';
import type { EffectiveTarget } from '../../../core/numbers/targets.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Period, PeriodKind } from '../../../core/time/periods.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { type ButtonSpec, buttons, contextLine, type Message, textMessage } from '../kit/blocks.ts';
import { roundAmount } from '../kit/figures.ts';
import { memberNameText, richText } from '../kit/text.ts';
import { SHOW_CALIBRATION } from './calibration.ts';
import { coarsenForecast, expectedRange, hygieneLine } from './digest-lines.ts';
import { drillDownButton } from './drill-down.ts';
import { FORECAST_CHART } from './forecast-chart.ts';
import { shareOfMissing } from './gap-sentences.ts';
import { periodName } from './targets.ts';

/** Shows the forecast of another period, or more reps of this one; the value is the period's kind, where the reps begin, and its first day. */
export const SHOW_FORECAST = 'funnel.forecast';

export type ForecastRow = {
  readonly wonMinor: number;
  readonly forecast: Forecast;
  readonly target: EffectiveTarget | undefined;
};

export type ForecastList = {
  readonly period: Period;
  readonly currency: string;
  readonly fiscalStartMonth: number;
  readonly team: ForecastRow;
  /** Own estimates of deals' win probabilities, and what they change in the team's forecast, minor units. */
  readonly estimates: { readonly count: number; readonly changeMinor: number };
  /** Value of all open deals, minor units. */
  readonly openMinor: number;
  /** Open deals past their close date and without one: "of which", for the forecast does not rest on dates. */
  readonly hygiene: HygieneTotals;
  /** A page of the reps that the reader may see, of so many in all. */
  readonly reps: readonly (ForecastRow & { readonly member: Member })[];
  readonly offset: number;
  readonly repsTotal: number;
  /** The moment of these figures, for the deals behind them. */
  readonly asOf: AsOfPost & { readonly pipelineId: PipelineId };
};

/** Reps of a page. */
export const FORECAST_REPS_PER_PAGE = 12;

const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/** How the open deals' whole value stands to what is missing to the target. */
function targetLine(m: Messages, list: ForecastList): SafeText | undefined {
  const { target, wonMinor } = list.team;
  if (target === undefined) return undefined;
  const value = m.f.shortMoney({ minor: target.valueMinor, currency: list.currency });
  const missing = target.valueMinor - wonMinor;
  if (missing <= 0) return m.forecast.reached(value);
  return m.forecast.target(value, shareOfMissing(m, list.openMinor / missing));
}

/** What the forecast would be by people's own estimates of win probabilities; it goes on resting on the computed ones. */
function estimatesLine(m: Messages, { estimates, team, currency }: ForecastList): SafeText | undefined {
  if (estimates.count === 0) return undefined;
  const expected = Math.max(team.wonMinor, team.forecast.expectedMinor + estimates.changeMinor);
  return m.estimate.forecast(estimates.count, roundAmount(m, { minor: expected, currency }));
}

/** A rep's forecast. That all of it is early is said once, above. */
const repExpected = (m: Messages, list: ForecastList, forecast: Forecast): SafeText =>
  expectedRange(m, list, { ...coarsenForecast(forecast, list.team.forecast.expectedMinor), early: false });

/** Won so far, expected with its range, and the target: for the team and for each rep that the reader may see. */
export function forecastList(m: Messages, list: ForecastList): Message {
  const { currency, team } = list;
  const short = (minor: number) => m.f.shortAmount({ minor, currency });
  const target = targetLine(m, list);
  const estimates = estimatesLine(m, list);
  const hygiene = hygieneLine(m, list);
  const head = joinSafe(
    [
      m.forecast.head(periodName(m, list.period, list.fiscalStartMonth)),
      m.forecast.total(m.f.shortMoney({ minor: team.wonMinor, currency }), expectedRange(m, list, team.forecast)),
      ...(estimates === undefined ? [] : [estimates]),
      ...(target === undefined ? [] : [target]),
    ],
    '\n',
  );
  const page = (text: SafeText, where: string, from: number): ButtonSpec => ({
    id: `${SHOW_FORECAST}:${where}`,
    text,
    value: `${list.period.kind} ${Math.max(0, from)} ${list.period.startsOn}`,
  });
  const rows = list.reps.map(({ member, wonMinor, forecast, target: own }) =>
    m.forecast.row({
      who: memberNameText(member),
      won: short(wonMinor),
      expected: repExpected(m, list, forecast),
      target: own === undefined ? undefined : short(own.valueMinor),
    }),
  );
  return textMessage(
    head,
    ...(rows.length === 0 ? [] : [richText(joinSafe(rows, '\n'))]),
    ...(hygiene === undefined ? [] : [richText(hygiene)]),
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
