import { LANGUAGES } from '../locale/languages.ts';
import { importPayload } from '../posts/import-post.ts';
import { importedMessage } from '../slack/views/workspace/imported.ts';
import type { DeliveryKind } from './delivery-kind.ts';
import { waitUntilDaytime } from './quiet-hours.ts';

/** The one post about an import, by day. */
export const importedKind: DeliveryKind = {
  prepare: async (sending) => {
    const { delivery } = sending;
    const { language, ...imported } = importPayload(delivery);
    const night = await waitUntilDaytime(sending, imported);
    if (night !== undefined) return night;
    const message = importedMessage(LANGUAGES[language], imported);
    return { kind: 'post', post: { channel: delivery.target, variants: [message] } };
  },
};
