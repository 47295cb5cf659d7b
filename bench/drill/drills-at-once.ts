import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EndedDrill } from './support/print-report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCE = fileURLToPath(new URL('../../scripts/source.mjs', import.meta.url));

export type DrillsAtOnce = {
  /** How many run beside each other. */
  readonly atOnce: number;
  readonly seed: number;
  readonly isShort: boolean;
  /** Told of each as it ends. */
  readonly onEnded: (drill: EndedDrill) => void;
};

/**
 * Runs drills beside each other, each in a process of its own: most of what a drill does is to wait. The bot has to be built, since two
 * of them would build it at once.
 */
export async function runDrillsAtOnce(names: readonly string[], { atOnce, onEnded, ...options }: DrillsAtOnce): Promise<void> {
  const waiting = [...names];
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) onEnded(await runInProcess(name, options));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** @returns what it reported; where it ended without a report, that is what is wrong. */
async function runInProcess(name: string, { seed, isShort }: Pick<DrillsAtOnce, 'seed' | 'isShort'>): Promise<EndedDrill> {
  const from = performance.now();
  const args = ['bench/drill/main.ts', name, '--seed', String(seed), ...(isShort ? ['--short'] : [])];
  const child = fork(SOURCE, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let report: EndedDrill | undefined;
  child.on('message', (ended: EndedDrill) => {
    report = ended;
  });
  const [code] = await once(child, 'exit');
  const seconds = (performance.now() - from) / 1000;
  return report ?? { name, seconds, counts: {}, wrong: [`It ended with ${code} and reported nothing.`] };
}
