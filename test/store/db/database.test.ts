import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Database, openDatabase } from '../../../src/store/db/database.ts';
import { AROUND_CLOCK_CHANGES, roundTrip, workspaceRow } from '../../support/store/instant-round-trip.ts';
import {
  createTestDatabase,
  embeddedTemplate,
  emptyDatabase,
  openBlankDatabase,
  openTestDatabase,
} from '../../support/store/test-database.ts';

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

  it('does not wait for more than can be done in its time: what has not begun is refused, what is at work on a server is cut off', async () => {
    const connection = await openBlankDatabase();
    const count = 60;
    // Seven seconds in all: embedded one after the other, on a server each for itself.
    const work =
      connection.engine === 'server' ? 'SELECT pg_sleep(7)::text' : `SELECT count(*)::text FROM generate_series(1, 1000000)`;
    const inFlight = Array.from({ length: count }, () => connection.prisma.$queryRawUnsafe(work));
    const results = Promise.allSettled(inFlight);
    await setTimeout(100);
    const from = performance.now();
    await connection.close();
    expect(performance.now() - from).toBeLessThan(5_000);
    const refused = (await results).filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
  });
});

describe('the embedded event loop', () => {
  it('keeps turning during a long row of awaited inserts', async () => {
    const connection = await connect({ memory: true, template: await embeddedTemplate('blank') });
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
