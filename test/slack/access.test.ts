import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AckReceipt } from '../../simulator/delivery/delivery.ts';
import { createHttpTransport } from '../../simulator/delivery/http-transport.ts';
import type { JournalEntry } from '../../simulator/journal.ts';
import type { Person } from '../../simulator/person/person.ts';
import type { NewUser } from '../../simulator/state/users.ts';
import { assign } from '../../src/core/deal/edit.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { assignedPost } from '../../src/jobs/posts/assigned.ts';
import { SHORTCUTS } from '../../src/slack/steps/shortcuts.ts';
import { NEW_DEAL_FORM } from '../../src/slack/views/deal/forms/new-deal-form.ts';
import { SETUP_FIELDS, SETUP_FORM } from '../../src/slack/views/workspace/settings/setup-form.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { openSetupForm, pressPostedButton, setUpFunnel, typeAndRead, valueInEuros } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot({ transport: 'http' });
});
afterAll(() => lejek.stop());

type Sent = Extract<JournalEntry, { kind: 'sent' }>;

let added = 0;
/** Adds somebody to the workspace, and to #sales where they are told to be. */
function addPerson(some: Partial<NewUser>, isInSales = true): Person {
  added += 1;
  const { id } = lejek.slack.addUser({ name: `person${added}`, locale: 'en-GB', ...some });
  if (isInSales) lejek.slack.inviteToChannel(lejek.sales, id);
  return lejek.slack.as(id);
}

const KINDS = [
  ['a guest of many channels', { guest: 'many channels' }, true, "You're a guest in this workspace"],
  ['a guest of one channel', { guest: 'one channel', locale: 'pl-PL' }, true, 'Masz tu konto gościa'],
  ['somebody of another company in a shared channel', { teamId: 'T0OTHER' }, true, 'Only people from the company'],
  ['somebody of another company', { teamId: 'T0OTHER', locale: 'pl-PL' }, false, 'należy do innej firmy'],
  ['a guest of another company', { teamId: 'T0OTHER', guest: 'one channel' }, true, 'Only people from the company'],
  ['a deactivated account', { deleted: true, locale: 'pl-PL' }, false, 'To konto jest tu wyłączone'],
  ['an app', { isBot: true }, false, 'I only answer people'],
] as const satisfies readonly (readonly [string, Partial<NewUser>, boolean, string])[];

/** A member enters by every door; what Slack sent of it, by the door. */
async function everyEntrance(person: Person): Promise<ReadonlyMap<string, Sent>> {
  const { slack, sales } = lejek;
  await lejek.createDeal(person, 'Bielik', valueInEuros(48_000));
  const sent = new Map<string, Sent>();
  const note = async (name: string, act: () => Promise<unknown>) => {
    const from = slack.journal.length;
    await act();
    const isSent = (entry: JournalEntry): entry is Sent => entry.kind === 'sent' && JSON.stringify(entry).includes(person.id);
    await vi.waitUntil(() => slack.journal.slice(from).some(isSent));
    const entry = slack.journal.slice(from).find(isSent);
    if (entry !== undefined) sent.set(name, entry);
    await vi.waitUntil(() => lejek.app.inFlight() === 0);
  };
  await note('a command', () => person.command(sales, '/deal show bielik'));
  await note('a command of the funnel', () => person.command(sales, '/funnel setup'));
  await person.waitForView((view) => view.callback_id === SETUP_FORM);
  const zones = person.view();
  if (zones !== undefined) await note('a select', () => person.suggest(zones, SETUP_FIELDS.zone, 'war'));
  await person.closeAll();
  await note('a press', () => pressPostedButton(lejek, person, 'deal.show', '1'));
  await note('a shortcut', () => person.globalShortcut(SHORTCUTS.anywhere));
  await person.waitForView((view) => view.callback_id === NEW_DEAL_FORM);
  person.fillInput('name', 'Made by nobody');
  await note('a form', () => person.submit());
  const said = await person.writeMessage(sales, 'Morela wants a price');
  await note('a shortcut on a message', () => person.messageShortcut(SHORTCUTS.fromMessage, sales, said.ts));
  await person.closeAll();
  await note('a mention', () => person.mention(sales, 'show bielik'));
  await note('a direct message', () => person.dm('show bielik'));
  await note('Home', () => person.openHome());
  return sent;
}

