import { expect, it } from 'vitest';
import { readMigrations, toMigrationFile } from '../../../src/store/db/migration-files.ts';
import { pendingMigrations } from '../../../src/store/db/migration-plan.ts';

const one = toMigrationFile('0001_one', 'SELECT 1');
const two = toMigrationFile('0002_two', 'SELECT 2');
const record = { name: one.name, checksum: one.checksum, finished: true, rolledBack: false, logs: null };

it('everything is pending on a database without a history', () => {
  expect(pendingMigrations([one, two], [])).toEqual([one, two]);
});

it('a migration that was rolled back is pending again, whatever its script was', () => {
  expect(pendingMigrations([one], [{ ...record, checksum: 'other', finished: false, rolledBack: true }])).toEqual([one]);
});

it('a migration that was rolled back and then applied is done', () => {
  expect(pendingMigrations([one], [{ ...record, finished: false, rolledBack: true }, record])).toEqual([]);
});

it('the package carries its migrations, numbered so that names sort as they apply', async () => {
  const files = await readMigrations();
  expect(files.length).toBeGreaterThan(0);
  for (const { name } of files) expect(name).toMatch(/^\d{4}_[a-z0-9_]+$/);
  const numbers = files.map(({ name }) => Number(name.slice(0, 4)));
  // Each number once; a number may be left out: who writes a migration may have it before the one before is there.
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
});

it('no migration reads a clock: business time is a parameter of every write', async () => {
  for (const file of await readMigrations()) {
    expect(file.sql.replaceAll(/--.*$/gm, '')).not.toMatch(/\bnow\(|current_(date|time|timestamp)|localtime|clock_timestamp/i);
  }
});
