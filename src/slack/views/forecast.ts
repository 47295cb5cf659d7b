import type { Forecast } from '../../core/digest.ts';
import type { Member } from '../../core/member.ts';
import type { Period, PeriodKind } from '../../core/periods.ts';
import type { EffectiveTarget } from '../../core/targets.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say, small } from './blocks.ts';
import { expectedOf, roundAmount } from './digest-lines.ts';
import { periodWords } from './targets.ts';
import { nameOf, rich } from './text.ts';

/** Shows the forecast of another period; the value is its kind. */
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
  readonly reps: readonly (ForecastRow & { readonly member: Member })[];
};

const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/** How the open deals' whole value stands to what is missing to the target. */
function targetLine(m: Messages, list: ForecastList): string | undefined {
  const { target, wonMinor } = list.team;
  if (target === undefined) return undefined;
  const value = m.f.shortMoney(target.valueMinor, list.currency);
  const missing = target.valueMinor - wonMinor;
  return missing <= 0 ? m.forecast.reached(value) : m.forecast.target(value, m.f.percent(list.openMinor / missing));
}

/** What the forecast would be by people's own estimates of win probabilities; it goes on resting on the computed ones. */
function estimatesLine(m: Messages, { estimates, team, currency }: ForecastList): string | undefined {
  if (estimates.count === 0) return undefined;
  const expected = Math.max(team.wonMinor, team.forecast.expectedMinor + estimates.byMinor);
  return m.estimate.forecast(estimates.count, roundAmount(m, expected, currency));
}

/** Won so far, expected with its range, and the target: for the team and for each rep that the reader may see. */
export function forecastList(m: Messages, list: ForecastList): Message {
  const { currency, team } = list;
  const short = (minor: number) => m.f.shortAmount(minor, currency);
  const target = targetLine(m, list);
  const estimates = estimatesLine(m, list);
  const head = [
    m.forecast.head(periodWords(m, list.period, list.fiscalStartMonth)),
    m.forecast.total(m.f.shortMoney(team.wonMinor, currency), expectedOf(m, list, team.forecast)),
    ...(estimates === undefined ? [] : [estimates]),
    ...(target === undefined ? [] : [target]),
  ].join('\n');
  const rows = list.reps.map(({ member, wonMinor, forecast, target: own }) =>
    m.forecast.row(
      nameOf(member),
      short(wonMinor),
      expectedOf(m, list, forecast),
      own === undefined ? undefined : short(own.valueMinor),
    ),
  );
  return say(
    head,
    ...(rows.length === 0 ? [] : [rich(rows.join('\n'))]),
    small(m.forecast.rests),
    ...buttons(
      ...KINDS.filter((kind) => kind !== list.period.kind).map((kind) => ({
        id: `${FORECAST}:${kind}`,
        text: m.forecast.periods[kind],
        value: kind,
      })),
    ),
  );
}
