import { createHmac } from 'node:crypto';
import { parseJson } from '../read-json.ts';
import type { AckReceipt, Delivery, Transport } from './delivery.ts';

/** Slack's signature of a raw body. @param timestamp seconds since the epoch, as text. Source: docs.slack.dev, verifying requests. */
export function sign(signingSecret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/**
 * Delivers by signed POST: commands as a form, interactions as a form with one `payload`, events as JSON.
 *
 * @param requestUrl must be on this machine. @throws Error when it is not: a simulator talks to nobody else.
 */
export function createHttpTransport(requestUrl: string, signingSecret: string, ackLimitMs: number): Transport {
  const { hostname } = new URL(requestUrl);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw new Error(`The simulator only delivers to this machine, not to ${hostname}.`);
  return async (delivery) => {
    const { body, type } = encode(delivery);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(signingSecret, timestamp, body),
      ...retryHeaders(delivery),
    };
    try {
      const signal = AbortSignal.timeout(ackLimitMs);
      return await readReceipt(await fetch(requestUrl, { method: 'POST', headers, body, signal, redirect: 'manual' }));
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      return { acked: false, failure: isLate ? 'timeout' : 'connection_failed' };
    }
  };
}

function encode({ type, payload }: Delivery): { readonly body: string; readonly type: string } {
  if (type === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const form = type === 'interactive' ? { payload: JSON.stringify(payload) } : textFields(payload);
  return { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' };
}

function textFields(payload: Delivery['payload']): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
}

function retryHeaders({ retry }: Delivery): Record<string, string> {
  return retry === undefined ? {} : { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason };
}

async function readReceipt(response: Response): Promise<AckReceipt> {
  const body = await response.text();
  if (!response.ok) {
    return { acked: false, failure: 'http_status', wantsNoRetry: response.headers.get('x-slack-no-retry') === '1' };
  }
  if (body === '') return { acked: true };
  if (response.headers.get('content-type')?.startsWith('application/json') !== true) return { acked: true, body };
  const parsed = parseJson(body);
  return parsed === undefined ? { acked: false, failure: 'malformed' } : { acked: true, body: parsed };
}
