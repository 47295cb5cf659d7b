import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { DurationMs } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import type { PostBacklog } from '../store/types/posts.ts';
import type { WebhookBacklog } from '../store/types/webhooks.ts';
import type { WriteHealth } from '../store/types/write-health.ts';
import type { Metrics } from './metrics.ts';
import { raceTimeout } from './race-timeout.ts';

/** Timeout of the database ping; a slower answer counts as down. */
const PING_TIMEOUT_MS: DurationMs = 2000;

/** `right`: one request at least carried the signature of our secret; `wrong`: requests came, and none did. */
export type SignatureVerdict = 'right' | 'wrong';

/** What readiness is made of. */
export type ReadinessProbes = {
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly writeHealth: () => Promise<WriteHealth>;
  readonly inFlight: () => number;
  readonly isConnected: () => boolean;
  readonly isStopping: () => boolean;
  /** Over HTTP; undefined until a request has come. It tells the doctor, and does not make the bot ready or not. */
  readonly signatures: () => SignatureVerdict | undefined;
};

/** What /metrics asks for besides. */
export type MetricProbes = ReadinessProbes & {
  readonly now: () => Instant;
  readonly postBacklog: (at: Instant) => Promise<PostBacklog>;
  readonly webhookBacklog: () => Promise<WebhookBacklog>;
};

type HttpReply = { readonly status: number; readonly type: string; readonly body: string };
export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** GET /healthz: the process answers. GET /readyz: the database answers and keeps what is written, Slack reaches the bot, and nobody is stopping it. */
export function healthHandlers(vitals: ReadinessProbes): { readonly healthz: HttpHandler; readonly readyz: HttpHandler } {
  return {
    healthz: (_request, response) => sendReply(response, jsonReply(200, { alive: true })),
    readyz: (_request, response) => void checkReadiness(vitals).then((answer) => sendReply(response, answer)),
  };
}

/** What was asked for, if it came in time. */
async function inTime<T>(asked: Promise<T>): Promise<T | undefined> {
  const answered = await raceTimeout(
    asked.catch(() => undefined),
    PING_TIMEOUT_MS,
  );
  return answered === 'late' ? undefined : answered.done;
}

async function checkReadiness({ ping, writeHealth, isConnected, isStopping, signatures }: ReadinessProbes): Promise<HttpReply> {
  const database = (await inTime(ping().then(() => true))) === true;
  const written = await inTime(writeHealth());
  const failingForMs = written === undefined ? 0 : written.failingForMs;
  const facts = { database, writes: failingForMs === null, slack: isConnected(), stopping: isStopping() };
  const isReady = facts.database && facts.writes && facts.slack && !facts.stopping;
  const verdict = signatures();
  const signed = verdict === undefined ? {} : { signatures: verdict };
  if (failingForMs !== null)
    return jsonReply(503, { ready: false, ...facts, writesFailingSeconds: Math.round(failingForMs / 1000), ...signed });
  return jsonReply(isReady ? 200 : 503, { ready: isReady, ...facts, ...signed });
}

/** Measures what is not counted as it happens. A database that does not answer is a figure too: the page never waits for it. */
async function measure(vitals: MetricProbes, metrics: Metrics): Promise<void> {
  metrics.setConnected(vitals.isConnected());
  metrics.setInFlight(vitals.inFlight());
  const askedAt = performance.now();
  const answers = (await inTime(vitals.ping().then(() => true))) === true;
  metrics.setDatabaseAnswer(answers ? performance.now() - askedAt : undefined);
  const at = vitals.now();
  metrics.setPostBacklog(answers ? await inTime(vitals.postBacklog(at)) : undefined, at);
  metrics.setWebhookBacklog(answers ? await inTime(vitals.webhookBacklog()) : undefined, at);
  const health = await inTime(vitals.writeHealth());
  if (health !== undefined) metrics.setWriteHealth(health);
}

const jsonReply = (status: number, facts: Readonly<Record<string, boolean | number | string>>): HttpReply => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(facts)}\n`,
});

function sendReply(response: ServerResponse, { status, type, body }: HttpReply): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

/** `api`: answers what is asked of the API, where this server is to take it; `isApiPath` says which paths those are. */
export type HealthPages = {
  readonly metrics: Metrics;
  readonly api?: { readonly isApiPath: (path: string) => boolean; readonly handler: HttpHandler };
};

export type HealthServer = { readonly close: () => Promise<void> };

/**
 * Serves /healthz, /readyz and /metrics, and the API where there is one.
 *
 * @throws Error when the port is taken.
 */
export async function serveHealth(port: number, vitals: MetricProbes, { metrics, api }: HealthPages): Promise<HealthServer> {
  const { healthz, readyz } = healthHandlers(vitals);
  const pages: Readonly<Record<string, HttpHandler>> = {
    '/healthz': healthz,
    '/readyz': readyz,
    '/metrics': (_request, response) =>
      void measure(vitals, metrics)
        .then(metrics.text)
        .then((body) => sendReply(response, { status: 200, type: metrics.contentType, body })),
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (api?.isApiPath(path) === true) return api.handler(request, response);
    const page = pages[path];
    if (page === undefined) sendReply(response, jsonReply(404, { found: false }));
    else if (request.method !== 'GET' && request.method !== 'HEAD') sendReply(response, jsonReply(405, { allowed: false }));
    else page(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve());
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
