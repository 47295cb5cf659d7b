import { type Drill, pick, randomInt } from './support/drill.ts';
import { checkNotes, createNoteTally, otherAnswers, waitUntilSaved, writeNotes } from './support/note-writers.ts';
import { createWorld } from './support/world.ts';

const REASONS = ['warning', 'refresh_requested'] as const;

export const socket: Drill = {
  what: 'Socket Mode connections break and are asked to be made anew while people type: what was answered is there, once; the bot comes back',
  stores: ['embedded', 'PostgreSQL'],
  run: async (run) => {
    const breaks = run.isShort ? 3 : 40;
    const store = run.stores.at(-1) ?? 'embedded';
    const world = await createWorld(run, { store, transport: 'socket' });
    const tally = createNoteTally();
    const wrong: string[] = [];
    let [cuts, refreshes] = [0, 0];
    try {
      const bot = await world.startBot();
      await bot.started;
      let goesOn = true;
      const writing = writeNotes(world, tally, { writers: 4, goesOn: () => goesOn });
      for (let each = 1; each <= breaks; each += 1) {
        run.say(`break ${each} of ${breaks}, ${tally.acknowledged.size} notes acknowledged`);
        await new Promise((resolve) => setTimeout(resolve, randomInt(run.random, 300, 2_000)));
        if (run.random() < 0.5) {
          world.slack.faults.dropSockets();
          cuts += 1;
        } else {
          world.slack.faults.refreshSockets(pick(run.random, REASONS));
          refreshes += 1;
        }
      }
      goesOn = false;
      await writing;
      const backAfter = await waitUntilSaved(world, tally, 60_000);
      if (cuts + refreshes === 0 || tally.acknowledged.size === 0)
        wrong.push('Nothing was cut or acknowledged: the drill is blind');
      if (backAfter === undefined) wrong.push('it is not back after a minute');
      await bot.stop();
      wrong.push(...(await world.withStore((opened) => checkNotes(opened, world, tally))), ...world.problems());
    } finally {
      await world.stop();
    }
    return {
      counts: {
        store,
        cuts,
        refreshes,
        'notes typed': tally.sent,
        acknowledged: tally.acknowledged.size,
        'told instead': otherAnswers(tally),
      },
      wrong,
    };
  },
};
