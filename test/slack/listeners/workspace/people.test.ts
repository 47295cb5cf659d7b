import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { setUpFunnel, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const memberId = async (person: Person) => (await lejek.tenant.members.bySlackUser(person.id))?.id ?? '';
const ownerOf = async (number: number) => (await lejek.tenant.deals(ALL_DEALS).file(number))?.deal.ownerId;
async function jan(): Promise<Person> {
  const person = lejek.slack.as(lejek.slack.addUser({ name: 'jan', realName: 'Jan', locale: 'en-GB' }).id);
  lejek.slack.inviteToChannel(lejek.sales, person.id);
  await lejek.typeCommand(person, '/deal list');
  return person;
}
async function leave(person: Person): Promise<void> {
  lejek.slack.deactivate(person.id);
  await expect.poll(async () => (await lejek.tenant.members.bySlackUser(person.id))?.active).toBe(false);
  lejek.advanceClock(10 * MINUTE_MS);
  await lejek.tick();
}
async function submit(person: Person): Promise<string> {
  const answers = lejek.slack.ephemerals(person.id).length;
  const { closed, errors } = await person.submit();
  if (!closed) return JSON.stringify(errors);
  await expect.poll(() => lejek.slack.ephemerals(person.id).length).toBe(answers + 1);
  return lejek.lastAnswer(person);
}

/** Opens a person's form from the list of people. */
async function openPerson(asker: Person, person: Person): Promise<void> {
  await lejek.typeCommand(asker, '/funnel people');
  const answer = lejek.slack.ephemerals(asker.id).at(-1);
  const id = await memberId(person);
  const [, button] =
    new RegExp(`"action_id":"(people.open:\\d+)"[^}]*}[^}]*"value":"${id}"`).exec(JSON.stringify(answer?.blocks)) ?? [];
  if (answer === undefined || button === undefined) throw new Error('the person has no button');
  await asker.click(answer, button);
  await asker.waitForView((view) => view.callback_id === 'people.save');
}

describe('a role', () => {
  it('is an admin’s to give, with an Undo; the only admin stays one', async () => {
    const { ewa, piotr, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    await openPerson(ewa, ewa);
    ewa.fillInput('role', 'rep');
    expect(await submit(ewa)).toContain('This is the only admin. Make somebody else an admin first.');
    await ewa.closeAll();
    await openPerson(ewa, piotr);
    ewa.fillInput('role', 'manager');
    expect(await submit(ewa)).toContain('Saved: Piotr: manager.');
    const roleOf = async (person: Person) => (await tenant.members.bySlackUser(person.id))?.role;
    expect(await roleOf(piotr)).toBe('manager');
    const answer = lejek.slack.ephemerals(ewa.id).at(-1);
    if (answer === undefined) throw new Error('nothing was said');
    await ewa.click(answer, 'setting.undo');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Undone: Piotr: rep, as before.');
    expect(await roleOf(piotr)).toBe('rep');
    // A manager's form of somebody asks for no role.
    await tenant.members.setRole(await memberId(piotr), 'manager');
    await openPerson(piotr, ewa);
    expect(JSON.stringify(piotr.view()?.blocks)).not.toContain('"role"');
  });

  it('is taken back by nobody who has lost the right to give it, but for what they gave up themselves', async () => {
    const { ewa, piotr, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    const roleOf = async (person: Person) => (await tenant.members.bySlackUser(person.id))?.role;
    await openPerson(ewa, piotr);
    ewa.fillInput('role', 'admin');
    expect(await submit(ewa)).toContain('Saved: Piotr: admin');
    const given = lejek.slack.ephemerals(ewa.id).at(-1);
    await tenant.members.setRole(await memberId(ewa), 'rep');
    if (given === undefined) throw new Error('nothing was said');
    await ewa.click(given, 'setting.undo');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Only an admin can change the settings (Piotr). Nothing changed.');
    expect(await roleOf(piotr)).toBe('admin');
    await openPerson(piotr, ewa);
    piotr.fillInput('role', 'admin');
    await submit(piotr);
    await openPerson(piotr, piotr);
    piotr.fillInput('role', 'rep');
    await submit(piotr);
    expect(await roleOf(piotr)).toBe('rep');
    const own = lejek.slack.ephemerals(piotr.id).at(-1);
    if (own === undefined) throw new Error('nothing was said');
    await piotr.click(own, 'setting.undo');
    await expect.poll(() => roleOf(piotr)).toBe('admin');
  });

  it('of who only reads shows everything and changes nothing, and owns no new deal', async () => {
    const { ewa, piotr, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    const number = await lejek.createDeal(piotr, 'Bielik', valueInEuros(1000));
    await tenant.members.setRole(await memberId(piotr), 'reader');
    expect(await lejek.typeCommand(piotr, '/deal show Bielik')).toContain('D-1 Bielik');
    expect(await lejek.typeCommand(piotr, '/funnel')).toContain('Lead');
    for (const line of ['/deal new Acme', '/deal advance 1', '/deal note 1 hello', '/deal lost 1 no budget'])
      expect(await lejek.typeCommand(piotr, line), line).toContain('You can see everything here and change nothing');
    expect((await tenant.deals(ALL_DEALS).file(number))?.deal.version).toBe(1);
    await lejek.createDeal(ewa, 'Kowent');
    expect(await lejek.typeCommand(ewa, '/deal assign 2 @piotr')).toContain('only reads here');
  });
});

describe('somebody who is away', () => {
  it('is stood in for: morning note and rights go to the other until the last day, and come back', async () => {
    const { ewa, anna, piotr } = lejek;
    await setUpFunnel(lejek, ewa);
    const number = await lejek.createDeal(anna, 'Bielik', {
      ...valueInEuros(1000),
      stageId: 'needs',
      nextStep: 'call',
      nextStepOn: '2026-11-17',
    });
    expect(await lejek.typeCommand(piotr, `/deal note ${number} x`)).toContain('Note added');
    expect(await lejek.typeCommand(piotr, `/deal lost ${number} no budget`)).toContain('Only');
    await openPerson(ewa, anna);
    ewa.fillInput('standIn', piotr.id);
    expect(await submit(ewa)).toContain('Say until when, or leave this empty too.');
    ewa.fillInput('away', '2026-11-17');
    expect(await submit(ewa)).toContain('Saved: Anna: away until 17 Nov, Piotr covers.');
    expect(await lejek.typeCommand(ewa, '/funnel people')).toContain('Anna · rep · away until 17 Nov · 1 open deal');
    await lejek.runDaysUntil(Date.parse('2026-11-17T09:00:00Z'));
    const notes = (person: Person) => lejek.posts(person.id).filter((post) => post.includes('D-1 Bielik'));
    expect(notes(anna)).toEqual([]);
    expect(notes(piotr)).toEqual([expect.stringContaining('For Anna, away until 17 Nov: you cover.')]);
    // The deal is as good as their own.
    expect(await lejek.typeCommand(piotr, `/deal lost ${number} no budget`)).toContain('lost');
    expect(await lejek.typeCommand(piotr, `/deal reopen ${number}`)).not.toContain('Only');
    await lejek.runDaysUntil(Date.parse('2026-11-18T09:00:00Z'));
    expect(notes(anna)).toHaveLength(1);
    expect(await lejek.typeCommand(piotr, `/deal lost ${number} no budget`)).toContain('Only');
  });

  it('sets that themselves; a rep not that of another', async () => {
    const { anna, piotr, ewa, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    await openPerson(anna, anna);
    anna.fillInput('away', '2026-11-20');
    expect(await submit(anna)).toContain('Zapisane: Anna: nieobecność do 20 listopada.');
    await lejek.typeCommand(piotr, '/funnel people');
    expect(JSON.stringify(lejek.slack.ephemerals(piotr.id).at(-1)?.blocks)).not.toContain(await memberId(anna));
    expect((await tenant.members.bySlackUser(anna.id))?.awayUntil).toBe('2026-11-20');
  });
});

describe('the only admin who leaves', () => {
  it('is followed by the owner of the Slack workspace, said in the channel; nobody else becomes admin', async () => {
    const { piotr, anna, slack, tenant, sales } = lejek;
    const boss = slack.as(slack.addUser({ name: 'boss', realName: 'Boss', locale: 'en-GB', isAdmin: true }).id);
    slack.inviteToChannel(sales, boss.id);
    const first = await jan();
    await setUpFunnel(lejek, first);
    await leave(first);
    expect(await lejek.typeCommand(piotr, '/funnel setup')).toContain(
      'Jan, who was the admin, has left. An owner of this Slack workspace can take over: they save /funnel setup. Nothing changed.',
    );
    expect(await lejek.typeCommand(anna, '/lejek ustawienia')).toContain('osoba, do której należy ten Slack');
    expect((await tenant.members.bySlackUser(piotr.id))?.role).toBe('rep');
    await setUpFunnel(lejek, boss);
    await expect.poll(() => lejek.lastAnswer(boss)).toContain('You are now the admin');
    await lejek.tick();
    expect(lejek.posts(sales).filter((post) => post.includes('is the admin of Lejek now'))).toEqual([
      expect.stringContaining('is the admin of Lejek now: Jan, the admin before, has left.'),
    ]);
    expect(await lejek.typeCommand(piotr, '/funnel setup')).toContain('Only an admin can change the settings (Boss)');
  });
});

describe('somebody who leaves', () => {
  it('is told of to the managers, who hand the deals over in one form, by stage and in turn, with one Undo', async () => {
    const { ewa, anna, piotr, tenant } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [ewa.id] });
    const leaver = await jan();
    for (const stageId of ['lead', 'lead', 'needs', 'offer'])
      await lejek.createDeal(leaver, `Firm ${stageId}`, { ...valueInEuros(1000), stageId });
    await leave(leaver);
    await lejek.tick();
    const told = lejek.messages(ewa.id).filter(({ text }) => text.includes('has left Slack'));
    expect(told).toHaveLength(1);
    expect(lejek.posts(piotr.id).filter((post) => post.includes('has left'))).toEqual([]);
    expect(await lejek.typeCommand(ewa, '/funnel people')).toContain('Jan · has left · 4 open deals');
    const [post] = told;
    if (post === undefined) throw new Error('nobody was told');
    await ewa.click(post, 'people.hand-over');
    const view = await ewa.waitForView((each) => each.callback_id === 'people.save-hand-over');
    expect(JSON.stringify(view.blocks)).toContain('Only Offer (1), to');
    expect(await submit(ewa)).toContain('Choose at least one person.');
    ewa.fillInput('to', [anna.id, piotr.id]);
    ewa.fillInput('stage.sales/offer', ewa.id);
    const said = await submit(ewa);
    expect(said).toContain('Done: 4 deals of Jan: now with Anna, Piotr and Ewa.');
    const [a, p, e] = [await memberId(anna), await memberId(piotr), await memberId(ewa)];
    expect(await Promise.all([1, 2, 3, 4].map(ownerOf))).toEqual([a, p, a, e]);
    lejek.advanceClock(MINUTE_MS);
    await lejek.tick();
    expect(lejek.posts(piotr.id).filter((each) => each.includes('Ewa gave you 1 open deal.'))).toHaveLength(1);
    expect(lejek.posts(anna.id).join()).toContain('Od: Ewa. Dla Ciebie 2 otwarte szanse.');
    const answer = lejek.slack.ephemerals(ewa.id).at(-1);
    if (answer === undefined) throw new Error('nothing was said');
    await ewa.click(answer, 'setting.undo');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Undone: 4 deals are back as before.');
    expect(new Set(await Promise.all([1, 2, 3, 4].map(ownerOf)))).toEqual(new Set([await memberId(leaver)]));
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('keeps the deals that nobody was named for, and the answer says so', async () => {
    const { ewa, anna } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [ewa.id] });
    const leaver = await jan();
    for (const stageId of ['lead', 'needs']) await lejek.createDeal(leaver, `Firm ${stageId}`, { stageId });
    await leave(leaver);
    const post = lejek.messages(ewa.id).find(({ text }) => text.includes('has left Slack'));
    if (post === undefined) throw new Error('nobody was told');
    await ewa.click(post, 'people.hand-over');
    await ewa.waitForView((each) => each.callback_id === 'people.save-hand-over');
    ewa.fillInput('stage.sales/needs', anna.id);
    expect(await submit(ewa)).toContain('1 open deal stays with Jan.');
    expect([await ownerOf(1), await ownerOf(2)]).toEqual([await memberId(leaver), await memberId(anna)]);
  });

  it('has deals that a rep does not hand over; one’s own, everybody may', async () => {
    const { ewa, piotr, anna } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(anna, 'Bielik');
    await lejek.createDeal(piotr, 'Kowent');
    await lejek.typeCommand(piotr, '/funnel people');
    const blocks = JSON.stringify(lejek.slack.ephemerals(piotr.id).at(-1)?.blocks);
    expect(blocks).toContain(await memberId(piotr));
    expect(blocks).not.toContain(await memberId(anna));
  });
});
