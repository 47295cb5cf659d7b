import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `BENCH_PROFILE=dir` writes a CPU profile of each server there. */
const PROFILE =
  process.env['BENCH_PROFILE'] === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`];
const STOP_WITHIN_MS = 60_000;

/** Final count of a server: moves stored in its database, and mismatches of its counters. */
export type FinalCount = { readonly moves: number; readonly wrong: readonly string[] };

export type ServerProcess = { readonly pid: number; readonly stop: () => Promise<FinalCount> };

/** Starts a server in a process of its own, and waits until it answers; what it says meanwhile goes to standard error. */
export async function startServer(name: string, script: string, args: readonly string[]): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL(`./servers/${script}.ts`, import.meta.url)), args, {
    execArgv: ['--import', 'tsx', ...PROFILE],
  });
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve();
      else if (typeof message === 'string') process.stderr.write(`\r${name}: ${message}        `);
    });
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  child.removeAllListeners();
  return { pid: child.pid ?? 0, stop: () => stopServer(child) };
}

/** Asks a server for its account, then to end; ends it where it does not answer. */
async function stopServer(child: ChildProcess): Promise<FinalCount> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  const account = await new Promise<FinalCount>((resolve) => {
    child.on('message', (message: unknown) => {
      if (message instanceof Object && 'moves' in message && 'wrong' in message && Array.isArray(message.wrong))
        resolve({ moves: Number(message.moves), wrong: message.wrong.map(String) });
    });
    void gone.then(() => resolve({ moves: Number.NaN, wrong: ['it gave no account'] }));
    child.send('account');
  });
  if (child.connected) child.send('end');
  await gone;
  clearTimeout(late);
  return account;
}
