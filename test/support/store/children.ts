import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process at work on a database. */
export type Child = {
  readonly process: ChildProcess;
  /** The values that it tells, one a line, in order; ends when it does. */
  readonly lines: AsyncIterator<unknown>;
  /** kill -9, and waits until it is gone. */
  readonly kill: () => Promise<void>;
};

/** Runs a TypeScript file of this repository as a process of its own. @param script path beside this file. */
export function startChild(script: string, ...args: readonly string[]): Child {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const process_ = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(process_, 'exit');
  const lines = createInterface({ input: process_.stdout });
  const values = async function* () {
    for await (const line of lines) {
      const value: unknown = JSON.parse(line);
      yield value;
    }
  };
  return {
    process: process_,
    lines: values(),
    kill: async () => {
      process_.kill('SIGKILL');
      await exited;
    },
  };
}
