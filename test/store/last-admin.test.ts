import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import { createCompany } from '../support/company.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('of two admins who demote each other at once, one stays; whom nobody can write to does not count', async () => {
  const { tenant, anna } = await createCompany(database);
  const there = createStore(database).tenant('T1');
  const { id: ewa } = await tenant.members.upsert({ slackUserId: 'UEWA', name: 'Ewa', account: 'member', at: MONDAY });
  const { id: jan } = await tenant.members.upsert({ slackUserId: 'UJAN', name: 'Jan', account: 'member', at: MONDAY });
  await tenant.members.setRole(jan, 'admin');
  await tenant.members.upsert({ slackUserId: 'UJAN', account: 'left', at: MONDAY });
  const adminsHere = async () =>
    (await tenant.members.all()).filter(({ role, active }) => active && role === 'admin').map(({ id }) => id);
  for (let round = 0; round < 10; round += 1) {
    for (const id of [anna.id, ewa]) await tenant.members.setRole(id, 'admin');
    const done = await Promise.all([tenant.members.changeRole(ewa, 'rep'), there.members.changeRole(anna.id, 'rep')]);
    expect(done.toSorted()).toEqual([false, true]);
    expect(await adminsHere()).toEqual([done[0] ? anna.id : ewa]);
  }
  const [last = ''] = await adminsHere();
  expect(await tenant.members.changeRole(last, 'admin')).toBe(true);
  expect(await tenant.members.changeRole(last === ewa ? anna.id : ewa, 'manager')).toBe(true);
});
