import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { CallFaults } from '../faults.ts';
import { type Fields, parseJson } from '../read-json.ts';
import type { Workspace } from '../state/workspace.ts';
import { callMethod, scopeHeaders } from '../web-api/call-method.ts';
import { type Answer, refuse } from '../web-api/method.ts';
import { readArguments, readBody, readToken, sendJson } from './request.ts';

/** One exchange of the app with the workspace. */
export type ApiExchange = {
  readonly workspace: Workspace;
  readonly faults: CallFaults;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
};

/** Answers `POST /api/METHOD`. */
export async function answerApiCall(exchange: ApiExchange, method: string): Promise<void> {
  const { workspace, request, url } = exchange;
  const args = readArguments(request, url, await readBody(request));
  const { token: _token, ...shown } = args;
  await answerWithFaults(exchange, method, withParsedJson(shown), () => {
    const answer = callMethod(workspace, method, readToken(request, args), args);
    return { status: 200, answer, headers: { ...scopeHeaders(workspace, method) } };
  });
}

export type HttpAnswer = { readonly status: number; readonly answer: Answer | string; readonly headers?: Record<string, string> };

/** Carries out one exchange with the mishaps that were ordered for it, and writes it into the journal. */
export async function answerWithFaults(
  exchange: ApiExchange,
  method: string,
  args: Fields,
  run: () => HttpAnswer,
): Promise<void> {
  const { workspace, faults, response } = exchange;
  const startedAt = performance.now();
  const ofReply = args['thread_ts'] === undefined ? undefined : faults.take(`${method}:thread`);
  const fault = ofReply?.error === undefined ? faults.take(method) : ofReply;
  if (fault.delayMs > 0) await wait(fault.delayMs, undefined, { ref: false });
  const { status, answer, headers = {} } = applyFault(fault, run);
  const fact = { kind: 'call', method, args, status, ms: Math.round(performance.now() - startedAt) } as const;
  workspace.journal.write(fault.losesResponse ? fact : { ...fact, answer });
  if (fault.losesResponse) response.destroy();
  else if (typeof answer === 'string') response.writeHead(status, headers).end(answer);
  else sendJson(response, status, answer, headers);
}

function applyFault(mishap: { readonly retryAfterSeconds?: number; readonly error?: string }, run: () => HttpAnswer): HttpAnswer {
  if (mishap.retryAfterSeconds !== undefined) {
    return { status: 429, answer: refuse('ratelimited'), headers: { 'retry-after': String(mishap.retryAfterSeconds) } };
  }
  return mishap.error === undefined ? run() : { status: 200, answer: refuse(mishap.error) };
}

/** Arguments with their JSON text opened, for people to read. */
function withParsedJson(args: Fields): Fields {
  const opened = (value: unknown) => (typeof value === 'string' && /^[[{]/.test(value) ? (parseJson(value) ?? value) : value);
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, opened(value)]));
}
