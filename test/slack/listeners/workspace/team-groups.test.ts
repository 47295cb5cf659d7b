import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { membersOn, teamOn, teamsInUse } from '../../../../src/core/people/teams.ts';
import { utcDate } from '../../../../src/core/time/calendar.ts';
import { isStillSaving, setUpFunnel } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(async () => {
  await lejek.reset();
  for (const person of [lejek.ewa, lejek.anna]) {
    await person.closeAll();
    const member = await lejek.tenant.members.bySlackUser(person.id);
    await lejek.tenant.members.setRole(member?.id ?? '', 'admin');
  }
});
afterAll(() => lejek.stop());

const screen = (person: Person): string =>
  lejek
    .readScreen(person)
    .replace(/[│┃╭╮╰╯─]+/g, ' ')
    .replace(/\s+/g, ' ');
async function open(person: Person, line = '/funnel teams'): Promise<void> {
  await person.closeAll();
  await person.command(lejek.sales, line);
  await person.waitForView(({ callback_id }) => callback_id === 'teams.list', 20_000);
}
/** Presses a button of the open window and waits until the window shows something else that is ready. */
async function press(person: Person, action: string): Promise<void> {
  const view = person.view();
  if (view === undefined) throw new Error('no window is open');
  await person.click(view, action);
  await person.waitForView(({ hash, callback_id }) => hash !== view.hash && callback_id !== 'form.loading', 20_000);
}
type Fields = Readonly<Record<string, string | readonly string[]>>;
/** Fills and sends the open form. @returns what stood under its fields. */
async function send(person: Person, fields: Fields = {}): Promise<Readonly<Record<string, string>>> {
  const form = person.view();
  for (const [name, value] of Object.entries(fields)) person.fillInput(name, value);
  const { errors = {} } = await person.submit();
  if (Object.keys(errors).length > 0 && !isStillSaving(errors)) return errors;
  await person.waitForView(({ hash, callback_id }) => hash !== form?.hash && callback_id.startsWith('teams.'), 20_000);
  return {};
}
/** Chooses a group in the open form as a person does: types a part of its name, picks what is offered. */
async function choose(person: Person, typed: string, id: string): Promise<readonly string[]> {
  const form = person.view();
  if (form === undefined) throw new Error('no form is open');
  const offered = await person.suggest(form, 'teams.group', typed);
  person.fillInput('teams.group', id);
  return JSON.stringify(offered).match(/@[a-z-]+ · [A-Za-z ]+|no group[^"]*/g) ?? [];
}
const addGroup = (handle: string, name: string, people: readonly { readonly id: string }[]) =>
  lejek.slack.addUserGroup({ handle, name, users: people.map(({ id }) => id) });
const today = () => utcDate(lejek.now());
const teamOfName = async (name: string) => {
  const state = await lejek.tenant.teams.all();
  const team = teamsInUse(state.teams).find((each) => each.name === name);
  if (team === undefined) throw new Error(`no team ${name}`);
  return { state, team };
};
const people = async (name: string) => {
  const { state, team } = await teamOfName(name);
  const names = new Map((await lejek.tenant.members.all()).map((member) => [member.id, member.name]));
  return [...membersOn(state.memberships, new Set([team.id]), today())].map((id) => names.get(id)).sort();
};

describe('a team’s Slack user group', () => {
  it('is chosen in its form, shows who would move before anything is saved, and is one change with one undo', async () => {
    const { slack, ewa, anna, piotr } = lejek;
    const jan = slack.addUser({ name: 'jan', realName: 'Jan', locale: 'en-GB' });
    const guests = ['g1', 'g2'].map((name) => slack.addUser({ name, guest: 'one channel' }));
    const north = addGroup('sales-north', 'Sales North', [anna, jan, ...guests]);
    addGroup('support', 'Support', []);
    await open(ewa);
    await press(ewa, 'teams.add');
    await send(ewa, { name: 'North' });
    await press(ewa, 'teams.people');
    await send(ewa, { people: [piotr.id] });
    await press(ewa, 'teams.edit');
    expect(await choose(ewa, '', 'none')).toEqual([
      'no group: people are chosen here',
      '@sales-north · Sales North',
      '@support · Support',
    ]);
    expect(await choose(ewa, '@NORTH', north.id)).toEqual(['@sales-north · Sales North']);
    expect(await send(ewa, { name: 'Nord' })).toEqual({});
    expect(ewa.view()?.callback_id).toBe('teams.save-group');
    for (const part of ['Joins: Anna and Jan', 'Leaves: Piotr', 'Left out: 2 guests']) expect(screen(ewa)).toContain(part);
    // Nothing has happened yet: neither the team nor a new person.
    expect(await people('North')).toEqual(['Piotr']);
    expect(await lejek.tenant.members.bySlackUser(jan.id)).toBeUndefined();

    expect(await send(ewa)).toEqual({});
    expect(await people('Nord')).toEqual(['Anna', 'Jan']);
    expect(screen(ewa)).toContain('Kept in step with the Slack user group @sales-north');
    for (const part of ['now called Nord', 'Nord follows the Slack user group @sales-north', 'by Slack user group @sales-north'])
      expect(screen(ewa)).toContain(part);
    const { state } = await teamOfName('Nord');
    const member = await lejek.tenant.members.bySlackUser(piotr.id);
    expect(teamOn(state.memberships, member?.id ?? '', '2026-11-15')).not.toBeNull();

    await press(ewa, 'teams.people');
    expect(screen(ewa)).toContain('The Slack user group @sales-north decides who is in this team: change it in Slack');
    await open(ewa);
    await press(ewa, 'teams.one:0');
    await press(ewa, 'teams.compare');
    expect(screen(ewa)).toContain('The team is in step with @sales-north');
    await ewa.closeAll();
    await setUpFunnel(lejek, ewa, {});
    const log = await lejek.typeCommand(ewa, '/funnel audit');
    expect(log.match(/follows the Slack user group/g)).toHaveLength(1);
  });

  it('is taken back by one undo, with the people', async () => {
    const { ewa, anna, piotr } = lejek;
    const north = addGroup('north', 'North', [anna, piotr]);
    await open(ewa);
    await press(ewa, 'teams.add');
    ewa.fillInput('name', 'North');
    await choose(ewa, 'north', north.id);
    await send(ewa);
    expect(screen(ewa)).toMatch(/Joins: (Anna and Piotr|Piotr and Anna).*Nobody leaves/);
    await send(ewa);
    expect(await people('North')).toEqual(['Anna', 'Piotr']);
    await press(ewa, 'teams.undo');
    const { teams, memberships } = await lejek.tenant.teams.all();
    expect(teamsInUse(teams)).toEqual([]);
    expect(memberships.filter(({ until }) => until === null)).toEqual([]);
  });

  it('is shown again where it has changed since it was shown', async () => {
    const { slack, ewa, anna, piotr } = lejek;
    const north = addGroup('north', 'North', [anna]);
    await open(ewa);
    await press(ewa, 'teams.add');
    ewa.fillInput('name', 'North');
    await choose(ewa, 'north', north.id);
    await send(ewa);
    slack.changeUserGroup(north.id, { users: [anna.id, piotr.id] });
    await send(ewa);
    expect(screen(ewa)).toMatch(/The group has changed meanwhile.*Joins: (Anna and Piotr|Piotr and Anna)/);
    await send(ewa);
    expect(await people('North')).toEqual(['Anna', 'Piotr']);
  });

  it('says no under its field: a group of another team, a name that is taken, a group that is gone', async () => {
    const { slack, ewa, anna } = lejek;
    const north = addGroup('north', 'North', [anna]);
    await open(ewa);
    await press(ewa, 'teams.add');
    ewa.fillInput('name', 'North');
    await choose(ewa, 'north', north.id);
    await send(ewa);
    await send(ewa);
    await open(ewa);
    await press(ewa, 'teams.add');
    ewa.fillInput('name', 'Other');
    await choose(ewa, 'north', north.id);
    expect(await send(ewa)).toEqual({ 'teams.group': 'North follows this group already. Choose another one.' });
    const south = addGroup('south', 'South', [anna]);
    await choose(ewa, 'south', south.id);
    expect(await send(ewa, { name: 'north' })).toEqual({ name: 'There is a team called North already. Choose another name.' });
    slack.changeUserGroup(south.id, { isDisabled: true });
    expect(await send(ewa, { name: 'South' })).toEqual({
      'teams.group': 'This user group is not in use any more. Choose another one.',
    });
  });

  it('is left by choosing none; the people stay, and whoever is moved by hand is no matter of a group', async () => {
    const { ewa, anna } = lejek;
    const north = addGroup('north', 'North', [anna]);
    await open(ewa);
    await press(ewa, 'teams.add');
    ewa.fillInput('name', 'North');
    await choose(ewa, 'north', north.id);
    await send(ewa);
    await send(ewa);
    await press(ewa, 'teams.edit');
    await choose(ewa, '', 'none');
    await send(ewa);
    expect(screen(ewa)).toContain('North follows no Slack user group');
    expect((await teamOfName('North')).team.userGroupId).toBeNull();
    expect(await people('North')).toEqual(['Anna']);
    await press(ewa, 'teams.people');
    expect(screen(ewa)).not.toContain('decides who is in this team');
  });

  it.each([
    ['missing_scope', /usergroups:read, which is optional/, /opcjonalne uprawnienie usergroups:read/],
    ['plan_upgrade_required', /on a paid plan of Slack/, /w płatnych planach Slacka/],
    ['paid_teams_only', /on a paid plan of Slack/, /w płatnych planach Slacka/],
  ] as const)('cannot be chosen where Slack says %s: the form says how to get it, and saves the rest', async (code, en, pl) => {
    const { slack, ewa, anna } = lejek;
    slack.faults.failWith('usergroups.list', code, 2);
    await open(anna, '/lejek zespoły');
    await press(anna, 'teams.add');
    expect(screen(anna)).toMatch(pl);
    await anna.closeAll();
    await open(ewa);
    await press(ewa, 'teams.add');
    expect(screen(ewa)).toMatch(en);
    expect(JSON.stringify(ewa.view()?.blocks)).not.toContain('teams.group');
    await send(ewa, { name: 'North' });
    expect(screen(ewa)).toContain('Saved: new team North.');
  });

  it('stays as it is where the form could not show it', async () => {
    const { slack, ewa, anna } = lejek;
    const north = addGroup('north', 'North', [anna]);
    await open(ewa);
    await press(ewa, 'teams.add');
    ewa.fillInput('name', 'North');
    await choose(ewa, 'north', north.id);
    await send(ewa);
    await send(ewa);
    slack.faults.failWith('usergroups.list', 'missing_scope', 2);
    await press(ewa, 'teams.edit');
    await send(ewa, { name: 'Nord' });
    expect((await teamOfName('Nord')).team.userGroupId).toBe(north.id);
    expect(screen(ewa)).toContain('It follows a Slack user group that Lejek may not read');
  });

  it('is a matter of admins: neither its button nor its form does anything for others', async () => {
    const { ewa, anna, tenant } = lejek;
    const north = addGroup('north', 'North', [anna]);
    await open(ewa);
    await press(ewa, 'teams.add');
    ewa.fillInput('name', 'North');
    await choose(ewa, 'north', north.id);
    await send(ewa);
    const member = await tenant.members.bySlackUser(ewa.id);
    await tenant.members.setRole(member?.id ?? '', 'manager');
    await ewa.submit();
    await expect.poll(() => lejek.readScreen(ewa) + lejek.lastAnswer(ewa), { timeout: 20_000 }).toContain('Only an admin');
    expect((await tenant.teams.all()).teams).toEqual([]);
  });
});
