import { openDatabase } from '../src/store/db/database.ts';
import { createStore } from '../src/store/open-store.ts';
import { copyDeals } from './copy-deals.ts';
import { moveDeals } from './move-deals.ts';
import { createScratchStorage } from './scratch-storage.ts';
import { seedDeals } from './seed-deals.ts';

/** Deals made by requests; the others are copies of them. */
const SEEDED_DEALS = 500;
const EVENTS = Number(process.env['REBUILD_EVENTS'] ?? 100_000);
const ROUNDS = Number(process.env['REBUILD_ROUNDS'] ?? 3);
const MILLION = 1_000_000;
const GOAL_SECONDS = 10;

/** Processor time of this process and its threads, ms. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function measureRebuild(name: string, options: Parameters<typeof openDatabase>[0]): Promise<void> {
  const database = await openDatabase(options);
  try {
    const tenant = createStore(database).tenant('T1');
    await tenant.loadOrCreateRequester({ slackUserId: 'U1', name: 'Anna' }, { language: 'en', at: Date.now() });
    await seedDeals(tenant, SEEDED_DEALS, () => {});
    await moveDeals(tenant, SEEDED_DEALS);
    const count = async () => {
      const [row] = await database.session((sql) => sql.query('SELECT count(*)::integer AS n FROM deal_event'));
      return Number(row?.['n']);
    };
    const times = Math.ceil(EVENTS / (await count()));
    await copyDeals(database, SEEDED_DEALS, times);
    const events = await count();
    for (let round = 0; round < ROUNDS; round += 1) {
      const [from, own] = [performance.now(), cpuMs()];
      await tenant.funnel.rebuildCounters();
      const [ms, used] = [performance.now() - from, cpuMs() - own];
      const seconds = ((used / events) * MILLION) / 1000;
      console.log(
        `${name.padEnd(12)} ${SEEDED_DEALS * times} deals, ${events} events: ${(ms / 1000).toFixed(2)} s, ${(used / 1000).toFixed(2)} s of processor time; ` +
          `a million: ${((ms / events) * 1000).toFixed(1)} s, ${seconds.toFixed(1)} s of processor time   ${seconds <= GOAL_SECONDS ? 'met' : 'not met'}`,
      );
    }
    const wrong = await tenant.funnel.verifyCounters();
    if (wrong.length > 0) throw new Error(`counters and history differ: ${wrong.slice(0, 3).join('; ')}`);
  } finally {
    await database.close();
  }
}

/**
 * How long the counters take to be made anew from a history, on the embedded store and on PostgreSQL where one answers (its own processes
 * are not in the processor time there). `REBUILD_EVENTS` sets the number of events (100,000), `REBUILD_ROUNDS` how often (3).
 */
export async function rebuildBench(): Promise<void> {
  const scratch = await createScratchStorage();
  console.log(`goal: counters made anew from a million events in ${GOAL_SECONDS} s\n`);
  try {
    await measureRebuild('embedded', { memory: true });
    if (scratch.hasServer) await measureRebuild('PostgreSQL', { databaseUrl: (await scratch.database()).replace(/^url:/, '') });
  } finally {
    await scratch.remove();
  }
}
