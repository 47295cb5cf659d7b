import { LANGUAGES } from '../locale/languages.ts';
import { welcomeOf } from '../posts/welcome-post.ts';
import { welcomeMessage } from '../slack/views/welcome.ts';
import type { DeliveryKind } from './delivery-kind.ts';

/** The first words in a channel, once. */
export const welcomeKind: DeliveryKind = {
  prepare: async ({ delivery }) => {
    const { language, ...rhythm } = welcomeOf(delivery);
    return { do: 'post', post: { channel: delivery.target, forms: [welcomeMessage(LANGUAGES[language], rhythm)] } };
  },
};
