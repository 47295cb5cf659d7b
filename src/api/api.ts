import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SECOND_MS } from '../core/time/durations.ts';
import { LANGUAGES } from '../locale/languages.ts';
import type { HttpHandler } from '../platform/health.ts';
import { guessLanguage } from '../slack/request/request-context.ts';
import type { RequestDeps } from '../slack/request/request-deps.ts';
import { literal } from '../slack/views/kit/text.ts';
import { toolByName } from '../tools/all-tools.ts';
import { runTool } from '../tools/run-tool.ts';
import type { AnyTool } from '../tools/tool.ts';
import { acceptedLanguage } from './accept-language.ts';
import { authenticate, type TokenOwner } from './authenticate.ts';
import { isForeignOrigin, type JsonAnswer, readJsonBody, requestPath, sendJson } from './http.ts';
import { createLeads, LEADS_PATH, readLeadPath } from './leads.ts';
import { API_PATH, openApi } from './openapi.ts';
import { createRateLimit } from './rate-limit.ts';
import { refuse, WRONG_METHOD } from './refuse.ts';
import { statusOf } from './status-codes.ts';

const MCP_PATH = '/mcp';
/** What a request that came while too much was going on is told to wait, s. */
const BUSY_RETRY_S = 2;

const KEY_LIMIT = 200;

/** Paths of the API, as a router takes them. */
export const API_PATHS = [MCP_PATH, `${API_PATH}/:tool`, `${LEADS_PATH}/:workspace/:form`] as const;
/** Methods that are answered there, a refusal included. */
export const API_METHODS = ['GET', 'POST', 'DELETE'] as const;
export const isApiPath = (path: string): boolean =>
  path === MCP_PATH || path.startsWith(`${API_PATH}/`) || path.startsWith(`${LEADS_PATH}/`);

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly body: unknown };

/** `idempotencyKey` of the input, or the header of that name. */
function readKey(tool: AnyTool, input: unknown, { headers }: IncomingMessage): string | undefined {
  if (!tool.writes) return undefined;
  const given = input instanceof Object && 'idempotencyKey' in input ? input.idempotencyKey : headers['idempotency-key'];
  return typeof given === 'string' && given !== '' ? given.slice(0, KEY_LIMIT) : undefined;
}

/** What assistants and scripts reach over HTTP: the Model Context Protocol at /mcp, and the same tools as plain JSON. Never throws. */
export function createApi(deps: RequestDeps): HttpHandler {
  const limit = createRateLimit(deps.clock.monotonicNow);
  const takeLead = createLeads(deps);
  const wordsOf = (owner: TokenOwner) => LANGUAGES[guessLanguage(deps, { ...owner, typedLanguage: null })].api;

  const call = async (owner: TokenOwner, tool: AnyTool, { request, body }: Pick<Exchange, 'request' | 'body'>) => {
    const startedAt = deps.clock.monotonicNow();
    const { workspaceId, slackUserId, tokenId } = owner;
    const key = `api ${tokenId} ${tool.name} ${readKey(tool, body, request) ?? randomUUID()}`;
    const caller = { workspaceId, slackUserId, through: 'api', key } as const;
    const { result, outcome } = await runTool(deps, { tool, input: body, caller });
    deps.observe({ kind: 'api', name: tool.name, ackMs: deps.clock.monotonicNow() - startedAt, outcome });
    return result;
  };

  const answerJson = async (owner: TokenOwner, name: string, exchange: Exchange): Promise<JsonAnswer> => {
    const tool = toolByName(name);
    if (tool === undefined) return refuse('noSuchTool', wordsOf(owner).noSuchTool(literal(name, 60)));
    if (exchange.request.method !== 'POST') return WRONG_METHOD;
    const result = await call(owner, tool, exchange);
    if (result.ok) return { status: 200, body: result.output };
    const { ok: _refused, ...refusal } = result;
    const headers = refusal.code === 'busy' ? { 'retry-after': `${BUSY_RETRY_S}` } : {};
    return { status: statusOf(refusal.code), body: refusal, headers };
  };

  const answerMcp = async (owner: TokenOwner, exchange: Exchange): Promise<JsonAnswer | 'answered'> => {
    // A batch would count as one request however many calls it holds; the protocol has none any more.
    if (exchange.request.method !== 'POST' || Array.isArray(exchange.body)) return WRONG_METHOD;
    // Loaded by the first that asks: its packages take a fifth of the time that a start takes to load all the others.
    const { handleMcp } = await import('./mcp.ts');
    await handleMcp(exchange, async (name, input) => {
      const tool = toolByName(name);
      return tool === undefined ? undefined : call(owner, tool, { request: exchange.request, body: input });
    });
    return 'answered';
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<JsonAnswer | 'answered'> => {
    const path = requestPath(request) ?? '';
    if (isForeignOrigin(request)) return { status: statusOf('foreignOrigin'), body: { code: 'foreignOrigin' } };
    if (path === `${API_PATH}/openapi.json` && request.method === 'GET') return { status: 200, body: openApi() };
    const lead = readLeadPath(path);
    if (lead !== undefined) return takeLead(request, lead);
    const owner = await authenticate(deps, request);
    if (typeof owner === 'string')
      return refuse(owner, LANGUAGES[acceptedLanguage(request)].api[owner], { 'www-authenticate': 'Bearer' });
    const waitS = Math.ceil(limit(owner.tokenId) / SECOND_MS);
    if (waitS > 0) return refuse('tooFast', wordsOf(owner).tooFast(waitS), { 'retry-after': `${waitS}` });
    const read = await readJsonBody(request);
    if (typeof read === 'string') return refuse(read, wordsOf(owner)[read], { connection: 'close' });
    const exchange = { request, response, body: read.body };
    return path === MCP_PATH ? answerMcp(owner, exchange) : answerJson(owner, path.slice(API_PATH.length + 1), exchange);
  };

  return (request, response) =>
    void answer(request, response)
      .then((given) => {
        if (given !== 'answered') sendJson(response, given);
      })
      .catch((error: unknown) => {
        deps.log.error({ err: error }, 'a request of the API failed');
        if (response.headersSent) response.destroy();
        else sendJson(response, { status: statusOf('fault'), body: { code: 'fault' } });
      });
}
