import type { ModalView } from '@slack/types';
import { UNDO_WINDOW_MS } from '../../../core/deal/undo.ts';
import type { Webhook, WebhookSecrets } from '../../../core/history/webhook.ts';
import { isWebhookType } from '../../../core/history/webhook-type.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import type { WebhookChange } from '../../../store/types/webhooks.ts';
import { FORMER_SECRET_MS, newWebhookSecret, WEBHOOK_SECRET } from '../../../webhooks/signature.ts';
import { parseWebhookAddress } from '../../../webhooks/webhook-address.ts';
import type { ButtonHandler, Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { forAdmins as forAdminsOf } from '../../steps/settings/for-admins.ts';
import { type WebhookChangeRecord, webhookHistory, webhookTarget } from '../../steps/settings/history/webhook-history.ts';
import {
  ADD_WEBHOOK,
  CHANGE_WEBHOOK,
  OPEN_ONE_WEBHOOK,
  OPEN_WEBHOOKS,
  REMOVE_WEBHOOK,
  ROTATE_WEBHOOK_SECRET,
  SEND_WEBHOOK_AGAIN,
  SWITCH_WEBHOOK_OFF,
  SWITCH_WEBHOOK_ON,
  TEST_WEBHOOK,
  UNDO_WEBHOOK,
  WEBHOOK_FIELDS,
  WEBHOOK_FORM,
  type WebhookFormData,
  type WebhookNotice,
  webhookForm,
  webhookFormData,
  webhookName,
  webhookPage,
  webhooksView,
} from '../../views/workspace/settings/webhooks.ts';

/** Addresses of a workspace at most: each costs a row of every event. */
const MAX_WEBHOOKS = 10;
/** Messages that a page shows. */
const SHOWN = 15;

const forAdmins = (context: RequestContext, run: () => Promise<Reply>): Promise<Reply> =>
  forAdminsOf(context, context.m.webhooks.adminsOnly, run);

/** The page of one; all of them, where none is asked for or it is gone. */
async function showPage(context: RequestContext, id?: string, notice?: WebhookNotice): Promise<ModalView> {
  const { m, tenant, timeZone: zone } = context;
  const all = await tenant.webhooks.all();
  const webhook = all.find((each) => each.id === id);
  if (webhook === undefined) return webhooksView(m, all, { zone, mayAdd: context.webhooks.secrets !== undefined, notice });
  return webhookPage(m, { webhook, log: await tenant.webhooks.log(webhook.id, SHOWN), zone }, notice);
}

/** From a message it opens, within the pages it takes the place of the one before. */
const show = (press: Press, view: ModalView): Reply => ({ kind: press.data === null ? 'open' : 'update', view });

/** Keeps what was done, for the log of settings and its undo. */
async function record(context: RequestContext, change: WebhookChangeRecord): Promise<string> {
  const { tenant, member, at } = context;
  return (await tenant.settingChanges.record({ memberId: member.id, kind: 'webhook', at, payload: change })).id;
}

/** A new secret, shown once, beside the one before for a while. Undefined where the server has no key. */
function makeSecrets(
  context: RequestContext,
  former: WebhookSecrets | null,
): { readonly secret: string; readonly secrets: WebhookSecrets } | undefined {
  const { secrets: box } = context.webhooks;
  if (box === undefined) return undefined;
  const secret = newWebhookSecret();
  const encrypted = box.seal(secret, { workspaceId: context.tenant.id, what: WEBHOOK_SECRET });
  const until = context.wallNow() + FORMER_SECRET_MS;
  return { secret, secrets: { encrypted, former: former === null ? null : { encrypted: former.encrypted, until } } };
}

/** What a button does to one webhook, which is the value; undefined: nothing may be done. */
type Work = (
  context: RequestContext,
  webhook: Webhook,
) =>
  | { readonly done: Exclude<WebhookChangeRecord['done'], 'add'>; readonly change: WebhookChange; readonly notice: WebhookNotice }
  | undefined;

/** Does it once, however often the press comes, keeps it, and shows the page. */
const pressWork = (work: Work, isUndoable = true): ButtonHandler => ({
  opensForm: true,
  run: (context, press) =>
    forAdmins(context, async () => {
      const { m, tenant, at } = context;
      const webhook = (await tenant.webhooks.all()).find(({ id }) => id === press.value);
      if (webhook === undefined) return show(press, await showPage(context, undefined, { text: m.webhooks.problems.gone }));
      const made = work(context, webhook);
      if (made === undefined) return show(press, await showPage(context, webhook.id, { text: m.webhooks.noKey }));
      const { key } = context.writeRequest();
      if (key !== null && !(await tenant.markHandledOnce(key, at))) return show(press, await showPage(context, webhook.id));
      await tenant.webhooks.change(webhook.id, made.change);
      const target = webhookTarget(webhook);
      const changeId = await record(context, { done: made.done, id: webhook.id, before: target, after: target });
      context.wake();
      return show(press, await showPage(context, webhook.id, { ...made.notice, ...(isUndoable ? { changeId } : {}) }));
    }),
});

/** Queues a message and shows that it waits. */
const pressSend = (send: (context: RequestContext, webhookId: string, rest: string) => Promise<SafeText>): ButtonHandler => ({
  opensForm: true,
  run: (context, press) =>
    forAdmins(context, async () => {
      const [id = '', rest = ''] = press.value.split(' ');
      const text = await send(context, id, rest);
      context.wake();
      return show(press, await showPage(context, id, { text }));
    }),
});

const errorsUnder = (name: string, sentence: SafeText): Reply => ({ kind: 'errors', errors: { [name]: sentence } });

function submit(context: RequestContext, form: Form, { id }: WebhookFormData): Promise<Reply> {
  return forAdmins(context, async () => {
    const { m, tenant, at, webhooks: access } = context;
    const p = m.webhooks.problems;
    const address = parseWebhookAddress(form.text(WEBHOOK_FIELDS.url) ?? '', access.allowsPrivate);
    if (!address.ok) return errorsUnder(WEBHOOK_FIELDS.url, p[address.why]);
    const { url } = address;
    const types = form.choices(WEBHOOK_FIELDS.types).filter(isWebhookType);
    const all = await tenant.webhooks.all();
    if (all.some((each) => each.url === url && each.id !== id)) return errorsUnder(WEBHOOK_FIELDS.url, p.taken);
    const known = all.find((each) => each.id === id);
    if (id !== undefined && known === undefined) return errorsUnder(WEBHOOK_FIELDS.url, p.gone);
    const { key } = context.writeRequest();
    const isFirst = key === null || (await tenant.markHandledOnce(key, at));
    if (known !== undefined) {
      if (isFirst) await tenant.webhooks.change(known.id, { url, types });
      const changed = { done: 'change' as const, id: known.id, before: webhookTarget(known), after: { url, types } };
      const changeId = isFirst ? await record(context, changed) : undefined;
      return {
        kind: 'update',
        view: await showPage(context, known.id, { text: m.webhooks.done.change(webhookName(url)), changeId }),
      };
    }
    if (all.length >= MAX_WEBHOOKS) return errorsUnder(WEBHOOK_FIELDS.url, p.tooMany(MAX_WEBHOOKS));
    const made = makeSecrets(context, null);
    if (made === undefined) return errorsUnder(WEBHOOK_FIELDS.url, m.webhooks.noKey);
    if (!isFirst) return { kind: 'update', view: await showPage(context) };
    const added = await tenant.webhooks.add({ url, types, secrets: made.secrets }, at);
    const target = webhookTarget(added);
    const changeId = await record(context, { done: 'add', id: added.id, before: target, after: target });
    const notice = { text: m.webhooks.done.add(webhookName(url)), secret: made.secret, changeId };
    return { kind: 'update', view: await showPage(context, added.id, notice) };
  });
}

/** Takes back what was just done, where the person is: by who did it, for ten minutes. */
async function undo(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, member, at } = context;
  return forAdmins(context, async () => {
    const change = await tenant.settingChanges.byId(press.value);
    const isLate = change !== undefined && at - change.at > UNDO_WINDOW_MS;
    const mayUndo = change !== undefined && change.kind === 'webhook' && change.memberId === member.id && !isLate;
    const answer = mayUndo && change.undoneAt === null ? await webhookHistory.undo(context, change) : undefined;
    if (answer?.undone === true) await tenant.settingChanges.markUndone(press.value, at);
    const text =
      answer?.said ?? (isLate ? m.setup.undoTooLate : change?.undoneAt != null ? m.setup.undoneAlready : m.common.gone);
    return show(press, await showPage(context, undefined, { text }));
  });
}

