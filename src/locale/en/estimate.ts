import { formatOf } from '../format.ts';

const f = formatOf('en');

/** One's own estimate of a deal's win probability, beside the computed one. Names and reasons are tagged; days are 'YYYY-MM-DD'. */
export const estimate = {
  button: 'Set my own estimate',
  change: 'Change the estimate',
  end: 'End the estimate',
  title: 'My own estimate',
  save: 'Save',
  computed: (win: string) => `Computed: ${win}. It stays beside yours, and the forecast goes on resting on it.`,
  win: 'Win probability in %, 1 to 99',
  until: 'Holds until',
  reason: 'Why',
  reasonHint: 'What do you know that stages and days do not show? E.g. verbal yes.',
  noPercent: 'A whole number from 1 to 99: an open deal is never certain.',
  noReason: 'Say in one line why.',
  own: (win: string, until: string, reason: string | undefined, computed: string) =>
    `*You say ${win}* until ${f.dayOfMonth(until)}${reason === undefined ? '' : `: "${reason}"`} · computed ${computed}`,
  others: (who: string, win: string, until: string, reason: string | undefined, computed: string) =>
    `*${who} says ${win}* until ${f.dayOfMonth(until)}${reason === undefined ? '' : `: "${reason}"`} · computed ${computed}`,
  saved: (deal: string, win: string, until: string) => `${deal}: your estimate of ${win} holds until ${f.dayOfMonth(until)}.`,
  ended: (deal: string) => `${deal}: the computed win probability stands alone again.`,
  forecast: (count: number, expected: string) =>
    `With ${f.number(count)} own ${f.plural(count, { one: 'estimate', many: 'estimates' })}: ${expected}`,
};

export type EstimateMessages = typeof estimate;
