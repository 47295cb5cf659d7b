import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MIGRATIONS_DIR } from './migration-files.ts';

/** Beside what is built, whether this file runs from there or from its source. */
const TEMPLATES = fileURLToPath(new URL('../../../dist/database-template', import.meta.url));

/**
 * The template of this version of the engine and these migrations: the files of an empty database with every table, cleanly shut down. It need
 * not exist: then a first start makes all of it.
 */
export function databaseTemplateDir(): string {
  const engine = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version }: { readonly version: string } = JSON.parse(
    fs.readFileSync(join(dirname(engine), '..', 'package.json'), 'utf8'),
  );
  return join(TEMPLATES, `${version}-${migrationsHash()}`);
}

/** Of the names and scripts of all migrations. */
function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const name of fs.readdirSync(MIGRATIONS_DIR).sort()) {
    const script = join(MIGRATIONS_DIR, name, 'migration.sql');
    if (fs.existsSync(script)) hash.update(`${name}\n`).update(fs.readFileSync(script));
  }
  return hash.digest('hex').slice(0, 12);
}

/**
 * Copies a template to where no database is: a tenth of the time that initdb and the migrations take.
 *
 * @returns false where there is no template, or none that can be read: then nothing is left of it.
 */
export function copyDatabaseTemplate(template: string, dir: string): boolean {
  if (!fs.existsSync(join(template, 'PG_VERSION'))) return false;
  try {
    fs.cpSync(template, dir, { recursive: true });
    // As initdb leaves them: an image may hold them readable for everybody.
    fs.chmodSync(dir, 0o700);
    for (const entry of fs.readdirSync(dir, { recursive: true, withFileTypes: true }))
      fs.chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600);
    return true;
  } catch {
    fs.rmSync(dir, { recursive: true, force: true });
    return false;
  }
}

/**
 * Makes the template of this version unless it is there; other versions' are removed.
 *
 * @param initialize makes the files of a new database in a directory, and closes it.
 * @public for scripts/make-database-template.mjs
 */
export async function makeDatabaseTemplate(initialize: (dir: string) => Promise<void>): Promise<void> {
  const template = databaseTemplateDir();
  if (fs.existsSync(template)) return;
  const draft = `${template}.${process.pid}`;
  fs.rmSync(TEMPLATES, { recursive: true, force: true });
  fs.mkdirSync(TEMPLATES, { recursive: true });
  await initialize(draft);
  for (const entry of fs.readdirSync(draft, { recursive: true, withFileTypes: true }))
    fs.chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  fs.chmodSync(draft, 0o755);
  try {
    fs.renameSync(draft, template);
  } catch {
    // Somebody else was faster: theirs is as good.
    fs.rmSync(draft, { recursive: true, force: true });
  }
}
