import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { connect, type Database, openDatabase } from '../../../src/store/db/database.ts';
import { createDatabase } from '../../support/store/server-databases.ts';
import { createTestDatabase, emptyDatabase, openBlankDatabase, openTestDatabase } from '../../support/store/test-database.ts';

/** Around both changes of Warsaw's clock in 2026, the hour that does not exist and the hour that comes twice included. */
const AROUND_CLOCK_CHANGES = [
  '2026-03-29T00:59:59.999Z',
  '2026-03-29T01:00:00.000Z',
  '2026-03-29T01:30:00.123Z',
  '2026-10-25T00:30:00.001Z',
  '2026-10-25T01:30:00.001Z',
  '2026-10-25T02:00:00.000Z',
].map((text) => new Date(text));

const workspaceRow = (id: string, createdAt = new Date('2026-11-24T09:00:00Z')) => ({
  id,
  name: 'Acme',
  counterVersion: 1,
  createdAt,
});

/** Writes each instant by Prisma, reads it by Prisma and by SQL, and gives back both readings. */
async function roundTrip(database: Database, instants: readonly Date[]) {
  await database.prisma.workspace.createMany({ data: instants.map((at, i) => workspaceRow(`T${i}`, at)) });
  const read = await database.prisma.workspace.findMany({ orderBy: { id: 'asc' } });
  const ms = await database.prisma.$queryRaw<{ ms: bigint }[]>`
    SELECT (extract(epoch FROM created_at) * 1000)::bigint AS ms FROM workspace ORDER BY id`;
  return { byPrisma: read.map((row) => row.createdAt.getTime()), bySql: ms.map((row) => Number(row.ms)) };
}

describe('an open database', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(() => emptyDatabase(database));
  afterAll(() => database.close());

  it('gives instants back as they went in, clock changes included', async () => {
    const expected = AROUND_CLOCK_CHANGES.map((at) => at.getTime());
    expect(await roundTrip(database, AROUND_CLOCK_CHANGES)).toEqual({ byPrisma: expected, bySql: expected });
  });

  it('answers a ping', async () => {
    await expect(database.ping()).resolves.toBeUndefined();
  });

  it('keeps nothing of a transaction that fails', async () => {
    const failing = database.prisma.$transaction(async (tx) => {
      await tx.workspace.create({ data: workspaceRow('T1') });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await database.prisma.workspace.count()).toBe(0);
  });

  it('reports a transaction whose COMMIT fails', async () => {
    await database.session((sql) =>
      sql.exec(`CREATE TABLE promise (id int PRIMARY KEY, kept int REFERENCES promise DEFERRABLE INITIALLY DEFERRED)`),
    );
    const failing = database.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO promise VALUES (1, 2)`;
    });
    await expect(failing).rejects.toThrow(/foreign ?key/i);
    await database.session((sql) => sql.exec('DROP TABLE promise'));
  });

  it('is empty after a test, whatever pointed at what', async () => {
    const createdAt = new Date('2026-11-24T09:00:00Z');
    await database.prisma.workspace.create({
      data: { ...workspaceRow('T1'), members: { create: { id: 'anna', name: 'Anna', createdAt } } },
    });
    await emptyDatabase(database);
    expect([await database.prisma.workspace.count(), await database.prisma.member.count()]).toEqual([0, 0]);
  });
});

describe('opening', () => {
  it('brings a blank database up to date, and says what it applied', async () => {
    const database = await openDatabase(await createTestDatabase('blank'));
    expect(database.migrationLog[0]).toBe('0001_funnel');
    expect(await database.prisma.deal.count()).toBe(0);
    await database.close();
  });

  it('wants to be told where the data is', async () => {
    await expect(openDatabase({})).rejects.toThrow(/databaseUrl, a dataDir or memory/);
  });
});

describe('closing', () => {
  it('lets what is in flight finish and refuses what comes later', async () => {
    const connection = await openBlankDatabase();
    await connection.session((sql) => sql.exec('CREATE TABLE tally (n int)'));
    const inFlight = Array.from({ length: 25 }, (_, n) => connection.prisma.$executeRaw`INSERT INTO tally VALUES (${n}::int)`);
    const results = Promise.all(inFlight);
    await connection.close();
    expect(await results).toEqual(inFlight.map(() => 1));
    await expect(connection.ping()).rejects.toThrow();
    await connection.close();
  });
});

describe.skipIf(inject('testServer') !== null)('the embedded event loop', () => {
  it('keeps turning during a long row of awaited inserts', async () => {
    const connection = await openBlankDatabase();
    await connection.session((sql) => sql.exec('CREATE TABLE tally (n int)'));
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 10);
    for (let n = 0; n < 1_000; n += 1) await connection.prisma.$executeRaw`INSERT INTO tally VALUES (${n}::int)`;
    clearInterval(timer);
    await connection.close();
    // Without the turns the timer would not fire once, however fast or busy the machine.
    expect(ticks).toBeGreaterThan(3);
  });
});

describe.skipIf(inject('testServer') === null)('a server', () => {
  const server = inject('testServer');

  async function databaseOf(settings: string): Promise<string> {
    if (server === null) throw new Error('no server');
    const databaseUrl = await createDatabase(server, 'migrated');
    const admin = await connect({ databaseUrl });
    await admin.session((sql) => sql.exec(`ALTER DATABASE ${new URL(databaseUrl).pathname.slice(1)} ${settings}`));
    await admin.close();
    return databaseUrl;
  }

  it('gives instants back as they went in although its own zone is Warsaw', async () => {
    const database = await openDatabase({ databaseUrl: await databaseOf("SET timezone = 'Europe/Warsaw'") });
    const expected = AROUND_CLOCK_CHANGES.map((at) => at.getTime());
    expect(await roundTrip(database, AROUND_CLOCK_CHANGES)).toEqual({ byPrisma: expected, bySql: expected });
    await database.close();
  });

  it('runs in UTC even when the address asks for another zone, and keeps the other options of the address', async () => {
    const databaseUrl = `${await databaseOf('SET work_mem = 1024')}?options=-c%20TimeZone%3DEurope%2FWarsaw%20-c%20work_mem%3D2048`;
    const database = await openDatabase({ databaseUrl });
    const rows = await database.session((sql) =>
      sql.query("SELECT current_setting('TimeZone') AS zone, current_setting('work_mem') AS mem"),
    );
    expect(rows).toEqual([{ zone: 'UTC', mem: '2MB' }]);
    await database.close();
  });

  it('that cannot be reached is an error without the password', async () => {
    const opening = openDatabase({ databaseUrl: 'postgresql://lejek:s3cret@127.0.0.1:1/lejek' });
    await expect(opening).rejects.toThrow(/ECONNREFUSED/);
    await expect(opening).rejects.not.toThrow(/s3cret/);
  });
});
