import { z } from 'zod';
import type { Language } from '../core/deal/member.ts';
import type { AlertFacts, RecoveryFacts } from '../core/funnel/stage-alert.ts';
import type { Delivery } from '../store/types/posts.ts';
import { gapSchema } from './gap-schema.ts';

/** An alert as the ledger keeps it. `memberId`: it goes to one person, in that person's language. */
export type AlertPayload = {
  readonly facts: AlertFacts;
  readonly language: Language;
  readonly memberId: string | null;
};

/** The all-clear, below the alert of that key. */
export type AllClearPayload = { readonly facts: readonly RecoveryFacts[]; readonly alertKey: string };

const alertSchema = z.object({
  facts: z.object({
    timeZone: z.string(),
    lines: z.array(gapSchema.extend({ alertId: z.string() })),
    pipelineId: z.string().optional(),
    at: z.number().optional(),
  }),
  /** An older alert has it here. */
  pipelineId: z.string().optional(),
  language: z.enum(['en', 'pl']),
  memberId: z.string().nullable(),
});

/**
 * Reads an alert of this version or an earlier one, which says less: it was true when it was queued.
 *
 * @returns undefined for what no version wrote.
 */
export function parseAlertPayload({ payload, createdAt }: Delivery): AlertPayload | undefined {
  const { success, data } = alertSchema.safeParse(payload);
  const pipelineId = data?.facts.pipelineId ?? data?.pipelineId;
  if (!success || pipelineId === undefined) return undefined;
  const { facts, language, memberId } = data;
  return { facts: { ...facts, pipelineId, at: facts.at ?? createdAt }, language, memberId };
}

const recoverySchema = z
  .object({
    shortName: z.string(),
    count: z.number(),
    days: z.number(),
    named: z.number(),
    made: z.number(),
    needed: z.number().optional(),
    needsNow: z.number().optional(),
    newDeals: z.number().default(0),
    newMade: z.number().default(0),
  })
  // An older all-clear was only said of a stage that held what it needed.
  .transform(
    (facts): RecoveryFacts => ({ ...facts, needed: facts.needed ?? facts.count, needsNow: facts.needsNow ?? facts.count }),
  );

const allClearSchema = z.object({ facts: z.array(recoverySchema), alertKey: z.string() }) satisfies z.ZodType<AllClearPayload>;

/** Reads an all-clear of this version or an earlier one. @returns undefined for what no version wrote. */
export const parseAllClearPayload = ({ payload }: Delivery): AllClearPayload | undefined =>
  allClearSchema.safeParse(payload).data;

/** Kinds of posts that tell of stages that ran dry. */
export const ALERT_KINDS = {
  channel: 'stage-alert',
  manager: 'stage-alert-dm',
  clear: 'all-clear',
  update: 'stage-alert-taken',
} as const;
