import { LANGUAGES } from '../locale/languages.ts';
import { importOf } from '../posts/import-post.ts';
import { importedMessage } from '../slack/views/imported.ts';
import type { DeliveryKind } from './delivery-kind.ts';
import { untilDay } from './quiet.ts';

/** The one post about an import, by day. */
export const importedKind: DeliveryKind = {
  prepare: async (sending) => {
    const { delivery } = sending;
    const { language, ...imported } = importOf(delivery);
    const night = await untilDay(sending, imported);
    if (night !== undefined) return night;
    const message = importedMessage(LANGUAGES[language], imported);
    return { do: 'post', post: { channel: delivery.target, forms: [message] } };
  },
};
