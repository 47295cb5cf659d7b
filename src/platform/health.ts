import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { DurationMs } from '../core/time/durations.ts';
import type { WriteHealth } from '../store/types/write-health.ts';
import type { Metrics } from './metrics.ts';
import { raceTimeout } from './race-timeout.ts';

/** Timeout of the database ping; a slower answer counts as down. */
const PING_TIMEOUT_MS: DurationMs = 2000;

/** What readiness is made of. */
export type ReadinessProbes = {
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly writeHealth: () => Promise<WriteHealth>;
  readonly inFlight: () => number;
  readonly isConnected: () => boolean;
  readonly isStopping: () => boolean;
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

async function checkReadiness({ ping, writeHealth, isConnected, isStopping }: ReadinessProbes): Promise<HttpReply> {
  const answered = await raceTimeout(
    ping().then(
      () => true,
      () => false,
    ),
    PING_TIMEOUT_MS,
  );
  const database = answered !== 'late' && answered.done;
  const written = await raceTimeout(writeHealth(), PING_TIMEOUT_MS);
  const failingForMs = written === 'late' ? 0 : written.done.failingForMs;
  const facts = { database, writes: failingForMs === null, slack: isConnected(), stopping: isStopping() };
  const isReady = facts.database && facts.writes && facts.slack && !facts.stopping;
  if (failingForMs !== null)
    return jsonReply(503, { ready: false, ...facts, writesFailingSeconds: Math.round(failingForMs / 1000) });
  return jsonReply(isReady ? 200 : 503, { ready: isReady, ...facts });
}

const jsonReply = (status: number, facts: Readonly<Record<string, boolean | number>>): HttpReply => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(facts)}\n`,
});

function sendReply(response: ServerResponse, { status, type, body }: HttpReply): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

export type HealthServer = { readonly close: () => Promise<void> };

/**
 * Serves /healthz, /readyz and /metrics.
 *
 * @throws Error when the port is taken.
 */
export async function serveHealth(port: number, vitals: ReadinessProbes, metrics: Metrics): Promise<HealthServer> {
  const { healthz, readyz } = healthHandlers(vitals);
  const pages: Readonly<Record<string, HttpHandler>> = {
    '/healthz': healthz,
    '/readyz': readyz,
    '/metrics': (_request, response) => {
      metrics.setConnected(vitals.isConnected());
      metrics.setInFlight(vitals.inFlight());
      void vitals
        .writeHealth()
        .then(metrics.setWriteHealth)
        .then(metrics.text)
        .then((body) => sendReply(response, { status: 200, type: metrics.contentType, body }));
    },
  };
  const server = createServer((request, response) => {
    const page = pages[(request.url ?? '').split('?')[0] ?? ''];
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
