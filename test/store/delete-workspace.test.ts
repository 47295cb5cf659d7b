import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/types/store.ts';
import { createSecretCompany } from '../support/store/secret-company.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

let database: Database;
let store: Store;
beforeAll(async () => {
  database = await openTestDatabase();
  store = createStore(database);
});
afterAll(() => database.close());

it('a workspace that is deleted leaves no row in any table, and the others as they were', async () => {
  const [gone, other] = [await createSecretCompany(database, 'T1'), await createSecretCompany(database, 'T2')];
  const before = await other.dump();
  expect(await store.installations.deleteWorkspace('T1')).toBe(true);
  const left = (await gone.dump()).split('\n').filter((line) => !line.endsWith(': null'));
  expect(left).toEqual([]);
  expect(await other.dump()).toBe(before);
  expect(await store.installations.deleteWorkspace('T1')).toBe(false);
});
