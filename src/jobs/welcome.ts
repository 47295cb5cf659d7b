import { LANGUAGES } from '../locale/languages.ts';
import { welcomePayload } from '../posts/welcome-post.ts';
import { welcomeMessage } from '../slack/views/workspace/welcome.ts';
import type { DeliveryKind } from './delivery-kind.ts';

/** The first words in a channel, once. */
export const welcomeKind: DeliveryKind = {
  prepare: async ({ delivery }) => {
    const { language, ...rhythm } = welcomePayload(delivery);
    return { kind: 'post', post: { channel: delivery.target, variants: [welcomeMessage(LANGUAGES[language], rhythm)] } };
  },
};
