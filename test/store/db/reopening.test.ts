import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../../src/store/db/connection.ts';
import { connect } from '../../../src/store/db/database.ts';
import { DatabaseStoppedError, DiskRefusedError } from '../../../src/store/db/disk-errors.ts';
import { openReopeningPGlite } from '../../../src/store/db/reopening-pglite.ts';
import { classifyStoreFault } from '../../../src/store/types/store-fault.ts';
import { copyDatabaseInto } from '../../support/store/test-database.ts';

let root: string;
beforeAll(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'lejek-reopening-'));
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

async function openTally(): Promise<{ readonly connection: Connection; readonly dataDir: string }> {
  const dataDir = fs.mkdtempSync(join(root, 'data-'));
  copyDatabaseInto(dataDir);
  const connection = await connect({ dataDir });
  await connection.session((sql) => sql.exec('CREATE TABLE tally (n int)'));
  return { connection, dataDir };
}

const write = (connection: Connection, n: number) => connection.prisma.$executeRaw`INSERT INTO tally VALUES (${n}::int)`;
const tally = async (connection: Connection) =>
  (await connection.session((sql) => sql.query('SELECT n FROM tally ORDER BY n'))).map((row) => row['n']);
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => classifyStoreFault(error),
  );

describe('an embedded database whose disk refuses', { timeout: 60_000 }, () => {
  it('does nothing while it does, says what of, and is opened again when the disk is well: nothing acknowledged is lost', async () => {
    const { connection } = await openTally();
    await write(connection, 1);
    vi.spyOn(fs, 'fsyncSync').mockImplementation(() => {
      throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    });
    // Whether it is on the disk nobody knows; of what is asked afterwards that it was not begun.
    expect(await faultOf(write(connection, 2))).toEqual({ kind: 'diskFails', isUndone: false });
    expect(await faultOf(write(connection, 3))).toEqual({ kind: 'diskFails', isUndone: true });
    expect(await faultOf(connection.ping())).toEqual({ kind: 'diskFails', isUndone: true });
    vi.restoreAllMocks();
    await vi.waitFor(() => write(connection, 4), { timeout: 20_000, interval: 200 });
    const kept = await tally(connection);
    expect(kept).toEqual(expect.arrayContaining([1, 4]));
    expect(kept).not.toContain(3);
    await connection.close();
  });

  it('because it is full says so, and goes on when there is room', async () => {
    const { connection, dataDir } = await openTally();
    await write(connection, 1);
    const { writeSync } = fs;
    const isHere = (fd: number) => fs.readlinkSync(`/proc/self/fd/${fd}`).startsWith(dataDir);
    const full = () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };
    vi.spyOn(fs, 'writeSync').mockImplementation((...given: Parameters<typeof writeSync>) =>
      isHere(given[0]) ? full() : writeSync(...given),
    );
    expect(await faultOf(write(connection, 2))).toMatchObject({ kind: 'diskFull' });
    expect(await faultOf(write(connection, 3))).toMatchObject({ kind: 'diskFull', isUndone: true });
    vi.restoreAllMocks();
    await vi.waitFor(() => write(connection, 4), { timeout: 20_000, interval: 200 });
    expect(await tally(connection)).toEqual(expect.arrayContaining([1, 4]));
    await connection.close();
  });
});

describe('how often one is opened anew', () => {
  /** A database of which only the disk counts; its openings, and time as the test lets it pass. */
  async function openFragile() {
    let [now, openings] = [0, 0];
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const disk = { refusal: undefined as DiskRefusedError | undefined, hasKept: false };
    const open = async () => {
      openings += 1;
      Object.assign(disk, { refusal: undefined, hasKept: false });
      return { pglite: Object.create(null), refusal: () => disk.refusal, hasKept: () => disk.hasKept };
    };
    const { ensureOpen } = await openReopeningPGlite(open, join(root, 'fragile.probe'));
    return {
      /** A commit after so many ms, which the disk keeps or not. */
      commit: async (afterMs: number, isKept: boolean) => {
        now += afterMs;
        await ensureOpen();
        if (isKept) disk.hasKept = true;
        else disk.refusal = new DiskRefusedError(new Error('EIO'));
      },
      openings: () => openings,
    };
  }

  it('each time at once, where it has kept something in between', async () => {
    const { commit, openings } = await openFragile();
    for (let round = 0; round < 5; round += 1) {
      await commit(1_000, true);
      await commit(100, false);
    }
    await commit(1_000, true);
    expect(openings()).toBe(6);
  });

  it('after a quarter of a minute, where the one before was in vain', async () => {
    const { commit, openings } = await openFragile();
    await commit(0, false);
    await commit(0, false);
    expect(openings()).toBe(2);
    for (let second = 1; second < 15; second += 1) await expect(commit(1_000, true)).rejects.toThrow(DatabaseStoppedError);
    expect(openings()).toBe(2);
    await commit(1_000, true);
    expect(openings()).toBe(3);
  });
});

it('a first start on a full disk names the disk', async () => {
  const dataDir = fs.mkdtempSync(join(root, 'first-'));
  const { writeSync } = fs;
  vi.spyOn(fs, 'writeSync').mockImplementation((...given: Parameters<typeof writeSync>) => {
    if (!fs.readlinkSync(`/proc/self/fd/${given[0]}`).startsWith(dataDir)) return writeSync(...given);
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  });
  await expect(connect({ dataDir })).rejects.toThrow(/disk.*ENOSPC/);
});
