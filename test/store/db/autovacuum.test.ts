import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Connection } from '../../../src/store/db/connection.ts';
import { connectInMemory } from '../../../src/store/db/embedded.ts';

let database: Connection;
beforeAll(async () => {
  database = await connectInMemory(new Blob([await readFile(inject('embeddedTemplates').blank)]));
  await database.session((sql) =>
    sql.exec(`CREATE TABLE firm (id integer PRIMARY KEY);
      CREATE TABLE call (id integer PRIMARY KEY, firm_id integer NOT NULL REFERENCES firm, said text)`),
  );
});
afterAll(() => database.close());

/** What PostgreSQL believes of a table, and how many rows in it are dead. */
async function tableStatistics(table: string): Promise<{ readonly rows: number; readonly dead: number }> {
  await database.session((sql) => sql.exec('SELECT pg_stat_force_next_flush()'));
  const [row] = await database.session((sql) =>
    sql.query(
      `SELECT c.reltuples AS rows, s.n_dead_tup AS dead FROM pg_class AS c JOIN pg_stat_user_tables AS s ON s.relid = c.oid
       WHERE c.relname = $1`,
      [table],
    ),
  );
  return { rows: Number(row?.['rows']), dead: Number(row?.['dead']) };
}

/** Lets what was begun beside the work come to its end: each piece waits for its turn in the same queue. */
async function waitForStatistics(): Promise<void> {
  for (let each = 0; each < 20; each += 1) {
    await database.prisma.$queryRaw`SELECT 1`;
    await setImmediate();
  }
}

it('of an embedded database follows its growth, so that the planner does not take it for empty', async () => {
  for (let id = 1; id <= 600; id += 1) await database.prisma.$executeRaw`INSERT INTO firm VALUES (${id})`;
  await waitForStatistics();
  expect((await tableStatistics('firm')).rows).toBeGreaterThan(400);
});

it('takes away the rows that changes leave behind', async () => {
  await database.prisma.$executeRaw`INSERT INTO call SELECT n, 1, 'hello' FROM generate_series(1, 5000) AS n`;
  await database.prisma.$executeRaw`DELETE FROM call WHERE id > 10`;
  for (let time = 0; time < 300; time += 1) await database.prisma.$queryRaw`SELECT 1`;
  await waitForStatistics();
  expect((await tableStatistics('call')).dead).toBe(0);
});

it('waits while a transaction runs', async () => {
  const insert = database.prisma.$transaction(async (sql) => {
    for (let id = 1; id <= 100; id += 1) await sql.$executeRaw`INSERT INTO firm VALUES (${1000 + id})`;
  });
  const others = Array.from({ length: 600 }, () => database.prisma.$queryRaw`SELECT 1`);
  await Promise.all([insert, ...others]);
  expect(await database.prisma.$queryRaw`SELECT count(*)::integer AS n FROM firm WHERE id > 1000`).toEqual([{ n: 100 }]);
});
