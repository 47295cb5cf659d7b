import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** A deal shown whole. Names are safe text; instants are days 'YYYY-MM-DD'. */
export const card = {
  noValue: 'no value yet',
  owner: (owner: string) => `Owner: ${owner}`,
  contact: (contact: readonly string[]) => `Contact: ${contact.join(', ')}`,
  decider: (name: string) => `Decision maker: ${name}`,
  closeOn: (on: PlainDate) => `Expected close: ${f.date(on)}`,
  closeOnPast: (on: PlainDate) => `Expected close: ${f.date(on)} (past)`,
  noCloseOn: 'No expected close date',
  laterStep: (step: string, on: PlainDate | null) => `Then: ${step}${on === null ? '' : `, ${f.day(on)}`}`,
  nextStep: (step: string, on: PlainDate | null) => `Next step: ${step}${on === null ? '' : `, ${f.day(on)}`}`,
  inStage: ({ stage, days, usual }: { stage: string; days: number; usual: number }) =>
    `In *${stage}* ${days === 0 ? 'since today' : `for ${f.number(days)} ${f.plural(days, { one: 'day', many: 'days' })}`}${days > usual ? ` (usually up to ${f.number(usual)})` : ''}`,
  won: (on: PlainDate) => `*Won* on ${f.date(on)}`,
  lost: (on: PlainDate, reason: string, stage: string) => `*Lost* on ${f.date(on)}: ${reason}. It was in ${stage}.`,
  withdrawn: '*Deleted* as entered by mistake',
  missing: (criteria: readonly string[]) => `Still missing: ${criteria.join('; ')}`,
  doHere: (actions: readonly string[]) => `What works here: ${actions.join('; ')}.`,
  lastChanges: '*Last changes*',
  kinds: {
    opened: 'opened',
    imported: 'imported',
    advanced: 'advanced',
    skipped: 'skipped ahead',
    returned: 'moved back',
    won: 'won',
    lost: 'lost',
    reopened: 'reopened',
    edited: 'edited',
    assigned: 'owner changed',
    noted: 'note added',
    withdrawn: 'deleted',
    movedOut: 'moved to another pipeline',
    movedIn: 'came from another pipeline',
    pipelineChanged: 'stage removed',
    priced: 'exchange rate applied',
    undone: 'undone',
  },
  /** An admin changed what the stages ask for. */
  nowAsks: (criteria: readonly string[]) => `now asked for as well: ${criteria.join('; ')}`,
  asksOtherwise: 'what the stages ask for was changed',
  change: ({
    what,
    where,
    who,
    on,
    time,
  }: {
    what: string;
    where: string | undefined;
    who: string | undefined;
    on: PlainDate;
    time: string;
  }) => [where ?? what, ...(who === undefined ? [] : [who]), `${f.day(on)}, ${time}`].join(' · '),
  next: (stage: string) => `Next stage: ${stage}`,
  wonButton: 'Won',
  lostButton: 'Lost',
  showWhich: 'Which deal? Type `/deal show` and part of its name.',
};

export type CardMessages = typeof card;
