import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Webhook, WebhookDelivery } from '../../../../core/history/webhook.ts';
import { WEBHOOK_TYPES } from '../../../../core/history/webhook-type.ts';
import { dateAt } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../../locale/safe-text.ts';
import { buttons, field, type Message, modal, option, row, textMessage } from '../../kit/blocks.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import { literal, richText } from '../../kit/text.ts';
import { textField } from './pipeline-fields.ts';

/** Opens all of them; one, whose id is the value; the form of a new one or of one that is there. */
export const OPEN_WEBHOOKS = 'webhooks.open';
export const OPEN_ONE_WEBHOOK = 'webhooks.one';
export const ADD_WEBHOOK = 'webhooks.add';
export const CHANGE_WEBHOOK = 'webhooks.change';
export const ROTATE_WEBHOOK_SECRET = 'webhooks.secret';
export const SWITCH_WEBHOOK_OFF = 'webhooks.off';
export const SWITCH_WEBHOOK_ON = 'webhooks.on';
export const REMOVE_WEBHOOK = 'webhooks.remove';
export const TEST_WEBHOOK = 'webhooks.test';
/** Sends a message once more: the value is the webhook's id, a space, and the message's. */
export const SEND_WEBHOOK_AGAIN = 'webhooks.again';
/** Takes back what was just done; the value is the change. */
export const UNDO_WEBHOOK = 'webhooks.undo';

/** Callback id of the form, and its fields. */
export const WEBHOOK_FORM = 'webhooks.save';
export const WEBHOOK_FIELDS = { url: 'url', types: 'types' } as const;
/** The longest address that a field takes; what may be saved is the same. */
const MAX_URL = 1000;

/** Which webhook a page or a form is about; none of a new one. */
export const webhookFormData = defineFormData(z.object({ id: z.string().optional() }));
export type WebhookFormData = DataOf<typeof webhookFormData>;

/** What was just done, the way back, and a secret that is seen only now. */
export type WebhookNotice = { readonly text: SafeText; readonly changeId?: string | undefined; readonly secret?: string };

/** The address as sentences name it. */
export const webhookName = (url: string): SafeText => literal(url, 80);

function noticeBlocks(m: Messages, notice: WebhookNotice | undefined): readonly KnownBlock[] {
  if (notice === undefined) return [];
  const { text, secret, changeId } = notice;
  return [
    richText(text),
    ...(secret === undefined ? [] : [richText(m.webhooks.secret(literal(secret, 100)))]),
    ...buttons(changeId === undefined ? undefined : { id: UNDO_WEBHOOK, text: m.common.undo, value: changeId }),
    { type: 'divider' },
  ];
}

function stateText(m: Messages, webhook: Webhook, zone: string): SafeText {
  const { state } = m.webhooks;
  const { off, secrets, failingSince, failures } = webhook;
  if (off !== null) return state.off(off.why, dateAt(off.at, zone));
  if (secrets === null) return state.noSecret;
  return failingSince === null ? state.on : state.failing(failures, dateAt(failingSince, zone), m.f.time(failingSince, zone));
}

/** All addresses, each with how it stands. @param mayAdd false: the server has no key. */
export function webhooksView(
  m: Messages,
  all: readonly Webhook[],
  { zone, mayAdd, notice }: { readonly zone: string; readonly mayAdd: boolean; readonly notice?: WebhookNotice | undefined },
): ModalView {
  const w = m.webhooks;
  return modal({
    id: 'webhooks.list',
    title: w.title,
    close: m.common.close,
    data: webhookFormData.encode({}),
    blocks: [
      ...noticeBlocks(m, notice),
      richText(w.intro),
      ...(mayAdd ? [] : [richText(w.noKey)]),
      ...all.map((webhook, index) =>
        row(w.line(webhookName(webhook.url), stateText(m, webhook, zone)), {
          id: `${OPEN_ONE_WEBHOOK}:${index}`,
          text: w.open,
          value: webhook.id,
        }),
      ),
      ...(mayAdd ? buttons({ id: ADD_WEBHOOK, text: w.add, value: 'new', style: 'primary' }) : []),
    ],
  });
}

