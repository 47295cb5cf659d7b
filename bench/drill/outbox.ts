import { MINUTE_MS } from '../../src/core/time/durations.ts';
import type { Database } from '../../src/store/db/database.ts';
import { type Drill, type DrillReport, type DrillRun, onEachStore, pick, randomInt, type StoreKind } from './support/drill.ts';
import { FIRST_MONDAY, subscribeChannels } from './support/office.ts';
import { checkPosts, countKinds } from './support/post-ledger.ts';
import { pause } from './support/wait.ts';
import { type Bot, createWorld, type World } from './support/world.ts';

const STEP_MS = 6 * MINUTE_MS;
const POSTING = ['chat.postMessage', 'chat.update', 'files.completeUploadExternal'];

/** After one call in seven the next one is answered in vain, or Slack wants no more for a second, or fails. @returns ends it. */
function disturb({ slack }: World, random: () => number): () => void {
  return slack.onJournal((entry) => {
    if (entry.kind !== 'call' || !POSTING.includes(entry.method) || random() > 0.15) return;
    const method = pick(random, POSTING);
    const luck = random();
    if (luck < 0.5) slack.faults.loseResponses(method, 1);
    else if (luck < 0.8) slack.faults.rateLimit(method, { retryAfterSeconds: 1, times: 1 });
    else slack.faults.failWith(method, 'internal_error', 1);
  });
}

/** Posts that are due and neither sent nor given up, and digests that nobody has queued. */
async function countWaiting(database: Database, at: number): Promise<number> {
  const [row] = await database.session((sql) =>
    sql.query(
      `SELECT (SELECT count(*) FROM delivery WHERE state = 'sending' OR state = 'queued' AND not_before <= $1::timestamptz)::integer AS posts,
         (SELECT count(*) FROM subscription WHERE next_due_at <= $1::timestamptz)::integer AS digests`,
      [new Date(at).toISOString()],
    ),
  );
  return Number(row?.['posts']) + Number(row?.['digests']);
}

/** Bots are killed and started again while the digests of many channels fall due. */
async function killSenders(run: DrillRun, store: StoreKind): Promise<DrillReport> {
  const instances = store === 'embedded' ? 1 : 3;
  const [channels, kills] = run.isShort ? [3, 1] : [store === 'embedded' ? 60 : 160, store === 'embedded' ? 12 : 30];
  const world = await createWorld(run, { store, transport: 'socket' });
  // Nine o'clock has just struck.
  const shift = FIRST_MONDAY + MINUTE_MS - Date.now();
  world.shiftClock(shift);
  const calm = disturb(world, run.random);
  try {
    await world.withStore((opened) => subscribeChannels(world, opened, channels, FIRST_MONDAY - 60 * MINUTE_MS));
    let bots: Bot[] = await Promise.all(Array.from({ length: instances }, () => world.startBot()));
    await Promise.all(bots.map(({ started }) => started));
    for (let each = 1; each <= kills; each += 1) {
      run.say(`${store}: kill ${each} of ${kills}`);
      await pause(randomInt(run.random, 300, 2_500));
      const victim = pick(run.random, bots);
      await victim.kill();
      const next = await world.startBot();
      bots = [...bots.filter((bot) => bot !== victim), next];
      await next.started;
    }
    calm();
    // Leases of the dead end after a minute and a half, pauses after a failure last longer: with nobody at work the clock goes on.
    for (let round = 1; ; round += 1) {
      await Promise.all(bots.map((bot) => bot.stop()));
      const waiting = await world.withStore(({ database }) => countWaiting(database, Date.now() + shift + round * STEP_MS));
      run.say(`${store}: ${waiting} posts wait`);
      if (waiting === 0 || round > 20) break;
      world.shiftClock(shift + round * STEP_MS);
      bots = await Promise.all(Array.from({ length: instances }, () => world.startBot()));
      await Promise.all(bots.map(({ started }) => started));
      await pause(run.isShort ? 1_500 : 15_000);
    }
    return await world.withStore(async (opened) => {
      const { posted, wrong } = await checkPosts(world, opened, { digests: channels });
      return {
        counts: { [`${store}: instances`]: instances, [`${store}: kills`]: kills, [`${store}: posted`]: countKinds(posted) },
        wrong: [...wrong, ...world.problems()].map((each) => `${store}: ${each}`),
      };
    });
  } finally {
    calm();
    await world.stop();
  }
}

export const outbox: Drill = {
  what: 'three instances are killed again and again while Slack loses answers, and digests are due: none is missing, none is there twice',
  stores: ['embedded', 'PostgreSQL'],
  run: (run) => onEachStore(run, (store) => killSenders(run, store)),
};
