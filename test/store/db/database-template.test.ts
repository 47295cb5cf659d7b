import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/store/db/database.ts';
import { copyDatabaseTemplate } from '../../../src/store/db/database-template.ts';
import { initializeMigratedDatabase, openDurablePGlite } from '../../../src/store/db/durable-pglite.ts';
import { readMigrations } from '../../../src/store/db/migration-files.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'lejek-template-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
});

/** Files of a database that was shut down cleanly. */
const template = () => inject('embeddedTemplates').directory;

it('a first start with a template is a database of its own, with what the template held', async () => {
  const dir = join(folder, 'database');
  const { pglite } = await openDurablePGlite(dir, template());
  expect((await pglite.query('SELECT count(*)::integer AS deals FROM deal')).rows).toEqual([{ deals: 0 }]);
  await pglite.close();
  expect(fs.readdirSync(folder)).toEqual(['database']);
});

it('what the build makes has every table: a first start has no migration left to apply', async () => {
  await initializeMigratedDatabase(join(folder, 'database'));
  const database = await openDatabase({ dataDir: folder });
  const applied = await database.prisma.$queryRaw`SELECT count(*)::integer AS migrations FROM _prisma_migrations`;
  await database.close();
  expect([database.migrationLog, applied]).toEqual([[], [{ migrations: (await readMigrations()).length }]]);
});

it('an embedded database copies no more than it needs to read for each statement, and reads lists as before', async () => {
  const { pglite } = await openDurablePGlite(join(folder, 'database'), template());
  // Of lists of whole rows there is one for each table and catalogue, 250 in all.
  expect(Object.keys(pglite.parsers).filter((oid) => Number(oid) >= 10_000)).toEqual([]);
  const { rows } = await pglite.query("SELECT ARRAY['a', 'b'] AS texts, ARRAY[1, 2] AS numbers, ARRAY[true] AS flags");
  expect(rows).toEqual([{ texts: ['a', 'b'], numbers: [1, 2], flags: [true] }]);
  await pglite.close();
});

describe('the copy of a template', () => {
  it('is for nobody else’s eyes, whoever may read the template', () => {
    const dir = join(folder, 'copy');
    expect(copyDatabaseTemplate(template(), dir)).toBe(true);
    const entries = fs.readdirSync(dir, { recursive: true, encoding: 'utf8' });
    expect(['', ...entries].filter((entry) => (fs.statSync(join(dir, entry)).mode & 0o077) !== 0)).toEqual([]);
  });

  it('is none where there is no template, or it cannot be copied, and nothing is left of it', () => {
    expect(copyDatabaseTemplate(join(folder, 'none'), join(folder, 'a'))).toBe(false);
    const broken = join(folder, 'broken');
    fs.mkdirSync(broken);
    fs.writeFileSync(join(broken, 'PG_VERSION'), '18');
    fs.writeFileSync(join(folder, 'in the way'), '');
    expect(copyDatabaseTemplate(broken, join(folder, 'in the way'))).toBe(false);
    expect(fs.existsSync(join(folder, 'a'))).toBe(false);
  });
});
