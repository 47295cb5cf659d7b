import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number, kind = ''): string =>
  `${f.number(count)} ${kind}${f.plural(count, { one: 'deal', many: 'deals' })}`;

/** A rate: what one unit of `currency` is worth. Currencies as they are written in sums. */
type Rate = { readonly currency: string; readonly inCurrency: string; readonly rate: number };
const written = ({ currency, inCurrency, rate }: Rate): string => `1 ${currency} = ${f.rate(rate)} ${inCurrency}`;

/** Exchange rates, and what a value in another currency counts as. */
export const rates = {
  title: 'Exchange rates',
  open: 'Set rates',
  show: 'Exchange rates',
  head: (currency: string) => `*Exchange rates.* Totals are in ${currency}.`,
  none: 'None yet. You need one only for deals in another currency.',
  line: (rate: Rate, from: PlainDate, before: readonly { readonly rate: number; readonly from: PlainDate }[]) =>
    `${written(rate)} since ${f.date(from)}${before.length === 0 ? '' : ` (before: ${before.map((each) => `${f.rate(each.rate)} from ${f.date(each.from)}`).join(', ')})`}`,
  more: (count: number) => `and ${f.number(count)} more`,
  frozen: 'A deal keeps the rate of the day on which its value was entered.',
  /** `value` left out: its reader may not know what single deals are worth. */
  missing: (currency: string, count: number, value: string | undefined) =>
    `*${currency}: no rate.* ${deals(count, 'open ')}${value === undefined ? '' : ` (${value})`} ${f.plural(count, { one: 'counts', many: 'count' })} in no total.`,
  missingClosed: (currency: string, count: number, since: PlainDate) =>
    `${currency}: ${deals(count, 'closed ')} ${f.plural(count, { one: 'is', many: 'are' })} in no total. A rate from ${f.date(since)} or earlier would count ${f.plural(count, { one: 'it', many: 'all of them' })}.`,
  uncounted: (currency: string, count: number) =>
    `*${currency}:* ${deals(count)} ${f.plural(count, { one: "isn't", many: "aren't" })} counted yet, though there is a rate.`,
  count: 'Count them now',
  counted: (count: number) => `${deals(count)} now ${f.plural(count, { one: 'counts', many: 'count' })} in the totals.`,
  nothingToCount: 'There is nothing to count: every deal that has a rate is in the totals.',
  corrected: (count: number) =>
    `${deals(count, 'open ')} ${f.plural(count, { one: 'was', many: 'were' })} converted at the old rate of that day and ${f.plural(count, { one: 'follows', many: 'follow' })} it.`,
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup`, and you can set the rates.'
      : `Only an admin can set the rates (${f.list(admins)}). Nothing changed.`,
  field: 'Rates, one per line',
  hint: (currency: string) =>
    `EUR 4.25 · 1 USD = 3.98 ${currency} · 100 HUF 1.09 · EUR 4.25 2 Nov 2026. A table pasted from a spreadsheet works as well; without a date a rate starts today.`,
  save: 'Save',
  saved: (rates: readonly (Rate & { readonly from: PlainDate })[]) =>
    `*Saved:* ${rates.map((each) => `${written(each)} from ${f.date(each.from)}`).join('; ')}.`,
  savedMany: (count: number) => `*Saved:* ${f.number(count)} rates.`,
  undone: 'Undone: the rates are back as they were.',
  stayed: (count: number) =>
    `${deals(count)} ${f.plural(count, { one: 'has', many: 'have' })} changed since and ${f.plural(count, { one: 'stays', many: 'stay' })} as ${f.plural(count, { one: 'it is', many: 'they are' })}.`,
  changedSince: 'Not undone: one of these rates was changed after that. Nothing changed.',
  changed: (currencies: readonly string[]) => `exchange rates: ${f.list(currencies)}`,
  counting: 'deals counted at rates that were set meanwhile',
  nothing: 'Enter at least one rate, such as EUR 4.25.',
  badLine: (line: number, text: string, problem: string) => `Line ${f.number(line)} (${text}): ${problem}`,
  badMore: (count: number) => `${f.number(count)} more ${f.plural(count, { one: 'line', many: 'lines' })} like that.`,
  tooMany: (most: number) => `At most ${f.number(most)} rates at once. Save them in parts.`,
  problems: {
    noCurrency: 'name one currency, or two, such as EUR 4.25.',
    noRate: "I can't read a rate in it.",
    twoRates: 'there are two numbers; which one is the rate?',
    notPositive: 'a rate is more than zero.',
    tooPrecise: 'a rate has at most 10 decimals.',
    noSuchDay: 'there is no such day.',
    future: 'a rate starts today or earlier; nobody knows it before.',
    sameCurrency: 'both currencies are the same.',
    otherTotals: "no totals are in one of these currencies, so the rate isn't needed.",
    twice: 'another line gives a different rate for that day.',
  },
  /** Before it is saved: a rate that is far off the one before. */
  unusual: (rate: Rate, factor: number, before: { readonly rate: number; readonly from: PlainDate }) =>
    `${written(rate)} is ${f.number(Math.round(factor))} times off the ${f.rate(before.rate)} of ${f.date(before.from)}.`,
  askAgain: '*Not saved yet.* Look at this once more:',
  again: "Correct it, or save once more if it's right.",
  /** What a value counts as. */
  countsAs: (value: string, rate: string) => `= ${value} (${rate})`,
  of: (rate: Rate, on: PlainDate | null) => `${written(rate)}${on === null ? '' : `, ${f.date(on)}`}`,
  countsNowhere: (currency: string, inCurrency: string) => `In no total: there is no rate from ${currency} to ${inCurrency} yet.`,
};

export type RatesMessages = typeof rates;
