import type { SlipCause } from '../../../core/deal/hygiene/slip.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const CAUSES: Readonly<Record<SlipCause, string>> = { guess: 'the date was a guess', obstacle: 'a new obstacle' };

/** Dates that moved later, and deals that want a date. Names are safe text; days are 'YYYY-MM-DD'. */
export const hygiene = {
  slipped: (from: PlainDate, to: PlainDate) => `Close date moved: ${f.dayOfMonth(from)} → ${f.dayOfMonth(to)}. Why?`,
  causeButtons: { guess: 'The date was a guess', obstacle: 'A new obstacle' } as Readonly<Record<SlipCause, string>>,
  causeNoted: (deal: string, cause: SlipCause) => `Saved for ${deal}: ${CAUSES[cause]}.`,
  causeKnown: (deal: string, cause: SlipCause) => `Already saved for ${deal}: ${CAUSES[cause]}. Nothing changed.`,
  slipGone: (deal: string) => `${deal}: that date change was undone. Nothing changed.`,
  /** In the deal's history. */
  cause: (cause: SlipCause) => `why the close date moved: ${CAUSES[cause]}`,
  button: 'Tidy up',
  head: ({ overdue, undated }: { overdue: number; undated: number }) =>
    `*Dates to tidy up:* ${f.list([...(overdue > 0 ? [`${deals(overdue)} past the close date`] : []), ...(undated > 0 ? [overdue > 0 ? `${f.number(undated)} without one` : `${deals(undated)} without a close date`] : [])])}`,
  whoMay: 'For the owner of the deal, or a manager.',
  allDone: 'All sorted.',
  own: (count: number) => `*Yours to tidy up: ${f.number(count)}*`,
  nothing: '*Nothing left to tidy up.*',
  past: (on: PlainDate) => `close date was ${f.dayOfMonth(on)}`,
  undated: 'no close date',
  keep: 'Keep',
  date: 'New date',
  drop: 'Drop',
  done: (what: string) => `✓ ${what}`,
  became: { kept: 'stays', won: 'won', lost: 'lost', withdrawn: 'deleted' },
  newDate: (on: PlainDate) => `new date ${f.dayOfMonth(on)}`,
  more: (count: number, which: 'overdue' | 'undated') => `and ${f.number(count)} more: \`/deal list ${which}\``,
  keeps: (deal: string) => `${deal} stays. I will ask again in the next summary if its date is still past or missing.`,
  keptAlready: (deal: string) => `${deal} is already marked to stay. Nothing changed.`,
  hasDate: (deal: string, on: PlainDate) => `${deal} already has a future date: ${f.dayOfMonth(on)}. Nothing changed.`,
  dateTitle: 'New close date',
  dateSubmit: 'Save',
  dated: (deal: string, on: PlainDate) => `${deal}: close date ${f.dayOfMonth(on)}.`,
  /** In the deal's history. */
  keptSaid: 'kept, date unchanged',
};

export type HygieneMessages = typeof hygiene;
