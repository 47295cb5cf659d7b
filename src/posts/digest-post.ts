import { dateAt } from '../core/calendar.ts';
import type { DigestFacts } from '../core/digest.ts';
import type { Language } from '../core/member.ts';
import type { Suggestion, SuggestionOutcome } from '../core/suggestions.ts';
import type { TidyLine } from '../core/tidying.ts';
import type { Delivery, DeliveryDraft } from '../store/types/posts.ts';
import { below, digestKey } from './keys.ts';

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
  /** The moves that it names. This and what follows is missing in a digest of an earlier version. */
  readonly suggested?: readonly Suggestion[];
  /** What came of the moves that last week's digest named; null: it named none. */
  readonly lastWeek?: SuggestionOutcome | null;
  /** Deals past their close date or without one that its thread asks about. */
  readonly tidy?: readonly TidyLine[];
};

/** What stands in the digest's thread points to the post above. */
export type ThreadPayload = DigestPayload & { readonly parent: string };

/** Written by {@link digestDrafts}, and read back by the same version of the code. */
export const digestOf = (delivery: Delivery): DigestPayload => delivery.payload as DigestPayload;
export const threadOf = (delivery: Delivery): ThreadPayload => delivery.payload as ThreadPayload;

/** Kinds of posts about deals that want a date: the rows in the digest's thread, and the same rows shown anew. */
export const DIGEST_TIDY = 'digest-tidy';
export const DIGEST_TIDIED = 'digest-tidied';
/** Key of the rows below a digest. */
export const tidyKey = (digest: string): string => below(digest, '3-tidy');

/** The posts of one digest: the message, its thread, and the chart in it. */
export function digestDrafts(channel: string, payload: DigestPayload, notBefore: number, key?: string): readonly DeliveryDraft[] {
  const { facts, slot } = payload;
  const main = key ?? digestKey(channel, facts.pipelineId, dateAt(slot ?? facts.at, facts.timeZone));
  const draft = { target: channel, subject: main, notBefore };
  const thread: ThreadPayload = { ...payload, parent: main };
  return [
    { ...draft, key: main, kind: 'digest', payload },
    ...(facts.open.count === 0 ? [] : [{ ...draft, key: below(main, '1-chart'), kind: 'digest-chart', payload: thread }]),
    { ...draft, key: below(main, '2-more'), kind: 'digest-thread', payload: thread },
    ...((payload.tidy ?? []).length === 0 ? [] : [{ ...draft, key: tidyKey(main), kind: DIGEST_TIDY, payload: thread }]),
    ...(facts.calibration === undefined
      ? []
      : [{ ...draft, key: below(main, '9-calibration'), kind: 'calibration', payload: thread }]),
  ];
}
