import { type DatabaseProxy, startDatabaseProxy } from '../../test/support/store/database-proxy.ts';
import type { Drill } from './support/drill.ts';
import { checkNotes, createNoteTally, otherAnswers, waitUntilSaved, writeNotes } from './support/note-writers.ts';
import { pause, waitUntilNotReady } from './support/wait.ts';
import { createWorld } from './support/world.ts';

/** Within this people have been told of a server that answers nobody, and readiness knows of it. */
const NOTICED_WITHIN_MS = 10_000;

export const databaseAway: Drill = {
  what: 'PostgreSQL is gone, then frozen, while people type: clear sentences that are true, readiness knows, and it goes on without a restart',
  stores: ['PostgreSQL'],
  run: async (run) => {
    const awayMs = run.isShort ? 4_000 : 30_000;
    let proxy: DatabaseProxy | undefined;
    const world = await createWorld(run, {
      store: 'PostgreSQL',
      transport: 'http',
      through: async (databaseUrl) => {
        proxy = await startDatabaseProxy(databaseUrl);
        return proxy.url;
      },
    });
    const tally = createNoteTally();
    const wrong: string[] = [];
    const counts: Record<string, number | string> = {};
    try {
      const bot = await world.startBot();
      await bot.started;
      let goesOn = true;
      const writing = writeNotes(world, tally, { writers: 4, goesOn: () => goesOn });
      await pause(1_000);
      for (const [name, breakIt, mendIt] of [
        ['gone', () => proxy?.cut(), () => proxy?.mend()],
        ['frozen', () => proxy?.freeze(), () => proxy?.thaw()],
      ] as const) {
        run.say(name);
        breakIt();
        const from = performance.now();
        const notReady = await waitUntilNotReady(bot, NOTICED_WITHIN_MS);
        if (notReady === undefined) wrong.push(`readiness does not know that the database is ${name}`);
        await pause(Math.max(0, awayMs - (performance.now() - from)));
        mendIt();
        const backAfter = await waitUntilSaved(world, tally, 60_000);
        if (backAfter === undefined) wrong.push(`nothing is saved a minute after the database was ${name}`);
        counts[`${name} for ${awayMs / 1000} s`] =
          `not ready after ${Math.round(notReady ?? -1)} ms, saves again ${Math.round(backAfter ?? -1)} ms after its end`;
      }
      goesOn = false;
      await writing;
      if ((await bot.health('readyz')) !== 200) wrong.push('it is not ready again');
      await bot.stop();
      wrong.push(...(await world.withStore((opened) => checkNotes(opened, world, tally))), ...world.problems());
      if (tally.answers.size === 0) wrong.push('Nobody was told anything: the drill is blind');
    } finally {
      await world.stop();
      proxy?.thaw();
      await proxy?.close();
    }
    return {
      counts: {
        ...counts,
        'notes typed': tally.sent,
        acknowledged: tally.acknowledged.size,
        'told instead': otherAnswers(tally),
      },
      wrong,
    };
  },
};
