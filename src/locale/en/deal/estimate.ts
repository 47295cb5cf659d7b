import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

type OwnEstimate = {
  readonly win: string;
  readonly until: PlainDate;
  readonly reason: string | undefined;
  readonly computed: string;
};

const holds = ({ win, until, reason, computed }: OwnEstimate): string =>
  `${win}* until ${f.dayOfMonth(until)}${reason === undefined ? '' : `: "${reason}"`} · calculated ${computed}`;

/** One's own estimate of a deal's win probability, beside the computed one. Names and reasons are safe text; days are 'YYYY-MM-DD'. */
export const estimate = {
  button: 'Set my own estimate',
  change: 'Change my estimate',
  end: 'Remove the estimate',
  title: 'My own estimate',
  save: 'Save',
  computed: (win: string) => `Calculated: ${win}. It is shown next to yours, and the forecast still uses it.`,
  win: 'Win probability in %, 1 to 99',
  until: 'Valid until',
  reason: 'Why',
  reasonHint: 'What do you know that the stage and its dates do not show? E.g. a verbal yes.',
  noPercent: 'A whole number from 1 to 99: an open deal is never certain.',
  noReason: 'Give a reason in one line.',
  own: (said: OwnEstimate) => `*You say ${holds(said)}`,
  others: ({ who, ...said }: OwnEstimate & { who: string }) => `*${who} says ${holds(said)}`,
  saved: (deal: string, win: string, until: PlainDate) =>
    `${deal}: your estimate of ${win} is valid until ${f.dayOfMonth(until)}.`,
  ended: (deal: string) => `${deal}: back to the calculated win probability.`,
  /** The same of the deals that enter a stage. */
  stage: {
    button: (stage: string) => `Stage: ${stage}`,
    whichStage: 'Which stage?',
    win: (stage: string, win: string, range: string) => `*${win} of the deals that enter ${stage} are won* (${range}).`,
    passRate: (share: string, days: number | undefined) =>
      `${share} move on from there${days === undefined ? '' : `; half of the deals leave it within ${f.number(days)} ${f.plural(days, { one: 'day', many: 'days' })}`}.`,
    forecast: 'The forecast uses the calculated value.',
    head: (stage: string) => `*${stage}*: how many of the deals that enter it are won?`,
    reasonHint:
      'What do you know that the history does not show? E.g. new prices. It is shown next to the calculated value, in the channel too.',
    besideComputed: ({ win, until, reason, who }: { win: string; until: PlainDate; reason: string; who: string | undefined }) =>
      `own estimate ${win} until ${f.dayOfMonth(until)}${who === undefined ? '' : ` (${who})`}: "${reason}"`,
    saved: (stage: string, win: string, until: PlainDate) =>
      `${stage}: your estimate of ${win} is valid until ${f.dayOfMonth(until)}, next to the calculated value. The forecast still uses the calculated one.`,
    ended: (stage: string) => `${stage}: back to the calculated win probability.`,
    none: (stage: string) => `${stage} has no estimate of your own. Nothing changed.`,
    /** `from`, `to`: null for none. */
    changed: (stage: string, from: string | null, to: string | null) =>
      `own estimate of ${stage}: ${from ?? 'none'} → ${to ?? 'none'}`,
    undone: (stage: string, win: string | null) =>
      win === null ? `Undone: ${stage} has no own estimate, as before.` : `Undone: ${stage}: the own estimate is ${win} again.`,
    changedSince: (stage: string) => `Not undone: somebody has changed the estimate of ${stage} since. Nothing changed.`,
    managersOnly: "Only a manager can set an estimate of a stage's win probability. Nothing changed.",
  },
  forecast: (count: number, expected: string) =>
    `With ${f.number(count)} own ${f.plural(count, { one: 'estimate', many: 'estimates' })}: ${expected}`,
};

export type EstimateMessages = typeof estimate;
