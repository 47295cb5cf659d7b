import { randomId } from '../state/ids.ts';
import type { OutgoingEvent, Workspace } from '../state/workspace.ts';
import type { AppSender, DeliveryResult } from './app-sender.ts';
import type { AckFailure, RetryReason } from './delivery.ts';

/** Slack tries again at once, after one minute and after five. Source: docs.slack.dev, Events API. */
export const REDELIVERIES_MS: readonly number[] = [0, 60_000, 300_000];

const REASONS: Readonly<Record<AckFailure, RetryReason>> = {
  timeout: 'http_timeout',
  http_status: 'http_error',
  malformed: 'http_error',
  connection_failed: 'connection_failed',
};

export type EventDelivery = {
  deliver(event: OutgoingEvent): Promise<DeliveryResult>;
  /** Resolves when no first attempt is under way. */
  allDelivered(): Promise<void>;
  stop(): void;
};

/**
 * Delivers events, again and again until one attempt is acknowledged, in an envelope that keeps its event_id.
 *
 * @param redeliverAfterMs the pauses before the second, third, … attempt.
 */
export function createEventDelivery(
  workspace: Workspace,
  appSender: AppSender,
  redeliverAfterMs: readonly number[],
): EventDelivery {
  const timers = new Set<NodeJS.Timeout>();
  const underWay = new Set<Promise<DeliveryResult>>();
  let isStopped = false;

  async function attempt(
    { event }: OutgoingEvent,
    payload: ReturnType<typeof envelope>,
    retry?: { attempt: number; reason: RetryReason },
  ) {
    const delivered = await appSender.send('events_api', event.type, payload, retry);
    const done = retry?.attempt ?? 0;
    const pause = redeliverAfterMs[done];
    if (delivered.acked || pause === undefined || delivered.wantsNoRetry === true || isStopped) return delivered;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt({ event, subscription: event.type }, payload, { attempt: done + 1, reason: REASONS[delivered.failure] });
    }, pause);
    timers.add(timer.unref());
    return delivered;
  }

  return {
    deliver(event) {
      const first = attempt(event, envelope(workspace, event));
      underWay.add(first);
      return first.finally(() => underWay.delete(first));
    },
    async allDelivered() {
      await Promise.all(underWay);
    },
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function envelope({ identity, channels, now }: Workspace, { event }: OutgoingEvent) {
  const { team, botUserId, appId, verificationToken } = identity;
  const channel = typeof event['channel'] === 'string' ? event['channel'] : '';
  return {
    token: verificationToken,
    team_id: team.id,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: randomId('Ev'),
    event_time: Math.floor(now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: team.id, user_id: botUserId, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: channels.get(channel)?.isExtShared ?? false,
    event_context: `1-${event.type}-${team.id}-${channel}`,
  };
}
