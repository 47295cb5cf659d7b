import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';
import { within } from './slack/race.ts';

/** The database answers within this, or counts as away. */
const PING_WITHIN_MS = 2000;

/** What readiness is made of. */
export type Vitals = {
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly isConnected: () => boolean;
  readonly isStopping: () => boolean;
};

type Answer = { readonly status: number; readonly type: string; readonly body: string };
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** GET /healthz: the process answers. GET /readyz: the database answers, Slack reaches the bot, and nobody is stopping it. */
export function healthHandlers(vitals: Vitals): { readonly healthz: Handler; readonly readyz: Handler } {
  return {
    healthz: (_request, response) => send(response, json(200, { alive: true })),
    readyz: (_request, response) => void readiness(vitals).then((answer) => send(response, answer)),
  };
}

async function readiness({ ping, isConnected, isStopping }: Vitals): Promise<Answer> {
  const answered = await within(
    ping().then(
      () => true,
      () => false,
    ),
    PING_WITHIN_MS,
  );
  const database = answered !== 'late' && answered.done;
  const facts = { database, slack: isConnected(), stopping: isStopping() };
  const isReady = facts.database && facts.slack && !facts.stopping;
  return json(isReady ? 200 : 503, { ready: isReady, ...facts });
}

const json = (status: number, facts: Readonly<Record<string, boolean>>): Answer => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(facts)}\n`,
});

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

export type HealthServer = { readonly close: () => Promise<void> };

/**
 * Serves /healthz, /readyz and /metrics.
 *
 * @throws Error when the port is taken.
 */
export async function serveHealth(port: number, vitals: Vitals, metrics: Metrics): Promise<HealthServer> {
  const { healthz, readyz } = healthHandlers(vitals);
  const pages: Readonly<Record<string, Handler>> = {
    '/healthz': healthz,
    '/readyz': readyz,
    '/metrics': (_request, response) => {
      metrics.setConnected(vitals.isConnected());
      void metrics.text().then((body) => send(response, { status: 200, type: metrics.contentType, body }));
    },
  };
  const server = createServer((request, response) => {
    const page = pages[(request.url ?? '').split('?')[0] ?? ''];
    if (page === undefined) send(response, json(404, { found: false }));
    else if (request.method !== 'GET' && request.method !== 'HEAD') send(response, json(405, { allowed: false }));
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
