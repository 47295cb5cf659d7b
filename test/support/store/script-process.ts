import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process at work on a database. */
export type ScriptProcess = {
  readonly process: ChildProcess;
  /** The values that it tells, one a line, in order; ends when it does. */
  readonly lines: AsyncIterator<unknown>;
  /** kill -9, and waits until it is gone. */
  readonly kill: () => Promise<void>;
};

/** Runs a TypeScript file of this repository as a process of its own. @param script path beside this file. */
export function startScript(script: string, ...args: readonly string[]): ScriptProcess {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const process_ = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(process_, 'exit');
  // Listened to from the start: an interface that has closed before never ends a loop over it.
  const lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]();
  const values = async function* () {
    for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
      const value: unknown = JSON.parse(line.value);
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
