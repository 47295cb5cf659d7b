import { ALERT_CLASSES, type AlertClass, type AlertRule, areHours } from '../../../core/funnel/channel-alerts.ts';
import { pipelineOf } from '../../../core/pipeline/pipelines.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { Subscription } from '../../../store/types/channels.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { forAdmins as forAdminsOf } from '../../steps/settings/for-admins.ts';
import { changeAlerts } from '../../steps/settings/history/alerts-history.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { undoSettingButton } from '../../views/workspace/last-changes.ts';
import {
  ALERTS_FORM,
  alertFields,
  alertList,
  alertsForm,
  alertsFormData,
  channelText,
  OPEN_ALERTS,
  ruleTexts,
  SHOW_ALERTS,
} from '../../views/workspace/settings/channel-alerts.ts';

const forAdmins = (context: RequestContext, run: () => Promise<Reply>): Promise<Reply> =>
  forAdminsOf(context, context.m.setup.adminsOnly, run);

/** A channel with its name; where there are several pipelines, with that of the one that its posts are about. */
const shown = ({ pipelines }: RequestContext, subscription: Subscription) => ({
  id: subscription.id,
  name:
    pipelines.inUse.length > 1
      ? `${subscription.channelName} · ${pipelineOf(pipelines, subscription).name}`
      : subscription.channelName,
  alerts: subscription.alerts,
});

const showChannels = (context: RequestContext): Promise<Reply> =>
  forAdmins(context, async () => {
    const subscriptions = await context.tenant.subscriptions.all();
    return {
      kind: 'say',
      message: alertList(
        context.m,
        subscriptions.map((each) => shown(context, each)),
      ),
    };
  });

const findChannel = async ({ tenant }: RequestContext, id: string): Promise<Subscription | undefined> =>
  (await tenant.subscriptions.all()).find((each) => each.id === id);

const openForm = (context: RequestContext, id: string): Promise<Reply> =>
  forAdmins(context, async () => {
    const { m, tenant, at } = context;
    const subscription = await findChannel(context, id);
    if (subscription === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
    const tallies = await tenant.subscriptions.alertTallies(subscription, at);
    return { kind: 'open', view: alertsForm(m, shown(context, subscription), tallies) };
  });

/** What the form says of a class; undefined where it asks for hours that are none. */
function readRule(form: Form, of: AlertClass): AlertRule | undefined {
  const fields = alertFields(of);
  const kind = form.choice(fields.rule);
  if (kind === 'off') return { kind };
  if (kind !== 'hours') return { kind: 'on' };
  const [from, to] = [form.choice(fields.from) ?? '', form.choice(fields.to) ?? ''];
  return areHours(from, to) ? { kind, from, to } : undefined;
}

const submit = (context: RequestContext, form: Form, { subscriptionId }: { readonly subscriptionId: string }): Promise<Reply> =>
  forAdmins(context, async () => {
    const { m } = context;
    const subscription = await findChannel(context, subscriptionId);
    if (subscription === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
    const errors: Record<string, SafeText> = {};
    const rules: Partial<Record<AlertClass, AlertRule>> = {};
    for (const each of ALERT_CLASSES) {
      const rule = readRule(form, each);
      if (rule === undefined) errors[alertFields(each).to] = m.channelAlerts.hoursNeeded;
      else rules[each] = rule;
    }
    if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
    const change = await changeAlerts(context, subscription, rules);
    if (change === undefined) return { kind: 'say', message: textMessage(m.channelAlerts.unchanged) };
    const text = m.channelAlerts.saved(channelText(subscription.channelName), ruleTexts(m, rules));
    return { kind: 'say', message: textMessage(text, ...buttons(undoSettingButton(m, change.id))) };
  });

/** What each channel gets beside its digest and cards: an admin sets it. */
export const channelAlertsFlow = {
  funnelCommands: { alerts: { takesDeal: null, opensForm: false, run: (context) => showChannels(context) } },
  buttons: {
    [SHOW_ALERTS]: { run: (context) => showChannels(context) },
    [OPEN_ALERTS]: { opensForm: true, run: (context, press) => openForm(context, press.value) },
  },
  forms: { [ALERTS_FORM]: submitHandler(alertsFormData, submit) },
} satisfies Flow;
