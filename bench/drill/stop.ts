import { type DatabaseProxy, startDatabaseProxy } from '../../test/support/store/database-proxy.ts';
import { type Drill, type DrillReport, type DrillRun, onEachStore, type StoreKind, spread } from './support/drill.ts';
import { checkNotes, createNoteTally, otherAnswers, writeNotes } from './support/note-writers.ts';
import { pause } from './support/wait.ts';
import { createWorld } from './support/world.ts';

/** Docker kills a container so long after it was asked to stop; the bot takes eight of these seconds at most. */
const KILLED_AFTER_MS = 10_000;
/** More than the bot always lets in. */
const WRITERS = 20;
/** ms that each answer of PostgreSQL takes: a few of them, and a command is late. */
const SLOW_ANSWER_MS = 250;

/** SIGTERM again and again while more is asked than can be answered; PostgreSQL is slow as well. */
async function stopUnderLoad(run: DrillRun, store: StoreKind): Promise<DrillReport> {
  const rounds = run.isShort ? 1 : 5;
  let proxy: DatabaseProxy | undefined;
  const through = async (databaseUrl: string) => {
    proxy = await startDatabaseProxy(databaseUrl);
    return proxy.url;
  };
  const world = await createWorld(run, { store, transport: 'http', through });
  const tally = createNoteTally();
  const [wrong, stoppedMs, atWork]: readonly [string[], number[], number[]] = [[], [], []];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      run.say(`${store}: stop ${round} of ${rounds}`);
      proxy?.delay(0);
      const bot = await world.startBot();
      await bot.started;
      let goesOn = true;
      const writing = writeNotes(world, tally, { writers: WRITERS, goesOn: () => goesOn });
      await pause(500);
      proxy?.delay(SLOW_ANSWER_MS);
      await pause(1_000);
      atWork.push(await bot.inFlight());
      const from = performance.now();
      const code = await bot.stop();
      if (code !== 0) wrong.push(`it ended with ${code}`);
      stoppedMs.push(performance.now() - from);
      goesOn = false;
      await writing;
    }
    if (Math.max(...stoppedMs) > KILLED_AFTER_MS) wrong.push(`it stopped after ${spread(stoppedMs)} ms only`);
    // Some answers come late: those are counted with the notes.
    wrong.push(...(await world.withStore((opened) => checkNotes(opened, world, tally))), ...world.problems());
    if (tally.acknowledged.size === 0 || Math.max(...atWork) === 0) wrong.push('It had nothing to do: the drill is blind');
    return {
      counts: {
        [`${store}: requests at work when it was told to stop (min / median / max)`]: spread(atWork),
        [`${store}: stopped after (ms, min / median / max)`]: spread(stoppedMs),
        [`${store}: notes acknowledged, of ${tally.sent}`]: tally.acknowledged.size,
        [`${store}: told instead`]: otherAnswers(tally),
      },
      wrong: wrong.map((each) => `${store}: ${each}`),
    };
  } finally {
    await world.stop();
    await proxy?.close();
  }
}

export const stop: Drill = {
  what: 'SIGTERM while more is asked than can be answered: the bot ends in order and in time, what was answered is there',
  stores: ['embedded', 'PostgreSQL'],
  run: (run) => onEachStore(run, (store) => stopUnderLoad(run, store)),
};
