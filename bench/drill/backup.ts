import { execFile } from 'node:child_process';
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { restoreArchive } from '../../src/archive/restore-archive.ts';
import { openDatabase } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import { type Drill, type DrillReport, type DrillRun, onEachStore, type StoreKind } from './support/drill.ts';
import { createNoteTally, type NoteTally, writeNotes } from './support/note-writers.ts';
import { createWorld, type World } from './support/world.ts';

const WRITERS = 4;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `npm run -s backup` in a process of its own. @returns the file, and how many ms it took. */
async function backUp({ place }: World, folder: string): Promise<{ readonly file: string; readonly ms: number }> {
  const { PATH = '', HOME = '' } = process.env;
  const where = place.databaseUrl === undefined ? { LEJEK_DATA_DIR: place.dataDir ?? '' } : { DATABASE_URL: place.databaseUrl };
  const from = performance.now();
  await promisify(execFile)(process.execPath, ['scripts/launch.mjs', 'cli/backup', '--to', folder], {
    cwd: ROOT,
    env: { PATH, HOME, ...where },
  });
  const file = readdirSync(folder).find((name) => name.startsWith('lejek-backup-'));
  if (file === undefined) throw new Error('no backup was written');
  return { file: join(folder, file), ms: performance.now() - from };
}

async function waitForAcks(tally: NoteTally, acks: number): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  while (tally.acknowledged.size < acks && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Puts the file into an empty database of the same engine, and says what of it is not right. */
async function restored(run: DrillRun, store: StoreKind, file: string): Promise<{ readonly notes: ReadonlySet<string> }> {
  const place =
    store === 'embedded'
      ? { dataDir: run.scratch.folder().slice('dir:'.length) }
      : { databaseUrl: (await run.scratch.database()).slice('url:'.length) };
  const database = await openDatabase(place);
  try {
    // It verifies the counters of every workspace, and refuses where one is wrong.
    await restoreArchive(createStore(database), createReadStream(file));
    const rows = await database.session((sql) => sql.query('SELECT text FROM note'));
    return { notes: new Set(rows.map(({ text }) => String(text))) };
  } finally {
    await database.close();
  }
}

async function backUpUnderLoad(run: DrillRun, store: StoreKind): Promise<DrillReport> {
  const world = await createWorld(run, { store, transport: 'http' });
  const tally = createNoteTally();
  try {
    const bot = await world.startBot();
    await bot.started;
    let goesOn = true;
    const writing = writeNotes(world, tally, { writers: WRITERS, goesOn: () => goesOn });
    await waitForAcks(tally, run.isShort ? 20 : 400);
    const before = new Set(tally.acknowledged);
    const { file, ms } = await backUp(world, run.scratch.folder().slice('dir:'.length));
    const meanwhile = tally.acknowledged.size - before.size;
    await bot.kill();
    goesOn = false;
    await writing;
    const { notes } = await restored(run, store, file);
    const missing = [...before].filter((text) => !notes.has(text));
    return {
      counts: {
        [store]: `${before.size} notes acknowledged before the backup, ${meanwhile} during its ${Math.round(ms)} ms, ${notes.size} in it`,
      },
      wrong: [
        ...missing.map((text) => `${store}: ${text} was acknowledged before the backup and is not in it`),
        ...(before.size === 0 || meanwhile === 0
          ? [`${store}: nothing was acknowledged before or during it: the drill is blind`]
          : []),
        ...world.problems(),
      ],
    };
  } finally {
    await world.stop();
  }
}

export const backup: Drill = {
  what: 'npm run backup while people type, kill -9 of the bot, restore into an empty database: what was acknowledged before is there',
  stores: ['embedded', 'PostgreSQL'],
  run: (run) => onEachStore(run, (store) => backUpUnderLoad(run, store)),
};
