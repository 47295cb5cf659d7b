import { type Drill, type DrillRun, randomInt, type StoreKind, spread } from './support/drill.ts';
import { checkNotes, createNoteTally, type NoteTally, writeNotes } from './support/note-writers.ts';
import { createWorld, type TransportKind, type World } from './support/world.ts';

const WRITERS = 4;
const TRANSPORTS: readonly TransportKind[] = ['http', 'socket'];

type Ended = {
  readonly acknowledged: number;
  readonly sent: number;
  readonly readyMs: readonly number[];
  readonly cleanMs: number;
  readonly wrong: readonly string[];
};

/** Waits until so many notes were acknowledged, and a moment that falls anywhere in the next one; no longer than half a minute. */
async function waitFor(tally: NoteTally, acks: number): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  while (tally.acknowledged.size < acks && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 3));
}

/** @returns ms until it was ready. */
async function startAndStop(world: World): Promise<number> {
  const bot = await world.startBot();
  const ms = await bot.started;
  await bot.stop();
  return ms;
}

/** Kills one bot again and again while people type, and reads at the end what is there. */
async function killAgain(run: DrillRun, store: StoreKind, transport: TransportKind): Promise<Ended> {
  const [rounds, mostAcks] = run.isShort ? [2, 8] : [10, 400];
  const world = await createWorld(run, { store, transport });
  const tally = createNoteTally();
  const readyMs: number[] = [];
  try {
    // The first start has a template to copy; the next one is what later ones are held against.
    if (!run.isShort) await startAndStop(world);
    const cleanMs = await startAndStop(world);
    for (let round = 1; round <= rounds; round += 1) {
      const bot = await world.startBot();
      const ms = await bot.started;
      if (round > 1) readyMs.push(ms);
      let goesOn = true;
      const writing = writeNotes(world, tally, { writers: WRITERS, goesOn: () => goesOn });
      await waitFor(tally, tally.acknowledged.size + randomInt(run.random, 1, mostAcks));
      await bot.kill();
      goesOn = false;
      await writing;
      run.say(`${store} over ${transport}: kill ${round} of ${rounds}, ${tally.acknowledged.size} acknowledged`);
    }
    const wrong = await world.withStore((opened) => checkNotes(opened, world, tally));
    const title = `${store} over ${transport}`;
    const slow = readyMs.filter((ms) => ms > 3 * cleanMs && ms > 5_000).map((ms) => `ready only after ${Math.round(ms)} ms`);
    return {
      ...{ acknowledged: tally.acknowledged.size, sent: tally.sent, readyMs, cleanMs },
      wrong: [...wrong, ...slow, ...world.problems()].map((each) => `${title}: ${each}`),
    };
  } finally {
    await world.stop();
  }
}

export const kill: Drill = {
  what: 'kill -9 of the bot while people type: what was answered is there, once; each store over each transport',
  stores: ['embedded', 'PostgreSQL'],
  run: async (run) => {
    const counts: Record<string, number | string> = {};
    const wrong: string[] = [];
    let acknowledged = 0;
    for (const store of run.stores)
      for (const transport of run.isShort ? TRANSPORTS.slice(0, 1) : TRANSPORTS) {
        const ended = await killAgain(run, store, transport);
        acknowledged += ended.acknowledged;
        counts[`${store}, ${transport}`] =
          `${ended.readyMs.length + 1} kills, ${ended.sent} notes typed, ${ended.acknowledged} acknowledged; ready again after ${spread(ended.readyMs)} ms, after a clean stop ${Math.round(ended.cleanMs)} ms`;
        wrong.push(...ended.wrong);
      }
    if (acknowledged === 0) wrong.push('Nothing was acknowledged: the drill is blind');
    return { counts: { ...counts, acknowledged }, wrong };
  },
};
