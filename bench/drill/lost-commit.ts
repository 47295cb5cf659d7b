import type { Person } from '../../simulator/person/person.ts';
import { ALL_DEALS } from '../../test/support/all-deals.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../test/support/store/database-proxy.ts';
import { type Drill, type DrillReport, type DrillRun, onEachStore, type StoreKind, spread } from './support/drill.ts';
import { checkNotes, createNoteTally, otherAnswers, personAt, waitUntilSaved, writeNote } from './support/note-writers.ts';
import { pause } from './support/wait.ts';
import { createWorld, type World } from './support/world.ts';

type Broken = {
  readonly world: World;
  readonly loseNext: (by: 'command' | 'form') => Promise<void>;
  readonly lost: () => number;
  readonly close: () => Promise<void>;
};

/** A network that loses the answer to the next commit: PostgreSQL has done it. */
async function overNetwork(run: DrillRun): Promise<Broken> {
  let proxy: DatabaseProxy | undefined;
  const through = async (databaseUrl: string) => {
    proxy = await startDatabaseProxy(databaseUrl);
    return proxy.url;
  };
  const world = await createWorld(run, { store: 'PostgreSQL', transport: 'http', through });
  await (await world.startBot()).started;
  return {
    world,
    loseNext: async (by) => proxy?.loseAnswersTo(`"key":"${by}`),
    lost: () => proxy?.lost() ?? 0,
    close: async () => {
      await world.stop();
      await proxy?.close();
    },
  };
}

/** A disk that refuses one sync: the commit is in the log, the embedded database stops before it says so, and finds it there when it is opened anew. */
async function overDisk(run: DrillRun): Promise<Broken> {
  const world = await createWorld(run, { store: 'embedded', transport: 'http' });
  const bot = await world.startBot();
  await bot.started;
  let lost = 0;
  return {
    world,
    loseNext: async () => {
      lost += 1;
      await bot.control({ disk: 'broken', times: 1 });
    },
    lost: () => lost,
    close: world.stop,
  };
}

/** Asks for the form until it opens: while the embedded database is being opened anew the three seconds for it may pass. */
async function openNewForm({ people, sales }: World, name: string): Promise<Person> {
  const person = personAt(people, 1);
  for (let attempt = 1; ; attempt += 1) {
    await person.command(sales, `/deal new ${name} 12k`);
    const opened = await person.waitForView(({ callback_id: id }) => id === 'deal.create', 5_000).catch(() => undefined);
    if (opened !== undefined) return person;
    await person.closeAll();
    if (attempt === 10) throw new Error('No form opens.');
  }
}

/** Sends the same form until it is taken: however often, it counts once. @returns 1 where the first time was enough. */
async function submitUntilClosed(person: Person): Promise<0 | 1> {
  for (let attempt = 1; attempt <= 30; attempt += 1) {
    // Where it was saved meanwhile, the answer has taken its place.
    if (person.view()?.callback_id !== 'deal.create' || (await person.submit()).closed) return attempt === 1 ? 1 : 0;
    await pause(300);
  }
  return 0;
}

async function loseAnswers(run: DrillRun, store: StoreKind): Promise<DrillReport> {
  const rounds = run.isShort ? 1 : 25;
  const { world, loseNext, lost, close } = await (store === 'embedded' ? overDisk(run) : overNetwork(run));
  const tally = createNoteTally();
  const [wrong, backMs]: readonly [string[], number[]] = [[], []];
  /** What is answered stays so: the next one is saved, and soon. */
  const goOn = async (after: string) => {
    const ms = await waitUntilSaved(world, tally, 60_000);
    if (ms === undefined) wrong.push(`nothing is saved a minute after ${after}`);
    else backMs.push(ms);
  };
  let closedForms = 0;
  try {
    await writeNote(world, personAt(world.people, 0), tally, 1);
    for (let round = 1; round <= rounds; round += 1) {
      run.say(`${store}: answer ${round} of ${rounds}`);
      await loseNext('command');
      await writeNote(world, personAt(world.people, 0), tally, 1);
      await goOn(`the command of round ${round}`);
      const name = `Lost answer ${round} Ltd`;
      const person = await openNewForm(world, name);
      await loseNext('form');
      closedForms += await submitUntilClosed(person);
      await person.closeAll();
      await goOn(`the form of round ${round}`);
    }
    const lostAnswers = lost();
    await close();
    await world.withStore(async (opened) => {
      wrong.push(...(await checkNotes(opened, world, tally)));
      for (let round = 1; round <= rounds; round += 1) {
        const { deals } = await opened.tenant.deals(ALL_DEALS).search(`Lost answer ${round} Ltd`, { openOnly: true, limit: 5 });
        const made = deals.filter(({ name }) => name === `Lost answer ${round} Ltd`).length;
        if (made !== 1) wrong.push(`the form of round ${round} has made ${made} deals`);
      }
    });
    return {
      counts: {
        [`${store}: answers lost`]: lostAnswers,
        [`${store}: notes acknowledged, of ${tally.sent}`]: tally.acknowledged.size,
        [`${store}: forms closed at once, of ${rounds}`]: closedForms,
        [`${store}: told instead`]: otherAnswers(tally),
        [`${store}: saves again after (ms, min / median / max)`]: spread(backMs),
      },
      wrong: [...wrong, ...world.problems(), ...(lostAnswers < rounds ? ['No answer was lost: the drill is blind'] : [])].map(
        (each) => `${store}: ${each}`,
      ),
    };
  } finally {
    await close();
  }
}

export const lostCommit: Drill = {
  what: 'a commit takes effect while its answer is lost: one effect, and a true answer',
  stores: ['embedded', 'PostgreSQL'],
  run: (run) => onEachStore(run, (store) => loseAnswers(run, store)),
};
