import { z } from 'zod';
import type { RecoveryFacts } from '../../../core/funnel/stage-alert.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { allClear } from '../../../slack/views/funnel/stage-alert.ts';
import type { Delivery } from '../../../store/types/posts.ts';
import { definePost } from '../kit/define-post.ts';
import { periodSchema } from '../kit/gap-schema.ts';
import { loadSentPost } from '../kit/in-thread.ts';
import { waitUntilDaytime } from '../kit/quiet-hours.ts';
import { loadAlertMessages } from './stage-alert.ts';
import { readAlert } from './stage-alert-posts.ts';

const recoverySchema = z
  .object({
    stageId: z.string().optional(),
    shortName: z.string(),
    count: z.number(),
    days: z.number(),
    named: z.number(),
    made: z.number(),
    why: z.enum(['recovered', 'target', 'period', 'covered', 'numbers']).optional(),
    period: periodSchema.nullable().default(null),
    fiscalStartMonth: z.number().default(1),
    needed: z.number().optional(),
    needsNow: z.number().optional(),
    newDeals: z.number().default(0),
    newMade: z.number().default(0),
  })
  // An older all-clear was only said of a stage that held what it needed.
  .transform(({ why, ...facts }): RecoveryFacts => {
    const needed = facts.needed ?? facts.count;
    return {
      ...facts,
      why: why ?? (facts.count >= needed ? 'recovered' : 'numbers'),
      needed,
      needsNow: facts.needsNow ?? facts.count,
    };
  });

type KeyParts = { readonly alert: string; readonly alertIds: readonly string[] };

const key = ({ alert, alertIds }: KeyParts): string => `clear/${alert}/${alertIds.join('+')}`;

/** `alert`: the post that announced it, in whose thread it is cleared. */
type AllClearDraft = {
  readonly alert: Pick<Delivery, 'key' | 'target'>;
  readonly alertId: string;
  readonly facts: RecoveryFacts;
  readonly at: Instant;
};

/** A stage meets its need again, in the thread of the post that announced its alert. */
export const allClearPost = definePost({
  kind: 'all-clear',
  // An older one does not know as of when it is.
  schema: z.object({ facts: z.array(recoverySchema), alertKey: z.string(), at: z.number().optional() }),
  key,
  draft: ({ alert, alertId, facts, at }: AllClearDraft) => ({
    key: key({ alert: alert.key, alertIds: [alertId] }),
    target: alert.target,
    subject: alert.key,
    payload: { facts: [facts], alertKey: alert.key, at },
    notBefore: at,
  }),
  prepare: async (sending, { facts, alertKey, at }) => {
    const sent = await loadSentPost(sending, alertKey);
    if (sent.kind === 'drop') return sent;
    const payload = readAlert(sent.post);
    if (payload === undefined) return { kind: 'unreadable' };
    // Who was told directly has quiet hours of their own.
    const night = /^[UW]/.test(sending.delivery.target) ? undefined : await waitUntilDaytime(sending, payload.facts);
    if (night !== undefined) return night;
    const m = await loadAlertMessages(sending, payload);
    const { pipelineId, teamId, timeZone } = payload.facts;
    const post = at === undefined ? undefined : { pipelineId, teamId, timeZone, at };
    return { kind: 'post', channel: sent.channel, threadTs: sent.ts, m, shown: { facts, post } };
  },
  view: (m, { facts, post }) => [allClear(m, facts, post)],
});
