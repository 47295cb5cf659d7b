import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const days = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'day', many: 'days' })}`;

/** The part of the week that only managers read. Names are safe text; values are written, e.g. `48k`. */
export const managerNote = {
  title: (week: number, from: PlainDate, to: PlainDate) => `*For managers only: week ${week} · ${f.days(from, to)}*`,
  slips: (count: number, causes: readonly string[]) =>
    `*${f.number(count)} close ${f.plural(count, { one: 'date', many: 'dates' })} pushed back:* ${causes.join(', ')}`,
  cause: {
    guess: (count: number) => `${f.number(count)} had been a guess`,
    obstacle: (count: number) => `${f.number(count)} for a new obstacle`,
    unknown: (count: number) => `${f.number(count)} with no reason given`,
  },
  byOwner: (who: string, count: number) => `${who} ${f.number(count)}`,
  stuck: (count: number) => `*${deals(count)} stuck, with no next step planned:*`,
  stuckOwner: ({
    who,
    count,
    value,
    deal,
    stage,
    longest,
  }: {
    who: string;
    count: number;
    value: string;
    deal: string;
    stage: string;
    longest: number;
  }) => `${who}: ${deals(count)}, ${value}; longest ${deal}, in ${stage} for ${days(longest)}`,
  left: (count: number) =>
    `*${deals(count)} ${f.plural(count, { one: 'needs', many: 'need' })} a new owner*: \`/deal assign\`. Nobody is asked to work on ${f.plural(count, { one: 'it', many: 'them' })} until then.`,
  leftOwner: ({ who, count, value }: { who: string; count: number; value: string }) =>
    `${who}, without access to Lejek: ${deals(count)}, ${value}`,
  /** Where others are asked to act; `owners`: `Jan (2)`, `Ola (1)`. */
  needOwner: (count: number, owners: readonly string[]) =>
    `*${deals(count)} ${f.plural(count, { one: 'needs', many: 'need' })} a new owner.* Without access to Lejek: ${owners.join(', ')}.`,
  byOwnerLeft: (who: string, count: number) => `${who} (${f.number(count)})`,
  coaching: ({ who, stage, share, team, exits }: { who: string; stage: string; share: string; team: string; exits: number }) =>
    `*A talk that may help:* ${who}, ${stage}: ${share} move on, in the team ${team} (from ${deals(exits)}).`,
  details: 'Details',
  notice: 'Only managers get this. Nothing of it is posted in a channel.',
};

export type ManagerNoteMessages = typeof managerNote;
