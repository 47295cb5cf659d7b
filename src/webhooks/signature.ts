import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type DurationMs, SECOND_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';

/** How a secret begins, so that it is known for one. Source: Standard Webhooks, "Signature scheme". */
const PREFIX = 'whsec_';
/** 24 to 64 are allowed there. */
const SECRET_BYTES = 32;

/** How long the secret before signs beside a new one: until then the receiver can take it over. */
export const FORMER_SECRET_MS: DurationMs = 24 * 3600 * SECOND_MS;

/** What a secret is sealed as: see SecretOwner. */
export const WEBHOOK_SECRET = 'webhook';
/** The same for a form outside that signs its leads. */
export const LEAD_FORM_SECRET = 'lead form';

export const newWebhookSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/**
 * The headers of a message. Source: Standard Webhooks 1.0.0 (standardwebhooks.com): HMAC-SHA-256 of `id.timestamp.body`, base64, after
 * `v1,`; one for each secret, with a space between.
 *
 * @param secrets as {@link newWebhookSecret} makes them. @param at real time.
 */
export function signWebhook(
  { id, body }: { readonly id: string; readonly body: string },
  secrets: readonly string[],
  at: Instant,
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const seconds = String(Math.floor(at / SECOND_MS));
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
      .update(`${id}.${seconds}.${body}`)
      .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' '),
  };
}

/** How far a signed message's time may lie from now: Standard Webhooks leaves it open, and most receivers take five minutes. */
const TOLERANCE_MS: DurationMs = 300 * SECOND_MS;

/**
 * Whether a message is signed, a moment ago, by the holder of a secret.
 *
 * @param headers as they came; missing ones sign nothing. @param at real time.
 */
export function isSignedWebhook(
  { headers, body }: { readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: string },
  secret: string,
  at: Instant,
): boolean {
  const [id, time, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (typeof id !== 'string' || typeof time !== 'string' || typeof given !== 'string' || !/^\d{1,12}$/.test(time)) return false;
  const signedAt = Number(time) * SECOND_MS;
  if (Math.abs(at - signedAt) > TOLERANCE_MS) return false;
  const expected = Buffer.from(signWebhook({ id, body }, [secret], signedAt)['webhook-signature']);
  return given.split(' ').some((each) => {
    const signature = Buffer.from(each);
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  });
}
