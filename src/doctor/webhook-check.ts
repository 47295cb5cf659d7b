import type { Webhook } from '../core/history/webhook.ts';
import { DAY_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Store } from '../store/types/store.ts';
import { type CheckResult, failed, skipped } from './check-result.ts';

/** What is told of an address without what may be secret in it. */
const hostOf = ({ url }: Webhook): string => (URL.canParse(url) ? new URL(url).host : url);

const toDay = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

/** What is wrong with one address that is told of events; undefined where it is well, or has failed for less than a day. */
export function checkWebhook(webhook: Webhook, at: Instant): CheckResult | undefined {
  const what = `webhook to ${hostOf(webhook)}`;
  const { off, secrets, failingSince } = webhook;
  if (off?.why === 'person') return skipped(what, `switched off by an admin on ${toDay(off.at)}`);
  if (off !== null)
    return failed(
      what,
      off.why === 'gone'
        ? 'switched off: the receiver said that it is gone'
        : 'switched off: nothing came through for three days',
      'See to the receiver, then switch it on in /funnel webhooks, or remove it there',
    );
  if (secrets === null)
    return failed(
      what,
      'it has no secret, so nothing is sent',
      'Make a new secret in /funnel webhooks, and give it to the receiver',
    );
  if (failingSince !== null && at - failingSince >= DAY_MS)
    return failed(
      what,
      `nothing has come through since ${toDay(failingSince)}`,
      'See to the receiver: after three days the address is switched off; /funnel webhooks shows its answers',
    );
  return undefined;
}

/** Addresses of every workspace that is installed, those that are not well. */
export async function checkWebhooks(store: Store, at: Instant): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { id } of await store.workspaces())
    for (const webhook of await store.tenant(id).webhooks.all()) {
      const result = checkWebhook(webhook, at);
      if (result !== undefined) results.push(result);
    }
  return results;
}