/** Opens the form of a new one, or of the one that is the value. */
const openForm: ButtonHandler = {
  opensForm: true,
  run: (context, press) =>
    forAdmins(context, async () => {
      const webhook = (await context.tenant.webhooks.all()).find(({ id }) => id === press.value);
      return show(press, webhookForm(context.m, webhook));
    }),
};

/** Events of deals to addresses outside: admins say where to and what, and see what came of it. */
export const webhooksFlow = {
  funnelCommands: {
    webhooks: {
      takesDeal: null,
      opensForm: true,
      run: (context) => forAdmins(context, async () => ({ kind: 'open', view: await showPage(context) })),
    },
  },
  buttons: {
    [OPEN_WEBHOOKS]: {
      opensForm: true,
      run: (context, press) => forAdmins(context, async () => show(press, await showPage(context))),
    },
    [OPEN_ONE_WEBHOOK]: {
      opensForm: true,
      run: (context, press) => forAdmins(context, async () => show(press, await showPage(context, press.value))),
    },
    [ADD_WEBHOOK]: openForm,
    [CHANGE_WEBHOOK]: openForm,
    [ROTATE_WEBHOOK_SECRET]: pressWork((context, webhook) => {
      const made = makeSecrets(context, webhook.secrets);
      if (made === undefined) return undefined;
      const { done, formerSecret } = context.m.webhooks;
      const text = webhook.secrets === null ? done.secret : joinSafe([done.secret, formerSecret], ' ');
      return { done: 'secret', change: { secrets: made.secrets }, notice: { text, secret: made.secret } };
    }, false),
    [SWITCH_WEBHOOK_OFF]: pressWork(({ m, at }) => ({
      ...{ done: 'off', change: { off: { at, why: 'person' } }, notice: { text: m.webhooks.done.off } },
    })),
    [SWITCH_WEBHOOK_ON]: pressWork(({ m }) => ({ done: 'on', change: { off: null }, notice: { text: m.webhooks.done.on } })),
    [REMOVE_WEBHOOK]: pressWork(({ m, at }, { url }) => ({
      ...{ done: 'remove', change: { removedAt: at }, notice: { text: m.webhooks.done.remove(webhookName(url)) } },
    })),
    [TEST_WEBHOOK]: pressSend(async ({ m, tenant, at }, id) => {
      await tenant.webhooks.sendTest(id, at);
      return m.webhooks.done.test;
    }),
    [SEND_WEBHOOK_AGAIN]: pressSend(async ({ m, tenant, at }, id, deliveryId) =>
      (await tenant.webhooks.sendAgain(id, deliveryId, at)) ? m.webhooks.done.again : m.webhooks.problems.gone,
    ),
    [UNDO_WEBHOOK]: { opensForm: true, run: undo },
  },
  forms: { [WEBHOOK_FORM]: submitHandler(webhookFormData, submit) },
} satisfies Flow;
