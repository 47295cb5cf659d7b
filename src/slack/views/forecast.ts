import type { Hygiene } from '../../core/amount.ts';
import type { AsOfPost } from '../../core/behind.ts';
import type { Forecast } from '../../core/goal.ts';
import type { Member } from '../../core/member.ts';
import type { Period, PeriodKind } from '../../core/periods.ts';
import type { EffectiveTarget } from '../../core/targets.ts';
import type { Messages } from '../../locale/messages.ts';
import { behindButton } from './behind-numbers.ts';
import { type ButtonSpec, buttons, type Message, say, small } from './blocks.ts';
import { CALIBRATION } from './calibration.ts';
import { asCoarse, expectedOf, hygieneLine, roundAmount } from './digest-lines.ts';
import { FORECAST_CHART } from './forecast-chart.ts';
import { ofMissing } from './gap-words.ts';
import { periodWords } from './targets.ts';
import { nameOf, rich, type Tagged } from './text.ts';

/** Shows the forecast of another period, or more reps of this one; the value is the period's kind, where the reps begin, and its first day. */
export const FORECAST = 'funnel.forecast';

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
  readonly estimates: { readonly count: number; readonly byMinor: number };
  /** Value of all open deals, minor units. */
  readonly openMinor: number;
  /** Open deals past their close date and without one: "of which", for the forecast does not rest on dates. */
  readonly hygiene: Hygiene;
  /** A page of the reps that the reader may see, of so many in all. */
  readonly reps: readonly (ForecastRow & { readonly member: Member })[];
  readonly offset: number;
  readonly repsInAll: number;
  /** The moment of these figures, for the deals behind them. */
  readonly asOf: AsOfPost & { readonly pipelineId: string };
};

/** Reps of a page. */
export const FORECAST_REPS = 12;

const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/** How the open deals' whole value stands to what is missing to the target. */
function targetLine(m: Messages, list: ForecastList): string | undefined {
  const { target, wonMinor } = list.team;
  if (target === undefined) return undefined;
  const value = m.f.shortMoney(target.valueMinor, list.currency);
  const missing = target.valueMinor - wonMinor;
  if (missing <= 0) return m.forecast.reached(value);
  return m.forecast.target(value, ofMissing(m, list.openMinor / missing));
}

/** What the forecast would be by people's own estimates of win probabilities; it goes on resting on the computed ones. */
function estimatesLine(m: Messages, { estimates, team, currency }: ForecastList): string | undefined {
  if (estimates.count === 0) return undefined;
  const expected = Math.max(team.wonMinor, team.forecast.expectedMinor + estimates.byMinor);
  return m.estimate.forecast(estimates.count, roundAmount(m, expected, currency));
}

/** A rep's forecast. That all of it is early is said once, above. */
const repExpected = (m: Messages, list: ForecastList, forecast: Forecast): Tagged =>
  expectedOf(m, list, { ...asCoarse(forecast, list.team.forecast.expectedMinor), early: false });

/** Won so far, expected with its range, and the target: for the team and for each rep that the reader may see. */
export function forecastList(m: Messages, list: ForecastList): Message {
  const { currency, team } = list;
  const short = (minor: number) => m.f.shortAmount(minor, currency);
  const target = targetLine(m, list);
  const estimates = estimatesLine(m, list);
  const hygiene = hygieneLine(m, list);
  const head = [
    m.forecast.head(periodWords(m, list.period, list.fiscalStartMonth)),
    m.forecast.total(m.f.shortMoney(team.wonMinor, currency), expectedOf(m, list, team.forecast)),
    ...(estimates === undefined ? [] : [estimates]),
    ...(target === undefined ? [] : [target]),
  ].join('\n');
  const page = (text: string, where: string, from: number): ButtonSpec => ({
    id: `${FORECAST}:${where}`,
    text,
    value: `${list.period.kind} ${Math.max(0, from)} ${list.period.startsOn}`,
  });
  const rows = list.reps.map(({ member, wonMinor, forecast, target: own }) =>
    m.forecast.row(
      nameOf(member),
      short(wonMinor),
      repExpected(m, list, forecast),
      own === undefined ? undefined : short(own.valueMinor),
    ),
  );
  return say(
    head,
    ...(rows.length === 0 ? [] : [rich(rows.join('\n'))]),
    ...(hygiene === undefined ? [] : [rich(hygiene)]),
    small(m.forecast.rests),
    ...buttons(
      { id: FORECAST_CHART, text: m.forecast.chart, value: list.period.kind },
      { id: CALIBRATION, text: m.forecast.calibration.button, value: 'calibration' },
    ),
    ...buttons(
      list.offset > 0 ? page(m.lists.earlier, 'earlier', list.offset - FORECAST_REPS) : undefined,
      list.offset + rows.length < list.repsInAll ? page(m.lists.later, 'later', list.offset + FORECAST_REPS) : undefined,
      behindButton(m, list.asOf),
      ...KINDS.filter((kind) => kind !== list.period.kind).map((kind) => ({
        id: `${FORECAST}:${kind}`,
        text: m.forecast.periods[kind],
        value: kind,
      })),
    ),
  );
}
