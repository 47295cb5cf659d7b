import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advance } from '../../../src/core/deal/advance.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { preparedName, preparedStatement, statement } from '../../../src/store/db/statement.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const halve = preparedStatement<{ given: number }, { given: number; share: number }>(
  'SELECT $given::integer AS given, 100 / $given::integer AS share',
);

describe('a statement', () => {
  it('numbers its parameters by their names, each once', () => {
    const named = statement<{ owner: string; stage: string }, never>('SELECT $owner::text, $stage::text, $owner::text || $stage');
    expect(named.text).toBe('SELECT $1::text, $2::text, $1::text || $2');
  });

  it('is sent only the values that it asks for', async () => {
    const values = { used: 'a', unused: 'b' };
    expect(await statement<typeof values, { said: string }>('SELECT $used::text AS said')(database.prisma, values)).toEqual([
      { said: 'a' },
    ]);
  });

  it('takes a text with a character that no database takes as the text without it', async () => {
    const said = statement<{ text: string }, { said: string }>('SELECT $text::text AS said');
    expect(await said(database.prisma, { text: 'U1\u0000; x' })).toEqual([{ said: 'U1; x' }]);
  });

  it('without a value for one of its parameters is refused before it is sent', () => {
    const incomplete = statement<Readonly<Record<string, string>>, never>('SELECT $missing::text');
    expect(() => incomplete(database.prisma, { present: 'a' })).toThrow(/No value for \$missing/);
  });
});

describe('a prepared statement', () => {
  it('is planned once and kept under a name of its own text', async () => {
    for (const given of [1, 2, 4]) {
      expect(await halve(database.prisma, { given })).toEqual([{ given, share: 100 / given }]);
    }
    const name = preparedName(halve.text);
    const kept = await database.prisma.$queryRaw`SELECT statement FROM pg_prepared_statements WHERE name = ${name}`;
    expect(kept).toEqual([{ statement: halve.text }]);
  });

  it('that fails once works the next time', async () => {
    await expect(halve(database.prisma, { given: 0 })).rejects.toThrow(/division by zero/);
    expect(await halve(database.prisma, { given: 5 })).toEqual([{ given: 5, share: 20 }]);
  });

  it('that cannot be planned is refused each time', async () => {
    const broken = preparedStatement<{ given: number }, never>('SELECT nothing FROM nowhere WHERE $given::integer = 1');
    for (let time = 0; time < 2; time += 1) await expect(broken(database.prisma, { given: 1 })).rejects.toThrow(/nowhere/);
  });

  it('works inside a transaction too', async () => {
    const both = await database.prisma.$transaction(async (sql) => [
      await halve(sql, { given: 10 }),
      await halve(sql, { given: 20 }),
    ]);
    expect(both).toEqual([[{ given: 10, share: 10 }], [{ given: 20, share: 5 }]]);
  });

  it('takes text with any character in it, and nothing', async () => {
    const echo = preparedStatement<{ said: string; kept: string; nothing: null }, unknown>(
      'SELECT $said::text AS said, $kept::jsonb AS kept, $nothing::text AS nothing',
    );
    const said = 'łódź \u{1F680} \'; DROP TABLE deal; -- $1 \\ "';
    expect(await echo(database.prisma, { said, kept: JSON.stringify({ said }), nothing: null })).toEqual([
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
      tenant
        .deals(ALL_DEALS)
        .change(number, (file) => advance(file, { pipeline, anyway: { remindOn: '2026-11-20' } }, act(later)), {
          key: `move ${number}`,
          at: later,
        }),
    ),
  );
  expect(saved.map((each) => each.ok && each.file.deal.number)).toEqual(numbers);
  expect(await tenant.funnel.verifyCounters()).toEqual([]);
});
