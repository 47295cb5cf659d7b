import type { Webhook, WebhookDelivery } from '../../src/core/history/webhook.ts';
import { WEBHOOK_TYPES } from '../../src/core/history/webhook-type.ts';
import type { Messages } from '../../src/locale/messages.ts';
import { literal } from '../../src/slack/views/kit/text.ts';
import { webhookForm, webhookOffMessage, webhookPage, webhooksView } from '../../src/slack/views/workspace/settings/webhooks.ts';
import type { ViewData } from './view-data.ts';

const AT = Date.parse('2026-11-16T09:00:00Z');
const zone = 'Europe/Warsaw';

const webhook = ({ dataSize, text }: ViewData, index = 0): Webhook => ({
  id: `w${index}`,
  url: dataSize === 'extreme' ? `https://example.com/${text}`.slice(0, 1000) : 'https://example.com/lejek',
  types: dataSize === 'empty' ? [] : [...WEBHOOK_TYPES],
  secrets: index === 1 ? null : { encrypted: 'x', former: null },
  createdAt: AT,
  off: index === 2 ? { at: AT, why: 'failing' } : null,
  removedAt: null,
  failingSince: index === 3 ? AT : null,
  failures: index,
});

const log = ({ dataSize, text }: ViewData): readonly WebhookDelivery[] =>
  Array.from({ length: { empty: 0, usual: 4, extreme: 15 }[dataSize] }, (_, index) => ({
    id: `evt_T1_${index}_1`,
    type: index === 0 ? 'webhook.test' : 'deal.moved',
    dealNumber: index === 0 ? null : index,
    state: index % 3 === 0 ? 'sent' : index % 3 === 1 ? 'queued' : 'failed',
    attempt: index,
    createdAt: AT,
    sentAt: index % 3 === 0 ? AT : null,
    status: 200,
    error: index % 3 === 0 ? null : text,
  }));

const notice = ({ dataSize, text }: ViewData) =>
  dataSize === 'empty' ? undefined : { text: literal(text, 600), secret: `whsec_${'a'.repeat(44)}`, changeId: 's1' };

/** Views of addresses that are told of events. */
export const WEBHOOK_VIEWS = {
  webhooksView: (m: Messages, data: ViewData) =>
    webhooksView(
      m,
      Array.from({ length: { empty: 0, usual: 4, extreme: 10 }[data.dataSize] }, (_, index) => webhook(data, index)),
      { zone, mayAdd: data.dataSize !== 'empty', notice: notice(data) },
    ),
  webhookPage: (m: Messages, data: ViewData) =>
    [0, 1, 2, 3].map((index) => webhookPage(m, { webhook: webhook(data, index), log: log(data), zone }, notice(data))),
  webhookForm: (m: Messages, data: ViewData) => [webhookForm(m, undefined), webhookForm(m, webhook(data))],
  webhookOffMessage: (m: Messages, data: ViewData) =>
    (['failing', 'gone'] as const).map((why) => webhookOffMessage(m, { url: webhook(data).url, why })),
};
