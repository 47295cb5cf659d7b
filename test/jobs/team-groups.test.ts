import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import type { TeamEdit } from '../../src/core/people/team-edits.ts';
import { membersOn, teamOn } from '../../src/core/people/teams.ts';
import { utcDate } from '../../src/core/time/calendar.ts';
import { DAY_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { setUpFunnel } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
/** Anna, Piotr and Ewa by their rows; Ewa is the admin. */
let ids: { readonly anna: string; readonly piotr: string; readonly ewa: string };
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(async () => {
  await lejek.reset();
  lejek.deps.progress.teamGroupDays.clear();
  const id = async (person: Person) => (await lejek.tenant.members.bySlackUser(person.id))?.id ?? '';
  ids = { anna: await id(lejek.anna), piotr: await id(lejek.piotr), ewa: await id(lejek.ewa) };
  await lejek.tenant.members.setRole(ids.ewa, 'admin');
});
afterAll(() => lejek.stop());

async function save(edit: TeamEdit): Promise<void> {
  const { tenant } = lejek;
  const work = { memberId: ids.ewa, at: lejek.now(), today: utcDate(lejek.now()), key: tenant.newId() };
  const saved = await tenant.teams.save(edit, work);
  if (!saved.ok) throw new Error(saved.problem.why);
}
const addTeam = (id: string, userGroupId: string | null, joins: readonly string[] = []) =>
  save({ kind: 'add', team: { id, name: id, parentId: null, managerIds: [], userGroupId }, moves: { joins, leaves: [] } });
const addGroup = (handle: string, people: readonly (Pick<Person, 'id'> | { readonly id: string })[]) =>
  lejek.slack.addUserGroup({ name: handle, handle, users: people.map(({ id }) => id) });
const people = async (teamId: string) => {
  const { memberships } = await lejek.tenant.teams.all();
  const names = new Map((await lejek.tenant.members.all()).map(({ id, name }) => [id, name]));
  return [...membersOn(memberships, new Set([teamId]), utcDate(lejek.now()))].map((id) => names.get(id)).sort();
};
/** The job of the next morning, and what follows it. */
async function nextMorning(): Promise<void> {
  lejek.setNow((Math.floor(lejek.now() / DAY_MS) + 1) * DAY_MS + 6 * 60 * MINUTE_MS);
  await lejek.tick();
  lejek.advanceClock(MINUTE_MS);
  await lejek.tick();
}
const told = () => lejek.posts(lejek.ewa.id).filter((post) => /user group/.test(post));

describe('a team that follows a Slack user group', () => {
  it('is brought in step once a day: people become members by the one rule, the past stays, and it is in the log', async () => {
    const { slack, anna, piotr, ewa } = lejek;
    const jan = slack.addUser({ name: 'jan', realName: 'Jan', locale: 'en-GB' });
    const guest = slack.addUser({ name: 'gosc', guest: 'many channels' });
    const bot = slack.addUser({ name: 'robot', isBot: true });
    const stranger = slack.addUser({ name: 'obcy', teamId: 'T0OTHER' });
    const left = slack.addUser({ name: 'byly', deleted: true });
    const group = addGroup('north', [anna, piotr, jan, guest, bot, stranger, left]);
    await addTeam('North', group.id, [ids.anna]);
    await addTeam('South', null, [ids.piotr, ids.ewa]);
    await nextMorning();
    expect(await people('North')).toEqual(['Anna', 'Jan', 'Piotr']);
    expect(await people('South')).toEqual(['Ewa']);
    const known = (await lejek.tenant.members.all()).map(({ name }) => name).sort();
    expect(known).toEqual(['Anna', 'Ewa', 'Jan', 'Piotr']);
    const { memberships } = await lejek.tenant.teams.all();
    expect(teamOn(memberships, ids.piotr, utcDate(lejek.now() - DAY_MS))).toBe('South');
    for (const person of [anna, piotr, ewa]) expect(lejek.posts(person.id).join()).not.toMatch(/North|user group/);

    slack.changeUserGroup(group.id, { users: [anna.id, piotr.id] });
    await nextMorning();
    expect(await people('North')).toEqual(['Anna', 'Piotr']);
    await setUpFunnel(lejek, ewa, {});
    await ewa.closeAll();
    const log = await lejek.typeCommand(ewa, '/funnel audit');
    expect(log).toMatch(/Jan and Piotr in North from [^;]*, by Slack user group @north|Piotr and Jan in North/);
    expect(log).toMatch(/Jan in no team from [^;]*, by Slack user group @north/);
  });

  it('asks Slack nothing more on that day, and nothing at all where no team follows a group', async () => {
    const calls = () => lejek.slack.journal.filter((entry) => JSON.stringify(entry).includes('usergroups.list')).length;
    await addTeam('South', null);
    const before = calls();
    await nextMorning();
    expect(calls()).toBe(before);
    await addTeam('North', addGroup('north', [lejek.anna]).id, [ids.anna]);
    await nextMorning();
    await lejek.tick();
    expect(calls()).toBe(before + 1);
  });

  it.each([
    ['is not in use any more', 'gone', /the group is not in use any more/],
    ['may not be read any more', 'missing_scope', /may not read user groups any more/],
    ['is not in the plan any more', 'paid_teams_only', /the plan of this workspace has none/],
  ] as const)('keeps its people where the group %s, and the admin is told once', async (_what, how, words) => {
    const group = addGroup('north', [lejek.piotr]);
    await addTeam('North', group.id, [ids.anna]);
    if (how === 'gone') lejek.slack.changeUserGroup(group.id, { isDisabled: true });
    else lejek.slack.faults.failWith('usergroups.list', how, 2);
    await nextMorning();
    await nextMorning();
    expect(await people('North')).toEqual(['Anna']);
    expect(told()).toEqual([expect.stringMatching(words)]);
  });

  it('follows its group in a moment where Slack tells of a change: who comes, goes and comes again, and a group that is gone', async () => {
    const { slack, anna, piotr } = lejek;
    const day = () => lejek.deps.progress.teamGroupDays.get(slack.team.id);
    const calls = () => slack.journal.filter((entry) => JSON.stringify(entry).includes('usergroups.list')).length;
    /** The tick that comes some seconds after an event. */
    const moments = async () => {
      await slack.allDelivered();
      await expect.poll(() => day(), { timeout: 20_000 }).toBeUndefined();
      lejek.advanceClock(2_000);
      await lejek.tick();
    };
    const group = addGroup('north', [anna]);
    const other = addGroup('support', []);
    await addTeam('North', group.id, [ids.anna]);
    await nextMorning();
    expect(day()).toBe(utcDate(lejek.now()));
    for (const [users, names] of [
      [
        [anna.id, piotr.id],
        ['Anna', 'Piotr'],
      ],
      [[anna.id], ['Anna']],
      [
        [anna.id, piotr.id],
        ['Anna', 'Piotr'],
      ],
    ] as const) {
      lejek.advanceClock(MINUTE_MS);
      slack.changeUserGroup(group.id, { users });
      await moments();
      expect(await people('North')).toEqual(names);
    }
    // Of a group that no team follows nothing is asked.
    const before = calls();
    slack.changeUserGroup(other.id, { users: [piotr.id] });
    await slack.allDelivered();
    await lejek.tick();
    expect(calls()).toBe(before);
    slack.changeUserGroup(group.id, { isDisabled: true });
    await moments();
    lejek.advanceClock(MINUTE_MS);
    await lejek.tick();
    expect(await people('North')).toEqual(['Anna', 'Piotr']);
    expect(told()).toEqual([expect.stringMatching(/the group is not in use any more/)]);
  });

  it('is tried again where Slack does not answer', async () => {
    await addTeam('North', addGroup('north', [lejek.anna, lejek.piotr]).id, [ids.anna]);
    lejek.slack.faults.failWith('usergroups.list', 'fatal_error', 1);
    await nextMorning();
    expect(await people('North')).toEqual(['Anna', 'Piotr']);
    expect(told()).toEqual([]);
  });

  it('is not emptied, nor loses more than half of four people, before an admin has looked at it', async () => {
    const { slack, anna, ewa } = lejek;
    const group = addGroup('north', []);
    await addTeam('North', group.id, [ids.anna]);
    await nextMorning();
    await nextMorning();
    expect(await people('North')).toEqual(['Anna']);
    expect(told()).toEqual([expect.stringMatching(/@north, 1 person would leave North, and a team would have nobody/)]);
    const jan = slack.addUser({ name: 'jan', realName: 'Jan', locale: 'en-GB' });
    const { id } = await lejek.tenant.members.upsert({ slackUserId: jan.id, name: 'Jan', account: 'member', at: lejek.now() });
    await save({ kind: 'move', memberIds: [ids.piotr, ids.ewa, id], teamId: 'North', from: null });
    slack.changeUserGroup(group.id, { users: [anna.id] });
    await nextMorning();
    expect(await people('North')).toEqual(['Anna', 'Ewa', 'Jan', 'Piotr']);
    expect(told().at(-1)).toMatch(/3 people would leave North: more than half of a team/);

    // What the button of the message shows, saved, is what happens.
    const [post] = lejek
      .messages(ewa.id)
      .filter(({ blocks }) => JSON.stringify(blocks).includes('teams.compare'))
      .slice(-1);
    if (post === undefined) throw new Error('nothing asks');
    await ewa.click(post, 'teams.compare');
    await ewa.waitForView(({ callback_id }) => callback_id === 'teams.save-group', 20_000);
    expect(lejek.readScreen(ewa)).toMatch(/Leaves: Ewa, Jan and Piotr/);
    await ewa.submit();
    await ewa.waitForView(({ callback_id }) => callback_id === 'teams.page', 20_000);
    expect(await people('North')).toEqual(['Anna']);
  });

  it('does not fight over who is in two groups: they stay, and the admin is told once', async () => {
    const { anna, piotr } = lejek;
    await addTeam('North', addGroup('north', [anna, piotr]).id, [ids.anna]);
    await addTeam('South', addGroup('south', [anna, lejek.ewa]).id, [ids.ewa]);
    await nextMorning();
    await nextMorning();
    expect(await people('North')).toEqual(['Anna', 'Piotr']);
    expect(await people('South')).toEqual(['Ewa']);
    expect(told()).toEqual([expect.stringMatching(/In the Slack user groups of North and South: Anna/)]);
  });
});
