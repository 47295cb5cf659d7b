import type { ManyDealsRefusal } from '../../../core/deal/many-deals-refusal.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;

/** One change of many deals. Names are safe text. */
export const several = {
  button: 'Change several',
  title: 'Change several',
  intro: 'Tick the deals, then fill in the one thing to change.',
  first: (shown: number, total: number) => `These are the first ${f.number(shown)} of ${f.number(total)}.`,
  none: 'There is no open deal in this list that you may change.',
  pick: (from: number, to: number) => (from === to ? `Deal ${f.number(from)}` : `Deals ${f.number(from)}–${f.number(to)}`),
  owner: 'New owner',
  closeOn: 'Expected close date',
  step: 'Next step',
  stepOn: 'Day of the next step',
  drop: 'Drop them as lost because',
  save: 'Change',
  pickOne: 'Tick at least one deal.',
  fillOne: 'Fill in one thing to change.',
  oneAtATime: 'One change at a time: leave the other fields empty.',
  stepNeeded: 'Say what the next step is.',
  /** What was done to how many; also how the log of settings says it. */
  what: {
    owner: (count: number, owner: string) => `${deals(count)}: owner ${owner}`,
    closeOn: (count: number, on: PlainDate) => `${deals(count)}: close date ${f.date(on)}`,
    step: (count: number, step: string) => `${deals(count)}: next step "${step}"`,
    drop: (count: number, reason: string) => `${deals(count)}: lost, ${reason}`,
    handOver: (count: number, from: string, to: readonly string[]) => `${deals(count)} of ${from}: now with ${f.list(to)}`,
  },
  done: (what: string) => `*Done:* ${what}.`,
  nothing: 'Nothing changed.',
  stay: (count: number, which: readonly string[]) =>
    `${deals(count)} ${f.plural(count, { one: 'stays', many: 'stay' })} as ${f.plural(count, { one: 'it is', many: 'they are' })}: ${which.join(', ')}.`,
  more: (count: number) => `${f.number(count)} more`,
  because: (deal: string, why: ManyDealsRefusal) => `${deal} (${REASONS[why] ?? 'not possible'})`,
  undone: (count: number) => `Undone: ${deals(count)} ${f.plural(count, { one: 'is', many: 'are' })} back as before.`,
  undoneStay: (count: number) =>
    `${deals(count)} ${f.plural(count, { one: 'has', many: 'have' })} changed since and ${f.plural(count, { one: 'stays', many: 'stay' })} as ${f.plural(count, { one: 'it is', many: 'they are' })}.`,
};

const REASONS: Readonly<Partial<Record<ManyDealsRefusal, string>>> = {
  closed: 'closed',
  notAllowed: "someone else's",
  changedMeanwhile: 'just changed by someone',
  noSuchDeal: 'gone',
  nothingToChange: 'already so',
  pastDate: 'the date is past',
};

export type SeveralMessages = typeof several;
