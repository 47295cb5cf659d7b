import { z } from 'zod';
import type { AgeingLine } from '../../../core/funnel/ageing.ts';
import type { ClosedReview } from '../../../core/funnel/closed-review.ts';
import { storedDate } from '../kit/stored-date.ts';

const amountSchema = z.object({ count: z.number(), valueMinor: z.number() });

const summarySchema = z.object({
  won: amountSchema,
  lost: amountSchema,
  winShare: z.number().nullable(),
  cycleDays: z.number().nullable(),
  perWeekMinor: z.number(),
});

export const ageingSchema = z.object({
  number: z.number(),
  name: z.string(),
  ownerId: z.string(),
  valueMinor: z.number().nullable(),
  stageId: z.string(),
  days: z.number(),
  usualDays: z.number(),
}) satisfies z.ZodType<AgeingLine>;

export const closedReviewSchema = z.object({
  fromMonth: storedDate,
  toMonth: storedDate,
  now: summarySchema,
  before: summarySchema,
  reasons: z.array(z.object({ reasonId: z.string().nullable(), now: amountSchema, before: amountSchema })),
}) satisfies z.ZodType<ClosedReview>;
