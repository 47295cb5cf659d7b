import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { teamOn, teamsInUse } from '../../../../src/core/people/teams.ts';
import { MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { isStillSaving, pressPostedButton, setUpFunnel, valueInEuros } from '../../../support/bot-actions.ts';
import { pressInWindow, waitForWindow, windowText } from '../../../support/open-window.ts';
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

async function open(person: Person, line = '/funnel teams'): Promise<void> {
  await person.closeAll();
  await person.command(lejek.sales, line);
  await waitForWindow(person, 'teams.list');
}

type Fields = Readonly<Record<string, string | readonly string[]>>;
/** Fills the open form. @returns what stood under the fields; nothing where it was saved. */
async function fill(person: Person, fields: Fields): Promise<Readonly<Record<string, string>>> {
  const form = person.view();
  for (const [name, value] of Object.entries(fields)) person.fillInput(name, value);
  const { errors = {} } = await person.submit();
  if (Object.keys(errors).length > 0 && !isStillSaving(errors)) return errors;
  await person.waitForView(({ callback_id }) => callback_id !== form?.callback_id && callback_id.startsWith('teams.'), 20_000);
  return {};
}
async function add(person: Person, fields: Fields): Promise<Readonly<Record<string, string>>> {
  await open(person);
  await pressInWindow(person, 'teams.add');
  return fill(person, fields);
}
const state = () => lejek.tenant.teams.all();
const idOf = async (name: string): Promise<string> => {
  const found = teamsInUse((await state()).teams).find((team) => team.name === name);
  if (found === undefined) throw new Error(`no team ${name}`);
  return found.id;
};
const memberId = async (person: Person) => (await lejek.tenant.members.bySlackUser(person.id))?.id ?? '';
const today = () => new Date(lejek.now()).toISOString().slice(0, 10) as `${number}-${number}-${number}`;

describe('teams', () => {
  it('are made, named, nested, given people with a day and removed; each is told, logged and taken back', async () => {
    const { ewa, anna, piotr } = lejek;
    await open(ewa);
    expect(windowText(ewa)).toContain('There are no teams yet');
    expect(await add(ewa, { name: 'North', managers: [anna.id] })).toEqual({});
    expect(windowText(ewa)).toContain('Saved: new team North.');
    expect(windowText(ewa)).toContain('Managed by Anna');
    const north = await idOf('North');
    await add(ewa, { name: 'Gdańsk <!channel> 🦩', parent: north });
    const gdansk = await idOf('Gdańsk <!channel> 🦩');
    expect(windowText(ewa)).toContain('North › Gdańsk <!channel> 🦩');

    await pressInWindow(ewa, 'teams.people');
    expect(await fill(ewa, { to: gdansk })).toEqual({ people: 'Choose at least one person.' });
    expect(await fill(ewa, { people: [piotr.id, anna.id] })).toEqual({});
    const [p, a] = [await memberId(piotr), await memberId(anna)];
    expect([await state()].map(({ memberships }) => teamOn(memberships, p, '2020-01-01'))).toEqual([gdansk]);
    await pressInWindow(ewa, 'teams.people');
    expect(await fill(ewa, { people: [piotr.id], to: north, from: '2030-01-01' })).toEqual({
      from: 'That is more than a year ahead. Choose an earlier day.',
    });
    expect(await fill(ewa, { people: [piotr.id], to: north, from: '2026-12-01' })).toEqual({});
    expect(windowText(ewa)).toMatch(/Saved: Piotr[^.]* in North from/);
    expect(windowText(ewa)).toMatch(/Piotr[^.]* goes to North on/);
    expect(teamOn((await state()).memberships, p, '2026-12-01')).toBe(north);
    await pressInWindow(ewa, 'teams.undo');
    expect(windowText(ewa)).toContain('Undone: ');
    expect(teamOn((await state()).memberships, p, '2026-12-01')).toBe(gdansk);

    // Renamed by one admin; what the other still sees is told, and nothing of it is lost.
    // A manager who has left stands there, with a word that says so.
    await lejek.tenant.members.upsert({ slackUserId: anna.id, account: 'left', at: lejek.now() });
    await open(ewa);
    await pressInWindow(ewa, 'teams.one:0');
    expect(windowText(ewa)).toMatch(/Managed by Anna[^)]* \(has left\)/);
    await lejek.tenant.members.upsert({ slackUserId: anna.id, account: 'member', at: lejek.now() });
    await pressInWindow(ewa, 'teams.edit');
    await open(anna, '/lejek zespoły');
    await pressInWindow(anna, 'teams.one:1');
    await pressInWindow(anna, 'teams.remove');
    expect(await fill(anna, {})).toEqual({});
    expect(windowText(anna)).toContain('zespół „Gdańsk <!channel> 🦩” usunięty');
    expect(teamOn((await state()).memberships, a, today())).toBe(north);
    expect(teamOn((await state()).memberships, a, '2020-01-01')).toBe(gdansk);
    expect(await fill(ewa, { name: 'Północ', managers: [] })).toEqual({});
    expect(windowText(ewa)).toContain('Saved: team North is now called Północ; Północ has no manager.');
    await pressInWindow(anna, 'teams.undo');
    expect(await idOf('Gdańsk <!channel> 🦩')).toBe(gdansk);
    await ewa.closeAll();
    await setUpFunnel(lejek, ewa, {});
    const log = await lejek.typeCommand(ewa, '/funnel audit');
    for (const part of ['new team North', 'team North is now called Północ', '(undone)']) expect(log).toContain(part);
    expect(await lejek.typeCommand(ewa, '/funnel setup')).toMatch(/Teams\n?\s*2/);
  });

  it('say no with a sentence under its field: who is no admin, a name twice or of a command, a circle, a fourth level', async () => {
    const { ewa, piotr } = lejek;
    await add(ewa, { name: 'One' });
    await add(ewa, { name: 'Two', parent: await idOf('One') });
    await add(ewa, { name: 'Three', parent: await idOf('Two') });
    // Below the third nothing is offered; who asks all the same, as two at once may, is told.
    await open(ewa);
    await pressInWindow(ewa, 'teams.add');
    expect(windowText(ewa)).not.toContain('Three');
    const byHand = { memberId: await memberId(ewa), at: lejek.now(), today: today(), key: 'by hand' };
    const below = { id: 'x', name: 'Four', parentId: await idOf('Three'), managerIds: [], userGroupId: null };
    expect(await lejek.tenant.teams.save({ kind: 'add', team: below }, byHand)).toMatchObject({ problem: { why: 'tooDeep' } });
    await open(ewa);
    await pressInWindow(ewa, 'teams.one:0');
    await pressInWindow(ewa, 'teams.edit');
    const two = await idOf('Two');
    // While the form of One stood open, its own part could not be chosen: a window of before still offers it.
    expect(windowText(ewa)).not.toContain('Two');
    expect(
      await lejek.tenant.teams.save(
        { kind: 'change', id: await idOf('One'), to: { parentId: two } },
        { ...byHand, key: 'circle' },
      ),
    ).toMatchObject({ problem: { why: 'cycle', name: 'Two' } });
    expect(await add(ewa, { name: 'tWo' })).toEqual({ name: 'There is a team called Two already. Choose another name.' });
    expect(await add(ewa, { name: 'gaps' })).toEqual({
      name: '"gaps" already means something behind /funnel. Choose another name.',
    });
    expect(await add(ewa, { name: 'Sales' })).toMatchObject({ name: expect.stringContaining('pipeline called') });
    expect(await add(ewa, { name: '!?' })).toEqual({ name: 'Give it a name with letters or digits.' });
    expect(await add(ewa, { name: 'x'.repeat(41) })).toEqual({ name: 'That is 41 characters; at most 40 fit here.' });
    await piotr.closeAll();
    expect(await lejek.typeCommand(piotr, '/funnel teams')).toContain('Only an admin can change teams');
    // Ten minutes later the button says so.
    await add(ewa, { name: 'Late' });
    lejek.advanceClock(11 * MINUTE_MS);
    await pressInWindow(ewa, 'teams.undo');
    expect(windowText(ewa)).toMatch(/10 minutes/);
    expect(await idOf('Late')).toMatch(/./);
  });

  it('are what the funnel, forecast, gaps and reps are about where a line names one, or somebody manages one', async () => {
    const { ewa, anna, piotr } = lejek;
    await add(ewa, { name: 'North', managers: [piotr.id] });
    await pressInWindow(ewa, 'teams.people');
    await fill(ewa, { people: [piotr.id] });
    await add(ewa, { name: 'South' });
    await ewa.closeAll();
    const worth = (minor: number) => valueInEuros(minor);
    await lejek.createDeal(piotr, 'Northern Mill', { stageId: 'needs', ...worth(1000) });
    await lejek.createDeal(anna, 'Southern Farm', { stageId: 'needs', ...worth(2000) });
    const open = (text: string) => /(?:Open|Otwarte|Otwartych|Otwarta)\D*(\d+)/.exec(text.replaceAll('\u00A0', ' '))?.[1];
    expect(open(await lejek.typeCommand(ewa, '/funnel'))).toBe('2');
    const north = await lejek.typeCommand(ewa, '/funnel nórth');
    expect(north).toContain('Team: North · of all: /funnel all');
    expect(open(north)).toBe('1');
    expect(await lejek.typeCommand(ewa, '/funnel south')).toContain('Team: South');
    expect(await lejek.typeCommand(ewa, '/funnel gaps north')).toContain('Team: North');
    // Who manages it sees it without a word, its people too, and the whole by one.
    const own = await lejek.typeCommand(piotr, '/lejek');
    expect(own).toContain('North');
    expect(open(own)).toBe('1');
    expect(open(await lejek.typeCommand(piotr, '/lejek całość'))).toBe('2');
    expect(await lejek.typeCommand(piotr, '/funnel reps')).not.toMatch(/Only a manager|menedżer/);
    // The deals behind its number are those of the team.
    const answer = await lejek.typeCommand(ewa, '/funnel north');
    expect(answer).toContain('Which deals?');
    const { id } = (await state()).teams.find(({ name }) => name === 'North') ?? { id: '' };
    const at = lejek.now();
    const post = { pipelineId: 'sales', teamId: id, at, timeZone: 'Europe/Warsaw', offset: 0 };
    await pressPostedButton(lejek, ewa, 'behind.open', JSON.stringify(post));
    await ewa.waitForView(({ callback_id }) => callback_id.startsWith('behind'), 20_000);
    expect(windowText(ewa)).toContain('Northern Mill');
    expect(windowText(ewa)).not.toContain('Southern Farm');
  });
});
