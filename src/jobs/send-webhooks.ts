import type { Webhook } from '../core/history/webhook.ts';
import { reachableAdmins } from '../core/people/member.ts';
import { DAY_MS, type DurationMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { loadPipeline } from '../facts/load-pipeline.ts';
import { loadMembersById, loadWorkspace } from '../facts/tenant-reads.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import type { WebhookAccess } from '../slack/web-api/deps.ts';
import { type Fence, LeaseLostError } from '../slack/web-api/posting-client.ts';
import type { Tenant } from '../store/types/store.ts';
import type { ClaimedWebhook, DueWebhookDelivery, WebhookOutcome } from '../store/types/webhooks.ts';
import { postWebhook, type WebhookAnswer } from '../webhooks/post-webhook.ts';
import { signWebhook, WEBHOOK_SECRET } from '../webhooks/signature.ts';
import { eventPayload, testPayload, type WebhookPayload } from '../webhooks/webhook-payload.ts';
import type { JobDeps } from './deps.ts';
import { webhookOffPost } from './posts/webhook-off.ts';
import { sendAll } from './sender.ts';

/** Receivers that are told at once; what is told one of them comes one after the other. */
const SENDERS = 4;
/** Messages to one receiver in a row, before another one has its turn. */
const IN_A_ROW = 50;

/** After each attempt that failed the next one waits so long; the last of these from then on. */
const BACKOFF_MINUTES = [1, 2, 5, 15, 30, 60, 120, 240, 360] as const;
/** So long a message is tried, and so long may nothing come through before a webhook is switched off: docs/webhooks.md says so. */
export const WEBHOOK_GIVE_UP_MS: DurationMs = 3 * DAY_MS;
/** A receiver may ask for a pause, of so long at most. */
const MAX_PAUSE_MS: DurationMs = HOUR_MS;

const GONE = 410;
/** Of the answers below 500 those that say nothing against the message: it came too early, or too fast. */
const LATER: ReadonlySet<number> = new Set([408, 425, 429]);

/** How long to wait after so many failures, at least one. */
function backoffMs(failures: number): DurationMs {
  const minutes = BACKOFF_MINUTES[Math.min(failures, BACKOFF_MINUTES.length) - 1] ?? 1;
  return minutes * MINUTE_MS;
}

/** What an answer means: the message arrived, or this message is not wanted, or the receiver is away. */
function outcomeOf(answer: WebhookAnswer, { webhook, delivery, at }: Attempt): WebhookOutcome {
  const status = answer.kind === 'answered' ? answer.status : null;
  if (status !== null && status >= 200 && status < 300) return { state: 'sent', status };
  const error = answer.kind === 'answered' ? `HTTP ${answer.status}` : answer.why;
  if (status !== null && status >= 400 && status < 500 && status !== GONE && !LATER.has(status)) {
    const isOver = at - delivery.createdAt >= WEBHOOK_GIVE_UP_MS;
    return { state: isOver ? 'failed' : 'queued', notBefore: at + backoffMs(delivery.attempt + 1), status, error };
  }
  const pauseMs = answer.kind === 'answered' ? Math.min((answer.retryAfterSeconds ?? 0) * SECOND_MS, MAX_PAUSE_MS) : 0;
  const isDead = webhook.failingSince !== null && at - webhook.failingSince >= WEBHOOK_GIVE_UP_MS;
  const off = status === GONE ? 'gone' : isDead ? 'failing' : null;
  return { state: 'away', retryAt: at + Math.max(pauseMs, backoffMs(webhook.failures + 1)), status, error, off };
}

type Attempt = { readonly webhook: Webhook; readonly delivery: DueWebhookDelivery; readonly at: Instant };

async function makePayload(tenant: Tenant, { delivery, at }: Attempt): Promise<WebhookPayload | undefined> {
  const { event, type } = delivery;
  if (type === 'webhook.test') return testPayload(tenant.id, at);
  const { language } = await loadWorkspace(tenant);
  const pipeline = event === null ? undefined : await loadPipeline(tenant, language, event.pipelineId);
  if (event === null || pipeline === undefined) return undefined;
  return eventPayload(tenant.id, { type, event }, { pipeline, members: await loadMembersById(tenant) });
}

/** Secrets that sign now. */
function openSecrets(secrets: SecretBox, { workspaceId, webhook }: ClaimedWebhook, at: Instant): readonly string[] {
  const kept = webhook.secrets;
  if (kept === null) return [];
  const former = kept.former !== null && kept.former.until > at ? [kept.former.encrypted] : [];
  return [kept.encrypted, ...former].map((sealed) => secrets.open(sealed, { workspaceId, what: WEBHOOK_SECRET }));
}

type Telling = { readonly deps: JobDeps; readonly access: WebhookAccess & { readonly secrets: SecretBox }; readonly at: Instant };

/** One attempt at one message. */
async function tryOnce({ deps, access, at }: Telling, claimed: ClaimedWebhook, attempt: Attempt): Promise<WebhookOutcome> {
  const tenant = deps.store.tenant(claimed.workspaceId);
  const payload = await makePayload(tenant, attempt);
  if (payload === undefined) return { state: 'failed', notBefore: at, status: null, error: 'the event is not there any more' };
  const body = JSON.stringify(payload);
  const wallNow = deps.clock.wallNow();
  const headers = signWebhook({ id: attempt.delivery.id, body }, openSecrets(access.secrets, claimed, wallNow), wallNow);
  const post = { url: attempt.webhook.url, body, headers: { ...headers, 'user-agent': 'Lejek-Webhooks/1' } };
  return outcomeOf(await postWebhook(post, access), attempt);
}

/** Admins hear that a webhook was switched off; whoever switches it on again sends what has waited. */
async function tellAdmins({ deps, at }: Telling, { workspaceId, webhook }: ClaimedWebhook, why: 'failing' | 'gone') {
  const tenant = deps.store.tenant(workspaceId);
  const admins = reachableAdmins(await tenant.members.all());
  const drafts = admins.map(({ id, slackUserId }) => webhookOffPost.draft({ slackUserId, memberId: id, webhook, why, at }));
  await tenant.deliveries.queue(drafts, at);
  deps.wake();
}

/** Tells one receiver what is due, message by message, until nothing is, or it is away. @throws LeaseLostError */
async function tellOne(telling: Telling, claimed: ClaimedWebhook, fence: Fence): Promise<void> {
  const { deps, at } = telling;
  const { webhooks } = deps.store.tenant(claimed.workspaceId);
  const { lease, webhook } = claimed;
  for (let sent = 0; sent < IN_A_ROW && !deps.progress.isStopping; sent += 1) {
    const delivery = await webhooks.next(webhook.id, at);
    if (delivery === undefined) break;
    await fence();
    const outcome = await tryOnce(telling, claimed, { webhook, delivery, at });
    if (!(await webhooks.settle({ id: webhook.id, lease, deliveryId: delivery.id }, outcome, at)))
      throw new LeaseLostError('another sender has this webhook');
    deps.observeWebhook?.(outcome.state);
    if (outcome.state !== 'away') continue;
    if (outcome.off === 'failing' || outcome.off === 'gone') await tellAdmins(telling, claimed, outcome.off);
    break;
  }
  await webhooks.release(webhook.id, lease);
}

/**
 * Tells receivers outside what happened to deals: at least once, of each deal in order, under a lease of the whole webhook, so that no two
 * instances tell the same receiver beside each other.
 *
 * @param at business time, by which messages fall due; leases and signatures go by the wall clock.
 */
export async function sendWebhooks(deps: JobDeps, at: Instant): Promise<void> {
  const { webhooks } = deps;
  if (webhooks?.secrets === undefined) return;
  const telling: Telling = { deps, access: { ...webhooks, secrets: webhooks.secrets }, at };
  const ledger = {
    claim: async (lease: { readonly now: Instant; readonly ms: number }) =>
      deps.progress.isStopping ? undefined : deps.store.webhooks.claim(at, lease),
    renew: ({ workspaceId, webhook, lease }: ClaimedWebhook, until: Instant) =>
      deps.store.tenant(workspaceId).webhooks.renewLease(webhook.id, lease, until),
  };
  const send = async (claimed: ClaimedWebhook, fence: Fence) => {
    try {
      await tellOne(telling, claimed, fence);
    } catch (error) {
      // Its lease ends by itself; the others are told meanwhile.
      deps.log.error({ err: error, webhook: claimed.webhook.id }, 'a webhook could not be told');
    }
  };
  await deps.progress.telling(async () => {
    await Promise.all(Array.from({ length: SENDERS }, () => sendAll(ledger, deps.clock, send)));
  });
}
