import { z } from 'zod';
import type { Instant } from '../../../core/time/instant.ts';
import { hiddenDeal } from '../../../slack/views/deal/channel-card.ts';
import { definePost } from '../kit/define-post.ts';
import { loadHiddenWords } from './hidden-deal.ts';

/** A message about a deal that a channel has beside the card, as store/deals/shown-again-sql.ts queues it. */
const schema = z.object({ number: z.number(), channel: z.string(), ts: z.string() });

/** `line`: key of the post that the message was. */
const key = ({ line, changed }: { readonly line: string; readonly changed: string }): string => `${line}/seen-${changed}`;

type HiddenLine = z.infer<typeof schema> & { readonly line: string; readonly changed: string; readonly at: Instant };

/** Takes the words of a deal's line, or of its news, out of a channel that does not see the deal any more. */
export const hiddenLinePost = definePost({
  kind: 'deal-hidden',
  schema,
  key,
  draft: ({ line, changed, at, ...payload }: HiddenLine) => ({
    key: key({ line, changed }),
    target: payload.channel,
    subject: String(payload.number),
    payload,
    notBefore: at,
  }),
  prepare: async (sending, { number, channel, ts }) => {
    const m = await loadHiddenWords(sending, number);
    return m === undefined ? { kind: 'drop', why: 'the channel sees the deal' } : { kind: 'update', channel, ts, m, shown: null };
  },
  view: (m) => [hiddenDeal(m)],
});
