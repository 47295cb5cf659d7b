import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect, openDatabase } from '../../../src/store/db/database.ts';
import { DatabaseDamagedError } from '../../../src/store/db/durable-pglite.ts';
import { DatabaseLockedError } from '../../../src/store/db/lock.ts';
import { bundleScript, type ScriptProcess, startScript } from '../../support/store/script-process.ts';

const TIMEOUT_MS = 90_000;

// The files of the embedded database, whichever engine the other tests run on.
describe('the embedded database on disk', () => {
  let root: string;
  let dataDir: string;
  let script: Awaited<ReturnType<typeof bundleScript>>;
  const children: ScriptProcess[] = [];
  const holder = (...args: readonly string[]): ScriptProcess => {
    const child = startScript(script.file, dataDir, ...args);
    children.push(child);
    return child;
  };
  const nextMessage = async (child: ScriptProcess): Promise<unknown> => {
    const { value, done } = await child.lines.next();
    if (done === true) throw new Error('the process ended');
    return value;
  };

  beforeAll(async () => {
    root = fs.mkdtempSync(join(tmpdir(), 'lejek-durable-'));
    script = await bundleScript('holder.ts');
    await (await openDatabase({ dataDir: join(root, 'template') })).close();
  }, TIMEOUT_MS);
  beforeEach(() => {
    dataDir = fs.mkdtempSync(join(root, 'data-'));
    fs.cpSync(join(root, 'template', 'database'), join(dataDir, 'database'), { recursive: true });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const child of children.splice(0)) await child.kill();
  });
  afterAll(() => {
    script.remove();
    fs.rmSync(root, { recursive: true, force: true });
  });

  describe('a commit', () => {
    it(
      'is on the disk before it is acknowledged: one fsync each',
      async () => {
        const connection = await connect({ dataDir });
        await connection.session((sql) => sql.exec('CREATE TABLE tally (n int)'));
        const fsync = vi.spyOn(fs, 'fsyncSync');
        for (let n = 1; n <= 50; n += 1) {
          await connection.prisma.$executeRaw`INSERT INTO tally VALUES (${n}::int)`;
          expect(fsync).toHaveBeenCalledTimes(n);
        }
        await connection.prisma.$queryRaw`SELECT count(*) FROM tally`;
        expect(fsync).toHaveBeenCalledTimes(50);
        fsync.mockRestore();
        await connection.close();
      },
      TIMEOUT_MS,
    );

    it(
      'is made under settings that keep it',
      async () => {
        const connection = await connect({ dataDir });
        const settings = await connection.session((sql) =>
          sql.query(
            `SELECT name, setting FROM pg_settings
           WHERE name IN ('fsync', 'wal_sync_method', 'synchronous_commit', 'full_page_writes') ORDER BY name`,
          ),
        );
        await connection.close();
        expect(Object.fromEntries(settings.map((row) => [row['name'], row['setting']]))).toEqual({
          fsync: 'on',
          full_page_writes: 'on',
          synchronous_commit: 'on',
          wal_sync_method: 'fsync',
        });
      },
      TIMEOUT_MS,
    );

    it(
      'goes to a database that is alone in its files, with a cache of the size of a new firm',
      async () => {
        const connection = await connect({ dataDir });
        const read = (query: string) => connection.session((sql) => sql.query(query));
        const databases = await read('SELECT datname FROM pg_database');
        const cache = await read('SHOW shared_buffers');
        await connection.close();
        expect([databases, cache]).toEqual([[{ datname: 'postgres' }], [{ shared_buffers: '32MB' }]]);
      },
      TIMEOUT_MS,
    );

    it(
      'that the disk refuses is not acknowledged, and the database opens again with what it had acknowledged',
      async () => {
        const connection = await connect({ dataDir });
        await connection.session((sql) => sql.exec('CREATE TABLE tally (n int)'));
        await connection.prisma.$executeRaw`INSERT INTO tally VALUES (1)`;
        vi.spyOn(fs, 'fsyncSync').mockImplementation(() => {
          throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
        });
        await expect(connection.prisma.$executeRaw`INSERT INTO tally VALUES (2)`).rejects.toThrow();
        await expect(connection.prisma.$executeRaw`INSERT INTO tally VALUES (3)`).rejects.toThrow();
        vi.restoreAllMocks();
        await connection.close().catch(() => undefined);

        const again = await connect({ dataDir });
        const rows = await again.session((sql) => sql.query('SELECT n FROM tally ORDER BY n'));
        await again.close();
        expect(rows[0]).toEqual({ n: 1 });
        expect(rows.map((row) => row['n'])).not.toContain(3);
      },
      TIMEOUT_MS,
    );
  });

  describe('a second opener', () => {
    it(
      'is refused within a second and told who has it, and may open it as soon as the first was killed',
      async () => {
        const first = holder();
        await nextMessage(first);
        const from = performance.now();
        const refused = await connect({ dataDir }).catch((error: unknown) => error);
        expect(performance.now() - from).toBeLessThan(1_000);
        expect(refused).toBeInstanceOf(DatabaseLockedError);
        expect(refused).toMatchObject({ pid: first.process.pid, message: expect.stringContaining(`pid ${first.process.pid}`) });

        await first.kill();
        const connection = await connect({ dataDir });
        await expect(connection.ping()).resolves.toBeUndefined();
        await connection.close();
      },
      TIMEOUT_MS,
    );

    it(
      'in the same process is refused as well',
      async () => {
        const connection = await connect({ dataDir });
        await expect(connect({ dataDir })).rejects.toMatchObject({ pid: process.pid });
        await connection.close();
        await (await connect({ dataDir })).close();
      },
      TIMEOUT_MS,
    );
  });

  it(
    'keeps every acknowledged deal through kill -9, with a history and counters that agree',
    async () => {
      let acknowledged = 0;
      for (const many of [10, 2, 15]) {
        const child = holder();
        const found = await nextMessage(child);
        // What was being written when it was killed may be there or not; what was acknowledged is.
        expect(found).toMatchObject({ problems: [] });
        const { deals, highest } = Object.assign({ deals: -1, highest: -1 }, found);
        expect(deals).toBe(highest);
        expect(deals).toBeGreaterThanOrEqual(acknowledged);
        expect(deals).toBeLessThanOrEqual(acknowledged + 1);
        for (let n = 0; n < many; n += 1) acknowledged = Number(await nextMessage(child));
        await child.kill();
        for (let rest = await child.lines.next(); rest.done !== true; rest = await child.lines.next()) {
          acknowledged = Number(rest.value);
        }
      }
      const database = await openDatabase({ dataDir });
      expect(await database.prisma.deal.count()).toBeGreaterThanOrEqual(acknowledged);
      expect(acknowledged).toBeGreaterThanOrEqual(27);
      await database.close();
    },
    TIMEOUT_MS,
  );

  describe('a first start', () => {
    it(
      'that was cut off half-way is done again',
      async () => {
        fs.renameSync(join(dataDir, 'database'), join(dataDir, 'database.new'));
        fs.truncateSync(join(dataDir, 'database.new', 'global', 'pg_control'), 100);
        const database = await openDatabase({ dataDir });
        expect(await database.prisma.deal.count()).toBe(0);
        expect(fs.readdirSync(dataDir).sort()).toEqual(['database', 'database.lock']);
        await database.close();
      },
      TIMEOUT_MS,
    );

    it(
      'leaves nothing under the final name before everything is synced',
      async () => {
        fs.rmSync(join(dataDir, 'database'), { recursive: true });
        const synced = new Set<string>();
        const { openSync } = fs;
        const paths = new Map<number, string>();
        vi.spyOn(fs, 'openSync').mockImplementation((path, ...rest) => {
          const fd = openSync(path, ...rest);
          paths.set(fd, String(path));
          return fd;
        });
        vi.spyOn(fs, 'fsyncSync').mockImplementation((fd) => {
          synced.add(paths.get(fd) ?? '');
        });
        const { renameSync } = fs;
        vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
          if (String(to) === join(dataDir, 'database')) throw new Error('the power went off');
          renameSync(from, to);
        });
        await expect(connect({ dataDir })).rejects.toThrow('the power went off');
        const draft = join(dataDir, 'database.new');
        const files = fs.readdirSync(draft, { recursive: true, encoding: 'utf8' }).map((file) => join(draft, file));
        expect(files).toContain(join(draft, 'global', 'pg_control'));
        expect(files.filter((file) => !synced.has(file))).toEqual([]);
        expect(fs.existsSync(join(dataDir, 'database'))).toBe(false);
      },
      TIMEOUT_MS,
    );
  });

  describe('files that are not whole', () => {
    const damages: readonly (readonly [string, (dir: string) => void])[] = [
      ['a cut control file', (dir) => fs.truncateSync(join(dir, 'global', 'pg_control'), 100)],
      ['no version file', (dir) => fs.rmSync(join(dir, 'PG_VERSION'))],
      ['files of another version', (dir) => fs.writeFileSync(join(dir, 'PG_VERSION'), '15\n')],
      ['no write-ahead log', (dir) => fs.rmSync(join(dir, 'pg_wal'), { recursive: true })],
      ['no tables', (dir) => fs.rmSync(join(dir, 'base'), { recursive: true })],
    ];
    it.each(damages)(
      '%s: a clear error, nothing is written over, and the lock is free again',
      async (_, damage) => {
        const dir = join(dataDir, 'database');
        damage(dir);
        const tables = () => (fs.existsSync(join(dir, 'base')) ? fs.readdirSync(join(dir, 'base', '5')).sort() : 'none');
        const before = tables();
        for (let attempt = 1; attempt <= 2; attempt += 1) {
          const refused = await connect({ dataDir }).catch((error: unknown) => error);
          expect(refused).toBeInstanceOf(DatabaseDamagedError);
          expect(refused).toMatchObject({
            message: expect.stringMatching(/^The database in .*database is incomplete, damaged or .*put a backup/),
          });
        }
        expect(tables()).toEqual(before);
      },
      TIMEOUT_MS,
    );
  });
});
