import { type Member, reachableAdmins } from '../core/deal/member.ts';
import type { PlainDate } from '../core/time/calendar.ts';
import type { Delivery, DeliveryDraft } from '../store/types/posts.ts';
import { problemKey } from './keys.ts';

/** What is wrong with a channel, to one admin, as the ledger keeps it. */
export type ProblemPayload = { readonly channel: string; readonly code: string; readonly memberId: string };

export const problemPayload = (delivery: Delivery): ProblemPayload => delivery.payload as ProblemPayload;

/** A word to each admin that a channel does not take posts, once a day. */
export const problemDrafts = (
  members: readonly Member[],
  channel: string,
  code: string,
  { on, at }: { readonly on: PlainDate; readonly at: number },
): readonly DeliveryDraft[] =>
  reachableAdmins(members).map(({ id, slackUserId }) => ({
    key: problemKey(slackUserId, channel, code, on),
    kind: 'problem',
    target: slackUserId,
    subject: null,
    payload: { channel, code, memberId: id } satisfies ProblemPayload,
    notBefore: at,
  }));
