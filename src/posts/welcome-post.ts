import type { Subscription } from '../store/types/channels.ts';
import type { Delivery, DeliveryDraft } from '../store/types/posts.ts';
import { welcomeKey } from './keys.ts';

/** The first words in a channel as the ledger keeps them. */
export type WelcomePayload = Pick<Subscription, 'language' | 'weekday' | 'timeOfDay'>;

export const welcomePayload = (delivery: Delivery): WelcomePayload => delivery.payload as WelcomePayload;

/** The first words in a channel, once for ever. */
export const welcomeDraft = (
  { channelId, language, weekday, timeOfDay }: Pick<Subscription, 'channelId' | 'language' | 'weekday' | 'timeOfDay'>,
  at: number,
): DeliveryDraft => ({
  key: welcomeKey(channelId),
  kind: 'welcome',
  target: channelId,
  subject: null,
  payload: { language, weekday, timeOfDay } satisfies WelcomePayload,
  notBefore: at,
});
