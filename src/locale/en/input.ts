import type { PlainDate } from '../../core/time/calendar.ts';
import { localeFormat } from '../format.ts';

const f = localeFormat('en');

/** What could not be read, and how it can be written. Texts are safe text. */
export const input = {
  amount: {
    empty: 'Enter an amount, e.g. 12k, 12,000 or 12.5k EUR.',
    notAnAmount: (text: string) => `I can't read "${text}" as an amount. Try 12k, 12,000 or 12.5k.`,
    negative: (text: string) => `"${text}" is below zero. A deal's value is zero or more.`,
    tooLarge: (text: string) => `"${text}" is more than I can store. One zero too many?`,
    tooPrecise: (text: string) => `"${text}" has more decimals than the currency. Try 12.50.`,
    unsure: (text: string) => `Is "${text}" the value? If so, enter it below: for now it is part of the name.`,
    ambiguous: (text: string) => `"${text}" can mean two amounts. Write it in full, e.g. 12,500.`,
    unknownCurrency: (text: string) => `I don't know which currency "${text}" is in. Write its code, e.g. 500 EUR.`,
    gross: (text: string) => `"${text}" includes tax, and values are without it. Enter the amount before tax.`,
  },
  date: {
    notADate: (text: string) => `I can't read "${text}" as a date. Try 30 June, 30.06 or Friday.`,
    unsure: (text: string) => `Is "${text}" the close date? If so, pick it below: for now it is part of the name.`,
    noSuchDay: (text: string) => `There is no ${text}. Pick another day.`,
    otherWeekday: (text: string) => `"${text}" is another day of the week. Pick the day that you mean.`,
    twoDays: 'Two days are two steps. Type one here, and the other as a further step.',
    dayOrMonth: (on: PlainDate, other: PlainDate) => `I read the date as ${f.date(on)}. If you mean ${f.date(other)}, change it.`,
    hour: (text: string) =>
      `A close date has no hour, so "${text}" is left out. For a reminder at an hour plan a next step: \`/deal step\`.`,
    past: 'Pick today or a later date: this one is past.',
  },
  owner: {
    notAMention: (text: string) => `I don't know who ${text} is. Choose the owner from the list.`,
    several: 'A deal has one owner. I took the first.',
  },
};

export type InputMessages = typeof input;
