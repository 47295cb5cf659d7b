import { readFileSync } from 'node:fs';
import { behindFacts } from '../src/facts/behind-facts.ts';
import { reckoned } from '../src/facts/reckoned.ts';
import { weekFacts } from '../src/facts/week-facts.ts';
import { openDatabase } from '../src/store/database.ts';
import { storeOver } from '../src/store/open.ts';
import { copyDeals } from './copies.ts';
import { seedDeals } from './seed.ts';

/** Deals made by requests, and copies of them made in the database: 15,000 open deals and a history of 1,000,000 events are both wanted. */
const MADE = 500;
const OPEN = 15_000;
const EVENTS = Number(process.env['LOOP_EVENTS'] ?? 100_000);
const TICK_MS = 10;
/** The goal: a timer of the bot is never later than this. */
const LATEST_MS = 50;
const FORECASTS = 30;

/** CPU time of the main thread in ms, where the system tells it (Linux); it does not grow while other programs have the core. */
function ownMs(): number | undefined {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}

type Lateness = {
  /** How late a timer of 10 ms came: the worst, and the 99th of 100. */
  readonly worst: number;
  readonly p99: number;
  /** The longest that the main thread itself computed between two ticks: what a machine without other work would show. */
  readonly held: number | undefined;
  readonly ms: number;
};

/** Watches a timer while something runs. */
async function lateness<T>(work: () => Promise<T>): Promise<Lateness> {
  const late: number[] = [];
  let held = 0;
  let own = ownMs();
  let due = performance.now() + TICK_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    late.push(Math.max(0, now - due));
    due = now + TICK_MS;
    const used = ownMs();
    held = Math.max(held, (used ?? 0) - (own ?? 0));
    own = used;
  }, TICK_MS);
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  // Whatever held the loop up to the end shows in the next tick.
  await new Promise((resolve) => setTimeout(resolve, 3 * TICK_MS));
  clearInterval(timer);
  const sorted = late.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  return { worst: sorted.at(-1) ?? 0, p99, held: own === undefined ? undefined : held, ms };
}

function line(what: string, { worst, p99, held, ms }: Lateness): void {
  const late = `late by ${p99.toFixed(0)} / ${worst.toFixed(0)} ms (p99, worst)`;
  const own = held === undefined ? '' : `main thread held ${held.toFixed(0)} ms at most   `;
  console.log(
    `${what.padEnd(46)} ${ms.toFixed(0).padStart(6)} ms   ${own}${late}   ${(held ?? worst) <= LATEST_MS ? 'met' : 'not met'}`,
  );
}

/**
 * How free the bot's event loop stays: a timer of 10 ms beside forecasts of 15,000 open deals and beside a rebuild of the counters, on
 * the embedded store; then how fast the rebuild is. `LOOP_EVENTS` sets the number of events in the history (100,000).
 */
export async function loopBench(): Promise<void> {
  const database = await openDatabase({ memory: true });
  try {
    const store = storeOver(database);
    const tenant = store.of('T1');
    const pipeline = (await tenant.enter({ slackUserId: 'U1', name: 'Anna' }, { language: 'en', at: Date.now() })).pipeline;
    await seedDeals(tenant, MADE, () => {});
    const days = Math.ceil(OPEN / MADE);
    const times = Math.max(days, Math.ceil(EVENTS / MADE));
    await copyDeals(database, MADE, times);
    console.log(
      `goal: a timer of ${TICK_MS} ms is never later than ${LATEST_MS} ms. ${MADE * times} deals on the embedded store.\n`,
    );
    line('idle, for comparison', await lateness(() => new Promise((resolve) => setTimeout(resolve, 2_000))));
    const rebuild = await lateness(() => tenant.funnel.rebuild());
    line(`counters rebuilt from ${MADE * times} events`, rebuild);
    // The engine compiles a statement of the embedded database while it is used for the first hundred times or so, once in a process.
    line('the same again', await lateness(() => tenant.funnel.rebuild()));
    line('counters compared with the history', await lateness(() => tenant.funnel.verify()));
    const counters = await tenant.funnel.counters(pipeline.id);
    const at = Date.now();
    // One row a deal: the worst case for what has to be passed on and drawn.
    const stock = Array.from({ length: OPEN }, (_, n) => {
      const row = counters.stock[n % counters.stock.length];
      if (row === undefined) throw new Error('There is no open deal.');
      return {
        ...row,
        count: 1,
        offsetMs: (n * 5_741) % 86_400_000,
        valueMinor: 100_000 + n,
        unpriced: 0,
        tier: n % 4,
        ownerId: `${row.ownerId}${n % 997}`,
      };
    });
    const ask = { wonMinor: 0, lastNinetyDaysMinor: 5_000_000, endsAt: at + 90 * 86_400_000, past: [], seed: 1 };
    const reckoning = { pipeline, counters: { ...counters, stock }, at, wins: [], stages: true };
    await reckoned({ ...reckoning, forecasts: [ask] });
    line(`one forecast, ${OPEN} open deals, 1,000 draws`, await lateness(() => reckoned({ ...reckoning, forecasts: [ask] })));
    const forecasts = Array.from({ length: FORECASTS }, () => ask);
    line(`${FORECASTS} forecasts at once`, await lateness(() => reckoned({ ...reckoning, forecasts })));
    const rhythm = { weekday: 1, timeOfDay: '09:00', timeZone: 'Europe/Warsaw' };
    line('a digest with its forecasts', await lateness(() => weekFacts(tenant, pipeline, rhythm, Date.now(), true)));
    // VACUUM cannot run beside another statement of one script.
    await database.session(async (sql) => {
      await sql.exec('UPDATE deal_event SET at = at + (now() - at) * 0.93');
      await sql.exec('VACUUM (ANALYZE) deal_event');
    });
    line(
      `a digest of a week with ${MADE * times} new deals`,
      await lateness(() => weekFacts(tenant, pipeline, rhythm, Date.now(), true)),
    );
    const page = { limit: 10, offset: 0 };
    const post = { at: Date.now(), timeZone: rhythm.timeZone };
    line('the deals behind it', await lateness(() => behindFacts(tenant, pipeline, post, { kind: 'created' }, page)));
    console.log(
      `\nrebuild: ${((rebuild.ms * 1000) / (MADE * times)).toFixed(1)} µs an event; goal for a million: 10 s, i.e. 10 µs`,
    );
  } finally {
    await database.close();
  }
}