/** The same, sent by somebody else. */
async function enterAs(entry: Sent, from: Person, { id, team }: { id: string; team: string }): Promise<AckReceipt> {
  const transmit = createHttpTransport(lejek.address, lejek.slack.signingSecret, 3000);
  const text = JSON.stringify(entry.payload)
    .replaceAll(from.id, id)
    .replace(/"team_id":"T0?\w+"(?=\},"team")/, `"team_id":"${team}"`);
  const payload: unknown = JSON.parse(text);
  if (!(payload instanceof Object)) throw new Error('no payload');
  added += 1;
  const fresh = { ...payload, ...('event_id' in payload ? { event_id: `EvX${added}` } : { trigger_id: `1.${added}` }) };
  return transmit({ id: `x${added}`, type: entry.type, name: entry.name, payload: fresh });
}

const state = async () => ({
  deals: await lejek.tenant.deals(ALL_DEALS).file(2),
  admins: (await lejek.tenant.members.all()).filter(({ role }) => role === 'admin').length,
});

describe('an entrance', () => {
  let doors: ReadonlyMap<string, Sent>;
  beforeAll(async () => {
    await lejek.reset();
    doors = await everyEntrance(lejek.piotr);
  });

  it.each(KINDS)(
    '%s is refused at every entrance with one sentence, and nothing is shown, done or kept',
    async (_, some, isIn, said) => {
      const { piotr, slack, tenant } = lejek;
      expect(doors.size).toBe(10);
      const before = await state();
      const person = addPerson(some, isIn);
      for (const [door, entry] of doors) {
        const from = slack.journal.length;
        const receipt = await enterAs(entry, piotr, { id: person.id, team: person.profile().teamId });
        await expect.poll(() => lejek.app.inFlight()).toBe(0);
        const calls = slack.journal.slice(from).filter(({ kind }) => kind === 'call');
        const shown = JSON.stringify([receipt, calls]);
        expect(receipt.acked, door).toBe(true);
        expect(shown, door).not.toContain('Bielik');
        if (door === 'a select') expect(receipt, door).toMatchObject({ body: { options: [] } });
        else expect(shown, door).toContain(said);
      }
      expect(await state()).toEqual(before);
      expect(await tenant.members.bySlackUser(person.id)).toBe(undefined);
      const asked = slack.journal.filter(
        (entry) => entry.kind === 'call' && entry.method === 'users.info' && JSON.stringify(entry.args).includes(person.id),
      );
      expect(asked).toHaveLength(1);
    },
  );
});

describe('somebody of whom Slack', () => {
  beforeEach(() => lejek.reset());

  it('knows nothing is refused', async () => {
    const { piotr } = lejek;
    const doors = await everyEntrance(piotr);
    const command = doors.get('a command');
    if (command === undefined) throw new Error('no command');
    const { acked, ...receipt } = await enterAs(command, piotr, { id: 'U0NOBODY', team: lejek.tenant.id });
    expect(acked).toBe(true);
    expect(JSON.stringify(receipt)).toContain("Slack doesn't know this account");
  });

  it('says nothing for the moment is let in by no door, and comes in a minute later', async () => {
    const { slack, tenant } = lejek;
    const person = addPerson({});
    slack.faults.failWith('users.info', 'internal_error', 1);
    expect(await lejek.typeCommand(person, '/deal')).toContain("Slack didn't confirm who you are");
    expect(await tenant.members.bySlackUser(person.id)).toBe(undefined);
    expect(await lejek.typeCommand(person, '/deal')).not.toContain("Slack didn't confirm");
    expect(await tenant.members.bySlackUser(person.id)).toMatchObject({ active: true, account: 'member' });
  });
});

/** Saves `/funnel setup` with these guests, as Ewa. */
async function allowGuests(guests: readonly string[], more: Readonly<Record<string, readonly string[]>> = {}) {
  const { ewa } = lejek;
  await openSetupForm(lejek, ewa);
  await ewa.waitForView((view) => view.callback_id === SETUP_FORM, 20_000);
  ewa.fillInput('channel', lejek.sales);
  for (const [field, ids] of Object.entries({ guests, ...more })) ewa.fillInput(field, ids);
  const result = await ewa.submit();
  await ewa.closeAll();
  return result;
}

