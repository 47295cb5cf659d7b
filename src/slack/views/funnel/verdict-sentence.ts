import type { DigestFacts } from '../../../core/funnel/digest.ts';
import { forecastStatement, statedExpectedMinor } from '../../../core/funnel/plan/forecast-statement.ts';
import { isAbsurdRate } from '../../../core/funnel/plan/new-deal-rate.ts';
import type { NextPeriodNeeds } from '../../../core/funnel/plan/target-rescue.ts';
import type { WinnableDeal } from '../../../core/funnel/rescue-line.ts';
import type { TargetProgress } from '../../../core/funnel/target-progress.ts';
import type { DigestVerdict, EmptyBehind } from '../../../core/funnel/verdict.ts';
import { shownAmount } from '../../../core/money/shown-amount.ts';
import { namedMember, type People } from '../../../core/people/member.ts';
import { nextPeriod } from '../../../core/time/periods.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { coveragePercent, shortWithUnit } from '../kit/figures.ts';
import { literal, memberNameText } from '../kit/text.ts';
import { countAndValue } from './digest-lines.ts';
import { aimPeriodName, gapNotification, gapSentence, heldOfNeeded, roughMoney } from './plan/gap-sentences.ts';
import { ordinarySentence } from './plan/targets.ts';

/** What the week means, in one or two sentences. */
export function verdictSentence(m: Messages, facts: DigestFacts, people: People): SafeText {
  const { verdict } = facts;
  switch (verdict.kind) {
    case 'empty':
      return m.digest.empty;
    case 'early':
      return m.digest.early(verdict.deals);
    case 'quiet':
      return verdict.goal === null
        ? m.digest.quiet(verdict.open)
        : m.digest.quietOnCourse({ count: verdict.open, ...goalFigures(m, facts, verdict.goal) });
    case 'overdue': {
      const late = m.digest.someOverdue(countAndValue(m, verdict.overdue, facts.currency));
      const goal = verdict.goal === null ? undefined : goalFigures(m, facts, verdict.goal);
      return safe`${late} ${m.digest.openOnCourse(verdict.open, goal)}`;
    }
    case 'behind': {
      const short = m.f.shortMoney({ minor: shortByForecast(facts, verdict), currency: facts.currency });
      return joinSafe(
        [
          m.digest.behind(aimPeriodName(m, verdict.goal.period, facts.fiscalStartMonth), short),
          ...rescueSentences(m, { facts, people }, verdict),
          ...(verdict.gap === null ? [] : [gapSentence(m, verdict.gap, facts.timeZone)]),
          ...emptyBehindSentence(m, facts, verdict.emptyBehind),
          ...ledBeforeSentence(m, verdict),
        ],
        ' ',
      );
    }
    case 'gap': {
      const others = facts.gaps.filter(({ stageId }) => stageId !== verdict.gap.stageId);
      const more = others.length === 0 ? [] : [safe`${m.alerts.alsoShort(heldOfNeeded(m, others))}.`];
      return joinSafe(
        [
          gapSentence(m, verdict.gap, facts.timeZone),
          ...nextShortSentences(m, facts, verdict.next),
          ...emptyBehindSentence(m, facts, verdict.emptyBehind),
          ...ledBeforeSentence(m, verdict),
          ...more,
        ],
        ' ',
      );
    }
  }
}

type Behind = Extract<DigestVerdict, { readonly kind: 'behind' }>;

/** By how much a period ends short: its target less the forecast, both as they are told, so that the figures add up as they are read. */
function shortByForecast({ currency }: DigestFacts, { goal, shortMinor }: Behind): number {
  const { forecast, target, wonMinor } = goal;
  if (forecast === null || target === null) return shortMinor;
  return Math.max(
    0,
    shownAmount(target.valueMinor, currency) -
      shownAmount(statedExpectedMinor(forecastStatement({ ...forecast, wonMinor }, forecast.usualDealMinor, currency)), currency),
  );
}

/** Deals that a rescue names in one sentence. */
const MAX_RESCUE_NAMED = 3;

/** `D-258 Oakline (70k, Anna)`; who is alone is not named. */
function winnableDeal(
  m: Messages,
  deal: WinnableDeal,
  { people, currency }: { readonly people: People; readonly currency: string },
): SafeText {
  const owner = namedMember(people, deal.ownerId);
  const about = [shortWithUnit(m, { minor: deal.valueMinor, currency }), ...(owner === undefined ? [] : [memberNameText(owner)])];
  return safe`${dealTitle(deal)} (${joinSafe(about, ', ')})`;
}

