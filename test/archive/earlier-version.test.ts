import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RestoreRefusal, restoreArchive } from '../../src/archive/restore-archive.ts';
import { schemaAge } from '../../src/archive/upgrade-rows.ts';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/types/store.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

/** Written by the version whose schema ended with 0034_teams, of a company with a row in every table. */
const EARLIER = readFileSync('test/archive/export-0034.zip');

let database: Database;
let store: Store;
beforeAll(async () => {
  database = await openTestDatabase();
  store = createStore(database);
});
afterAll(() => database.close());

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 1013) yield bytes.subarray(start, start + 1013);
}

/** The same export, as if its schema had been made by other migrations. */
function withMigrations(change: (names: readonly string[]) => readonly string[]): Uint8Array {
  const files = unzipSync(EARLIER);
  const manifest = z
    .looseObject({ migrations: z.array(z.string()) })
    .parse(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())));
  const { 'manifest.json': _, ...rest } = files;
  const changed = { ...manifest, migrations: change(manifest.migrations) };
  return zipSync({ 'manifest.json': strToU8(JSON.stringify(changed)), ...rest });
}

const refusal = async (bytes: Uint8Array): Promise<string> => {
  const error: unknown = await restoreArchive(store, inPieces(bytes)).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(RestoreRefusal);
  return error instanceof Error ? error.message : '';
};

describe('an export of another version', () => {
  it('is refused, with what to do, where that version is newer, or none that this one comes from', async () => {
    const here = await store.archives.migrations();
    expect(await refusal(withMigrations(() => [...here, '9999_of_tomorrow']))).toMatch(
      /newer version of Lejek \(its schema ends with 9999_of_tomorrow, .*Upgrade Lejek here, then restore it/,
    );
    expect(await refusal(withMigrations((names) => ['0001_something_else', ...names.slice(1)]))).toMatch(
      /does not come from.*Restore it with the version that wrote it/,
    );
    expect(await store.tenant('T1').workspace()).toBeUndefined();
  });

  it('is read where that version is earlier, as if the migrations since had found it in the database', async () => {
    const { manifest, isOlder, rows } = await restoreArchive(store, inPieces(EARLIER));
    expect(manifest.migrations.at(-1)).toBe('0034_teams');
    expect(isOlder).toBe(true);
    expect(rows).toBeGreaterThan(30);
    const tenant = store.tenant('T1');
    const pipeline = await tenant.pipeline();
    expect(pipeline?.visibility ?? 'everybody').toBe('everybody');
    expect((await tenant.retention.policy()).lostMonths).toBeNull();
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    const { deals } = await tenant.deals(ALL_DEALS).list({}, { order: 'newest', today: '2026-11-30', limit: 10, offset: 0 });
    expect(deals.length).toBeGreaterThan(0);
    expect(await tenant.deals(ALL_DEALS).history(deals[0]?.number ?? 0)).not.toEqual([]);
    expect((await tenant.teams.all()).teams).not.toEqual([]);
  });
});

it.each([
  [['a', 'b'], ['a', 'b'], { kind: 'same' }],
  [['a'], ['a', 'b', 'c'], { kind: 'older', since: ['b', 'c'] }],
  [['a', 'b'], ['a'], { kind: 'newer' }],
  [['a', 'x', 'c'], ['a', 'b'], { kind: 'other' }],
])('a schema of %j, read by one of %j, is %j', (wrote, here, age) => {
  expect(schemaAge(wrote, here)).toEqual(age);
});