describe('a guest', () => {
  beforeEach(() => lejek.reset());

  it('whom an admin names may work with deals, without a call to Slack for each command; an undo shuts the door again', async () => {
    const { ewa, slack, tenant } = lejek;
    const guest = addPerson({ guest: 'many channels', realName: 'Gerta' });
    expect(await lejek.typeCommand(guest, '/deal')).toContain("You're a guest");
    expect((await allowGuests([guest.id])).closed).toBe(true);
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Guests who may use Lejek: Gerta.');
    const from = slack.journal.length;
    for (const line of ['/deal', '/deal list', '/funnel gaps']) {
      expect(await typeAndRead(lejek, guest, line)).not.toContain("You're a guest");
    }
    expect(slack.journal.slice(from).some((entry) => JSON.stringify(entry).includes('users.info'))).toBe(false);
    const member = await tenant.members.bySlackUser(guest.id);
    expect(member).toMatchObject({ account: 'guest', active: true, role: 'rep' });
    const [last] = slack.ephemerals(ewa.id).slice(-1);
    if (last === undefined) throw new Error('no answer');
    await ewa.click(last, 'setting.undo');
    await expect.poll(async () => (await tenant.members.bySlackUser(guest.id))?.active).toBe(false);
    expect(await lejek.typeCommand(guest, '/deal')).toContain("You're a guest");
  });

  it('is shut out again by whoever takes the name away, keeps nothing of a role, and is no admin', async () => {
    const { tenant } = lejek;
    const guest = addPerson({ guest: 'many channels' });
    expect((await allowGuests([guest.id])).closed).toBe(true);
    expect((await allowGuests([guest.id], { managers: [guest.id] })).closed).toBe(true);
    expect(await allowGuests([guest.id], { admins: [guest.id] })).toMatchObject({
      errors: { admins: expect.stringContaining('guest') },
    });
    expect((await allowGuests([], { managers: [] })).closed).toBe(true);
    expect(await tenant.members.bySlackUser(guest.id)).toMatchObject({ active: false, role: 'rep' });
  });

  it('is the only kind of account that can be let in', async () => {
    const stranger = addPerson({ teamId: 'T0OTHER' });
    expect(await allowGuests([stranger.id])).toMatchObject({ errors: { guests: expect.stringContaining('Choose only guests') } });
    expect(await lejek.tenant.members.bySlackUser(stranger.id)).toBe(undefined);
  });

  it('never becomes the first admin, also where they are alone', async () => {
    const { anna, piotr, ewa, tenant } = lejek;
    const guest = addPerson({ guest: 'many channels' });
    const { id } = await tenant.members.upsert({ slackUserId: guest.id, account: 'guest', at: lejek.now() });
    await tenant.members.allowGuest(id, 'somebody');
    for (const other of [anna, piotr, ewa])
      await tenant.members.upsert({ slackUserId: other.id, account: 'left', at: lejek.now() });
    expect(await tenant.members.claimAdmin(id)).toBe(false);
    expect(await typeAndRead(lejek, guest, '/funnel target 10k')).toContain('manager');
    expect(await tenant.members.byId(id)).toMatchObject({ role: 'rep' });
  });
});

it('who installed the app and turns out to be a guest is no admin, and the first colleague who sets it up is', async () => {
  await lejek.reset();
  const { piotr, tenant } = lejek;
  const guest = addPerson({ guest: 'many channels' });
  // As an installation leaves it: Slack was not asked about the person yet.
  const { member } = await tenant.loadOrCreateRequester(
    { slackUserId: guest.id, name: 'Gerta' },
    { language: 'en', at: lejek.now() },
  );
  expect(await tenant.members.claimAdmin(member.id)).toBe(true);
  expect(await lejek.typeCommand(guest, '/funnel setup')).toContain("You're a guest");
  expect(await tenant.members.byId(member.id)).toMatchObject({ role: 'rep', active: false });
  await setUpFunnel(lejek, piotr);
  expect(await tenant.members.bySlackUser(piotr.id)).toMatchObject({ role: 'admin' });
});

