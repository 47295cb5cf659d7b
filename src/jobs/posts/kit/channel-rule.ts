import { type AlertClass, alertPostAt, alertRule } from '../../../core/funnel/channel-alerts.ts';
import type { PipelineId } from '../../../core/ids.ts';
import type { DeliveryContext, Drop, Wait } from './define-post.ts';

/** What a channel's own rule says about a post of a class that is about to go there; nothing where it may go. */
export async function checkChannelRule(
  { tenant, delivery, at }: DeliveryContext,
  of: { readonly alertClass: AlertClass; readonly pipelineId: PipelineId },
): Promise<Wait | Drop | undefined> {
  const subscription = (await tenant.subscriptions.all()).find(
    ({ channelId, pipelineId }) => channelId === delivery.target && pipelineId === of.pipelineId,
  );
  if (subscription === undefined) return undefined;
  const from = alertPostAt(alertRule(subscription.alerts, of.alertClass), at, subscription.timeZone);
  if (from === undefined) return { kind: 'drop', why: 'the channel wants none of these' };
  return from > at ? { kind: 'wait', ms: from - at, why: 'the channel has hours of its own' } : undefined;
}
