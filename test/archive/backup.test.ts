import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localCopy, removeOldCopies } from '../../src/archive/local-copy.ts';
import { RestoreRefusal, restoreArchive } from '../../src/archive/restore-archive.ts';
import { writeBackup } from '../../src/archive/write-archive.ts';
import { openStoreOrCopy } from '../../src/cli/open-store-or-copy.ts';
import { localSocketPath, serveLocalCommands } from '../../src/platform/local-socket.ts';
import { type Database, openDatabase } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/types/store.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { createSecretCompany, type SecretCompany } from '../support/store/secret-company.ts';
import { copyDatabaseInto, openTestDatabase } from '../support/store/test-database.ts';

const AT = '2026-11-30T08:00:00.000Z';

async function backup(store: Store): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  await writeBackup(store.archives, AT, async (bytes) => {
    parts.push(bytes);
  });
  return Buffer.concat(parts);
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const restore = (database: Database, bytes: Uint8Array) => restoreArchive(createStore(database), whole(bytes));
const files = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));

async function refusal(database: Database, bytes: Uint8Array): Promise<string> {
  const error = await restore(database, bytes).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RestoreRefusal);
  return error instanceof Error ? error.message : '';
}

describe('a backup', () => {
  let [from, to]: Database[] = [];
  let bytes: Uint8Array;
  beforeAll(async () => {
    from = await openTestDatabase();
    to = await openTestDatabase();
    await createSecretCompany(from, 'T1');
    await createSecretCompany(from, 'T2');
    bytes = await backup(createStore(from));
  });
  afterAll(async () => {
    await from?.close();
    await to?.close();
  });
  const target = (): Database => {
    if (to === undefined) throw new Error('no database is open');
    return to;
  };

  it('holds every table of every workspace, tokens too', () => {
    const all = files(bytes);
    expect(JSON.parse(all['manifest.json'] ?? '')).toMatchObject({ kind: 'backup', workspaces: [{ id: 'T1' }, { id: 'T2' }] });
    for (const table of ['deal', 'deal_event', 'installation', 'handled', 'kept_form'])
      expect(all[`data/T2/${table}.jsonl`], table).toContain(`"table":"${table}"`);
  });

  it('is refused when it is damaged, cut short, or where there is a workspace already; nothing of it is kept', async () => {
    const middle = Buffer.from(bytes);
    middle.writeUInt8(middle.readUInt8(middle.length >> 1) ^ 0xff, middle.length >> 1);
    expect(await refusal(target(), middle)).toMatch(/damaged/);
    expect(await refusal(target(), bytes.subarray(0, bytes.length >> 1))).toMatch(/damaged/);
    expect(await createStore(target()).archives.isEmpty()).toBe(true);
    if (from !== undefined)
      expect(await refusal(from, bytes)).toBe('There are workspaces in this database: a backup is restored into an empty one.');
  });

  it('is refused where the counters of one workspace are not what its history gives', async () => {
    await from?.session((sql) => sql.exec("UPDATE stage_entry SET count = count + 1 WHERE workspace_id = 'T2'"));
    if (from === undefined) return;
    const wrong = await backup(createStore(from));
    await createStore(from).tenant('T2').funnel.rebuildCounters();
    expect(await refusal(target(), wrong)).toMatch(/counters are not what its history gives/);
    expect(await createStore(target()).archives.isEmpty()).toBe(true);
  });

  it('brings all back: a backup of it is the same', async () => {
    const { rows } = await restore(target(), bytes);
    expect(rows).toBeGreaterThan(60);
    expect(files(await backup(createStore(target())))).toEqual(files(bytes));
  });
});

describe('the embedded database that a bot has open', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lejek-backup-'));
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  let database: Database;
  let company: SecretCompany;
  beforeAll(async () => {
    copyDatabaseInto(dir);
    database = await openDatabase({ dataDir: dir });
    company = await createSecretCompany(database, 'T1');
  });
  afterAll(async () => {
    await database.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const copies = () => readdirSync(dir).filter((name) => name.startsWith('copy-'));

  it('is read from a copy while people write; what was there when it was asked for is in it, and the copy goes away', async () => {
    const { copyFiles } = database;
    if (copyFiles === null) throw new Error('an embedded database on disk can be copied');
    const server = await serveLocalCommands(localSocketPath(dir) ?? '', { commands: { copy: localCopy(dir, copyFiles) }, log });
    const store = createStore(database);
    const handled = (n: number) => store.tenant('T1').markHandledOnce(`key ${n}`, Date.parse(AT));
    await handled(0);
    const opening = openStoreOrCopy({ dataDir: dir });
    let written = 0;
    // As many as fit in the time that the copy takes: each is answered, so none waits for the reading.
    const writing = (async () => {
      for (let n = 1; n <= 40; n += 1) {
        await handled(n);
        written += 1;
      }
    })();
    const copy = await opening;
    await writing;
    expect([copy.isCopy, written, copies().length]).toEqual([true, 40, 1]);
    const read = copy.store.tenant('T1');
    expect(await read.markHandledOnce('key 0', Date.parse(AT))).toBe(false);
    const file = await read.deals(ALL_DEALS).file(company.dealNumber);
    expect(file).toEqual(await store.tenant('T1').deals(ALL_DEALS).file(company.dealNumber));
    expect(await read.funnel.verifyCounters()).toEqual([]);
    await copy.close();
    await expect.poll(copies).toEqual([]);
    await server.close();
  });

  it('cannot be read where no bot answers; the copy of a bot that was killed is removed at the next start', async () => {
    await expect(openStoreOrCopy({ dataDir: dir })).rejects.toThrow(/has this database open/);
    await database.copyFiles?.(join(dir, 'copy-left', 'database'));
    await removeOldCopies(dir);
    expect([copies(), existsSync(join(dir, 'database'))]).toEqual([[], true]);
  });
});
