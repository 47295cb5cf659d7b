import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { errorMessage } from './error-message.ts';
import type { Log } from './log-types.ts';

/** Longest path that a socket may have: sun_path of Linux holds 108 bytes, of macOS 104. */
const MAX_PATH_BYTES = 103;
/** Longest first line: options are short. */
const MAX_HEAD_BYTES = 64 * 1024;

/** A command as it goes over the socket: one line of JSON, then so many bytes. */
const headSchema = z.object({ command: z.string(), args: z.array(z.string()), size: z.int().min(0) });
/** What comes back: a line of JSON each. */
const answerSchema = z.union([
  z.object({ out: z.string() }),
  z.object({ err: z.string() }),
  z.object({ progress: z.string(), done: z.number(), of: z.number() }),
  z.object({ exit: z.number() }),
]);
type Answer = z.infer<typeof answerSchema>;

/** Where a command's answer goes: lines for people, and how far it has come. */
export type CommandOutput = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly progress: (what: string) => (done: number, of: number) => void;
};

/** What is asked of the running bot. */
export type LocalRequest = { readonly args: readonly string[]; readonly bytes: Uint8Array };

/** A command that the running bot carries out for the command line. */
export type LocalCommand = {
  /** Most bytes that it may bring. */
  readonly maxBytes: number;
  /** @returns its exit code. `left` resolves when whoever asked has hung up. */
  readonly run: (request: LocalRequest, output: CommandOutput, left: Promise<void>) => Promise<number>;
};

/**
 * Where the bot that has an embedded database open hears the command line; undefined where the path is too long for a socket. The folder is
 * its owner's alone.
 */
export function localSocketPath(dataDir: string): string | undefined {
  const path =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\lejek-${resolve(dataDir).replace(/\W+/g, '-')}`
      : resolve(join(dataDir, 'bot.sock'));
  return Buffer.byteLength(path) > MAX_PATH_BYTES ? undefined : path;
}

type Received = LocalRequest & { readonly command: LocalCommand; readonly name: string };

/** What is asked, once all its bytes are there; the socket stays open for the answer. @throws Error for anything else. */
function readRequest(socket: Socket, commands: Readonly<Record<string, LocalCommand>>): Promise<Received> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    let [length, headEnd] = [0, -1];
    let head: (z.infer<typeof headSchema> & { readonly run: LocalCommand }) | undefined;
    const readHead = (): typeof head => {
      const all = Buffer.concat(chunks);
      headEnd = all.indexOf('\n');
      if (headEnd < 0 && length > MAX_HEAD_BYTES) throw new Error('no request');
      if (headEnd < 0) return undefined;
      const read = headSchema.parse(JSON.parse(all.subarray(0, headEnd).toString('utf8')));
      const run = Object.hasOwn(commands, read.command) ? commands[read.command] : undefined;
      if (run === undefined) throw new Error(`the bot does not know the command ${read.command}: is it of another version?`);
      if (read.size > run.maxBytes) throw new Error(`more than ${run.maxBytes} bytes`);
      return { ...read, run };
    };
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      head ??= readHead();
      if (head === undefined || length < headEnd + 1 + head.size) return;
      const bytes = Buffer.concat(chunks).subarray(headEnd + 1, headEnd + 1 + head.size);
      done({ name: head.command, command: head.run, args: head.args, bytes });
    };
    socket
      .on('data', (chunk: Buffer) => {
        try {
          take(chunk);
        } catch (error) {
          failed(error);
        }
      })
      .on('close', () => failed(new Error('the request did not come whole')))
      .on('end', () => failed(new Error('the request did not come whole')));
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

type LocalServer = { readonly commands: Readonly<Record<string, LocalCommand>>; readonly log: Log };

async function answer(socket: Socket, { commands, log }: LocalServer): Promise<void> {
  const say = (line: Answer) => void socket.write(`${JSON.stringify(line)}\n`);
  const left = new Promise<void>((gone) => void socket.on('end', gone).on('close', () => gone()));
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
    const { name, command, ...request } = await readRequest(socket, commands);
    const exit = await command.run(request, output, left);
    log.info({ command: name, exit }, 'a command came from the command line');
    say({ exit });
  } catch (error) {
    log.warn({ err: error }, 'a command of the command line failed');
    say({ err: errorMessage(error) });
    say({ exit: 1 });
  }
  socket.end();
}

/**
 * Hears the command line: only one process may have the embedded database open, so the bot does there what others ask for.
 *
 * @param path of {@link localSocketPath}; whoever has the database's lock owns it, so what an earlier process left there is removed.
 */
export async function serveLocalCommands(path: string, server: LocalServer): Promise<{ readonly close: () => Promise<void> }> {
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const open = new Set<Socket>();
  // The other end may close first.
  const listener = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    void answer(socket, server);
  });
  await new Promise<void>((listening, failed) => listener.once('error', failed).listen(path, () => listening()));
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return {
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((closed) => listener.close(() => closed()));
    },
  };
}

/**
 * Asks the bot that has the database open to carry out a command.
 *
 * @param hangUp ends the connection when it resolves, for a command that lasts as long as it is wanted.
 * @returns its exit code; undefined where nobody listens.
 */
export function askRunningBot(
  path: string,
  { command, args, bytes, hangUp }: LocalRequest & { readonly command: string; readonly hangUp?: Promise<void> },
  output: CommandOutput,
): Promise<number | undefined> {
  return new Promise((done) => {
    const bars = new Map<string, (done: number, of: number) => void>();
    let exit: number | undefined;
    let isConnected = false;
    const socket = connect(path, () => {
      isConnected = true;
      socket.write(`${JSON.stringify({ command, args, size: bytes.length })}\n`);
      socket.write(bytes);
      void hangUp?.then(() => socket.end());
    });
    socket.on('error', () => done(undefined));
    socket.on('close', () => {
      if (exit === undefined && isConnected) output.err('The bot stopped before it had answered.');
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
