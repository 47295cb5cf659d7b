import type { ConvertedDeals } from '../../../core/money/exchange-rates.ts';
import { type PlainDate, weekday } from '../../../core/time/calendar.ts';
import { amountRange } from '../../amount-phrases.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const dayCount = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'day', many: 'days' })}`;

/** Nothing for a value that is kept from the reader. */
const inBrackets = (value: string | undefined): string => (value === undefined ? '' : ` (${value})`);

/** A number of deals, and what they are worth where it is known. */
export type Counted = { readonly count: number; readonly value: string | undefined };

/** What is expected of a month's target; `won`: it is reached with so much, null: not yet. */
type Goal = { readonly month: string; readonly expected: string; readonly target: string; readonly won: string | null };
const onCourse = ({ month, expected, target, won }: Goal): string =>
  won === null
    ? `${month} on track (${expected} expected, target ${target})`
    : `target for ${month} reached (${won} won, target ${target})`;

/** What a period takes: moves of the plan, and new deals a week now and needed; null: no more than now. */
export type NextTakes = {
  readonly period: string;
  readonly moves: number;
  readonly perWeek: { readonly now: number; readonly needed: number } | null;
};

/** The weekly digest and the funnel as it stands. Names are safe text; values are written, e.g. `48k`; days are 'YYYY-MM-DD'. */
export const digest = {
  /** @param week null: the days are no calendar week. `soFar`: it has not ended. */
  title: ({ week, from, to, soFar }: { week: number | null; from: PlainDate; to: PlainDate; soFar: boolean }) =>
    `Funnel${week === null ? '' : `, week ${week}`}${soFar ? ` so far, ${f.weekdays(from, to)}` : ` · ${f.days(from, to)}`}`,
  now: 'Funnel now',
  empty: '*No deals yet.* Add the first one with `/deal new`.',
  early: (count: number) =>
    `*Early days: ${deals(count)}, none closed yet.* Win probabilities are mostly assumption until the first wins and losses.`,
  quiet: (count: number) => `*No stage is short of deals:* ${f.number(count)} open.`,
  quietOnCourse: ({ count, ...goal }: Goal & { count: number }) =>
    `*No stage is short of deals:* ${f.number(count)} open, ${onCourse(goal)}.`,
  someOverdue: ({ count, value }: Counted) =>
    `*${deals(count)} ${f.plural(count, { one: 'is past its close date', many: 'are past their close date' })}${inBrackets(value)}.*`,
  openOnCourse: (count: number, goal: Goal | undefined) =>
    `${f.number(count)} open${goal === undefined ? '' : `, ${onCourse(goal)}`}.`,
  behind: (period: string, short: string) => `*${period} will probably end ${short} short.*`,
  /** An empty stage that is not what the message begins with, and why. */
  emptyBehind: ({ stage, cost, leadCost }: { stage: string; cost: string; leadCost: string }) =>
    `${stage} is empty too, but that costs less (about ${cost} against ${leadCost}).`,
  /** A stage that came first in a message of the same day. */
  ledBefore: (stage: string) => `Earlier today ${stage} came first.`,
  rescue: {
    deals: ({
      period,
      deals: named,
      more,
      value,
    }: {
      period: string;
      deals: readonly string[];
      more: number;
      value: string | null;
    }) =>
      `Still winnable in ${period}: ${f.list([...named, ...(more > 0 ? [`${f.number(more)} more`] : [])])}${value === null ? '' : ` (${value} in all)`}.`,
    none: (period: string) => `No open deal is likely to be won in ${period} any more.`,
    covered: (period: string, percent: string) => `${period} is ${percent} covered.`,
    next: ({ period, moves, perWeek }: NextTakes) =>
      `Covering ${period} takes ${f.list([...(moves > 0 ? [`${f.number(moves)} ${f.plural(moves, { one: 'move', many: 'moves' })}`] : []), ...(perWeek === null ? [] : [`about ${f.number(perWeek.needed)} new deals a week (${f.number(perWeek.now)} now)`])])}.`,
    outOfReach: ({ period, moves, perWeek }: NextTakes) =>
      `Covering ${period} would take ${f.list([...(moves > 0 ? [`${f.number(moves)} ${f.plural(moves, { one: 'move', many: 'moves' })}`] : []), ...(perWeek === null ? ['new deals, too early to say how many'] : [`about ${f.number(perWeek.needed)} new deals a week (${f.number(perWeek.now)} now)`])])}: out of reach at today's pace, so the target needs another look.`,
    /** @param now new deals a week. */
    farOutOfReach: (period: string, now: number) =>
      `Covering ${period} is out of reach at today's pace of ${f.number(now)} new ${f.plural(now, { one: 'deal', many: 'deals' })} a week: the target needs another look.`,
    noNextTarget: (period: string) => `${period} has no target yet: \`/funnel target\`.`,
    button: 'The plan',
  },
  expectedAlone: (value: string) => `expected ${value}`,
  expected: (value: string, basis: string) => `expected ${value} (${basis})`,
  range: ({ low, high }: { low: string; high: string }) => `8 in 10: ${amountRange(low, high)}`,
  earlyEstimate: 'early estimate',
  emptyStage: (stage: string, since: PlainDate | null) =>
    since === null ? `*${stage} is empty.*` : `*${stage} has been empty since ${f.longDay(since)}.*`,
  fewInStage: ({ stage, count, needed, since }: { stage: string; count: number; needed: number; since: PlainDate | null }) =>
    since === null
      ? `*${stage} is short: ${deals(count)}, ${f.number(needed)} needed.*`
      : `*${stage} has been short since ${f.longDay(since)}: ${deals(count)}, ${f.number(needed)} needed.*`,
  open: (count: number, worth: { value: string; weighted: string } | undefined) =>
    `Open: ${deals(count)}${worth === undefined ? '' : ` · ${worth.value} · weighted ${worth.weighted}`}`,
  head: { stage: 'Stage', count: 'Deals', week: 'Week', total: 'Open' },
  unit: { k: 'k', m: 'm' },
  action: (deal: string, who: string | undefined, todo: string) =>
    `*This week:* ${deal}${who === undefined ? '' : ` (${who})`} · ${todo}`,
  actionNew: (what: string, who: string | undefined) => `*This week:* ${what}${who === undefined ? '' : ` (${who})`}`,
  /** The message that told of a short stage. @param daysAgo 0: today. */
  alertOfDay: (on: PlainDate, daysAgo: number) =>
    daysAgo <= 0 ? "today's alert" : daysAgo < 7 ? `${f.weekday(weekday(on))}'s alert` : `the alert of ${f.dayOfMonth(on)}`,
  moreInAlert: (stages: readonly string[], alert: string) => `More on ${f.list(stages)}: see ${alert}`,
  movement: {
    created: (count: number) => `${f.number(count)} new`,
    imported: (count: number) => `${f.number(count)} imported`,
    reopened: (count: number) => `${f.number(count)} reopened`,
    advanced: (count: number) => `${f.number(count)} advanced`,
    returned: (count: number) => `${f.number(count)} moved back`,
    slipped: (count: number) => `${f.number(count)} slipped`,
    won: ({ count, value }: Counted) => `${f.number(count)} won${inBrackets(value)}`,
    lost: ({ count, value }: Counted) => `${f.number(count)} lost${inBrackets(value)}`,
    none: 'Nothing moved this week',
  },
  overdue: ({ count, value }: Counted) => `${f.number(count)} past the close date${inBrackets(value)}`,
  undated: ({ count, value }: Counted) => `${f.number(count)} without one${inBrackets(value)}`,
  undatedOnly: ({ count, value }: Counted) => `${f.number(count)} without a close date${inBrackets(value)}`,
  ofWhich: (parts: readonly string[]) => `Of the open deals: ${parts.join(', ')}`,
  unpriced: (count: number) => `Not in the totals: ${deals(count)} with no value`,
  /** `amounts`: what they are worth, one for each currency. */
  unrated: (count: number, amounts: readonly string[]) =>
    `Not in the totals: ${deals(count)} with no exchange rate${amounts.length === 0 ? '' : ` (${f.list(amounts)})`}. An admin sets it: \`/funnel rates\``,
  /** Deals in other currencies that are in the totals; `more`: currencies that are not named. */
  converted: (all: readonly ConvertedDeals[], { inCurrency, more }: { readonly inCurrency: string; readonly more: number }) => {
    const one = ({ currency, count, least, most, from, to }: ConvertedDeals) =>
      `${deals(count)} in ${currency} at ${least === most ? f.rate(least) : `${f.rate(least)}–${f.rate(most)}`} ${inCurrency} (${from === to ? f.date(from) : `${f.date(from)} – ${f.date(to)}`})`;
    return `Converted in the totals: ${f.list([...all.map(one), ...(more > 0 ? [`${f.number(more)} more ${f.plural(more, { one: 'currency', many: 'currencies' })}`] : [])])}`;
  },
  /** The same beside a total, without the numbers of deals. */
  convertedShortly: (
    all: readonly ConvertedDeals[],
    { inCurrency, more }: { readonly inCurrency: string; readonly more: number },
  ) => {
    const one = ({ currency, least, most, from, to }: ConvertedDeals) =>
      `${currency} at ${least === most ? f.rate(least) : `${f.rate(least)}–${f.rate(most)}`} ${inCurrency} of ${from === to ? f.date(from) : `${f.date(from)} – ${f.date(to)}`}`;
    return `Converted: ${[...all.map(one), ...(more > 0 ? [`${f.number(more)} more ${f.plural(more, { one: 'currency', many: 'currencies' })}`] : [])].join(', ')}`;
  },
  asOf: (on: PlainDate, time: string) => `As of ${f.day(on)}, ${time}`,
  moreInThread: 'more in the thread',
  late: {
    holiday: (weekday: number, time: string) =>
      `This is ${f.weekday(weekday)}'s summary: ${f.weekday(weekday)} was a public holiday. Figures as of ${f.weekday(weekday)}, ${time}.`,
    missed: (weekday: number, time: string) =>
      `This is ${f.weekday(weekday)}'s summary, late: Lejek was offline. Figures as of ${f.weekday(weekday)}, ${time}.`,
    slack: (weekday: number, time: string) =>
      `This is ${f.weekday(weekday)}'s summary, late: Slack was unreachable. Figures as of ${f.weekday(weekday)}, ${time}.`,
    closed: (weekday: number, time: string) =>
      `This is ${f.weekday(weekday)}'s summary, late: Lejek could not post in this channel. Figures as of ${f.weekday(weekday)}, ${time}.`,
  },
  thread: {
    dealsSum: (parts: readonly string[], closing: number) =>
      parts.length === 1 ? `*Deals:* ${f.number(closing)}, unchanged` : `*Deals:* ${parts.join(' ')} = ${f.number(closing)}`,
    valueSum: (parts: readonly string[], closing: string) =>
      parts.length === 1 ? `*Value:* ${closing}, unchanged` : `*Value:* ${parts.join(' ')} = ${closing}`,
    part: {
      created: 'new',
      reopened: 'reopened',
      imported: 'imported',
      grew: 'grew',
      shrank: 'shrank',
      won: 'won',
      lost: 'lost',
    },
    /** @param stages `Offer (1 of 3)` each. */
    short: (stages: readonly string[]) => `*Short of deals:* ${stages.join(', ')}.`,
    otherMovement: (parts: readonly string[]) => `*Also:* ${parts.join(' · ')}`,
    weights: (total: string) => `*Weighted value:* ${total}, each value times its win probability.`,
    heading: {
      numbers: '*The funnel in numbers*',
      movement: '*What changed*',
      forecast: '*Why the forecast moved*',
      goals: '*Wins, forecast and targets*',
      needs: '*What is short, and who is on it*',
      /** Where nothing is short, but deals pile up or somebody is on something. */
      held: '*Stages, and who is on what*',
      stages: '*Stage by stage*',
    },
    stage: ({
      path,
      passRate,
      days,
      win,
      basis,
    }: {
      path: string;
      passRate: string;
      days: number | undefined;
      win: string;
      basis: string;
    }) =>
      `${path}: ${passRate} move on${days === undefined ? '' : `, half leave within ${f.number(days)} ${f.plural(days, { one: 'day', many: 'days' })}`}, win ${win} (${basis})`,
    range: ({ low, high }: { low: string; high: string }) => `8 in 10: ${amountRange(low, high)}`,
    basis: (count: number) => `from ${deals(count)}`,
    assumption: 'mostly assumption',
    /** @param move a deal and the stage that it was to reach. */
    lastWeekMove: ({ move, made, won }: { move: string; made: boolean; won: boolean }) =>
      `Last week's suggestion: ${move} · ${won ? 'done, and won' : made ? 'done' : 'not done'}`,
    lastWeek: ({ suggested, made, won }: { suggested: number; made: number; won: number }) =>
      `Last week I suggested ${f.number(suggested)} ${f.plural(suggested, { one: 'move', many: 'moves' })}: ${made === 0 ? 'none' : f.number(made)} ${f.plural(made === 0 ? 1 : made, { one: 'was', many: 'were' })} made${won === 0 ? '' : `, ${deals(won)} ${f.plural(won, { one: 'was', many: 'were' })} won`}`,
  },
  notification: {
    behind: ({ month, expected, target }: Omit<Goal, 'won'>) => `${month}: ${expected} of ${target} expected.`,
    gapEmpty: (stage: string, count: number, value: string | undefined) =>
      `${stage} is empty. Open: ${deals(count)}${value === undefined ? '' : `, ${value}`}.`,
    gapFew: ({ stage, held, needed }: { stage: string; held: number; needed: number }) =>
      `${stage} is short: ${deals(held)}, ${f.number(needed)} needed.`,
    /** @param goal of the month, where a target is set and on track. */
    open: (count: number, value: string | undefined, goal: Goal | undefined) =>
      `Funnel: ${deals(count)} open${value === undefined ? '' : `, ${value}`}${goal === undefined ? '' : `; ${onCourse(goal)}`}.`,
  },
  chartTitle: 'Open deals by stage',
  chartDeals: 'Deals',
  chartNeeds: (needed: number) => `needs ${f.number(needed)}`,
  /** @param change of the number of deals, signed. */
  chartChange: (change: string) => `${change} in a week`,
  chartOutline: 'outline: a week before',
  chartAlt: (stages: readonly string[]) => `Open deals by stage: ${stages.join(', ')}.`,
  preview: 'Only you see this. In the channel it will look like this:',
  postNow: 'Post it now',
  posting: (channel: string) => `It is on its way to ${channel}.`,
  postedAlready: 'This summary has already been posted. Open a new preview to post it again.',
  noChannel: 'No channel gets the summary yet. Choose one with `/funnel setup`.',
  whichChannel: 'Post it in',
  managersOnly: 'Only a manager can preview and post the summary. `/funnel` shows how the funnel is doing.',
  week: 'The week',
  why: {
    whichDealOrStage: 'Which deal or stage? Type `/funnel why` and part of its name.',
    closed: (deal: string) => `${deal} is closed, so there is nothing left to predict.`,
    head: (deal: string, win: string, basis: string) => `*${deal}: win ${win}* (${basis})`,
    here: (stage: string, days: number, usual: number | undefined) =>
      `${days === 0 ? `It came to ${stage} today` : `It has been in ${stage} for ${dayCount(days)}`}${usual === undefined ? '' : `; half of the deals leave it within ${dayCount(usual)}`}.`,
    entered: (stage: string, win: string) => `${win} of the deals that enter ${stage} are won.`,
    older: 'It has been there longer than most, which lowers its chances.',
    ownRaises: 'Deals of its size and owner are won more often than others.',
    ownLowers: 'Deals of its size and owner are won less often than others.',
    ownCounts: 'Its size and owner count as well.',
    rests: (count: number) => `Based on ${deals(count)} that left this stage; recent ones count more.`,
    assumed: 'Mostly assumption: the starting probability of the stage, until your own wins and losses take over.',
    assumedMark: 'mostly assumption: few deals of your own have been won or lost yet.',
    never: 'An open deal is never at 0% or 100%.',
    button: 'Why?',
  },
};

export type DigestMessages = typeof digest;
