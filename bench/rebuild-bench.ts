import { advance, win } from '../src/core/deal/advance.ts';
import { lose } from '../src/core/deal/close.ts';
import { utcDate } from '../src/core/time/calendar.ts';
import { DAY_MS } from '../src/core/time/durations.ts';
import { loadPipeline } from '../src/facts/load-pipeline.ts';
import { openDatabase } from '../src/store/db/database.ts';
import { createStore } from '../src/store/open-store.ts';
import type { Tenant } from '../src/store/types/store.ts';
import { MAX_MOVES } from './bench-deals.ts';
import { copyDeals } from './copy-deals.ts';
import { createScratchStorage } from './scratch-storage.ts';
import { seedDeals } from './seed-deals.ts';

/** Deals made by requests; the others are copies of them. */
const SEEDED_DEALS = 500;
const EVENTS = Number(process.env['REBUILD_EVENTS'] ?? 100_000);
const ROUNDS = Number(process.env['REBUILD_ROUNDS'] ?? 3);
const MILLION = 1_000_000;
const GOAL_SECONDS = 10;

/** Moves each deal on, nought to five times, and closes a part: four events a deal on average. */
async function moveDeals(tenant: Tenant): Promise<void> {
  const pipeline = await loadPipeline(tenant, 'en');
  const actor = (await tenant.members.all()).find(({ role }) => role === 'manager');
  if (pipeline === undefined || actor === undefined) throw new Error('There is no pipeline.');
  const today = utcDate(Date.now());
  for (let number = 1; number <= SEEDED_DEALS; number += 1) {
    const start = (await tenant.deals.file(number))?.deal.createdAt ?? 0;
    const steps = number % 7;
    for (let step = 1; step <= steps; step += 1) {
      const at = Math.min(Date.now(), start + step * (1 + (number % 11)) * DAY_MS);
      const act = { actor, at, today, through: 'command' as const };
      const ask = { anyway: { remindOn: today } };
      const saved = await tenant.deals.change(
        number,
        (file) =>
          step < steps || (steps <= MAX_MOVES && number % 3 === 0)
            ? advance(file, { pipeline, ...ask }, act)
            : number % 3 === 1
              ? win(file, { pipeline, answers: { ticks: ['signed'] } }, act)
              : lose(file, { pipeline, reasonId: 'expensive', note: '' }, act),
        { key: `move ${number} ${step}`, at },
      );
      if (!saved.ok) throw new Error(JSON.stringify(saved));
    }
  }
}

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
    await moveDeals(tenant);
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
