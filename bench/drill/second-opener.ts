import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { connect } from '../../src/store/db/database.ts';
import { DatabaseLockedError } from '../../src/store/db/lock.ts';
import { type Drill, spread } from './support/drill.ts';
import { pause } from './support/wait.ts';

/** A refusal has to come within this. */
const REFUSED_WITHIN_MS = 1_000;

export const secondOpener: Drill = {
  what: 'a second process opens the embedded database of one that is busy: it is refused at once and told by whom, and let in after kill -9',
  stores: ['embedded'],
  run: async (run) => {
    const busyMs = run.isShort ? 1_000 : 60_000;
    const dataDir = run.scratch.folder().slice('dir:'.length);
    const holder = fork(fileURLToPath(new URL('child/busy-holder.ts', import.meta.url)), [dataDir], {
      execArgv: ['--import', 'tsx'],
    });
    const exited = once(holder, 'exit');
    const wrong: string[] = [];
    const refusedMs: number[] = [];
    try {
      await once(holder, 'message');
      const until = performance.now() + busyMs;
      while (performance.now() < until) {
        run.say(`refused ${refusedMs.length} times`);
        const from = performance.now();
        const opened = await connect({ dataDir }).catch((error: unknown) => error);
        refusedMs.push(performance.now() - from);
        if (!(opened instanceof DatabaseLockedError)) wrong.push(`the second one was not refused: ${String(opened)}`);
        else if (opened.pid !== holder.pid) wrong.push(`the holder is ${holder.pid}, it was said to be ${opened.pid}`);
        if (wrong.length > 0) break;
        await pause(200);
      }
      holder.kill('SIGKILL');
      await exited;
      await (await connect({ dataDir })).close();
    } finally {
      holder.kill('SIGKILL');
    }
    const slow = refusedMs.filter((ms) => ms > REFUSED_WITHIN_MS);
    return {
      counts: {
        'held for (s)': busyMs / 1000,
        refused: refusedMs.length,
        'refused after (ms, min / median / max)': spread(refusedMs),
      },
      wrong: [
        ...wrong,
        ...(slow.length > refusedMs.length / 2 ? [`most refusals took longer than a second: ${spread(refusedMs)} ms`] : []),
      ],
    };
  },
};
