import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { utcDate } from '../../src/core/time/calendar.ts';
import { MINUTE_MS } from '../../src/core/time/durations.ts';
import { moveCloseDate, setUpFunnel, typeAndRead, useStage, valueInEuros } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** The day after, 8:30 in Warsaw, and the Monday after, after nine. */
const CHECK = Date.parse('2026-11-17T07:30:00Z');
const MONDAY_AFTER = Date.parse('2026-11-23T08:05:00Z');

it('a channel of a team gets its alerts, digest and cards, its managers hear first, and it has targets of its own', async () => {
  const { anna, piotr, ewa, sales, tenant } = lejek;
  const id = async (user: string) => (await tenant.members.bySlackUser(user))?.id ?? '';
  const [ewaId, annaId, piotrId] = [await id(ewa.id), await id(anna.id), await id(piotr.id)];
  const work = (key: string) => ({ memberId: ewaId, at: lejek.now(), today: utcDate(lejek.now()), key });
  const north = { id: 'north', name: 'North <!channel>', parentId: null, managerIds: [annaId], userGroupId: null };
  await tenant.teams.save({ kind: 'add', team: north }, work('add'));
  await tenant.teams.save({ kind: 'move', memberIds: [piotrId], teamId: 'north', from: null }, work('move'));
  await setUpFunnel(lejek, ewa, { managers: [ewa.id], team: 'north' });
  expect((await tenant.subscriptions.all()).map(({ teamId }) => teamId)).toEqual(['north']);

  // Offer runs dry for the North; for all it holds Ewa's deal.
  await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision', closeOn: '2026-12-18' });
  await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
  await lejek.createDeal(ewa, 'Sowa', { ...valueInEuros(70_000), stageId: 'offer' });
  await useStage(lejek, piotr, { stageId: 'offer' });
  await lejek.typeCommand(piotr, '/deal lost Morela too expensive');
  lejek.advanceClock(31 * MINUTE_MS);
  await lejek.tick();
  expect(lejek.posts(anna.id).join()).toContain('North <!channel>');
  expect(lejek.posts(ewa.id).join()).not.toContain('Offer');
  lejek.setNow(CHECK + MINUTE_MS);
  await lejek.tick();
  const alert = lejek.posts(sales).find((post) => post.includes('Offer has been empty')) ?? '';
  expect(alert).toContain('Team: North <!channel>');
  expect(alert).toContain('D-1 Bielik');
  expect(alert).not.toContain('Sowa');
  expect(await tenant.stageAlerts.open('sales')).toEqual([]);
  expect((await tenant.stageAlerts.open('sales', undefined, 'north')).map(({ stageId }) => stageId)).toEqual(['offer']);
  // Cards are of the team's deals.
  expect(lejek.posts(sales).join()).not.toContain('Sowa');
  expect(lejek.posts(sales).join()).toContain('Bielik');

  // In the channel everything is about the team; a target there is the team's.
  await ewa.command(sales, '/funnel target 500k');
  await ewa.waitForView(({ callback_id }) => callback_id === 'funnel.save-target', 20_000);
  await ewa.submit();
  await expect
    .poll(async () => (await tenant.targets.ofTeams('sales', '2026-11-01', '2026-11-01')).length, { timeout: 20_000 })
    .toBe(1);
  expect(await tenant.targets.between('sales', '2026-11-01', '2026-11-01')).toEqual([]);
  await ewa.closeAll();
  expect(await typeAndRead(lejek, ewa, '/funnel target')).toMatch(/Team: North[\s\S]*500k/);
  expect(await typeAndRead(lejek, ewa, '/funnel target all')).not.toContain('500k');

  // What only managers read is the team's, and goes to its manager alone, whatever her role.
  await moveCloseDate(lejek, piotr, 1, '2026-12-30');
  const ewasOwn = await lejek.createDeal(ewa, 'Kowent', { ...valueInEuros(10_000), closeOn: '2026-12-18' });
  await moveCloseDate(lejek, ewa, ewasOwn, '2026-12-31');
  lejek.setNow(MONDAY_AFTER);
  await lejek.tick();
  lejek.advanceClock(6 * MINUTE_MS);
  await lejek.tick();
  const notes = (person: string) => lejek.posts(person).filter((post) => /For managers only|Tylko dla menedżerów/.test(post));
  expect(notes(ewa.id)).toEqual([]);
  expect(notes(anna.id)).toHaveLength(1);
  expect(notes(anna.id)[0]).toContain('North <!channel>');
  expect(notes(anna.id)[0]).toMatch(/Przesunięte terminy zamknięcia: 1 .*\n.*Piotr: 1\n/);
  const digest = lejek.posts(sales).find((post) => post.includes('week 47')) ?? '';
  expect(digest).toContain('Team: North <!channel>');
  expect(digest).toMatch(/500k/);
  expect(digest).not.toContain('Sowa');

  // With the team its channel goes, and with an undo it comes back.
  const removed = await tenant.teams.save({ kind: 'remove', id: 'north', membersTo: null }, work('remove'));
  expect([await tenant.subscriptions.all(), await tenant.stageAlerts.open('sales', undefined, 'north')]).toEqual([[], []]);
  const change = removed.ok ? await tenant.settingChanges.byId(removed.changeId ?? '') : undefined;
  if (change === undefined) throw new Error('not removed');
  const { before, after, endedSubscriptions } = change.payload as { before: never; after: never; endedSubscriptions: string[] };
  const undoes = { changeId: change.id, subscriptions: endedSubscriptions };
  await tenant.teams.save({ kind: 'takeBack', from: after, to: before }, { ...work('undo'), undoes });
  expect((await tenant.subscriptions.all()).map(({ teamId }) => teamId)).toEqual(['north']);
});
