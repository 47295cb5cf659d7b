import { dateAt } from '../core/calendar.ts';
import { LANGUAGES } from '../locale/languages.ts';
import { importOf } from '../posts/import-post.ts';
import { buttons, say } from '../slack/views/blocks.ts';
import { FUNNEL_NOW } from '../slack/views/help.ts';
import type { DeliveryKind } from './delivery-kind.ts';
import { untilDay } from './quiet.ts';

/** The one post about an import, by day. */
export const importedKind: DeliveryKind = {
  prepare: async (sending) => {
    const { delivery } = sending;
    const { language, timeZone, currency, from, to, openMinor, ...counts } = importOf(delivery);
    const night = await untilDay(sending, { timeZone });
    if (night !== undefined) return night;
    const m = LANGUAGES[language];
    const message = say(
      m.imported.post({
        ...counts,
        openValue: m.f.shortMoney(openMinor, currency),
        from: dateAt(from, timeZone),
        to: dateAt(to, timeZone),
      }),
      ...buttons({ id: FUNNEL_NOW, text: m.help.funnelNow, value: 'now' }),
    );
    return { do: 'post', post: { channel: delivery.target, forms: [message] } };
  },
};
