import type { SlipCause } from '../../core/slip.ts';
import { formatOf } from '../format.ts';

const f = formatOf('en');

const CAUSES: Readonly<Record<SlipCause, string>> = { guess: 'the date was a guess', obstacle: 'a new obstacle' };

/** Dates that moved later, and deals that want a date. Names are tagged; days are 'YYYY-MM-DD'. */
export const tidy = {
  slipped: (from: string, to: string) => `The close date moved later: ${f.dayOfMonth(from)} → ${f.dayOfMonth(to)}. Why?`,
  causeButtons: { guess: 'The date was a guess', obstacle: 'A new obstacle' } as Readonly<Record<SlipCause, string>>,
  causeNoted: (deal: string, cause: SlipCause) => `${deal}: noted: ${CAUSES[cause]}.`,
  causeKnown: (deal: string, cause: SlipCause) => `${deal}: that is noted already: ${CAUSES[cause]}. Nothing changed.`,
  slipGone: (deal: string) => `${deal}: that change of the date was taken back. Nothing changed.`,
  /** In the deal's history. */
  cause: (cause: SlipCause) => `why the close date moved: ${CAUSES[cause]}`,
};

export type TidyMessages = typeof tidy;
