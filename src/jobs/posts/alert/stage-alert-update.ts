import { z } from 'zod';
import type { Instant } from '../../../core/time/instant.ts';
import type { Delivery } from '../../../store/types/posts.ts';
import { definePost } from '../kit/define-post.ts';
import { loadSentPost } from '../kit/in-thread.ts';
import { alertView, loadAlertShown } from './stage-alert.ts';
import { readAlert } from './stage-alert-posts.ts';

/** `change`: id of what changed; each change shows an alert anew once. */
type KeyParts = { readonly alert: string; readonly change: string };

const key = ({ alert, change }: KeyParts): string => `taken/${alert}/${change}`;

/** `alert`: the post that is to change. */
type AlertUpdate = { readonly alert: Pick<Delivery, 'key' | 'target'>; readonly change: string; readonly at: Instant };

/** An alert that is posted already, shown anew with who took what. */
export const stageAlertUpdatePost = definePost({
  kind: 'stage-alert-taken',
  schema: z.object({ alertKey: z.string() }),
  key,
  draft: ({ alert, change, at }: AlertUpdate) => ({
    key: key({ alert: alert.key, change }),
    target: alert.target,
    subject: alert.key,
    payload: { alertKey: alert.key },
    notBefore: at,
  }),
  prepare: async (sending, { alertKey }) => {
    const sent = await loadSentPost(sending, alertKey);
    if (sent.kind === 'drop') return sent;
    const payload = readAlert(sent.post);
    if (payload === undefined) return { kind: 'unreadable' };
    return { kind: 'update', channel: sent.channel, ts: sent.ts, ...(await loadAlertShown(sending, payload)) };
  },
  view: (m, shown) => [alertView(m, shown)],
});
