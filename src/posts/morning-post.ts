import { z } from 'zod';
import type { Deal } from '../core/deal/deal.ts';
import type { Delivery } from '../store/types/posts.ts';

/** A person's morning note as the ledger keeps it. */
export type MorningPayload = {
  readonly memberId: string;
  readonly today: string;
  /** The deals that it tells to stand for long, each with the visit that it is about. */
  readonly ageing: readonly Pick<Deal, 'number' | 'stageSince'>[];
  /** Days after which half of the deals have left a stage, by its id; only where the history tells. */
  readonly usualDays: Readonly<Record<string, number>>;
};

const morningSchema = z.object({
  memberId: z.string(),
  today: z.string(),
  ageing: z.array(z.object({ number: z.number(), stageSince: z.number() })).default([]),
  usualDays: z.record(z.string(), z.number()).default({}),
}) satisfies z.ZodType<MorningPayload>;

/** Reads a note of this version or of an earlier one, through whose update it waited. @returns undefined for what no version wrote. */
export const parseMorningPayload = ({ payload }: Delivery): MorningPayload | undefined => morningSchema.safeParse(payload).data;
