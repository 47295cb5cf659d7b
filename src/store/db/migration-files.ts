import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One step of the schema. `checksum` is what Prisma Migrate keeps: SHA-256 of the script, hexadecimal. */
export type MigrationFile = { readonly name: string; readonly sql: string; readonly checksum: string };

/** `prisma/migrations` of this package, from `src/store` as well as from `dist/store`. */
export const MIGRATIONS_DIR = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/**
 * Reads the migrations, in the order in which they apply: by name, hence the leading zeros.
 *
 * @param dir holds `<number>_<what>/migration.sql`; other files are ignored.
 */
export async function readMigrations(dir: string = MIGRATIONS_DIR): Promise<readonly MigrationFile[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => toMigrationFile(name, await readFile(join(dir, name, 'migration.sql'), 'utf8'))),
  );
}

/** A migration of that name and script; line ends count as LF, so that a checkout on Windows has the same checksum. */
export function toMigrationFile(name: string, script: string): MigrationFile {
  const sql = script.replaceAll('\r\n', '\n');
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}