/** What can still be won in a period that ends short, and what the next one takes. */
function rescueSentences(
  m: Messages,
  { facts, people }: { readonly facts: DigestFacts; readonly people: People },
  { rescue }: Behind,
): readonly SafeText[] {
  if (rescue === null) return [];
  const { currency, fiscalStartMonth } = facts;
  const words = m.digest.rescue;
  const period = aimPeriodName(m, rescue.period, fiscalStartMonth);
  const named = rescue.winnable.slice(0, MAX_RESCUE_NAMED);
  const now =
    named.length === 0
      ? words.none(period)
      : words.deals({
          period,
          deals: named.map((deal) => winnableDeal(m, deal, { people, currency })),
          more: rescue.winnableCount - named.length,
          value: rescue.winnableCount === 1 ? null : m.f.shortMoney({ minor: rescue.winnableMinor, currency }),
        });
  const { next } = rescue;
  if (next === null) {
    const ordinary = ordinarySentence(
      m,
      facts.ordinary.filter(({ kind }) => kind === rescue.period.kind),
      currency,
    );
    const none = words.noNextTarget(aimPeriodName(m, nextPeriod(rescue.period), fiscalStartMonth));
    return [now, none, ...(ordinary === undefined ? [] : [ordinary])];
  }
  return [now, nextTakesSentence(m, facts, next) ?? coveredSentence(m, facts, next)];
}

const coveredSentence = (m: Messages, { fiscalStartMonth }: DigestFacts, { period, percent }: NextPeriodNeeds): SafeText =>
  m.digest.rescue.covered(aimPeriodName(m, period, fiscalStartMonth), coveragePercent(m, percent));

/** Moves and new deals a week; undefined where it takes neither. */
function nextTakesSentence(m: Messages, { fiscalStartMonth }: DigestFacts, next: NextPeriodNeeds): SafeText | undefined {
  const words = m.digest.rescue;
  const perWeek = next.newPerWeek !== null && next.newPerWeek.needed > next.newPerWeek.now ? next.newPerWeek : null;
  const takes = { period: aimPeriodName(m, next.period, fiscalStartMonth), moves: next.moves, perWeek };
  if (next.outOfReach && perWeek !== null && isAbsurdRate(perWeek)) return words.farOutOfReach(takes.period, perWeek.now);
  if (next.outOfReach) return words.outOfReach(takes);
  return next.moves === 0 && perWeek === null ? undefined : words.next(takes);
}

/** How far the next period is covered and what it takes, where the running one is not short. */
function nextShortSentences(m: Messages, facts: DigestFacts, next: NextPeriodNeeds | null): readonly SafeText[] {
  if (next === null) return [];
  const takes = nextTakesSentence(m, facts, next);
  return [coveredSentence(m, facts, next), ...(takes === undefined ? [] : [takes])];
}

function emptyBehindSentence(m: Messages, { currency }: DigestFacts, empty: EmptyBehind | null): readonly SafeText[] {
  if (empty === null) return [];
  const money = (minor: number) => roughMoney(m, { minor, currency });
  const { shortName, costMinor, leadCostMinor } = empty;
  return [m.digest.emptyBehind({ stage: literal(shortName, 20), cost: money(costMinor), leadCost: money(leadCostMinor) })];
}

/** Which stage a message of the morning began with, where it was another one. */
const ledBeforeSentence = (m: Messages, { ledBefore }: { readonly ledBefore?: string | undefined }): readonly SafeText[] =>
  ledBefore === undefined ? [] : [m.digest.ledBefore(literal(ledBefore, 20))];

/** The month, what is expected and what is wanted; `won`: its target is reached with so much. */
const goalFigures = (
  m: Messages,
  { currency, fiscalStartMonth }: DigestFacts,
  { period, forecast, target, wonMinor }: TargetProgress,
): { readonly month: SafeText; readonly expected: SafeText; readonly target: SafeText; readonly won: SafeText | null } => ({
  month: aimPeriodName(m, period, fiscalStartMonth),
  expected: m.f.shortAmount({
    minor:
      forecast === null
        ? 0
        : statedExpectedMinor(forecastStatement({ ...forecast, wonMinor }, forecast.usualDealMinor, currency)),
    currency,
  }),
  target: m.f.shortMoney({ minor: target?.valueMinor ?? 0, currency }),
  won: target !== null && wonMinor >= target.valueMinor ? m.f.shortAmount({ minor: wonMinor, currency }) : null,
});

/** The number worth reading in a notification. */
export function digestNotification(m: Messages, facts: DigestFacts): SafeText {
  const { verdict, open, currency } = facts;
  const value = open.untold === true ? undefined : m.f.shortMoney({ minor: open.valueMinor, currency });
  if (verdict.kind === 'behind') {
    const behind = m.digest.notification.behind(goalFigures(m, facts, verdict.goal));
    return verdict.gap === null ? behind : safe`${behind} ${gapNotification(m, verdict.gap)}`;
  }
  if (verdict.kind !== 'gap') {
    const goal = verdict.kind === 'quiet' || verdict.kind === 'overdue' ? verdict.goal : null;
    return m.digest.notification.open(open.count, value, goal === null ? undefined : goalFigures(m, facts, goal));
  }
  const { gap } = verdict;
  const stage = literal(gap.shortName, 20);
  if (gap.basis.kind !== 'minimum') return gapNotification(m, gap);
  return gap.count === 0
    ? m.digest.notification.gapEmpty(stage, open.count, value)
    : m.digest.notification.gapFew({ stage, held: gap.count, needed: gap.needed });
}
