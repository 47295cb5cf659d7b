import { z } from 'zod';
import type { Webhook } from '../../../../core/history/webhook.ts';
import { WEBHOOK_TYPES } from '../../../../core/history/webhook-type.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { WebhookChange } from '../../../../store/types/webhooks.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { webhookName } from '../../../views/workspace/settings/webhooks.ts';
import type { SettingHistory } from './setting-history.ts';

const target = z.object({ url: z.string(), types: z.array(z.enum(WEBHOOK_TYPES)) });
/** Payload of what was done to a webhook; never a secret. Stored. */
const webhookChange = z.object({
  done: z.enum(['add', 'change', 'secret', 'off', 'on', 'remove']),
  id: z.string(),
  before: target,
  after: target,
});
export type WebhookChangeRecord = z.infer<typeof webhookChange>;

const parse = ({ payload }: Pick<SettingChange, 'payload'>): WebhookChangeRecord | undefined =>
  webhookChange.safeParse(payload).data;

/** Where to and what, as a change keeps it. */
export const webhookTarget = ({ url, types }: Pick<Webhook, 'url' | 'types'>) => ({ url, types: [...types] });

/** What was done, for the log of settings. */
const describe = ({ m }: Pick<RequestContext, 'm'>, { done, after }: WebhookChangeRecord): SafeText =>
  m.webhooks.what[done](webhookName(after.url));

const isSame = (webhook: Webhook, { url, types }: WebhookChangeRecord['after']): boolean =>
  webhook.url === url && webhook.types.join() === types.join();

/** What takes a change back; undefined where it is no longer as the change left it. */
function inverse(webhook: Webhook, { done, before, after }: WebhookChangeRecord, at: number): WebhookChange | undefined {
  const isThere = webhook.removedAt === null;
  switch (done) {
    case 'add':
      return isThere ? { removedAt: at } : undefined;
    case 'change':
      return isThere && isSame(webhook, after) ? before : undefined;
    case 'off':
      return isThere && webhook.off !== null ? { off: null } : undefined;
    case 'on':
      return isThere && webhook.off === null ? { off: { at, why: 'person' } } : undefined;
    case 'remove':
      return isThere ? undefined : { removedAt: null };
    case 'secret':
      return undefined;
  }
}

/** Addresses that are told of events: everything about them is taken back, but a secret. */
export const webhookHistory: SettingHistory = {
  describe: async (context, change) => {
    const record = parse(change);
    return record === undefined ? undefined : describe(context, record);
  },
  undo: async (context, change) => {
    const { m, tenant, at } = context;
    const record = parse(change);
    if (record === undefined) return undefined;
    if (record.done === 'secret') return { undone: false, said: m.webhooks.secretStays };
    const webhook = await tenant.webhooks.byId(record.id);
    const back = webhook === undefined ? undefined : inverse(webhook, record, at);
    if (back === undefined || !(await tenant.webhooks.change(record.id, back)))
      return { undone: false, said: m.webhooks.changedSince };
    context.wake();
    return { undone: true, said: m.webhooks.undone(describe(context, record)) };
  },
};
