import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/store/db/connection.ts';
import { connect } from '../../../src/store/db/database.ts';
import { migrate } from '../../../src/store/db/migrate.ts';
import { toMigrationFile } from '../../../src/store/db/migration-files.ts';
import { createTestDatabase, openBlankDatabase } from '../../support/store/test-database.ts';

const cats = toMigrationFile('0001_cats', 'CREATE TABLE cat (name text PRIMARY KEY);\nCREATE INDEX cat_name ON cat (name);\n');
const dogs = toMigrationFile('0002_dogs', 'CREATE TABLE dog (name text);\n');
const broken = toMigrationFile('0002_dogs', 'CREATE TABLE dog (name text);\nSELECT 1 / 0;\n');

describe('migrating', () => {
  let database: Connection;
  beforeAll(async () => {
    database = await openBlankDatabase();
  });
  beforeEach(() => database.session((sql) => sql.exec('DROP TABLE IF EXISTS _prisma_migrations, cat, dog')));
  afterAll(() => database.close());

  const bookkeeping = () =>
    database.session((sql) =>
      sql.query(
        `SELECT migration_name AS name, checksum, applied_steps_count AS steps, logs, finished_at >= started_at AS finished,
                rolled_back_at >= started_at AS "rolledBack"
         FROM _prisma_migrations ORDER BY started_at`,
      ),
    );
  const tableExists = async (name: string) => {
    const [row] = await database.session((sql) => sql.query('SELECT to_regclass($1) IS NOT NULL AS there', [name]));
    return row?.['there'];
  };

  it('applies what is new, in order, and notes it the way Prisma Migrate does', async () => {
    expect(await migrate(database, [cats, dogs])).toEqual(['0001_cats', '0002_dogs']);
    expect(await bookkeeping()).toEqual(
      [cats, dogs].map(({ name, checksum }) => ({ name, checksum, steps: 1, logs: null, finished: true, rolledBack: null })),
    );
  });

  it('applies nothing the second time', async () => {
    await migrate(database, [cats]);
    expect(await migrate(database, [cats])).toEqual([]);
    expect(await migrate(database, [cats, dogs])).toEqual(['0002_dogs']);
  });

  it('leaves nothing of a migration that fails, keeps those before it, and tries again at the next start', async () => {
    await expect(migrate(database, [cats, broken])).rejects.toThrow(/0002_dogs failed and was rolled back: division by zero/);
    expect([await tableExists('cat'), await tableExists('dog')]).toEqual([true, false]);
    expect((await bookkeeping())[1]).toMatchObject({ logs: 'division by zero', finished: null, rolledBack: true, steps: 0 });
    expect(await migrate(database, [cats, dogs])).toEqual(['0002_dogs']);
  });

  it('refuses a migration that was edited after it ran, before anything is applied', async () => {
    await migrate(database, [cats]);
    const edited = toMigrationFile(cats.name, `${cats.sql}-- and a comment\n`);
    await expect(migrate(database, [edited, dogs])).rejects.toThrow(/0001_cats was edited after it ran here: put .* back/);
    expect(await tableExists('dog')).toBe(false);
  });

  it('does not mind Windows line ends', async () => {
    await migrate(database, [cats]);
    expect(await migrate(database, [toMigrationFile(cats.name, cats.sql.replaceAll('\n', '\r\n'))])).toEqual([]);
  });

  it('refuses a database that a newer version has migrated', async () => {
    await migrate(database, [cats, dogs]);
    await expect(migrate(database, [cats])).rejects.toThrow(
      /0002_dogs, which this version of Lejek does not know: start the newer/,
    );
  });

  it('refuses a migration that another tool began and did not finish', async () => {
    await migrate(database, [cats]);
    await database.session((sql) => sql.exec("UPDATE _prisma_migrations SET finished_at = NULL, logs = 'out of disk'"));
    await expect(migrate(database, [cats, dogs])).rejects.toThrow(/0001_cats began and did not finish \(out of disk\): restore/);
  });
});

describe('two instances that start together', () => {
  it('apply each migration once', async () => {
    const where = await createTestDatabase('blank');
    const first = await connect(where);
    // A server has two processes at one database; the embedded one is locked, and two starts share the one connection.
    const second = first.engine === 'server' ? await connect(where) : first;
    const slow = toMigrationFile('0001_slow', 'CREATE TABLE cat (name text); SELECT pg_sleep(0.2);');
    const applied = await Promise.all([migrate(first, [slow, dogs]), migrate(second, [slow, dogs])]);
    expect(applied.flat().sort()).toEqual(['0001_slow', '0002_dogs']);
    await Promise.all([first.close(), second.close()]);
  });
});
