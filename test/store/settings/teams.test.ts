import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/store/db/database.ts';
import { type Company, createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { openTestDatabase } from '../../support/store/test-database.ts';

let database: Database;
let company: Company;
beforeAll(async () => {
  database = await openTestDatabase();
  company = await createCompany(database);
});
afterAll(() => database.close());

it('teams are kept whole: two admins at once, a request twice, and an undo that meets a later change', async () => {
  const { tenant, anna } = company;
  const work = (key: string) => ({ memberId: anna.id, at: MONDAY, today: '2026-11-16', key }) as const;
  const team = (id: string, name: string, parentId: string | null = null) => ({
    kind: 'add' as const,
    team: { id, name, parentId, managerIds: [anna.id], userGroupId: null },
  });
  const piotr = await tenant.members.upsert({ slackUserId: 'U2', name: 'Piotr', at: MONDAY });
  // Two admins give a team the same name at once, each as often as Slack repeats it.
  const twice = await Promise.all([
    ...[tenant.teams.save(team('a', 'North'), work('one')), tenant.teams.save(team('b', 'north'), work('two'))],
    tenant.teams.save(team('a', 'North'), work('one')),
  ]);
  expect(twice.filter(({ ok }) => ok)).toHaveLength(twice[0]?.ok === true ? 2 : 1);
  expect(twice.flatMap((saved) => (saved.ok ? [] : [saved.problem.why]))).toContain('nameTaken');
  const [first] = (await tenant.teams.all()).teams;
  const north = first?.id ?? '';
  await tenant.teams.save(team('g', 'Gdańsk', north), work('g'));
  const moved = await tenant.teams.save(
    { kind: 'move', memberIds: [anna.id, piotr.id], teamId: 'g', from: '2026-11-01' },
    work('move'),
  );
  const { teams, memberships } = await tenant.teams.all();
  expect(teams.map(({ name, parentId, managerIds, removedAt }) => ({ name, parentId, managerIds, removedAt }))).toEqual([
    { name: 'Gdańsk', parentId: north, managerIds: [anna.id], removedAt: null },
    { name: first?.name, parentId: null, managerIds: [anna.id], removedAt: null },
  ]);
  const row = (memberId: string) => ({ memberId, teamId: 'g', from: '2026-11-01', until: null });
  expect(memberships).toEqual([anna.id, piotr.id].toSorted().map(row));

  const change = moved.ok ? await tenant.settingChanges.byId(moved.changeId ?? '') : undefined;
  const record = change?.payload as { before: never; after: never };
  const back = { kind: 'takeBack', from: record.after, to: record.before } as const;
  await tenant.teams.save({ kind: 'move', memberIds: [piotr.id], teamId: null, from: '2026-11-16' }, work('later'));
  expect(await tenant.teams.save(back, { ...work('undo'), undoes: { changeId: change?.id ?? '', subscriptions: [] } })).toEqual({
    ok: false,
    problem: { why: 'changedSince' },
  });
  await tenant.teams.save({ kind: 'move', memberIds: [piotr.id], teamId: 'g', from: '2026-11-16' }, work('as it was'));
  expect(
    await tenant.teams.save(back, { ...work('undo again'), undoes: { changeId: change?.id ?? '', subscriptions: [] } }),
  ).toEqual({
    ok: true,
    changeId: null,
  });
  expect((await tenant.teams.all()).memberships).toEqual([]);
  expect((await tenant.settingChanges.byId(change?.id ?? ''))?.undoneAt).toBe(MONDAY);
});
