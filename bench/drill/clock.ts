import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { tick } from '../../src/jobs/tick.ts';
import { type Drill, type DrillReport, type DrillRun, onEachStore, randomInt, type StoreKind } from './support/drill.ts';
import { createDrillClock, createInstance, FIRST_MONDAY, subscribeChannels } from './support/office.ts';
import { checkPosts, countKinds } from './support/post-ledger.ts';
import { createWorld } from './support/world.ts';

/** Two instances over one store; before each run of the jobs the clock may jump, back or ahead, business and wall clock together. */
async function jump(run: DrillRun, store: StoreKind): Promise<DrillReport> {
  const weeks = run.isShort ? 1 : 6;
  const channels = 2;
  const clock = createDrillClock(FIRST_MONDAY - 3 * HOUR_MS);
  const world = await createWorld(run, { store, transport: 'http', slack: { now: clock.now } });
  try {
    return await world.withStore(async (opened) => {
      await subscribeChannels(world, opened, channels, clock.now());
      const instances = [createInstance(world, opened.store, { clock }), createInstance(world, opened.store, { clock })];
      const end = FIRST_MONDAY + (weeks - 1) * 7 * DAY_MS + 12 * HOUR_MS;
      let [back, ahead, offset] = [0, 0, 0];
      while (clock.now() - offset < end) {
        // Around the hour in which a digest is due nearly every run of the jobs meets another time.
        const sinceSlot = (clock.now() - FIRST_MONDAY + 7 * DAY_MS) % (7 * DAY_MS);
        const isNearStage = sinceSlot < 6 * HOUR_MS || sinceSlot > 7 * DAY_MS - 6 * HOUR_MS;
        clock.pass(isNearStage ? randomInt(run.random, 1, 20) * MINUTE_MS : randomInt(run.random, 3, 6) * HOUR_MS);
        if (run.random() < (isNearStage ? 0.5 : 0.2)) {
          const next = randomInt(run.random, -240, 240) * MINUTE_MS;
          if (next < offset) back += 1;
          else ahead += 1;
          offset = next;
          clock.setOffset(offset);
        }
        run.say(`${store}: ${new Date(clock.now()).toISOString()}`);
        const [one, other] = run.random() < 0.5 ? instances : instances.toReversed();
        const at = clock.now();
        if (one !== undefined && other !== undefined)
          await Promise.all([tick(one, at), run.random() < 0.5 ? tick(other, at) : undefined]);
      }
      clock.setOffset(0);
      for (let minutes = 0; minutes < 12; minutes += 1) {
        clock.pass(15 * MINUTE_MS);
        if (instances[0] !== undefined) await tick(instances[0], clock.now());
      }
      const { posted, wrong } = await checkPosts(world, opened, { digests: channels * weeks });
      return {
        counts: {
          [`${store}: weeks`]: weeks,
          [`${store}: jumps back / ahead`]: `${back} / ${ahead}`,
          [`${store}: posted`]: countKinds(posted),
        },
        wrong: [...wrong, ...(back + ahead === 0 ? ['the clock never jumped: the drill is blind'] : [])].map(
          (each) => `${store}: ${each}`,
        ),
      };
    });
  } finally {
    await world.stop();
  }
}

export const clockJumps: Drill = {
  what: 'the clock of two instances jumps hours back and ahead around the hours of digests: each week is posted once in each channel',
  stores: ['embedded', 'PostgreSQL'],
  run: (run) => onEachStore(run, (store) => jump(run, store)),
};
