import { z } from 'zod';
import type { Webhook } from '../../core/history/webhook.ts';
import type { MemberId, SlackUserId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { webhookOffMessage } from '../../slack/views/workspace/settings/webhooks.ts';
import { definePost } from './kit/define-post.ts';

const key = (parts: { readonly person: SlackUserId; readonly webhookId: string; readonly at: Instant }): string =>
  `webhook-off/${parts.person}/${parts.webhookId}/${parts.at}`;

type WebhookOffDraft = {
  readonly slackUserId: SlackUserId;
  readonly memberId: MemberId;
  readonly webhook: Pick<Webhook, 'id' | 'url'>;
  readonly why: 'failing' | 'gone';
  readonly at: Instant;
};

/** Nothing came through for days, or the receiver is gone: an admin hears that nothing more is sent there. */
export const webhookOffPost = definePost({
  kind: 'webhook-off',
  schema: z.object({ memberId: z.string(), webhookId: z.string(), url: z.string(), why: z.enum(['failing', 'gone']) }),
  key,
  draft: ({ slackUserId, memberId, webhook, why, at }: WebhookOffDraft) => ({
    key: key({ person: slackUserId, webhookId: webhook.id, at }),
    target: slackUserId,
    subject: null,
    payload: { memberId, webhookId: webhook.id, url: webhook.url, why },
    notBefore: at,
  }),
  prepare: async ({ tenant, delivery }, { memberId, webhookId, url, why }) => {
    const webhook = await tenant.webhooks.byId(webhookId);
    if (webhook === undefined || webhook.off === null || webhook.removedAt !== null)
      return { kind: 'drop', why: 'it is on again, or gone' };
    const member = (await loadMembersById(tenant)).get(memberId);
    if (member?.role !== 'admin') return { kind: 'drop', why: 'it is for admins' };
    return { kind: 'post', channel: delivery.target, m: messagesFor(member, await loadWorkspace(tenant)), shown: { url, why } };
  },
  view: (m, shown) => [webhookOffMessage(m, shown)],
});
