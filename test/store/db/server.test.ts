import { describe, expect, inject, it, vi } from 'vitest';
import { connect, openDatabase } from '../../../src/store/db/database.ts';
import { WatchedPool } from '../../../src/store/db/watched-pool.ts';
import { AROUND_CLOCK_CHANGES, roundTrip } from '../../support/store/instant-round-trip.ts';
import { createDatabase } from '../../support/store/server-databases.ts';

const server = inject('testServer');

describe('a server', () => {
  it('that cannot be reached is an error without the password', async () => {
    const opening = openDatabase({ databaseUrl: 'postgresql://lejek:s3cret@127.0.0.1:1/lejek' });
    await expect(opening).rejects.toThrow(/ECONNREFUSED/);
    await expect(opening).rejects.not.toThrow(/s3cret/);
  });

  it('that is frozen and enforces nothing is given up a moment after it would have given up itself', async () => {
    const connects = vi.spyOn(WatchedPool.prototype, 'connect');
    await expect(connect({ databaseUrl: 'postgresql://127.0.0.1:1/lejek' })).rejects.toThrow();
    const settings = JSON.stringify(Object(connects.mock.contexts[0]).options);
    connects.mockRestore();
    const [, ownMs = 0] = /statement_timeout=(\d+)/.exec(settings) ?? [];
    expect(Number(ownMs)).toBeGreaterThan(0);
    expect(settings).toContain(`"query_timeout":${Number(ownMs) + 2000}`);
  });
});

// Only where there is one: .ci/run runs the tests a second time with it.
if (server !== null) {
  describe('a server with settings of its own', () => {
    const databaseOf = async (settings: string): Promise<string> => {
      const databaseUrl = await createDatabase(server, 'migrated');
      const admin = await connect({ databaseUrl });
      await admin.session((sql) => sql.exec(`ALTER DATABASE ${new URL(databaseUrl).pathname.slice(1)} ${settings}`));
      await admin.close();
      return databaseUrl;
    };

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
  });
}
