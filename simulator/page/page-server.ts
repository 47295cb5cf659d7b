import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parseJson } from '../read-json.ts';
import { readBody, sendJson } from '../server/request.ts';
import { actionSchema } from './action.ts';
import { performControl } from './control.ts';
import { createEventStreams, type EventStreams } from './event-streams.ts';
import type { PageOptions } from './page-options.ts';
import { performAction } from './perform-action.ts';
import { parseArchivePath } from './permalink.ts';
import { createReadMarks, type ReadMarks } from './read-marks.ts';
import { snapshotPatches } from './snapshot.ts';
import { sendFile } from './static-files.ts';

/** A page that people look at, at `http://127.0.0.1:PORT/`. */
export type PageServer = {
  readonly address: string;
  readonly marks: ReadMarks;
  readonly stop: () => Promise<void>;
};

/** How many ports after the wanted one are tried. */
const PORTS_TRIED = 20;

/**
 * Serves the workspace as a page on 127.0.0.1: the built files, each person's state as server-sent events, and what people do as posts.
 * Other sites that a browser has open cannot reach it: Host and Origin must be this address.
 *
 * @throws Error when none of twenty ports is free.
 */
export async function startPageServer(options: PageOptions): Promise<PageServer> {
  const marks = createReadMarks(options.marks);
  const streams = createEventStreams(options, marks);
  const server = createServer();
  const port = await listenNear(server, options.port);
  const boot = randomUUID();
  server.on('request', (request, response) => {
    route({ options, marks, streams, port, boot, request, response }).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, 500, { problem: String(error) });
    });
  });
  return {
    address: `http://127.0.0.1:${port}/`,
    marks,
    async stop() {
      streams.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function listenNear(server: Server, wanted: number): Promise<number> {
  for (let port = wanted; ; port += 1) {
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once('error', resolve);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', resolve);
        resolve(undefined);
      });
    });
    const address = server.address();
    if (error === undefined) return typeof address === 'object' && address !== null ? address.port : port;
    if (error.code !== 'EADDRINUSE' || port >= wanted + PORTS_TRIED) throw error;
  }
}

type PageExchange = {
  readonly options: PageOptions;
  readonly marks: ReadMarks;
  readonly streams: EventStreams;
  readonly port: number;
  /** Another one after every start, so that a page sees that all is new. */
  readonly boot: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

async function route(exchange: PageExchange): Promise<void> {
  const { options, streams, port, boot, request, response } = exchange;
  if (!isSameOrigin(request, port)) return void response.writeHead(403).end('Only this page may talk to its server.');
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
  const { pathname } = url;
  if (request.method === 'POST' && pathname === '/act') return handleAction(exchange, selectedPerson(options, url));
  if (request.method === 'POST' && pathname === '/api/control') return handleControl(exchange);
  if (request.method !== 'GET') return void response.writeHead(405).end();
  if (pathname === '/people') return sendJson(response, 200, { boot, people: selectablePeople(options) });
  if (pathname === '/watch') {
    const person = selectedPerson(options, url);
    if (person === undefined) return void response.writeHead(404).end();
    // The app is in the list of everybody's conversations, whether or not it has written.
    options.slack.openDm(person);
    return streams.watch(response, person);
  }
  if (pathname === '/journal') return streams.journal(response);
  if (pathname === '/api/state') return sendState(exchange, selectedPerson(options, url));
  if (pathname === '/api/journal') {
    const after = Number(url.searchParams.get('after') ?? 0);
    return sendJson(response, 200, { entries: options.slack.journal.filter(({ seq }) => seq > after) });
  }
  const linked = parseArchivePath(url);
  if (linked !== undefined) return void response.writeHead(302, { location: `/#${linked}` }).end();
  if (pathname.startsWith('/file/')) return download(options, response, pathname.slice('/file/'.length));
  if (!(await sendFile(response, options.dir, pathname))) response.writeHead(404).end();
}

/** Everything that a person sees now, at once: what a test reads. */
function sendState({ options, marks, response }: PageExchange, userId: string | undefined): void {
  if (userId === undefined) return void response.writeHead(404).end();
  const patches = snapshotPatches(options, marks, userId);
  const messages = patches.flatMap((patch) => (patch.part === 'messages' ? [[patch.channel, patch.value] as const] : []));
  const parts = patches.flatMap((patch) => (patch.part === 'messages' ? [] : [[patch.part, patch.value] as const]));
  sendJson(response, 200, { ...Object.fromEntries(parts), messages: Object.fromEntries(messages) });
}

async function handleControl({ options, streams, request, response }: PageExchange): Promise<void> {
  if (request.headers['content-type']?.startsWith('application/json') !== true) return void response.writeHead(415).end();
  const answer = await performControl(options, parseJson((await readBody(request)).toString('utf8')));
  streams.notifyChange();
  sendJson(response, answer.problem === undefined ? 200 : 400, answer);
}

/** A foreign site could name this address in its own Host, or post to it: neither is answered. */
function isSameOrigin({ headers }: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = headers;
  return (
    host !== undefined && hosts.includes(host) && (origin === undefined || hosts.some((each) => origin === `http://${each}`))
  );
}

function selectablePeople({ slack }: PageOptions) {
  const people = slack.users().filter((user) => !user.isBot && !user.deleted && user.teamId === slack.team.id);
  return people.map(({ id, name, realName, locale }) => ({ id, name, realName, locale }));
}

function selectedPerson(options: PageOptions, url: URL): string | undefined {
  const wanted = url.searchParams.get('as');
  return selectablePeople(options).find(({ id }) => id === wanted)?.id;
}

async function handleAction(
  { options, marks, streams, request, response }: PageExchange,
  userId: string | undefined,
): Promise<void> {
  if (request.headers['content-type']?.startsWith('application/json') !== true) return void response.writeHead(415).end();
  if (userId === undefined) return void response.writeHead(404).end();
  const read = actionSchema.safeParse(parseJson((await readBody(request)).toString('utf8')));
  if (!read.success) return sendJson(response, 400, { problem: read.error.message });
  const answer = await performAction({ options, marks, person: options.slack.as(userId) }, read.data);
  if (read.data.do === 'read') streams.notifyChange();
  sendJson(response, 200, answer);
}

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
};

/** Pictures are shown, other files are saved. */
function download({ slack }: PageOptions, response: ServerResponse, fileId: string): void {
  const file = slack.files().find(({ id }) => id === fileId);
  if (file === undefined) return void response.writeHead(404).end();
  const type = IMAGE_TYPES[file.name.split('.').at(-1)?.toLowerCase() ?? ''];
  const name = encodeURIComponent(file.name);
  const disposition = type === undefined ? { 'content-disposition': `attachment; filename*=UTF-8''${name}` } : {};
  response
    .writeHead(200, { 'content-type': type ?? 'application/octet-stream', 'x-content-type-options': 'nosniff', ...disposition })
    .end(file.bytes);
}
