import { z } from 'zod';
import { ALERT_CLASSES, alertRule, type ChannelAlerts, isSameRule } from '../../../../core/funnel/channel-alerts.ts';
import type { Subscription } from '../../../../store/types/channels.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { channelText, ruleTexts } from '../../../views/workspace/settings/channel-alerts.ts';
import type { SettingHistory } from './setting-history.ts';

const rule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('on') }),
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('hours'), from: z.string(), to: z.string() }),
]);
const alerts = z.object({ 'stage-alert': rule, 'deal-news': rule });
/** Payload of a change of what a channel gets. Stored. */
const alertsChange = z.object({ subscriptionId: z.string(), channelName: z.string(), before: alerts, after: alerts });

const whole = (of: ChannelAlerts) => ({ 'stage-alert': alertRule(of, 'stage-alert'), 'deal-news': alertRule(of, 'deal-news') });
const isSame = (a: ChannelAlerts, b: ChannelAlerts): boolean =>
  ALERT_CLASSES.every((each) => isSameRule(alertRule(a, each), alertRule(b, each)));

/** Sets what a channel gets, and keeps what it was. @returns undefined where nothing differs. */
export async function changeAlerts(
  { tenant, member, at }: RequestContext,
  subscription: Subscription,
  after: ChannelAlerts,
): Promise<SettingChange | undefined> {
  if (isSame(subscription.alerts, after)) return undefined;
  await tenant.subscriptions.setAlerts(subscription.id, after);
  const { id, channelName } = subscription;
  const payload = { subscriptionId: id, channelName, before: whole(subscription.alerts), after: whole(after) };
  return tenant.settingChanges.record({ memberId: member.id, kind: 'alerts', at, payload });
}

/** What a channel gets beside its digest. */
export const alertsHistory: SettingHistory = {
  describe: async ({ m }, { payload }) => {
    const of = alertsChange.safeParse(payload).data;
    return of === undefined ? undefined : m.channelAlerts.changed(channelText(of.channelName), ruleTexts(m, of.after));
  },
  undo: async ({ m, tenant }, { payload }) => {
    const of = alertsChange.safeParse(payload).data;
    if (of === undefined) return undefined;
    const channel = channelText(of.channelName);
    const now = (await tenant.subscriptions.all()).find(({ id }) => id === of.subscriptionId);
    if (now === undefined || !isSame(now.alerts, of.after)) return { undone: false, said: m.channelAlerts.changedSince(channel) };
    await tenant.subscriptions.setAlerts(now.id, of.before);
    return { undone: true, said: m.channelAlerts.undone(channel) };
  },
};
