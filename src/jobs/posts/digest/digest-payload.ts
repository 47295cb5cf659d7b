import { z } from 'zod';
import type { HygieneLine } from '../../../core/deal/hygiene/hygiene.ts';
import type { AgeingLine } from '../../../core/funnel/ageing.ts';
import type { ClosedReview } from '../../../core/funnel/closed-review.ts';
import type { DigestFacts } from '../../../core/funnel/digest.ts';
import { digestSuggestions, type Suggestion, type SuggestionOutcome } from '../../../core/funnel/suggestions.ts';
import type { Language } from '../../../core/people/language.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { withRenamedFields } from '../../../platform/renamed-fields.ts';
import { storedDate } from '../kit/stored-date.ts';
import { storedLanguage } from '../kit/stored-language.ts';
import { digestFactsSchema } from './digest-schema.ts';
import { ageingSchema, closedReviewSchema } from './review-schema.ts';

/** A digest as stored in `delivery.payload`: the numbers are frozen, so that a second try says the same. */
export type DigestPayload = {
  readonly facts: DigestFacts;
  readonly language: Language;
  readonly subscriptionId: string;
  /** The hour that it belongs to, ms; null: asked for by a person. */
  readonly slot: Instant | null;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** It fell on a public holiday. */
  readonly holiday: boolean;
  /** The moves that it names. */
  readonly suggested: readonly Suggestion[];
  /** What came of the moves that last week's digest named; null: it named none. */
  readonly lastWeek: SuggestionOutcome | null;
  /** Deals past their close date or without one that its thread asks about. */
  readonly hygieneLines: readonly HygieneLine[];
  /** Deals that stand longer than is usual, longest beyond that first. */
  readonly ageing: readonly AgeingLine[];
  /** In the first digest of a month: what was closed in three months against the three before; else null. */
  readonly review: ClosedReview | null;
};

/** What stands in the digest's thread points to the post above by its key. */
export type DigestThreadPayload = DigestPayload & { readonly parent: string };

const OLDER_NAMES = { tidy: 'hygieneLines' };

const digestShape = {
  facts: digestFactsSchema,
  language: storedLanguage,
  subscriptionId: z.string(),
  slot: z.number().nullable(),
  weekday: z.number(),
  holiday: z.boolean(),
  suggested: z.array(z.object({ number: z.number(), toStageId: z.string() })).optional(),
  lastWeek: z
    .object({
      ...{ suggested: z.number(), made: z.number(), won: z.number() },
      move: z.object({ number: z.number(), toStageId: z.string() }).optional(),
    })
    .nullable()
    .default(null),
  hygieneLines: z.array(z.object({ number: z.number(), closeOn: storedDate.nullable() })).default([]),
  ageing: z.array(ageingSchema).default([]),
  review: closedReviewSchema.nullable().default(null),
};

/** An older digest named the same move, and did not note it. */
const withSuggestions = <T extends { readonly facts: DigestFacts; readonly suggested?: readonly Suggestion[] | undefined }>(
  payload: T,
) => ({
  ...payload,
  suggested: payload.suggested ?? digestSuggestions(payload.facts),
});

/** Digests of this version and every earlier one. */
export const digestSchema: z.ZodType<DigestPayload> = withRenamedFields(
  OLDER_NAMES,
  z.object(digestShape).transform(withSuggestions),
);
/** The same of what stands in their threads. */
export const digestThreadSchema: z.ZodType<DigestThreadPayload> = withRenamedFields(
  OLDER_NAMES,
  z.object({ ...digestShape, parent: z.string() }).transform(withSuggestions),
);

/** What is queued in the thread of a digest. `digest`: the key of the post above. */
export type DigestThreadDraft = {
  readonly channel: string;
  readonly digest: string;
  readonly payload: DigestPayload;
  readonly notBefore: Instant;
};

/** A post in a digest's thread; its key sorts after the digest's, and one of them is in flight at a time. */
export const digestThreadDraft = (key: string, { channel, digest, payload, notBefore }: DigestThreadDraft) => ({
  key,
  target: channel,
  subject: digest,
  payload: { ...payload, parent: digest },
  notBefore,
});
