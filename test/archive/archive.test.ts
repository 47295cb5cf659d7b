import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RestoreRefusal, restoreArchive } from '../../src/archive/restore-archive.ts';
import { writeArchive } from '../../src/archive/write-archive.ts';
import { localizePipeline } from '../../src/core/pipeline/stored-pipeline.ts';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import { archiveOf } from '../../src/store/types/archives.ts';
import type { Store } from '../../src/store/types/store.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { createSecretCompany, type SecretCompany } from '../support/store/secret-company.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

const EXPORTED_AT = '2026-11-30T08:00:00.000Z';

let [from, to]: Database[] = [];
let [source, target]: Store[] = [];
let company: SecretCompany;
let archive: Uint8Array;

beforeAll(async () => {
  from = await openTestDatabase();
  to = await openTestDatabase();
  source = createStore(from);
  target = createStore(to);
  company = await createSecretCompany(from, 'T1');
  archive = await exported(source);
});
afterAll(async () => {
  await from?.close();
  await to?.close();
});

const storeOf = (store: Store | undefined): Store => {
  if (store === undefined) throw new Error('the store is not open');
  return store;
};

async function exported(store: Store | undefined): Promise<Uint8Array> {
  const tenant = storeOf(store).tenant('T1');
  const workspace = await tenant.workspace();
  if (workspace === undefined) throw new Error('there is no such workspace');
  const pipelines = (await tenant.allPipelines()).map((pipeline) => localizePipeline(pipeline, 'en'));
  const parts: Uint8Array[] = [];
  await writeArchive(
    { source: archiveOf(storeOf(store).archives, 'T1'), workspace, pipelines, exportedAt: EXPORTED_AT },
    async (bytes) => {
      parts.push(bytes);
    },
  );
  return Buffer.concat(parts);
}

/** In pieces of an odd size, as a disk or a network gives them. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 1013) yield bytes.subarray(start, start + 1013);
}

const restore = (bytes: Uint8Array) => restoreArchive(storeOf(target), inPieces(bytes));
const files = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await restore(bytes).then(
    () => new Error('it was restored'),
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(RestoreRefusal);
  return error instanceof Error ? error.message : '';
}

describe('an export', () => {
  it('holds no token, and tables that a person can read', () => {
    const all = files(archive);
    expect(Object.keys(all).filter((name) => /installation|handled|kept_form|personal_token|report_role/.test(name))).toEqual([]);
    const [headings, deal] = (all['deals.csv'] ?? '').split('\r\n');
    expect(headings).toMatch(/^Number,Name,Company,Pipeline,Stage,Status,Value,Currency,Owner/);
    // With a byte order mark, by which spreadsheets know UTF-8.
    expect([...(unzipSync(archive)['deals.csv']?.subarray(0, 3) ?? [])]).toEqual([0xef, 0xbb, 0xbf]);
    expect(deal).toMatch(/,7654321\.00,EUR,SECRET,/);
    expect(all['history.csv']).toContain(',opened,,');
    expect(Object.keys(all)[0]).toBe('manifest.json');
  });

  it('is refused when a byte of it is another, when it is cut short, and when it is something else', async () => {
    // In the packed rows of a table: those are what is read back.
    const name = Object.keys(files(archive)).find((each) => /deal_event/.test(each)) ?? '';
    const middle = Buffer.from(archive);
    const at = middle.indexOf(name) + name.length + 40;
    middle.writeUInt8(middle.readUInt8(at) ^ 0xff, at);
    expect(await refusal(middle)).toMatch(/damaged/);
    expect(await refusal(archive.subarray(0, archive.length >> 1))).toMatch(/damaged/);
    expect(await refusal(Buffer.from('Name,Stage\nAcme,Lead\n'))).toMatch(/no export/);
    expect(await storeOf(target).tenant('T1').workspace()).toBeUndefined();
  });

  it('is refused where its counters are not what its history gives, and nothing of it is kept', async () => {
    await from?.session((sql) => sql.exec('UPDATE stage_entry SET count = count + 1'));
    const wrong = await exported(source);
    await storeOf(source).tenant('T1').funnel.rebuildCounters();
    expect(await refusal(wrong)).toMatch(/counters are not what its history gives/);
    expect(await storeOf(target).tenant('T1').workspace()).toBeUndefined();
  });

  it('is read back as an equal workspace, whose export is the same, beside others that stay as they are', async () => {
    const other = await createSecretCompany(to as Database, 'T2');
    const before = await other.dump();
    archive = await exported(source);
    const { rows } = await restore(archive);
    expect(rows).toBeGreaterThan(30);
    expect(await storeOf(target).tenant('T1').funnel.verifyCounters()).toEqual([]);
    expect(files(await exported(target))).toEqual(files(archive));
    expect(await other.dump()).toBe(before);
    expect(await refusal(archive)).toMatch(/in this database already.*delete-workspace/);
    const read = await storeOf(target).tenant('T1').deals(ALL_DEALS).file(company.dealNumber);
    expect(read).toEqual(await storeOf(source).tenant('T1').deals(ALL_DEALS).file(company.dealNumber));
  });
});
