import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** The deals behind the numbers of a post. Names and stages are safe text; values are written. */
export const drillDown = {
  button: 'Which deals?',
  /** Below the statistics of the stages: they rest on the deals that have left each of them. */
  leftButton: 'Deals that left a stage',
  title: 'Behind the numbers',
  whichNumber: 'Which number?',
  of: {
    open: 'All open deals',
    created: 'New',
    imported: 'Imported',
    reopened: 'Reopened',
    advanced: 'Advanced',
    won: 'Won',
    lost: 'Lost',
    returned: 'Moved back',
    slipped: 'Close date slipped',
    grew: 'Value went up',
    shrank: 'Value went down',
    overdue: 'Past the close date',
    undated: 'No close date',
    stuck: 'Stuck',
    winnable: 'Still winnable',
    left: (stage: string) => `Left ${stage}`,
    /** Of those that were given a win probability, per cent. */
    predicted: (from: number, to: number) => `Put at ${f.number(from)} to ${f.number(to)}%`,
    /** @param period `November`, `Q4 2026`. */
    wonIn: (period: string) => `Won in ${period}`,
    /** Months by their first days. */
    wonBetween: (from: PlainDate, to: PlainDate) => `Won, ${f.month(from)} to ${f.month(to)}`,
    lostBetween: (from: PlainDate, to: PlainDate) => `Lost, ${f.month(from)} to ${f.month(to)}`,
  },
  counted: (what: string, count: number) => `${what} · ${f.number(count)}`,
  head: (what: string, count: number, value: string | undefined) =>
    `*${what}: ${f.number(count)}*${value === undefined ? '' : ` · ${value}`}`,
  /** The win probability that a deal was given. */
  predicted: (win: string) => `put at ${win}`,
  /** How long a deal was in the stage that it left, whole days. */
  stayed: (days: number) =>
    days === 0 ? 'there for less than a day' : `${f.number(days)} ${f.plural(days, { one: 'day', many: 'days' })} there`,
  now: (where: string) => `now: ${where}`,
  asItWas: (asOf: string) => `${asOf}. Later changes are noted in each line.`,
  gone: 'I can no longer tell which deals this post counted: it comes from an older version of me. Nothing is lost; type `/funnel` to see where things stand.',
  none: 'Every number here is 0, so there are no deals to show.',
};

export type DrillDownMessages = typeof drillDown;
