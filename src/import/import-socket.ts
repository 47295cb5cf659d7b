import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../core/time/instant.ts';
import { TABLE_LIMITS } from '../input/files/table.ts';
import { errorMessage } from '../platform/error-message.ts';
import type { Log } from '../platform/log-types.ts';
import type { Store } from '../store/types/store.ts';
import { type CommandOutput, runImportCommand } from './import-command.ts';
import { parseImportOptions } from './options.ts';

/** A command as it goes over the socket: one line of JSON, then so many bytes of the file. */
const requestSchema = z.object({ args: z.array(z.string()), size: z.int().min(0).max(TABLE_LIMITS.bytes) });
/** What comes back: a line of JSON each. */
const answerSchema = z.union([
  z.object({ out: z.string() }),
  z.object({ err: z.string() }),
  z.object({ progress: z.string(), done: z.number(), of: z.number() }),
  z.object({ exit: z.number() }),
]);
type Answer = z.infer<typeof answerSchema>;

/** Longest path that a socket may have: sun_path of Linux holds 108 bytes, of macOS 104. */
const MAX_PATH_BYTES = 103;
/** Longest first line: options are short. */
const MAX_REQUEST_BYTES = 64 * 1024;

/** Where the bot that has an embedded database open listens; undefined where the path is too long for a socket. The folder is its owner's alone. */
export function importSocketPath(dataDir: string): string | undefined {
  const path =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\lejek-${resolve(dataDir).replace(/\W+/g, '-')}`
      : resolve(join(dataDir, 'import.sock'));
  return Buffer.byteLength(path) > MAX_PATH_BYTES ? undefined : path;
}

type Request = { readonly args: readonly string[]; readonly bytes: Uint8Array };

/** What is asked: the request and its bytes, once all are there; the socket stays open for the answer. @throws Error for anything else. */
function readRequest(socket: Socket): Promise<Request> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    let [length, head] = [0, -1];
    let request: z.infer<typeof requestSchema> | undefined;
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (request === undefined) {
        const all = Buffer.concat(chunks);
        head = all.indexOf('\n');
        if (head < 0 && length > MAX_REQUEST_BYTES) throw new Error('no request');
        if (head < 0) return;
        request = requestSchema.parse(JSON.parse(all.subarray(0, head).toString('utf8')));
      }
      if (length < head + 1 + request.size) return;
      done({ args: request.args, bytes: Buffer.concat(chunks).subarray(head + 1, head + 1 + request.size) });
    };
    socket
      .on('data', (chunk: Buffer) => {
        try {
          take(chunk);
        } catch (error) {
          failed(error);
        }
      })
      .on('close', () => failed(new Error('the file did not come whole')))
      .on('end', () => failed(new Error('the file did not come whole')));
  });
}

/** Calls with each whole line that a socket brings. */
function forEachLine(socket: Socket, take: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}

/** What the server works with. `onImported`: deals have changed, and a post may wait. */
export type ImportServerDeps = {
  readonly store: Store;
  readonly now: () => Instant;
  readonly log: Log;
  readonly onImported: () => void;
};

async function answer(socket: Socket, { store, now, log, onImported }: ImportServerDeps): Promise<void> {
  const say = (line: Answer) => void socket.write(`${JSON.stringify(line)}\n`);
  const output: CommandOutput = {
    out: (out) => say({ out }),
    err: (err) => say({ err }),
    progress: (progress) => {
      let tenth = -1;
      return (done, of) => {
        const now = Math.floor((10 * done) / Math.max(1, of));
        if (now > tenth || done === of) say({ progress, done, of });
        tenth = Math.max(tenth, now);
      };
    },
  };
  try {
    const { args, bytes } = await readRequest(socket);
    const options = parseImportOptions(args);
    if (typeof options === 'string') throw new Error(options);
    const exit = await runImportCommand({ store, options, bytes, at: now(), output });
    if (exit === 0) onImported();
    log.info({ exit, kind: 'undo' in options ? 'undo' : 'import' }, 'an import came from the command line');
    say({ exit });
  } catch (error) {
    log.warn({ err: error }, 'an import from the command line failed');
    say({ err: errorMessage(error) });
    say({ exit: 1 });
  }
  socket.end();
}

/**
 * Listens for imports of the command line, one after the other: only one process may have the embedded database open.
 *
 * @param path of {@link importSocketPath}; whoever has the database's lock owns it, so what an earlier process left there is removed.
 */
export async function serveImports(path: string, deps: ImportServerDeps): Promise<{ readonly close: () => Promise<void> }> {
  if (process.platform !== 'win32') rmSync(path, { force: true });
  let last: Promise<void> = Promise.resolve();
  const open = new Set<Socket>();
  // The other end may close first.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    last = last.then(() => answer(socket, deps));
  });
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(path, () => listening()));
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return {
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

/**
 * Asks the bot that has the database open to run a command of the import.
 *
 * @returns its exit code; undefined where nobody listens.
 */
export function askRunningBot(
  path: string,
  { args, bytes }: { readonly args: readonly string[]; readonly bytes: Uint8Array },
  output: CommandOutput,
): Promise<number | undefined> {
  return new Promise((done) => {
    const bars = new Map<string, (done: number, of: number) => void>();
    let exit: number | undefined;
    let isConnected = false;
    const socket = connect(path, () => {
      isConnected = true;
      socket.write(`${JSON.stringify({ args, size: bytes.length })}\n`);
      socket.write(bytes);
    });
    socket.on('error', () => done(undefined));
    socket.on('close', () => {
      if (exit === undefined && isConnected)
        output.err('The bot stopped before it had answered: see with a dry run what it has done.');
      done(exit ?? 1);
    });
    forEachLine(socket, (line) => {
      const said = answerSchema.parse(JSON.parse(line));
      if ('out' in said) output.out(said.out);
      else if ('err' in said) output.err(said.err);
      else if ('exit' in said) exit = said.exit;
      else {
        const bar = bars.get(said.progress) ?? output.progress(said.progress);
        bars.set(said.progress, bar);
        bar(said.done, said.of);
      }
    });
  });
}
