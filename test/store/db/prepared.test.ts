import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advance } from '../../../src/core/deal/advance.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { markPrepared, preparedName } from '../../../src/store/db/prepared.ts';
import { createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const HALF = markPrepared('SELECT $1::integer AS given, 100 / $1::integer AS share');

describe('a statement that is marked', () => {
  it('is planned once and kept under a name of its own text', async () => {
    for (const given of [1, 2, 4]) {
      expect(await database.prisma.$queryRawUnsafe(HALF, given)).toEqual([{ given, share: 100 / given }]);
    }
    const kept = await database.prisma.$queryRaw`SELECT statement FROM pg_prepared_statements WHERE name = ${preparedName(HALF)}`;
    expect(kept).toEqual([{ statement: HALF }]);
  });

  it('that fails once works the next time', async () => {
    await expect(database.prisma.$queryRawUnsafe(HALF, 0)).rejects.toThrow(/division by zero/);
    expect(await database.prisma.$queryRawUnsafe(HALF, 5)).toEqual([{ given: 5, share: 20 }]);
  });

  it('that cannot be planned is refused each time', async () => {
    const broken = markPrepared('SELECT nothing FROM nowhere WHERE $1::integer = 1');
    for (let time = 0; time < 2; time += 1) await expect(database.prisma.$queryRawUnsafe(broken, 1)).rejects.toThrow(/nowhere/);
  });

  it('works inside a transaction too', async () => {
    const both = await database.prisma.$transaction(async (sql) => [
      await sql.$queryRawUnsafe(HALF, 10),
      await sql.$queryRawUnsafe(HALF, 20),
    ]);
    expect(both).toEqual([[{ given: 10, share: 10 }], [{ given: 20, share: 5 }]]);
  });

  it('takes text with any character in it, and nothing', async () => {
    const echo = markPrepared('SELECT $1::text AS said, $2::jsonb AS kept, $3::text AS nothing');
    const said = 'łódź \u{1F680} \'; DROP TABLE deal; -- $1 \\ "';
    expect(await database.prisma.$queryRawUnsafe(echo, said, JSON.stringify({ said }), null)).toEqual([
      { said, kept: { said }, nothing: null },
    ]);
  });
});

it('writes of many deals at once each find their own row', async () => {
  const { tenant, createDeal, act, pipeline } = await createCompany(database);
  for (let each = 0; each < 12; each += 1) await createDeal({ name: `Bielik ${each}` });
  const later = MONDAY + 60_000;
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
  const saved = await Promise.all(
    numbers.map((number) =>
      tenant.deals.change(number, (file) => advance(file, { pipeline, anyway: { remindOn: '2026-11-20' } }, act(later)), {
        key: `move ${number}`,
        at: later,
      }),
    ),
  );
  expect(saved.map((each) => each.ok && each.file.deal.number)).toEqual(numbers);
  expect(await tenant.funnel.verifyCounters()).toEqual([]);
});
