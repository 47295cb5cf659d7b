import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

const WAITING = 'Within an hour after that I post what has been waiting, for up to a week.';
const AT_ONCE = 'As soon as I am there I post what has been waiting, for up to a week.';
const GONE = 'Slack no longer finds my messages there. I have posted some of them again, and stop for today.';
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const days = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'day', many: 'days' })}`;

/** A stage that is asked for less. `period`: what it was short for; null: no period. */
type Ended = {
  readonly stage: string;
  readonly count: number;
  readonly why: 'target' | 'period' | 'covered';
  readonly period: string | null;
};

/** Stages that ran dry, and their recovery. Names are safe text; days are 'YYYY-MM-DD'. */
export const alerts = {
  row: (deal: string, parts: readonly string[]) => [deal, ...parts].join(' · '),
  missing: (criteria: readonly string[]) => `needed first: ${criteria.join('; ')}`,
  /** Where a move goes. */
  toStage: (stage: string) => `to ${stage}`,
  commit: "I'll do it",
  /** @param by the day by which it is to be done. */
  committedBy: (who: string, by: PlainDate) => `✓ ${who}, by ${f.day(by)}`,
  notification: ({ stage, count, needed }: { stage: string; count: number; needed: number }) =>
    count === 0
      ? `${stage} is empty: ${deals(needed)} needed.`
      : `${stage} is short: ${deals(count)}, ${f.number(needed)} needed.`,
  /** @param stages `Offer (1 of 3)` each. */
  alsoShort: (stages: readonly string[]) => `Also short: ${stages.join(', ')}`,
  wholePlan: 'The whole plan',
  committed: (deal: string, stage: string, on: PlainDate) => `You're on it: ${deal} to ${stage} by ${f.day(on)}.`,
  committedAlready: (deal: string, who: string) => `${who} is already on it: ${deal}. Nothing changed.`,
  /** Promises of somebody who has left. @param what as `move` or `newDeals` gives it. */
  left: {
    head: (who: string, count: number) =>
      `${who} may no longer use Lejek. ${f.plural(count, { one: 'One promise was open:', many: `${f.number(count)} promises were open:` })}`,
    move: (deal: string, stage: string) => `${deal} to ${stage}`,
    newDeals: (count: number, stage: string) =>
      `${f.number(count)} new ${f.plural(count, { one: 'deal', many: 'deals' })} for ${stage}`,
    free: (what: string, on: PlainDate) => `• ${what}, by ${f.day(on)}: free to take again`,
    handedOn: (what: string, on: PlainDate, to: string) => `• ${what}, by ${f.day(on)}: now with ${to}, who owns the deal`,
    yours: (what: string, on: PlainDate) => `• ${what}, by ${f.day(on)}: now yours, as it is your deal`,
    open: (deal: string) => `Open ${deal}`,
  },
  givenBack: (what: string) => `Given back: ${what} is free to take again.`,
  givenBackNew: (stage: string) => `Given back: the new deals for ${stage} are free to take again.`,
  nothingToGiveBack: 'There is nothing to give back: it is done, or free already. Nothing changed.',
  notYoursToGiveBack: (who: string) => `${who} is on it, and only they can give it back. Nothing changed.`,
  outdatedButton:
    'This button is from an older version of me. Nothing was changed; type `/funnel gaps` to see what is short now.',
  alreadyRecovered: (stage: string) => `${stage} has recovered in the meantime. Nothing changed.`,
  recovered: ({ stage, count, after }: { stage: string; count: number; after: number }) =>
    `${stage} is back to ${deals(count)} after ${days(after)}.`,
  recoveredSameDay: (stage: string, count: number) => `${stage} is back to ${deals(count)} on the same day.`,
  /** Not short any more, though it does not hold what was needed. */
  ended: ({ stage, count, why, period }: Ended) =>
    `${stage} is no longer short at ${deals(count)}: ${
      {
        target: period === null ? 'the target has changed' : `the target for ${period} has changed`,
        period: period === null ? 'new deals would come too late now' : `new deals would come too late for ${period}`,
        covered: period === null ? 'the target is covered' : `wins and the forecast cover ${period}`,
      }[why]
    }.`,
  needsFewer: ({ stage, count, needed }: { stage: string; count: number; needed: number }) =>
    needed > 0
      ? `${stage} now needs fewer: ${f.number(needed)}, and it has ${deals(count)}.`
      : `${stage} has what it needs now: ${deals(count)}.`,
  made: ({ made, of }: { made: number; of: number }) =>
    of === 1
      ? 'The move was made.'
      : `${f.number(made)} of the ${f.number(of)} moves ${f.plural(made, { one: 'was', many: 'were' })} made.`,
  newMade: ({ made, of }: { made: number; of: number }) =>
    of === 1
      ? 'The new deal was added.'
      : `${f.number(made)} of the ${f.number(of)} new deals ${f.plural(made, { one: 'was', many: 'were' })} added.`,
  problem: (channel: string, code: string) =>
    `I could not post in ${channel}: Slack says ${code}. Nothing is lost; fix it with \`/funnel setup\`.`,
  problemHow: {
    not_in_channel: `Invite me there: \`/invite @Lejek\`. ${AT_ONCE}`,
    channel_not_found: `The channel is gone, or I am not in it. Invite me, or choose another one. ${WAITING}`,
    is_archived: `The channel is archived. Unarchive it, or choose another one. ${WAITING}`,
    message_not_found: GONE,
    thread_not_found: GONE,
    cant_update_message: GONE,
    edit_window_closed: GONE,
    unclear: 'The post may already be there: Slack did not answer, and I cannot read the history. I will not post it twice.',
  } as Readonly<Record<string, string>>,
  pictureProblem: (channel: string, code: string) =>
    `Slack refused the picture for ${channel}: ${code}. The post is there, without it. \`npm run doctor\` shows what is missing. You get this once a day at most.`,
  threadProblem: (channel: string, code: string) =>
    `Slack refused what belongs below the weekly summary in ${channel}: ${code}. The summary is there, without it; \`/funnel digest\` shows all of it. You get this once a day at most.`,
  homeProblem: (code: string) =>
    `Slack refused to update the Home tab of some people: ${code}. They see an older one until they open it again. You get this once a day at most.`,
  openSetup: 'Set up',
};

export type AlertMessages = typeof alerts;
