import type { PlainDate } from '../core/time/calendar.ts';
import type { Card, Delivery, DeliveryDraft } from '../store/types/posts.ts';

/** A change that a channel is to see, as store/card-deliveries.ts queues it. */
export type CardPayload = {
  readonly number: number;
  /** The deal's version after the change. */
  readonly version: number;
  /** Key of the post that shows the card as of that change. */
  readonly cardKey: string;
  /** Nothing changed: whether the message is still there is looked at, by showing it anew. */
  readonly isCheck?: boolean;
};

export const cardPayload = (delivery: Delivery): CardPayload => delivery.payload as CardPayload;

/** Kinds of posts about one deal in its channels. */
export const CARD_KINDS = { card: 'deal-card', event: 'deal-event' } as const;

/** Key of the post that tells one change of a deal, as store/card-deliveries.ts names it. */
export const eventKey = (channel: string, number: number, version: number): string =>
  `card/${channel}/${number}/${String(version).padStart(6, '0')}/2-event`;

/** A look whether a card's message is still there, once a day. */
export function cardCheckDraft({ dealNumber, channelId, shownVersion }: Card, on: PlainDate, at: number): DeliveryDraft {
  const key = `card/${channelId}/${dealNumber}/check-${on}`;
  const payload: CardPayload = { number: dealNumber, version: shownVersion, cardKey: key, isCheck: true };
  return { key, kind: CARD_KINDS.card, target: channelId, subject: String(dealNumber), payload, notBefore: at };
}

/** The same post once more, after the message it was about is gone: once per message that went. */
export const repostDraft = (delivery: Delivery, goneTs: string, at: number): DeliveryDraft => {
  const payload = cardPayload(delivery);
  const suffix = `/after-${goneTs}`;
  return {
    key: `${delivery.key}${suffix}`,
    kind: delivery.kind,
    target: delivery.target,
    subject: delivery.subject,
    payload: { ...payload, cardKey: `${payload.cardKey}${suffix}` } satisfies CardPayload,
    notBefore: at,
  };
};
