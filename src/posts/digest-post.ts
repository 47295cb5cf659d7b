import { z } from 'zod';
import type { HygieneLine } from '../core/deal/hygiene.ts';
import type { Language } from '../core/deal/member.ts';
import type { DigestFacts } from '../core/funnel/digest.ts';
import { digestSuggestions, type Suggestion, type SuggestionOutcome } from '../core/funnel/suggestions.ts';
import { dateAt } from '../core/time/calendar.ts';
import type { Delivery, DeliveryDraft } from '../store/types/posts.ts';
import { digestFactsSchema } from './digest-schema.ts';
import { childKey, digestKey } from './keys.ts';

/** A digest as the ledger keeps it: the numbers are frozen, so that a second try says the same. */
export type DigestPayload = {
  readonly facts: DigestFacts;
  readonly language: Language;
  readonly subscriptionId: string;
  /** The hour that it belongs to, ms; null: asked for by a person. */
  readonly slot: number | null;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** It fell on a public holiday. */
  readonly holiday: boolean;
  /** The moves that it names. */
  readonly suggested: readonly Suggestion[];
  /** What came of the moves that last week's digest named; null: it named none. */
  readonly lastWeek: SuggestionOutcome | null;
  /** Deals past their close date or without one that its thread asks about. */
  readonly tidy: readonly HygieneLine[];
};

/** What stands in the digest's thread points to the post above. */
export type DigestThreadPayload = DigestPayload & { readonly parent: string };

const digestShape = {
  facts: digestFactsSchema,
  language: z.enum(['en', 'pl']),
  subscriptionId: z.string(),
  slot: z.number().nullable(),
  weekday: z.number(),
  holiday: z.boolean(),
  suggested: z.array(z.object({ number: z.number(), toStageId: z.string() })).optional(),
  lastWeek: z.object({ suggested: z.number(), made: z.number(), won: z.number() }).nullable().default(null),
  tidy: z.array(z.object({ number: z.number(), closeOn: z.string().nullable() })).default([]),
};

/** An older digest named the same move, and did not note it. */
const withSuggestions = <T extends { readonly facts: DigestFacts; readonly suggested?: readonly Suggestion[] | undefined }>(
  payload: T,
) => ({
  ...payload,
  suggested: payload.suggested ?? digestSuggestions(payload.facts),
});

const digestSchema = z.object(digestShape).transform(withSuggestions) satisfies z.ZodType<DigestPayload>;
const digestThreadSchema = z
  .object({ ...digestShape, parent: z.string() })
  .transform(withSuggestions) satisfies z.ZodType<DigestThreadPayload>;

/** Reads a digest of this version or an earlier one. @returns undefined for what no version wrote. */
export const parseDigestPayload = ({ payload }: Delivery): DigestPayload | undefined => digestSchema.safeParse(payload).data;
/** The same of what stands in its thread. */
export const parseDigestThreadPayload = ({ payload }: Delivery): DigestThreadPayload | undefined =>
  digestThreadSchema.safeParse(payload).data;

/** Kinds of posts about deals that want a date: the rows in the digest's thread, and the same rows shown anew. */
export const DIGEST_HYGIENE = 'digest-tidy';
export const DIGEST_HYGIENE_UPDATE = 'digest-tidied';
/** Key of the rows below a digest. */
export const hygieneKey = (digest: string): string => childKey(digest, '3-tidy');

/** The posts of one digest: the message, its thread, and the chart in it. */
export function digestDrafts(channel: string, payload: DigestPayload, notBefore: number, key?: string): readonly DeliveryDraft[] {
  const { facts, slot } = payload;
  const main = key ?? digestKey(channel, facts.pipelineId, dateAt(slot ?? facts.at, facts.timeZone));
  const draft = { target: channel, subject: main, notBefore };
  const thread: DigestThreadPayload = { ...payload, parent: main };
  return [
    { ...draft, key: main, kind: 'digest', payload },
    ...(facts.open.count === 0 ? [] : [{ ...draft, key: childKey(main, '1-chart'), kind: 'digest-chart', payload: thread }]),
    { ...draft, key: childKey(main, '2-more'), kind: 'digest-thread', payload: thread },
    ...(payload.tidy.length === 0 ? [] : [{ ...draft, key: hygieneKey(main), kind: DIGEST_HYGIENE, payload: thread }]),
    ...(facts.calibration.length === 0
      ? []
      : [{ ...draft, key: childKey(main, '9-calibration'), kind: 'calibration', payload: thread }]),
  ];
}
