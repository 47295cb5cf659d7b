import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { CallFaults, OutageKind } from '../faults.ts';
import type { Workspace } from '../state/workspace.ts';
import { type ApiExchange, answerApiCall } from './api-calls.ts';
import { sendJson } from './request.ts';
import { answerResponseUrl } from './response-url.ts';
import { answerDownload, answerUpload } from './uploads.ts';

/** Opens a server on this machine alone. `port` 0 takes any free one. @returns it with its origin, `http://127.0.0.1:PORT`. */
export async function listen(port: number): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return { server, origin: `http://127.0.0.1:${bound}` };
}

/** Answers what the app sends: Web API calls, posts to response_urls, uploads, downloads. */
export function serve(server: Server, workspace: Workspace, faults: CallFaults, outage: () => OutageKind | undefined): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const away = outage();
    if (away === 'refused') {
      request.socket.destroy();
    } else if (away === 'error500' || away === 'error503') {
      response.writeHead(away === 'error500' ? 500 : 503).end();
    } else if (away === 'hanging') {
      // Whoever calls gives up by itself.
      request.resume();
    } else {
      const url = new URL(request.url ?? '/', workspace.origin);
      route({ workspace, faults, request, response, url }).catch((error: unknown) => {
        workspace.journal.write({ kind: 'note', text: `The simulator failed on ${url.pathname}: ${String(error)}` });
        if (!response.headersSent) sendJson(response, 500, { ok: false, error: 'internal_error' });
      });
    }
  });
}

async function route(exchange: ApiExchange): Promise<void> {
  const [, area = '', first = '', second = ''] = exchange.url.pathname.split('/');
  if (area === 'api') return answerApiCall(exchange, first);
  if (area === 'response') return answerResponseUrl(exchange, second);
  if (area === 'upload') return answerUpload(exchange, second);
  if (area === 'files-pri') return answerDownload(exchange, first.split('-').at(-1) ?? '');
  sendJson(exchange.response, 404, { ok: false, error: 'not_found' });
}
