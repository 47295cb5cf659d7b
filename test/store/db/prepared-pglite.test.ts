import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/store/db/connection.ts';
import { connectInMemory } from '../../../src/store/db/embedded.ts';
import { embeddedTemplate } from '../../support/store/test-database.ts';

let database: Connection;
beforeAll(async () => {
  database = await connectInMemory(await embeddedTemplate('migrated'));
});
afterAll(() => database.close());

/** How often what is kept under a statement's text was planned, and for which values or for all. */
const plansOf = (start: string) =>
  database.session((sql) =>
    sql.query('SELECT (generic_plans + custom_plans)::integer AS runs FROM pg_prepared_statements WHERE statement LIKE $1', [
      `${start}%`,
    ]),
  );

describe("Prisma's own statements in an embedded database", () => {
  it('are planned once, and find what is there when they run', async () => {
    const names = async () => (await database.prisma.workspace.findMany({ where: { id: 'T1' } })).map(({ id }) => id);
    expect(await names()).toEqual([]);
    await database.session((sql) =>
      sql.exec(`INSERT INTO workspace (id, name, language, time_zone, fiscal_start_month, counter_version, created_at) VALUES
        ('T1', 'One', 'en', 'UTC', 1, 1, now()), ('T2', 'Two', 'en', 'UTC', 1, 1, now())`),
    );
    for (let time = 0; time < 6; time += 1) expect(await names()).toEqual(['T1']);
    expect(await plansOf('SELECT "public"."workspace"."id"')).toEqual([{ runs: 7 }]);
  });

  it('that fail leave the connection as it was', async () => {
    for (let time = 0; time < 2; time += 1)
      await expect(database.prisma.$queryRaw`SELECT 1 / ${0}::integer`).rejects.toThrow(/division by zero/);
    await expect(database.prisma.$queryRaw`SELECT nothing FROM nowhere`).rejects.toThrow(/nowhere/);
    expect(await database.prisma.$queryRaw`SELECT 1 / ${1}::integer AS share`).toEqual([{ share: 1 }]);
  });

  it('with lists are written by PGlite, and give the same', async () => {
    expect(await database.prisma.$queryRaw`SELECT ${['a', 'b']}::text[] AS texts`).toEqual([{ texts: ['a', 'b'] }]);
  });

  it('follow a table that gets another column', async () => {
    await database.session((sql) => sql.exec('ALTER TABLE workspace ADD COLUMN later text'));
    expect(await database.prisma.workspace.count({ where: { id: 'T1' } })).toBe(1);
    expect((await database.prisma.workspace.findMany({ where: { id: 'T1' } })).length).toBe(1);
  });
});
