import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const steps = (count: number): string => `${f.number(count)} next ${f.plural(count, { one: 'step', many: 'steps' })}`;

/** The morning note, next steps and reminders. Names are safe text; days are 'YYYY-MM-DD'. */
export const morning = {
  /** @param others deals of the Friday check. */
  head: ({ due, overdue, reminders, others }: { due: number; overdue: number; reminders: number; others: number }) => {
    const parts = [
      ...(due > 0 ? [steps(due)] : []),
      ...(overdue > 0 ? [`${f.number(overdue)} overdue`] : []),
      ...(reminders > 0 ? [`${f.number(reminders)} to fill in`] : []),
    ];
    const rest = f.plural(others, { one: '1 more deal needs', many: `${f.number(others)} more deals need` });
    return `*Today: ${parts.join(', ')}.*${others === 0 ? '' : ` ${rest} a date or a next step.`}`;
  },
  friday: (count: number) =>
    `*Friday check:* ${f.number(count)} ${f.plural(count, { one: 'deal needs', many: 'deals need' })} a date or a next step.`,
  nextStep: ({ deal, step, overdueSince }: { deal: string; step: string; overdueSince: PlainDate | undefined }) =>
    `${deal}: ${step}${overdueSince === undefined ? '' : `, overdue since ${f.day(overdueSince)}`}`,
  reminder: (deal: string, criteria: readonly string[]) => `${deal} · still missing: ${criteria.join('; ')}`,
  pastClose: (deal: string, on: PlainDate) => `${deal}: past its close date (${f.day(on)})`,
  standing: (count: number) =>
    `*New on your list of stuck deals: ${f.number(count)}.* I will not bring ${f.plural(count, { one: 'it', many: 'them' })} up again until something changes.`,
  ageing: ({ deal, days, usual, stage }: { deal: string; days: number; usual: string; stage: string }) =>
    `${deal}: ${f.number(days)} ${f.plural(days, { one: 'day', many: 'days' })} in ${stage} (${usual})`,
  /** Of a deal that is named for another reason: the plan asks to move it. */
  wanted: (stage: string) => `wanted in ${stage}`,
  halfLeaveWithin: (count: number) => `half leave within ${f.number(count)} ${f.plural(count, { one: 'day', many: 'days' })}`,
  usuallyUpTo: (days: number) => `usually up to ${f.number(days)}`,
  moreStanding: (count: number) => `and ${f.number(count)} more: \`/deal list mine stale\``,
  working: 'Still working on it',
  workingNoted: (deal: string) =>
    `${deal}: still in progress. I will ask again only after it moves or a planned step is overdue.`,
  workingKnown: (deal: string) => `${deal} is already marked as in progress. Nothing changed.`,
  /** In the deal's history. */
  workingSaid: 'still in progress',
  unplanned: (deal: string) => `${deal}: no next step`,
  more: (count: number) => `and ${f.number(count)} more`,
  done: 'Done',
  tomorrow: 'Tomorrow',
  nextWeek: 'Next week',
  fillIn: 'Fill in',
  nextFriday: 'Next Friday',
  plan: 'Next step',
  planTitle: 'What comes next?',
  planSubmit: 'Save',
  step: 'Next step',
  stepOn: 'On',
  planned: (deal: string, step: string, on: PlainDate | null) =>
    on === null ? `${deal}: next: ${step}.` : `${deal}: next: ${step}, ${f.day(on)}.`,
  /** @param time as the person's clock shows it. */
  remindAt: (time: string) => `A reminder will come at ${time}.`,
  /** @param zone as it was typed. */
  unknownZone: (zone: string) =>
    `Which time zone is "${zone}"? Type the hour on your own clock, or with a city: 10:00 London time. Nothing is planned yet.`,
  /** What of a step is asked about, as it was typed. */
  stepDoubts: {
    noSuchHour: (text: string) => `There is no ${text} on the clock. Nothing is planned yet: type the hour again.`,
    noSuchDay: (text: string) => `There is no ${text}. Nothing is planned yet: type the day again.`,
    repeated: (text: string) => `A step comes once. Nothing is planned yet: type one day instead of "${text}".`,
    eitherDay: (text: string) => `Which day is it: "${text}"? Nothing is planned yet: type one of them.`,
    unsureDay: (text: string) => `Is "${text}" a day? Nothing is planned yet: type it with its month, or the hour alone.`,
  },
  stepNow: ({ time, deal, step }: { time: string; deal: string; step: string }) => `*Now, ${time}:* ${deal}: ${step}`,
  openStep: (step: string, on: PlainDate | null) => `${step}${on === null ? '' : `, ${f.day(on)}`}`,
  stepsDone: 'Open steps: tick what is done',
  stepHint: 'E.g. call Maria tomorrow at 10. With an hour, a reminder comes.',
  alsoOpen: (others: readonly (readonly [step: string, on: PlainDate | null])[]) =>
    `Also open: ${others.map(([step, on]) => `${step}${on === null ? '' : ` (${f.day(on)})`}`).join(', ')}.`,
  stepWords: (on: PlainDate) => `Say what is to be done on ${f.day(on)}.`,
  stepGone: (deal: string) => `${deal}: this step is already done or was changed. Nothing changed.`,
  nothingPlanned: (deal: string) => `${deal}: done. No next step planned.`,
  postponed: (deal: string, on: PlainDate) => `${deal}: moved to ${f.day(on)}.`,
  remindLater: (deal: string, on: PlainDate) => `${deal}: I will remind you on ${f.day(on)}.`,
  fillTitle: 'Still missing',
  fillSubmit: 'Save',
  filled: (deal: string) => `${deal}: complete.`,
  partly: (deal: string, criteria: readonly string[]) => `${deal}: saved. Still missing: ${criteria.join('; ')}.`,
};

export type MorningMessages = typeof morning;
