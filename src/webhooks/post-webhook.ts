import { lookup as resolve } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { DurationMs } from '../core/time/durations.ts';
import { isPrivateAddress } from './private-address.ts';
import { hostOf } from './webhook-address.ts';

/** How long a receiver has for its answer, from the look-up of its name on. */
export const WEBHOOK_TIMEOUT_MS: DurationMs = 10_000;
/** Bytes of an answer that are read at most: nothing of it is needed but its status. */
const MAX_ANSWER_BYTES = 16_384;

/** What became of a POST: an answer, of whatever status, or none. */
export type WebhookAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'failed'; readonly why: string };

export type WebhookPost = { readonly url: string; readonly body: string; readonly headers: Readonly<Record<string, string>> };

type PostOptions = { readonly allowsPrivate: boolean; readonly timeoutMs?: DurationMs; readonly lookup?: typeof resolve };

class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
  constructor(address: string) {
    super(`${address} is an address of a private network`);
  }
}

/**
 * Resolves a name and hands on only addresses that may be connected to. The connection goes to what is handed on, so that a name which says
 * something else a moment later (DNS rebinding) leads nowhere.
 */
const guardedLookup =
  (allows: (address: string) => boolean, lookup: typeof resolve): LookupFunction =>
  (hostname, options, done) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, []);
      const allowed = found.filter(({ address }) => allows(address));
      const [first] = allowed;
      if (first === undefined) return done(new PrivateAddressError(found[0]?.address ?? hostname), []);
      return options.all === true ? done(null, allowed) : done(null, first.address, first.family);
    });

function parseRetryAfter(header: string | undefined): number | null {
  const seconds = Number(header);
  return header === undefined || !Number.isFinite(seconds) || seconds < 0 ? null : seconds;
}

/**
 * Posts a body to an address outside. Redirects are answers like others: they are not followed. Without TLS only into the host's own
 * network, where that is allowed at all.
 *
 * @returns what came of it; never throws for what the other side does.
 */
export function postWebhook({ url: address, body, headers }: WebhookPost, options: PostOptions): Promise<WebhookAnswer> {
  const { allowsPrivate, timeoutMs = WEBHOOK_TIMEOUT_MS, lookup = resolve } = options;
  const url = new URL(address);
  const isTls = url.protocol === 'https:';
  const allows = (ip: string) => (isPrivateAddress(ip) ? allowsPrivate : isTls);
  const host = hostOf(url);
  if (isIP(host) !== 0 && !allows(host)) return Promise.resolve({ kind: 'failed', why: new PrivateAddressError(host).message });
  return new Promise((settle) => {
    const request = (isTls ? requestHttps : requestHttp)(url, {
      method: 'POST',
      agent: false,
      lookup: guardedLookup(allows, lookup),
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    const end = (answer: WebhookAnswer) => {
      clearTimeout(timer);
      settle(answer);
      request.destroy();
    };
    const timer = setTimeout(
      () => end({ kind: 'failed', why: `no answer within ${Math.round(timeoutMs / 1000)} seconds` }),
      timeoutMs,
    );
    request.on('error', (error: NodeJS.ErrnoException) =>
      end({ kind: 'failed', why: error.code === undefined ? error.message : `${error.code}: ${error.message}` }),
    );
    // What was connected to is looked at once more, whatever chose it.
    request.on('socket', (socket) =>
      socket.once('connect', () => {
        const { remoteAddress } = socket;
        if (remoteAddress !== undefined && !allows(remoteAddress)) request.destroy(new PrivateAddressError(remoteAddress));
      }),
    );
    request.on('response', (response) => {
      const answer = {
        kind: 'answered' as const,
        status: response.statusCode ?? 0,
        retryAfterSeconds: parseRetryAfter(response.headers['retry-after']),
      };
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES) end(answer);
      });
      response.on('end', () => end(answer));
    });
    request.end(body);
  });
}
