import { z } from 'zod';
import { type Deal, isOpen, type PlannedStep } from '../../core/deal/deal.ts';
import { openSteps, stepId } from '../../core/deal/next-steps.ts';
import type { DealNumber } from '../../core/ids.ts';
import { isReachable } from '../../core/people/member.ts';
import { everything } from '../../core/people/viewer.ts';
import { dateAt, type PlainDate, zonedInstant } from '../../core/time/calendar.ts';
import { loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { stepReminder } from '../../slack/views/workspace/step-reminder.ts';
import { definePost } from './kit/define-post.ts';
import { storedDate } from './kit/stored-date.ts';

/** A step that is finished and comes back by Undo is reminded of once: its words and its day are its name. */
const key = ({ number, ...planned }: PlannedStep & { readonly number: DealNumber }): string =>
  `step/${number}/${stepId(planned)}`;

type ReminderDraft = {
  readonly deal: Pick<Deal, 'number'>;
  readonly step: string;
  readonly on: PlainDate;
  /** 'HH:mm' in the zone of who planned it. */
  readonly time: string;
  readonly timeZone: string;
  readonly plannedBy: string;
};

/** A next step at its hour, to the deal's owner; none when it was done, moved or changed meanwhile, or when its day is over. */
export const stepReminderPost = definePost({
  kind: 'step-reminder',
  schema: z.object({ number: z.number(), step: z.string(), on: storedDate, time: z.string(), timeZone: z.string() }),
  key,
  draft: ({ deal, step, on, time, timeZone, plannedBy }: ReminderDraft) => ({
    key: key({ number: deal.number, step, on }),
    target: plannedBy,
    subject: null,
    payload: { number: deal.number, step, on, time, timeZone },
    notBefore: zonedInstant(on, time, timeZone),
  }),
  prepare: async ({ tenant, at }, { number, step, on, time, timeZone }) => {
    const [file, workspace] = await Promise.all([tenant.deals(everything('toOwner')).file(number), loadWorkspace(tenant)]);
    const deal = file?.deal;
    const isPlanned = deal !== undefined && openSteps(deal).some((each) => each.step === step && each.on === on);
    if (deal === undefined || !isOpen(deal) || !isPlanned) return { kind: 'drop', why: 'the step is done or changed' };
    if (dateAt(at, timeZone) !== on) return { kind: 'drop', why: 'the day is over' };
    const owner = await tenant.members.byId(deal.ownerId);
    if (owner === undefined || !isReachable(owner)) return { kind: 'drop', why: 'nobody to remind' };
    return {
      kind: 'post',
      channel: owner.slackUserId,
      m: messagesFor(owner, workspace),
      shown: { deal, time, planned: { step, on } },
    };
  },
  view: (m, shown) => [stepReminder(m, shown)],
});
