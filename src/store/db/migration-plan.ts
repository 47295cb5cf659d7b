import type { MigrationFile } from './migration-files.ts';

/** What the database remembers of a migration: the row of Prisma Migrate's `_prisma_migrations`. */
export type MigrationRecord = {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
  readonly rolledBack: boolean;
  readonly logs: string | null;
};

/** The schema cannot be brought up to date; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * The migrations still to apply, in order.
 *
 * @param files of this version, in order.
 * @param records of the database; what was rolled back does not count.
 * @throws MigrationError on a migration that is unknown here, did not finish, or was edited after it ran.
 */
export function pendingMigrations(
  files: readonly MigrationFile[],
  records: readonly MigrationRecord[],
): readonly MigrationFile[] {
  const inForce = records.filter((record) => !record.rolledBack);
  for (const record of inForce) {
    assertConsistent(
      record,
      files.find((file) => file.name === record.name),
    );
  }
  const applied = new Set(inForce.map((record) => record.name));
  return files.filter((file) => !applied.has(file.name));
}

function assertConsistent(record: MigrationRecord, file: MigrationFile | undefined): void {
  if (file === undefined) {
    throw new MigrationError(
      `The database has the migration ${record.name}, which this version of Lejek does not know: start the newer version that applied it, or restore the backup from before.`,
    );
  }
  if (!record.finished) {
    const why = record.logs === null ? '' : ` (${record.logs})`;
    throw new MigrationError(
      `The migration ${record.name} began and did not finish${why}: restore the backup from before it, or repair the tables by hand and run \`npx prisma migrate resolve\`.`,
    );
  }
  if (record.checksum !== file.checksum) {
    throw new MigrationError(
      `The migration ${record.name} was edited after it ran here: put prisma/migrations/${record.name}/migration.sql back as it was released, and make the change in a new migration.`,
    );
  }
}
