import { DAY_MS } from '../../src/core/time/durations.ts';
import { tick } from '../../src/jobs/tick.ts';
import type { Store } from '../../src/store/types/store.ts';
import { type Drill, type DrillReport, type DrillRun, onEachStore, type StoreKind } from './support/drill.ts';
import { createDrillClock, createInstance, FIRST_MONDAY, runJobs, subscribeChannels } from './support/office.ts';
import { checkPosts, countKinds } from './support/post-ledger.ts';
import { createWorld } from './support/world.ts';

/** The process is gone: whatever it still asks for is not done. */
class KilledError extends Error {}

/** Counts what a process asks of the world, and ends it at one of these steps: before it is done, or after, before the answer is there. */
function createFate(at: number, isBefore: boolean) {
  let [steps, isDead] = [0, false];
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead) throw new KilledError();
    steps += 1;
    const isLast = steps === at;
    if (isLast) isDead = true;
    if (isLast && isBefore) throw new KilledError();
    const result = await work();
    // What comes back to a dead process changes nothing.
    if (isDead) throw new KilledError();
    return result;
  };
  return { step, isDead: () => isDead };
}

type Step = ReturnType<typeof createFate>['step'];

/** Give a part of the store at once; what is asked of that part is a step. */
const PARTS: ReadonlySet<PropertyKey> = new Set(['tenant', 'deals']);

/** The store, every question to it a step. */
function stepping<Part extends object>(part: Part, step: Step): Part {
  return new Proxy(part, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (PARTS.has(name) && typeof value === 'function')
        return (...given: unknown[]) => {
          const made: unknown = Reflect.apply(value, target, given);
          return made instanceof Object ? stepping(made, step) : made;
        };
      if (typeof value === 'function' && name !== 'newId')
        return (...given: unknown[]) => step(async () => Reflect.apply(value, target, given));
      return value instanceof Object ? stepping(value, step) : value;
    },
  });
}

async function restartAtEach(run: DrillRun, store: StoreKind): Promise<DrillReport> {
  const stride = run.isShort ? 17 : 1;
  const clock = createDrillClock(FIRST_MONDAY - DAY_MS);
  const world = await createWorld(run, { store, transport: 'http', slack: { now: clock.now } });
  try {
    return await world.withStore(async (opened) => {
      await subscribeChannels(world, opened, 1, clock.now());
      const wrong: string[] = [];
      let [weeks, steps] = [0, 0];
      for (const isBefore of [true, false]) {
        for (let at = 1 + (isBefore ? 0 : Math.floor(stride / 2)); ; at += stride) {
          clock.pass(FIRST_MONDAY + weeks * 7 * DAY_MS - clock.now());
          weeks += 1;
          const fate = createFate(at, isBefore);
          const call: typeof fetch = (url, init) => fate.step(() => fetch(url, init));
          const dying = createInstance(world, stepping<Store>(opened.store, fate.step), { clock, call });
          await tick(dying, clock.now()).catch(() => undefined);
          // The next start, and the minutes after it.
          await runJobs(createInstance(world, opened.store, { clock }), clock, 9, 3);
          const check = await checkPosts(world, opened, { digests: weeks });
          wrong.push(...check.wrong.map((each) => `${store}, killed ${isBefore ? 'before' : 'after'} step ${at}: ${each}`));
          run.say(`${store}: killed ${isBefore ? 'before' : 'after'} step ${at}`);
          if (!fate.isDead() || wrong.length > 0) break;
          steps = Math.max(steps, at);
        }
      }
      const { posted } = await checkPosts(world, opened, { digests: weeks });
      return {
        counts: {
          [`${store}: steps of a digest`]: steps,
          [`${store}: restarts`]: weeks - 2,
          [`${store}: posted`]: countKinds(posted),
        },
        wrong: steps === 0 ? [...wrong, `${store}: nothing was killed: the drill is blind`] : wrong,
      };
    });
  } finally {
    await world.stop();
  }
}

export const restartSteps: Drill = {
  what: 'the bot is killed before and after every question to the database and every call to Slack of a digest: it is posted once, all of it',
  stores: ['embedded', 'PostgreSQL'],
  run: (run) => onEachStore(run, (store) => restartAtEach(run, store)),
};
