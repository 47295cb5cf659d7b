import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;

/** My deals, lists, help, unknown words. Names are safe text. */
export const lists = {
  mine: (count: number, value: string) => `*Your open deals: ${f.number(count)}*, worth ${value}`,
  unpriced: (count: number) => `Not in the total: ${deals(count)} with no value or exchange rate`,
  none: '*You have no open deals yet.* Add your first: one line is enough.',
  addFirst: 'Add a deal',
  more: (count: number) => `and ${f.number(count)} more`,
  all: 'All my deals',
  allOpen: 'All open deals',
  /** Headings of my deals, by what they need most; a date or a number of days stands in each row. */
  groups: {
    nextStepDue: '*Next step due* (its day)',
    pastClose: '*Past the close date* (which one)',
    incomplete: '*Incomplete*: moved on without what the stage asks for',
    ageing: '*Stuck in their stage* (for how long)',
    calm: '*In hand* (close date)',
  },
  days: (days: number) => `${f.number(days)} ${f.plural(days, { one: 'day', many: 'days' })}`,
  /** Below a list's title: in which order it stands, in which currency, and what its dates are. */
  order: {
    open: (currency: string) => `Most urgent first. Amounts in ${currency}; the date is the expected close.`,
    closed: (currency: string) => `Latest first. Amounts in ${currency}; the date is the day of closing.`,
    found: (currency: string) => `Best match first. Amounts in ${currency}.`,
  },
  title: ({ what, from, to, total }: { what: string; from: number; to: number; total: number }) =>
    total === 0
      ? `*${what}:* none`
      : from === 1 && to === total
        ? `*${what}:* ${f.number(total)}`
        : `*${what}:* ${f.number(from)}–${f.number(to)} of ${f.number(total)}`,
  what: {
    open: 'Open deals',
    allClosed: 'Closed deals',
    mine: 'My deals',
    of: (person: string) => `${person}'s deals`,
    stage: (name: string) => `in ${name}`,
    stale: 'Stuck',
    overdue: 'Past the close date',
    undated: 'No close date',
    closing: (on: PlainDate) => `closing by ${f.dayOfMonth(on)}`,
    closingBetween: (from: PlainDate, to: PlainDate) =>
      from === to ? `closing on ${f.dayOfMonth(from)}` : `closing from ${f.date(from)} to ${f.date(to)}`,
    closed: (from: PlainDate, to: PlainDate) =>
      from === to ? `on ${f.dayOfMonth(from)}` : `from ${f.date(from)} to ${f.date(to)}`,
    incomplete: 'Incomplete',
    lacking: { nextStep: 'No next step', value: 'No value', owner: 'No active owner' },
    over: (amount: string) => `over ${amount}`,
    under: (amount: string) => `under ${amount}`,
  },
  head: { deal: 'Deal', stage: 'Stage', value: 'Value', owner: 'Owner', close: 'Close' },
  earlier: 'Earlier',
  nextPage: 'More',
  severalPeople: (names: readonly string[]) => `Whose deals? Several people fit: ${f.list(names)}. Pick one with @.`,
  badFilter: (text: string) =>
    `I don't know the filter "${text}". Try \`/deal list mine\`, \`/deal list @anna\`, \`/deal list offer\` or \`/deal list closed\`.`,
};

export type ListsMessages = typeof lists;