describe('an account that changes in Slack', () => {
  beforeEach(() => lejek.reset());

  it('to a guest’s loses role and entrance with the event that says so', async () => {
    const { piotr, slack, tenant } = lejek;
    await setUpFunnel(lejek, piotr);
    await piotr.openHome();
    await piotr.waitForHome();
    slack.changeUser(piotr.id, { guest: 'many channels' });
    await piotr.waitForHome((home) => JSON.stringify(home.blocks).includes("You're a guest"), 5000);
    await expect.poll(async () => (await tenant.members.bySlackUser(piotr.id))?.active).toBe(false);
    expect(await lejek.typeCommand(piotr, '/deal')).toContain("You're a guest");
    expect(await tenant.members.bySlackUser(piotr.id)).toMatchObject({ role: 'rep' });
    slack.changeUser(piotr.id, { guest: undefined });
    await expect.poll(async () => (await tenant.members.bySlackUser(piotr.id))?.active).toBe(true);
    expect(await tenant.members.bySlackUser(piotr.id)).toMatchObject({ role: 'rep', account: 'member' });
  });

  it('while the bot was away is asked about before the answer, after a week; where Slack is away, goes by what it said', async () => {
    const { piotr, slack, tenant } = lejek;
    await tenant.members.upsert({ slackUserId: piotr.id, account: 'member', at: lejek.now() - 8 * DAY_MS });
    slack.faults.failWith('users.info', 'internal_error', 1);
    expect(await lejek.typeCommand(piotr, '/deal')).not.toContain("Slack didn't confirm");
    await tenant.members.upsert({ slackUserId: piotr.id, account: 'member', at: lejek.now() - 8 * DAY_MS });
    const guest = addPerson({ guest: 'many channels' });
    await tenant.members.upsert({ slackUserId: guest.id, account: 'member', at: lejek.now() - 8 * DAY_MS });
    expect(await lejek.typeCommand(guest, '/deal')).toContain("You're a guest");
  });
});

describe('nobody of another company', () => {
  beforeEach(() => lejek.reset());

  it('becomes an owner, or hears of a deal', async () => {
    const { piotr, slack, tenant } = lejek;
    const stranger = addPerson({ name: 'ext', teamId: 'T0OTHER' });
    const guest = addPerson({ name: 'gerta', guest: 'one channel' });
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    expect(await lejek.typeCommand(piotr, '/deal assign bielik @ext')).toContain('is from another company and cannot own a deal');
    expect(await lejek.typeCommand(piotr, '/deal assign bielik @gerta')).toContain('is a guest here');
    await lejek.tick();
    expect([...slack.dm(stranger.id), ...slack.dm(guest.id)]).toEqual([]);
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.ownerId).toBe((await tenant.members.bySlackUser(piotr.id))?.id);
  });

  it('hears of one that an earlier version gave them, and a press gives them none', async () => {
    const { piotr, slack, tenant } = lejek;
    const stranger = addPerson({ teamId: 'T0OTHER' });
    const number = await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    const [owner, other] = await Promise.all([
      tenant.members.bySlackUser(piotr.id),
      // As it was kept before accounts were: never asked about.
      tenant.members.upsert({ slackUserId: stranger.id, name: 'Ext', at: lejek.now() }),
    ]);
    if (owner === undefined) throw new Error('nobody');
    await pressPostedButton(lejek, piotr, 'deal.give', `${number}>${other.id}`);
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('is from another company');
    const another = addPerson({ name: 'zenobia', teamId: 'T0OTHER' });
    await tenant.members.upsert({ slackUserId: another.id, name: 'Zenobia', at: lejek.now() });
    expect(await lejek.typeCommand(piotr, '/deal assign bielik to Zenobia')).toContain('is from another company');
    await tenant.members.upsert({ slackUserId: stranger.id, account: 'member', at: lejek.now() - 2 * DAY_MS });
    const act = { actor: owner, at: lejek.now(), today: '2026-11-16' as const, through: 'command' as const };
    const draft = assignedPost.draft({
      deal: { number, version: 2 },
      owner: { ...other, slackUserId: stranger.id },
      byId: owner.id,
      at: lejek.now(),
    });
    await tenant.deals(ALL_DEALS).change(number, (file) => assign(file, other.id, act), {
      key: null,
      at: lejek.now(),
      deliveries: () => [draft],
    });
    await lejek.tick();
    expect(slack.dm(stranger.id)).toEqual([]);
    expect(await tenant.deliveries.byKey(draft.key)).toMatchObject({
      state: 'superseded',
      error: 'this person may not use Lejek',
    });
    expect(await tenant.members.byId(other.id)).toMatchObject({ account: 'stranger', active: false });
  });
});