function deliveryText(m: Messages, delivery: WebhookDelivery, zone: string): SafeText {
  const d = m.webhooks.delivery;
  const { type, dealNumber, createdAt, state, attempt } = delivery;
  const told = type === 'webhook.test' ? m.webhooks.test : m.webhooks.type[type];
  const what = dealNumber === null ? told : safe`${literal(`D-${dealNumber}`)} · ${told}`;
  const shownAt = state === 'sent' ? (delivery.sentAt ?? createdAt) : createdAt;
  const message = { what, on: dateAt(shownAt, zone), time: m.f.time(shownAt, zone) };
  const error = literal(delivery.error ?? '', 80);
  if (state === 'sent') return d.sent(message);
  if (state === 'failed') return d.failed(message, error);
  return attempt === 0 ? d.queued(message) : d.retried(message, attempt, error);
}

/** One address: what it is told, how it stands, its last messages, and what can be done with it. */
export function webhookPage(
  m: Messages,
  { webhook, log, zone }: { readonly webhook: Webhook; readonly log: readonly WebhookDelivery[]; readonly zone: string },
  notice: WebhookNotice | undefined,
): ModalView {
  const w = m.webhooks;
  const { id, off, types } = webhook;
  const facts = [w.url(webhookName(webhook.url)), w.tells(types.map((type) => w.type[type])), stateText(m, webhook, zone)];
  const canSend = off === null && webhook.secrets !== null;
  return modal({
    id: 'webhooks.page',
    title: w.title,
    close: m.common.close,
    data: webhookFormData.encode({ id }),
    blocks: [
      ...noticeBlocks(m, notice),
      richText(joinSafe(facts, '\n')),
      ...buttons(
        { id: CHANGE_WEBHOOK, text: w.change, value: id },
        canSend ? { id: TEST_WEBHOOK, text: w.sendTest, value: id } : undefined,
        { id: ROTATE_WEBHOOK_SECRET, text: w.newSecret, value: id, confirm: w.sureSecret },
        off === null
          ? { id: SWITCH_WEBHOOK_OFF, text: w.switchOff, value: id }
          : { id: SWITCH_WEBHOOK_ON, text: w.switchOn, value: id, style: 'primary' },
        { id: REMOVE_WEBHOOK, text: w.remove, value: id, style: 'danger', confirm: w.sureRemove },
      ),
      ...buttons({ id: OPEN_ONE_WEBHOOK, text: w.refresh, value: id }, { id: OPEN_WEBHOOKS, text: w.backToAll, value: 'all' }),
      { type: 'divider' },
      richText(log.length === 0 ? w.noLog : w.log),
      ...log.map((delivery, index) =>
        row(
          deliveryText(m, delivery, zone),
          delivery.state === 'queued' || !canSend
            ? undefined
            : { id: `${SEND_WEBHOOK_AGAIN}:${index}`, text: w.sendAgain, value: `${id} ${delivery.id}` },
        ),
      ),
    ],
  });
}

/** A new address, or one that is there: where to, and what it is told. */
export function webhookForm(m: Messages, webhook: Pick<Webhook, 'id' | 'url' | 'types'> | undefined): ModalView {
  const f = m.webhooks.form;
  const options = WEBHOOK_TYPES.map((type) => option(m.webhooks.type[type], type));
  const chosen = options.filter(({ value }) =>
    webhook === undefined ? value !== 'deal.imported' : webhook.types.some((type) => type === value),
  );
  return modal({
    id: WEBHOOK_FORM,
    title: webhook === undefined ? f.add : f.change,
    submit: f.save,
    close: m.common.cancel,
    data: webhookFormData.encode(webhook === undefined ? {} : { id: webhook.id }),
    blocks: [
      textField(WEBHOOK_FIELDS.url, { label: f.url, value: webhook?.url ?? '', most: MAX_URL, hint: f.urlHint }),
      field(WEBHOOK_FIELDS.types, f.types, {
        type: 'multi_static_select',
        options,
        ...(chosen.length === 0 ? {} : { initial_options: chosen }),
      }),
    ],
  });
}

/** To an admin: nothing more is sent there, and why. */
export const webhookOffMessage = (
  m: Messages,
  { url, why }: { readonly url: string; readonly why: 'failing' | 'gone' },
): Message =>
  textMessage(
    m.webhooks.switchedOff[why](webhookName(url)),
    ...buttons({ id: OPEN_WEBHOOKS, text: m.webhooks.show, value: 'all' }),
  );
