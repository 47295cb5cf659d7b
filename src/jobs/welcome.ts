import { LANGUAGES } from '../locale/languages.ts';
import { welcomeOf } from '../posts/welcome-post.ts';
import { buttons, say } from '../slack/views/blocks.ts';
import { MINE } from '../slack/views/deal-actions.ts';
import type { DeliveryKind } from './delivery-kind.ts';

/** The first words in a channel, once. */
export const welcomeKind: DeliveryKind = {
  prepare: async ({ delivery }) => {
    const { language, weekday, timeOfDay } = welcomeOf(delivery);
    const m = LANGUAGES[language];
    const message = say(
      m.setup.welcome(weekday, m.f.clock(timeOfDay)),
      ...buttons({ id: MINE, text: m.help.myDeals, value: 'mine' }),
    );
    return { do: 'post', post: { channel: delivery.target, forms: [message] } };
  },
};
