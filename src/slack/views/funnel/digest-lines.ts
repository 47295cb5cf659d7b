import type { DigestFacts, StageLine } from '../../../core/funnel/digest.ts';
import { forecastStatement, tellsExpected } from '../../../core/funnel/plan/forecast-statement.ts';
import type { ForecastWithWins } from '../../../core/funnel/reconcile-forecasts.ts';
import type { TargetProgress } from '../../../core/funnel/target-progress.ts';
import type { Amount } from '../../../core/money/amount.ts';
import type { Money } from '../../../core/money/money.ts';
import { shownShare } from '../../../core/money/shown-amount.ts';
import type { StageNumbers } from '../../../core/numbers/stage-numbers.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { type TextFunnelCells, textFunnel } from '../../charts/text-funnel.ts';
import { chanceText, clampedPercent, shortWithUnit, tableUnit, unitAmount } from '../kit/figures.ts';
import { capitalize, literal } from '../kit/text.ts';
import { periodName } from './plan/targets.ts';

/** The funnel as a table of at most 34 columns; stages that ran dry carry an arrow. */
export function funnelTable(m: Messages, facts: DigestFacts): string {
  const { head } = m.digest;
  const unit = tableUnit(m, facts.currency, Math.max(facts.open.valueMinor, 0));
  const cells = (name: string, line: Pick<StageLine, 'count' | 'valueMinor' | 'change' | 'untold'>): TextFunnelCells => ({
    name,
    count: m.f.number(line.count),
    value: line.untold === true ? UNTOLD : m.f.number(Math.round(line.valueMinor / unit.divisor)),
    change: m.f.signed(line.change),
  });
  const dry = new Set(facts.gaps.map(({ stageId }) => stageId));
  return textFunnel(
    facts.stages.map((line) => ({ ...cells(line.shortName, line), mark: dry.has(line.stageId) })),
    { name: head.stage, count: head.count, value: unit.name, change: head.week },
    cells(head.total, facts.open),
  );
}

/** In the place of a value that is kept from the reader. */
export const UNTOLD = '·';

/** A number of deals with their value, short. */
export const countAndValue = (m: Messages, amount: Amount, currency: string) => ({
  count: amount.count,
  value: amount.untold === true ? undefined : shortWithUnit(m, { minor: amount.valueMinor, currency }),
});

