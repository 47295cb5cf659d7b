import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { dropModelDatabases, embeddedSession, openMemoryPGlite } from '../../../src/store/db/durable-pglite.ts';
import { migrate } from '../../../src/store/db/migrate.ts';
import { readMigrations } from '../../../src/store/db/migration-files.ts';

/**
 * What to start an embedded database from. Files for one in memory: `blank` right after initdb, `migrated` with every table; and the
 * `directory` of a migrated one on disk.
 */
export type EmbeddedTemplates = { readonly blank: string; readonly migrated: string; readonly directory: string };

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/lejek-test', import.meta.url));

/** Makes the templates unless they are there from an earlier run with the same migrations and the same PGlite. */
export async function embeddedTemplates(): Promise<EmbeddedTemplates> {
  const stamp = await versionStamp();
  const templates = {
    blank: join(CACHE, `${stamp}-blank.tar`),
    migrated: join(CACHE, `${stamp}-migrated.tar`),
    directory: join(CACHE, `${stamp}-directory`),
  };
  // Made last, so that the others are there too.
  if (!(await exists(templates.directory))) await build(templates);
  return templates;
}

async function build(templates: EmbeddedTemplates): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  await removeOld();
  const pglite = await openMemoryPGlite();
  await dropModelDatabases(pglite);
  await dump(pglite, templates.blank);
  await migrate({ session: (work) => work(embeddedSession(pglite)) });
  await dump(pglite, templates.migrated);
  await pglite.close();
  await unpack(templates.migrated, templates.directory);
}

/** Renamed into place, so that a run beside this one never reads half a file. */
async function dump(pglite: PGlite, path: string): Promise<void> {
  await pglite.exec('CHECKPOINT');
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer()));
  await rename(draft, path);
}

/** Makes the directory of a database on disk from a file. Nothing is synced: it is only ever copied. */
async function unpack(file: string, directory: string): Promise<void> {
  const draft = `${directory}.${process.pid}`;
  await (await PGlite.create(draft, { loadDataDir: new Blob([await readFile(file)]) })).close();
  // Another run may have put the same there meanwhile.
  await rename(draft, directory).catch(() => rm(draft, { recursive: true, force: true }));
}

/** A day is longer than any run that may still read them. */
async function removeOld(): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const path = join(CACHE, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

async function versionStamp(): Promise<string> {
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = await readFile(join(dirname(pglite), '..', 'package.json'), 'utf8');
  const migrations = (await readMigrations()).map(({ name, checksum }) => [name, checksum]);
  return createHash('sha256')
    .update(JSON.stringify([manifest, migrations]))
    .digest('hex')
    .slice(0, 16);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
