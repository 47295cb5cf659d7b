import { isIP } from 'node:net';
import { isPrivateAddress } from './private-address.ts';

/** The longest address that is taken, in characters. */
export const MAX_WEBHOOK_URL = 1000;

/** Why an address cannot be told anything. */
export type WebhookAddressProblem = 'noUrl' | 'noHttps' | 'credentials' | 'private' | 'tooLong';

/** The host of an address as Node.js connects to it: an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => (hostname.startsWith('[') ? hostname.slice(1, -1) : hostname);

/** Names that mean this machine or its network, whatever a resolver says. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal)\.?$/i;

/**
 * What can be seen of an address without asking anybody. What its name leads to is looked at when it is connected to: that may change.
 *
 * @param allowsPrivate the host lets webhooks into its own network, there also without https.
 * @returns the address as it is kept, or what is wrong with it.
 */
export function parseWebhookAddress(
  typed: string,
  allowsPrivate: boolean,
): { readonly ok: true; readonly url: string } | { readonly ok: false; readonly why: WebhookAddressProblem } {
  if (typed.length > MAX_WEBHOOK_URL) return { ok: false, why: 'tooLong' };
  if (!URL.canParse(typed)) return { ok: false, why: 'noUrl' };
  const url = new URL(typed);
  const isHttp = url.protocol === 'http:';
  if (url.protocol !== 'https:' && !isHttp) return { ok: false, why: 'noUrl' };
  if (isHttp && !allowsPrivate) return { ok: false, why: 'noHttps' };
  if (url.username !== '' || url.password !== '') return { ok: false, why: 'credentials' };
  const host = hostOf(url);
  const isPrivate = isIP(host) === 0 ? PRIVATE_NAME.test(host) || !host.includes('.') : isPrivateAddress(host);
  if (isPrivate && !allowsPrivate) return { ok: false, why: 'private' };
  url.hash = '';
  return { ok: true, url: url.href };
}
