import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LAUNCHER = fileURLToPath(new URL('../../../scripts/launch.mjs', import.meta.url));
const CONTROLS = new URL('../child/controls.mjs', import.meta.url).href;

/** What a drill does to a bot from within its process. */
export type Control =
  | { readonly shiftMs: number }
  /** `times`: how often the disk refuses; not given: until it is told otherwise. */
  | { readonly disk: 'well' | 'full' | 'broken'; readonly times?: number };

/** The bot as it is built, in a process of its own. */
export type BotProcess = {
  /** Ms until Slack reached it. @throws Error when it ends before. */
  readonly started: Promise<number>;
  readonly control: (told: Control) => Promise<void>;
  /** kill -9; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  /** SIGTERM; its exit code. */
  readonly stop: () => Promise<number | null>;
  readonly isAlive: () => boolean;
  /** Everything that it has said. */
  readonly output: () => string;
};

/** Starts a bot with these settings and no others. `shiftMs`: its clock is so far ahead. */
export function startBot(settings: Readonly<Record<string, string>>, shiftMs = 0): BotProcess {
  const { PATH = '', HOME = '' } = process.env;
  const from = performance.now();
  const child = fork(LAUNCHER, ['main'], {
    cwd: ROOT,
    execArgv: ['--import', CONTROLS],
    env: { PATH, HOME, LOG_LEVEL: 'trace', DRILL_SHIFT_MS: String(shiftMs), ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  let isAlive = true;
  const exited = once(child, 'exit').then(([code]) => {
    isAlive = false;
    return typeof code === 'number' ? code : null;
  });
  const started = new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('Lejek is running')) resolve(performance.now() - from);
      });
    void exited.then((code) => reject(new Error(`the bot ended with ${code}:\n${output.slice(-2000)}`)));
  });
  // It may be killed before anybody waits for it.
  started.catch(() => undefined);
  let told = 0;
  return {
    started,
    control: (what) =>
      new Promise((resolve, reject) => {
        told += 1;
        const id = told;
        const listen = (answer: unknown) => {
          if (!(answer instanceof Object) || Reflect.get(answer, 'done') !== id) return;
          child.off('message', listen);
          resolve();
        };
        child.on('message', listen);
        void exited.then(() => reject(new Error('the bot is gone')));
        child.send({ ...what, id });
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
    isAlive: () => isAlive,
    output: () => output,
  };
}
