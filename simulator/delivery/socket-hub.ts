import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { asRecord, asText, isEmptyRecord, parseJson } from '../read-json.ts';
import type { Workspace } from '../state/workspace.ts';
import type { AckReceipt, Delivery, Transport } from './delivery.ts';

/** Connections an app may have at once. Source: docs.slack.dev, Socket Mode. */
const MAX_CONNECTIONS = 10;
const PING_EVERY_MS = 5000;

export type SocketHub = {
  readonly deliver: Transport;
  openCount(): number;
  /** Resolves once a socket is open and greeted; at once if one is. */
  waitForOpen(): Promise<void>;
  drop(): void;
  refresh(reason: string): void;
  stop(): Promise<void>;
};

/**
 * The Socket Mode side of the workspace. Envelopes go to the open connections in turn, which is the hardest case of Slack's
 * random choice: nothing may rely on two envelopes reaching the same process.
 */
export function createSocketHub(server: Server, workspace: Workspace, ackLimitMs: number, isAway: () => boolean): SocketHub {
  const sockets = new WebSocketServer({ noServer: true });
  const open: WebSocket[] = [];
  const waiting = new Map<string, (receipt: AckReceipt) => void>();
  /** What went over which socket and is not acknowledged: with the socket closed nothing can come any more. */
  const sentOver = new Map<WebSocket, Set<string>>();
  const arrivals = new Set<() => void>();
  let turn = 0;

  function welcome(socket: WebSocket): void {
    socket.on('message', (data) => settle(waiting, String(data), workspace));
    socket.on('error', () => socket.terminate());
    if (open.length >= MAX_CONNECTIONS) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      return;
    }
    open.push(socket);
    socket.on('close', () => {
      open.splice(open.indexOf(socket), 1);
      for (const id of sentOver.get(socket) ?? []) waiting.get(id)?.({ acked: false, failure: 'connection_failed' });
      sentOver.delete(socket);
      workspace.journal.write({ kind: 'socket', event: 'close', open: open.length });
    });
    socket.send(JSON.stringify(hello(workspace, open.length)));
    workspace.journal.write({ kind: 'socket', event: 'open', open: open.length });
    for (const arrived of arrivals) arrived();
    arrivals.clear();
  }

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '/', workspace.origin).searchParams.get('ticket') ?? '';
    if (isAway() || !workspace.socketTickets.delete(ticket)) stream.destroy();
    else sockets.handleUpgrade(request, stream, head, welcome);
  });
  // Bolt watches for pings after the first one, so they must keep coming.
  const pings = setInterval(() => open.forEach((socket) => void socket.ping()), PING_EVERY_MS);
  pings.unref();

  return {
    deliver(delivery) {
      const socket = open[turn++ % Math.max(open.length, 1)];
      if (socket === undefined) return Promise.resolve({ acked: false, failure: 'connection_failed' });
      return new Promise((resolve) => {
        const late = setTimeout(() => finish({ acked: false, failure: 'timeout' }), ackLimitMs);
        const finish = (receipt: AckReceipt) => {
          clearTimeout(late);
          waiting.delete(delivery.id);
          sentOver.get(socket)?.delete(delivery.id);
          resolve(receipt);
        };
        waiting.set(delivery.id, finish);
        sentOver.set(socket, (sentOver.get(socket) ?? new Set()).add(delivery.id));
        socket.send(JSON.stringify(envelope(delivery)));
      });
    },
    openCount: () => open.length,
    waitForOpen: () => (open.length > 0 ? Promise.resolve() : new Promise((resolve) => void arrivals.add(resolve))),
    drop: () => [...open].forEach((socket) => void socket.terminate()),
    refresh: (reason) => open.forEach((socket) => void socket.send(JSON.stringify({ type: 'disconnect', reason }))),
    async stop() {
      clearInterval(pings);
      for (const finish of waiting.values()) finish({ acked: false, failure: 'connection_failed' });
      for (const socket of open) socket.close(1001);
      // A moment for the goodbye, since a client whose peer vanishes lingers for thirty seconds.
      for (let waited = 0; waited < 100 && open.length > 0; waited += 5) await new Promise((resolve) => setTimeout(resolve, 5));
      for (const socket of [...open]) socket.terminate();
      sockets.close();
    },
  };
}

function hello({ identity }: Workspace, count: number): unknown {
  const debug_info = { host: 'simulator', build_number: 1, approximate_connection_time: 18_060 };
  return { type: 'hello', num_connections: count, debug_info, connection_info: { app_id: identity.appId } };
}

function envelope({ id, type, payload, retry }: Delivery): unknown {
  const accepts_response_payload = type !== 'events_api';
  const retries = type === 'events_api' ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' } : {};
  return { envelope_id: id, type, payload, accepts_response_payload, ...retries };
}

/** An empty payload is Bolt's way of acknowledging with nothing. */
function settle(waiting: ReadonlyMap<string, (receipt: AckReceipt) => void>, message: string, { journal }: Workspace): void {
  const ack = asRecord(parseJson(message));
  const finish = waiting.get(asText(ack['envelope_id']) ?? '');
  const body = ack['payload'];
  if (finish === undefined)
    journal.write({ kind: 'note', text: 'An acknowledgement came too late, or for nothing that was sent.' });
  else finish(body === undefined || isEmptyRecord(body) ? { acked: true } : { acked: true, body });
}