/** `12 new · 14 advanced · 3 won (71k) · 4 lost (53k)`; what did not happen is left out. */
export function movementLine(m: Messages, facts: DigestFacts): SafeText {
  const { movement, currency } = facts;
  const words = m.digest.movement;
  const parts = [
    movement.created.count > 0 ? words.created(movement.created.count) : undefined,
    movement.imported.count > 0 ? words.imported(movement.imported.count) : undefined,
    movement.reopened.count > 0 ? words.reopened(movement.reopened.count) : undefined,
    movement.advanced > 0 ? words.advanced(movement.advanced) : undefined,
    movement.won.count > 0 ? words.won(countAndValue(m, movement.won, currency)) : undefined,
    movement.lost.count > 0 ? words.lost(countAndValue(m, movement.lost, currency)) : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? words.none : capitalize(joinSafe(parts, ' · '));
}

/** Deals past or without their date, "of which"; nothing when all have one to come. */
export function hygieneLine(m: Messages, facts: Pick<DigestFacts, 'hygiene' | 'currency'>): SafeText | undefined {
  const { overdue, undated } = facts.hygiene;
  const parts = [
    ...(overdue.count > 0 ? [m.digest.overdue(countAndValue(m, overdue, facts.currency))] : []),
    ...(undated.count > 0
      ? [(overdue.count > 0 ? m.digest.undated : m.digest.undatedOnly)(countAndValue(m, undated, facts.currency))]
      : []),
  ];
  return parts.length === 0 ? undefined : m.digest.ofWhich(parts);
}

/** `As of Mon 23 Nov, 9:00`. */
export const asOfLine = (m: Messages, facts: DigestFacts): SafeText =>
  m.digest.asOf(dateAt(facts.at, facts.timeZone), m.f.time(facts.at, facts.timeZone));

/**
 * This month's target, what is won of it, what is expected, and the days left. Without a target what is won and expected, under the month's
 * name; nothing before the first win or forecast.
 */
export function goalLine(m: Messages, facts: DigestFacts): SafeText | undefined {
  const goal = facts.goals.find(({ period }) => period.kind === 'month');
  if (goal === undefined || !isTellable(goal)) return undefined;
  const won = wonOfGoal(m, facts, goal);
  return joinSafe(
    [
      goal.target === null ? safe`${capitalize(m.f.month(goal.period.startsOn))}: ${won}` : won,
      ...(goal.forecast === null ? [] : [expectedRange(m, facts, { ...goal.forecast, wonMinor: goal.wonMinor })]),
      m.targets.daysLeft(facts.workingDaysLeft),
    ],
    ' · ',
  );
}

/**
 * `expected 205k (8 in 10: 186–228k)`, an early estimate said to be one; with the chance of another win where none is the likelier outcome,
 * `expected 80k (11% chance of another win)`, or that chance alone where it brings next to nothing; or that nothing more is expected.
 */
export function expectedRange(m: Messages, { currency }: Pick<DigestFacts, 'currency'>, forecast: ForecastWithWins): SafeText {
  const statement = forecastStatement(forecast, forecast.usualDealMinor, currency);
  if (statement.kind === 'nothing-more') return m.forecast.nothingMore(forecast.wonMinor > 0);
  const early = forecast.early ? [m.digest.earlyEstimate] : [];
  const short = (minor: number) => unitAmount(m, { minor, currency });
  if (statement.kind === 'chance') {
    const chance = joinSafe([m.forecast.chance(chanceText(m, statement.winChance), statement.wonMinor > 0), ...early], ', ');
    return tellsExpected(statement) ? m.digest.expected(short(statement.expectedMinor), chance) : chance;
  }
  const [low, high] = [short(statement.lowMinor), short(statement.highMinor)];
  // Both ends are written alike where the unit is large: a range would say nothing.
  const basis = [...(low === high ? [] : [m.digest.range({ low, high })]), ...early];
  const expected = short(statement.expectedMinor);
  return basis.length === 0 ? m.digest.expectedAlone(expected) : m.digest.expected(expected, joinSafe(basis, ', '));
}

const wonAgainstTarget = (
  m: Messages,
  { currency }: DigestFacts,
  { targetMinor, wonMinor }: { readonly targetMinor: number; readonly wonMinor: number },
): SafeText => {
  const target = shortWithUnit(m, { minor: targetMinor, currency });
  if (wonMinor <= 0) return m.targets.digestNoWins(target);
  return m.targets.digest(
    target,
    shortWithUnit(m, { minor: wonMinor, currency }),
    m.f.percent(shownShare(wonMinor, targetMinor, currency)),
  );
};

/** What is won, of its target where one is set; that it is kept from the reader. */
function wonOfGoal(m: Messages, facts: DigestFacts, { target, wonMinor, untold }: TargetProgress): SafeText {
  const { currency } = facts;
  if (untold === true) return m.targets.kept(target === null ? null : shortWithUnit(m, { minor: target.valueMinor, currency }));
  return target === null
    ? wonPhrase(m, { minor: wonMinor, currency })
    : wonAgainstTarget(m, facts, { targetMinor: target.valueMinor, wonMinor });
}

/** `won 77k PLN`; `no wins yet` where there is none. */
const wonPhrase = (m: Messages, won: Money): SafeText => (won.minor <= 0 ? m.targets.noWins : m.targets.won(m.f.shortMoney(won)));

/** Nothing can be said of a period without a target before the first win or forecast. */
const isTellable = ({ target, forecast, wonCount }: TargetProgress): boolean =>
  target !== null || forecast !== null || wonCount > 0;

/** Of the month, the quarter and the year: what was won, of its target where one is set, and what is expected. */
export function goalLines(m: Messages, facts: DigestFacts): readonly SafeText[] {
  return facts.goals.filter(isTellable).map((goal) => {
    const { period, wonMinor, forecast } = goal;
    const name = safe`*${capitalize(periodName(m, period, facts.fiscalStartMonth))}:*`;
    const expected = forecast === null ? safe`` : safe` · ${expectedRange(m, facts, { ...forecast, wonMinor })}`;
    return safe`${name} ${wonOfGoal(m, facts, goal)}${expected}`;
  });
}

/** `Needs → Decision: 52% move on, half leave within 11 days, win 24% (8 in 10: 17–32%, from 63 deals)`. */
export function stageSentence(
  m: Messages,
  { stage, next, numbers }: { readonly stage: string; readonly next: string | undefined; readonly numbers: StageNumbers },
): SafeText {
  const t = m.digest.thread;
  const path = next === undefined ? literal(stage, 20) : safe`${literal(stage, 20)} → ${literal(next, 20)}`;
  const range = t.range({ low: clampedPercent(m, numbers.low), high: clampedPercent(m, numbers.high) });
  const basis = numbers.mostlyAssumption ? t.assumption : t.basis(numbers.n);
  const days = numbers.medianDays === null ? undefined : Math.max(1, Math.round(numbers.medianDays));
  return t.stage({
    path,
    passRate: m.f.percent(numbers.passRate),
    days,
    win: clampedPercent(m, numbers.win),
    basis: safe`${range}, ${basis}`,
  });
}

/** Open deals that are in no total, and why: nobody has said what they are worth, or there is no rate for it. */
export function outsideTotals(m: Messages, { open, unrated }: Pick<DigestFacts, 'open' | 'unrated'>): readonly SafeText[] {
  const withoutRate = unrated.reduce((sum, { count }) => sum + count, 0);
  const withoutValue = Math.max(0, open.unpriced - withoutRate);
  const told = unrated.filter((each) => each.untold !== true);
  const amounts = told.map(({ currency, valueMinor }) => m.f.shortMoney({ minor: valueMinor, currency }));
  return [
    ...(withoutValue > 0 ? [m.digest.unpriced(withoutValue)] : []),
    ...(withoutRate > 0 ? [m.digest.unrated(withoutRate, amounts)] : []),
  ];
}

/** Currencies of a line. */
const SHOWN_CURRENCIES = 4;

type ConvertedTotals = Pick<DigestFacts, 'converted' | 'currency'>;

/** Rates of totals by a phrase for them; nothing where nothing is converted. */
function sayConverted(
  m: Messages,
  { converted = [], currency }: ConvertedTotals,
  phrase: Messages['digest']['converted'],
): readonly SafeText[] {
  if (converted.length === 0) return [];
  const shown = converted.slice(0, SHOWN_CURRENCIES).map((each) => ({ ...each, currency: m.f.currencySign(each.currency) }));
  return [phrase(shown, { inCurrency: m.f.currencySign(currency), more: converted.length - shown.length })];
}

/** At which rates, and of which days, the open deals in other currencies are in the totals. */
export const convertedTotals = (m: Messages, facts: ConvertedTotals): readonly SafeText[] =>
  sayConverted(m, facts, m.digest.converted);

/** The same in few words, beside a total. */
export const convertedShortly = (m: Messages, facts: ConvertedTotals): readonly SafeText[] =>
  sayConverted(m, facts, m.digest.convertedShortly);
