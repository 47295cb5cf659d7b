import type { IncomingMessage, ServerResponse } from 'node:http';
import { asRecord, asText, type Fields, parseJson } from '../read-json.ts';

const BODY_LIMIT_BYTES = 50 * 1024 * 1024;

/** The whole body of a request. @throws Error above 50 MB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES) throw new Error('The body is larger than 50 MB.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Arguments of a Web API call: of the query, then of the body, JSON or a form. Nested values of a form stay JSON text. */
export function readArguments(request: IncomingMessage, url: URL, body: Buffer): Fields {
  const query = Object.fromEntries(url.searchParams);
  const type = request.headers['content-type'] ?? '';
  const source = body.toString('utf8');
  if (type.startsWith('application/json')) return { ...query, ...asRecord(parseJson(source)) };
  return { ...query, ...Object.fromEntries(new URLSearchParams(source)) };
}

/** The bearer token, or the `token` argument of old clients. */
export function readToken(request: IncomingMessage, args: Fields): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? asText(args['token']);
}

/** Sends JSON and ends the answer. */
export function sendJson(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(value));
}
