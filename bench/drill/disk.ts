import type { Drill, DrillReport, DrillRun } from './support/drill.ts';
import { checkNotes, createNoteTally, otherAnswers, waitUntilSaved, writeNotes } from './support/note-writers.ts';
import { pause, waitUntilNotReady } from './support/wait.ts';
import { createWorld } from './support/world.ts';

/** Within this readiness knows, and people are told: a write has to be tried first. */
const PATIENCE_MS = 30_000;

/** Takes the disk away under people who type, and gives it back, again and again. */
async function refuseDisk(run: DrillRun, state: 'full' | 'broken', sentence: string): Promise<DrillReport> {
  const [rounds, illMs] = run.isShort ? [1, 1_500] : [5, 5_000];
  const world = await createWorld(run, { store: 'embedded', transport: 'http' });
  const tally = createNoteTally();
  const wrong: string[] = [];
  const backMs: number[] = [];
  const redMs: number[] = [];
  try {
    const bot = await world.startBot();
    await bot.started;
    let goesOn = true;
    const writing = writeNotes(world, tally, { writers: 4, goesOn: () => goesOn });
    for (let round = 1; round <= rounds; round += 1) {
      run.say(`round ${round} of ${rounds}`);
      await pause(1_000);
      await bot.control({ disk: state });
      const from = performance.now();
      const isTold = () => [...tally.answers.keys()].some((said) => said.includes(sentence));
      const notReadyAfter = await waitUntilNotReady(bot, PATIENCE_MS);
      if (notReadyAfter === undefined) wrong.push('it says that it is ready, and no write is kept');
      else redMs.push(Math.round(notReadyAfter));
      while (performance.now() - from < illMs || (!isTold() && performance.now() - from < PATIENCE_MS)) await pause(50);
      await bot.control({ disk: 'well' });
      const backAfter = await waitUntilSaved(world, tally, 60_000);
      if (backAfter === undefined) wrong.push('nothing is saved a minute after the disk was well again');
      else backMs.push(Math.round(backAfter));
    }
    goesOn = false;
    await writing;
    if (!bot.isAlive()) wrong.push('the bot has ended');
    if ((await bot.health('readyz')) !== 200) wrong.push('it is not ready again');
    await bot.stop();
    wrong.push(...(await world.withStore((opened) => checkNotes(opened, world, tally))), ...world.problems());
    if (![...tally.answers.keys()].some((said) => said.includes(sentence))) wrong.push(`nobody was told "${sentence}"`);
  } finally {
    await world.stop();
  }
  return {
    counts: {
      rounds,
      'not ready after (ms)': redMs.join(', '),
      'saves again after (ms)': backMs.join(', '),
      ...{ 'notes typed': tally.sent, acknowledged: tally.acknowledged.size, 'told instead': otherAnswers(tally) },
    },
    wrong,
  };
}

export const diskFull: Drill = {
  what: 'the disk is full while people type: they read so, nothing acknowledged is lost, and it goes on when there is room',
  stores: ['embedded'],
  run: (run) => refuseDisk(run, 'full', 'The disk is full'),
};

export const diskBroken: Drill = {
  what: 'the disk refuses to sync (EIO) while people type: no false acknowledgement, and the database opens again in the same process',
  stores: ['embedded'],
  run: (run) => refuseDisk(run, 'broken', 'The disk refuses to save'),
};
