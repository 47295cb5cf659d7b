import type { PlainDate } from '../../core/time/calendar.ts';
import { localeFormat } from '../format.ts';

const f = localeFormat('en');

type OwnEstimate = {
  readonly win: string;
  readonly until: PlainDate;
  readonly reason: string | undefined;
  readonly computed: string;
};

const holds = ({ win, until, reason, computed }: OwnEstimate): string =>
  `${win}* until ${f.dayOfMonth(until)}${reason === undefined ? '' : `: "${reason}"`} · computed ${computed}`;

/** One's own estimate of a deal's win probability, beside the computed one. Names and reasons are safe text; days are 'YYYY-MM-DD'. */
export const estimate = {
  button: 'Set my own estimate',
  change: 'Change the estimate',
  end: 'End the estimate',
  title: 'My own estimate',
  save: 'Save',
  computed: (win: string) => `Computed: ${win}. It stays beside yours, and the forecast still rests on it.`,
  win: 'Win probability in %, 1 to 99',
  until: 'Holds until',
  reason: 'Why',
  reasonHint: 'What do you know that stages and days do not show? E.g. verbal yes.',
  noPercent: 'A whole number from 1 to 99: an open deal is never certain.',
  noReason: 'Say in one line why.',
  own: (said: OwnEstimate) => `*You say ${holds(said)}`,
  others: ({ who, ...said }: OwnEstimate & { who: string }) => `*${who} says ${holds(said)}`,
  saved: (deal: string, win: string, until: PlainDate) => `${deal}: your estimate of ${win} holds until ${f.dayOfMonth(until)}.`,
  ended: (deal: string) => `${deal}: the computed win probability stands alone again.`,
  /** The same of the deals that enter a stage. */
  stage: {
    button: (stage: string) => `The stage ${stage}`,
    which: 'Which stage?',
    win: (stage: string, win: string, range: string) => `*Of the deals that enter ${stage}, ${win} are won* (${range}).`,
    passRate: (share: string, days: number | undefined) =>
      `${share} go on from there${days === undefined ? '' : `; half of the deals leave it within ${f.number(days)} ${f.plural(days, { one: 'day', many: 'days' })}`}.`,
    forecast: 'The forecast rests on the computed value.',
    head: (stage: string) => `*${stage}*: of the deals that enter it, how many are won?`,
    reasonHint:
      'What do you know that the history does not show? E.g. new prices. It is read beside the computed value, in the channel too.',
    besideComputed: ({ win, until, reason, who }: { win: string; until: PlainDate; reason: string; who: string | undefined }) =>
      `own estimate ${win} until ${f.dayOfMonth(until)}${who === undefined ? '' : ` (${who})`}: "${reason}"`,
    saved: (stage: string, win: string, until: PlainDate) =>
      `${stage}: your estimate of ${win} holds until ${f.dayOfMonth(until)}, beside the computed value. The forecast still rests on the computed one.`,
    ended: (stage: string) => `${stage}: the computed win probability stands alone again.`,
    none: (stage: string) => `${stage} has no own estimate. Nothing changed.`,
    managersOnly: "Only a manager can set an own estimate of a stage's win probability. Nothing changed.",
  },
  forecast: (count: number, expected: string) =>
    `With ${f.number(count)} own ${f.plural(count, { one: 'estimate', many: 'estimates' })}: ${expected}`,
};

export type EstimateMessages = typeof estimate;
