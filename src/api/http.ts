import type { IncomingMessage, ServerResponse } from 'node:http';

/** More than any tool takes. */
const BODY_LIMIT = 256 * 1024;
const DRAIN_LIMIT = 16 * BODY_LIMIT;

/** The path of a request; undefined where its address is none. */
export const requestPath = ({ url = '/' }: Pick<IncomingMessage, 'url'>): string | undefined =>
  URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost').pathname : undefined;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a page of a browser sends this. A page must not: by DNS rebinding one of anybody's would speak to a bot on the reader's own
 * machine. Source: Model Context Protocol, transports, security warning. Pages on this machine may; programs send no origin.
 */
export function isForeignOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || !LOOPBACK.test(new URL(origin).hostname);
}

/** A body as it came, and as JSON. */
export type ReadBody = { readonly raw: string; readonly body: unknown };

/** The body as JSON; an empty one is an empty object. */
export async function readJsonBody(request: IncomingMessage): Promise<ReadBody | 'tooLarge' | 'notJson'> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return 'tooLarge';
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    // Leaving the loop would cut the connection: what is a little too much is read to its end, so that the answer arrives.
    if (length > DRAIN_LIMIT) return 'tooLarge';
    if (length <= BODY_LIMIT) chunks.push(bytes);
  }
  if (length > BODY_LIMIT) return 'tooLarge';
  const raw = Buffer.concat(chunks).toString('utf8');
  if (length === 0) return { raw, body: {} };
  try {
    return { raw, body: JSON.parse(raw) };
  } catch {
    return 'notJson';
  }
}

/** An answer as JSON, which nobody keeps. */
export type JsonAnswer = {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
};

export const sendJson = (response: ServerResponse, { status, body, headers = {} }: JsonAnswer): void =>
  void response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers })
    .end(`${JSON.stringify(body)}\n`);
