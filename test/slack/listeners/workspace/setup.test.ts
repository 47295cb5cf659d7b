import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { addNote } from '../../../../src/core/deal/edit.ts';
import type { Role } from '../../../../src/core/people/member.ts';
import { HOUR_MS } from '../../../../src/core/time/durations.ts';
import { loadPipeline } from '../../../../src/facts/load-pipeline.ts';
import { findHolidayRegion } from '../../../../src/platform/holidays.ts';
import { setupFormData } from '../../../../src/slack/views/workspace/settings/setup-form.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { openSetupForm, setUpFunnel, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  // The calendars of the world are read on first use, which takes a busy machine longer than Slack waits.
  await findHolidayRegion('Europe/Warsaw');
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const fail = (): never => {
  throw new Error('there is none');
};

const open = async (person: Person, line = '/funnel setup') => {
  await openSetupForm(lejek, person, line);
  await person.waitForView();
};

describe('setting Lejek up', () => {
  it('makes the first who does it admin, says what will happen, and greets the channel once', async () => {
    const { ewa, sales } = lejek;
    await open(ewa);
    expect(lejek.readScreen(ewa)).toContain('Choose the channel for the weekly summary and alerts');
    ewa.fillInput('channel', sales);
    expect((await ewa.submit()).closed).toBe(true);
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Saved. #sales gets the summary on Mondays at 9:00 (Europe/Warsaw)');
    expect(lejek.lastAnswer(ewa)).toContain('starting Monday, 23 Nov');
    expect(lejek.lastAnswer(ewa)).toContain('You are now the admin');
    await lejek.tick();
    expect(lejek.posts(sales)).toHaveLength(1);
    expect(lejek.posts(sales)[0]).toContain('Lejek is here. Every Monday at 9:00');
    await open(ewa);
    expect((await ewa.submit()).closed).toBe(true);
    await lejek.tick();
    expect(lejek.posts(sales)).toHaveLength(1);
  });

  it('is for admins once there is one', async () => {
    const { ewa, anna, sales } = lejek;
    await open(ewa);
    ewa.fillInput('channel', sales);
    await ewa.submit();
    await lejek.typeCommand(anna, '/lejek ustawienia');
    await expect
      .poll(() => lejek.readScreen(anna))
      .toMatch(/Ustawienia może zmienić tylko administrator \(Ewa\)\. Nic się nie zmieniło\./i);
  });

  it('says under the field why a channel cannot be used', async () => {
    const { ewa, slack } = lejek;
    const elsewhere = slack.addChannel({ name: 'elsewhere', members: [ewa.id], withBot: false }).id;
    const old = slack.addChannel({ name: 'old', members: [ewa.id] }).id;
    const partners = slack.addChannel({ name: 'partners', members: [ewa.id], isExtShared: true }).id;
    await open(ewa);
    ewa.fillInput('channel', old);
    slack.archiveChannel(old);
    expect((await ewa.submit()).errors).toEqual({ channel: 'This channel is archived. Choose another one.' });
    ewa.fillInput('channel', elsewhere);
    expect((await ewa.submit()).errors?.['channel']).toContain('Type /invite @Lejek there, then save again');
    ewa.fillInput('channel', partners);
    expect(await ewa.submit()).toMatchObject({ closed: false });
    expect(lejek.readScreen(ewa)).toContain('#partners is shared with another company. Everyone in it would see deals');
    expect((await ewa.submit()).errors).toEqual({
      external: 'Tick this to post there anyway, or choose a channel of your own.',
    });
    ewa.fillInput('external', ['allowed']);
    expect((await ewa.submit()).closed).toBe(true);
    const admin = await lejek.tenant.members.bySlackUser(ewa.id);
    expect(await lejek.tenant.subscriptions.all()).toMatchObject([
      { channelName: 'partners', allowExternal: true, externalAllowedBy: admin?.id },
    ]);
    await lejek.tick();
    expect(lejek.posts(partners)[0]).toContain('Lejek is here.');
  });

  it('takes managers, language and currency; everybody reads the stages in their own language', async () => {
    const { anna, piotr, sales, tenant } = lejek;
    await open(anna, '/lejek ustawienia');
    anna.fillInput('channel', sales);
    anna.fillInput('managers', [piotr.id]);
    anna.fillInput('currency', 'PLN');
    anna.fillInput('language', 'pl');
    await anna.submit();
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Kanał #sales dostaje podsumowanie w poniedziałki o 9:00');
    const pipeline = await loadPipeline(tenant, 'en');
    expect(pipeline?.currency).toBe('PLN');
    expect(pipeline?.stages[4]?.shortName).toBe('Offer');
    expect((await loadPipeline(tenant, 'pl'))?.stages[4]?.shortName).toBe('Oferta');
    expect((await tenant.members.bySlackUser(piotr.id))?.role).toBe('manager');
    expect((await tenant.workspace())?.holidayRegion).toBe('PL');
    await lejek.createDeal(anna, 'Bielik');
    await open(anna, '/lejek ustawienia');
    expect(lejek.readScreen(anna)).not.toContain('Waluta podsumowań');
  });

  it('is about the channel one is in, and offers channels only', async () => {
    const { ewa, piotr, slack, sales } = lejek;
    const chosen = () => ewa.values(ewa.views().at(-1) ?? fail())['channel']?.['channel']?.['selected_conversation'];
    await ewa.command(sales, '/funnel setup');
    await ewa.waitForView((view) => JSON.stringify(view.blocks).includes('"channel"'));
    expect(chosen()).toBe(sales);
    expect(() => ewa.fillInput('channel', piotr.id)).toThrow('does not take');
    expect(() => ewa.fillInput('channel', slack.openDm(ewa.id).id)).toThrow('does not take');
    await ewa.closeAll();
    const other = slack.addChannel({ name: 'elsewhere-too', members: [ewa.id], isPrivate: true }).id;
    await ewa.command(other, '/funnel setup');
    await ewa.waitForView((view) => JSON.stringify(view.blocks).includes('"channel"'));
    expect(chosen()).toBe(other);
    await ewa.closeAll();
    // A direct message is no channel: one is chosen.
    await ewa.command(slack.openDm(ewa.id).id, '/funnel setup');
    await ewa.waitForView((view) => JSON.stringify(view.blocks).includes('"channel"'));
    expect(chosen()).toBe(null);
    await ewa.closeAll();
  });

  it('is about the channel one is in also where one presses a button that opens it', async () => {
    const { ewa, sales } = lejek;
    await lejek.typeCommand(ewa, '/funnel digest');
    const asked = lejek.slack.ephemerals(ewa.id).at(-1) ?? fail();
    await ewa.click(asked, 'funnel.setup');
    const view = await ewa.waitForView((each) => JSON.stringify(each.blocks).includes('"channel"'), 20_000);
    expect(ewa.values(view)['channel']?.['channel']?.['selected_conversation']).toBe(sales);
  });

  it('names further admins, who may then change it; who names them stays one', async () => {
    const { ewa, anna, piotr, sales, tenant } = lejek;
    const role = async (person: Person) => (await tenant.members.bySlackUser(person.id))?.role;
    await open(ewa);
    ewa.fillInput('channel', sales);
    ewa.fillInput('admins', [anna.id]);
    ewa.fillInput('managers', [piotr.id]);
    expect((await ewa.submit()).closed).toBe(true);
    await expect.poll(() => lejek.lastAnswer(ewa)).toMatch(/Admins: (?:Anna and Ewa|Ewa and Anna)\./);
    expect([await role(ewa), await role(anna), await role(piotr)]).toEqual(['admin', 'admin', 'manager']);
    await open(anna, '/lejek ustawienia');
    expect(lejek.readScreen(anna)).toContain('Administratorzy');
    anna.fillInput('admins', [piotr.id]);
    expect((await anna.submit()).closed).toBe(true);
    await expect.poll(async () => role(ewa)).toBe('rep');
    expect([await role(anna), await role(piotr)]).toEqual(['admin', 'admin']);
    await open(anna, '/lejek ustawienia');
    anna.fillInput('admins', [lejek.slack.botUserId]);
    expect((await anna.submit()).errors?.['admins']).toContain('Administratorem może być osoba z tego Slacka');
  });

  it('leaves who only reads as they are, unless they are named; an undo leaves roles that were given since', async () => {
    const { ewa, anna, piotr, tenant } = lejek;
    const role = async (person: Person) => (await tenant.members.bySlackUser(person.id))?.role;
    const setRole = async (person: Person, to: Role) =>
      tenant.members.setRole((await tenant.members.bySlackUser(person.id))?.id ?? '', to);
    await setUpFunnel(lejek, ewa, { managers: [piotr.id] });
    await setRole(anna, 'reader');
    await setUpFunnel(lejek, ewa, { managers: [] });
    expect([await role(anna), await role(piotr)]).toEqual(['reader', 'rep']);
    await setRole(piotr, 'reader');
    // Not by the button of the answer: on a slow machine that stands in the window.
    await lejek.typeCommand(ewa, '/deal undo');
    await ewa.click(lejek.slack.ephemerals(ewa.id).at(-1) ?? fail(), 'setting.undo:0');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Undone');
    expect([await role(anna), await role(piotr)]).toEqual(['reader', 'reader']);
    await setUpFunnel(lejek, ewa, { managers: [anna.id] });
    expect(await role(anna)).toBe('manager');
  });

  it('keeps the currency of totals once there is a deal, and says so: in the form, and where one came while it was open', async () => {
    const { ewa, anna, piotr, slack, sales, tenant } = lejek;
    await open(ewa);
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(1000));
    const { currency } = (await tenant.pipeline()) ?? fail();
    ewa.fillInput('channel', sales);
    ewa.fillInput('currency', currency === 'CHF' ? 'USD' : 'CHF');
    expect((await ewa.submit()).closed).toBe(true);
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain(`Totals stay in ${currency}: somebody added a deal meanwhile`);
    expect((await tenant.pipeline())?.currency).toBe(currency);
    await open(ewa);
    expect(lejek.readScreen(ewa)).toContain(
      `Totals are in ${currency}. With deals there, their currency can no longer be changed`,
    );
    await ewa.closeAll();
    // The owner of the Slack workspace takes over; of deals that they do not see, nothing else is true.
    const ewaId = (await tenant.members.bySlackUser(ewa.id))?.id ?? fail();
    const by = { memberId: ewaId, at: lejek.now(), key: tenant.newId() };
    await tenant.pipelineSettings.save({ kind: 'visibility', id: 'sales', visibility: 'own', shownIn: [] }, by);
    const boss = slack.as(slack.addUser({ name: 'boss', realName: 'Boss', locale: 'pl-PL', isAdmin: true }).id);
    slack.inviteToChannel(sales, boss.id);
    await lejek.typeCommand(boss, '/lejek');
    await tenant.members.upsert({ slackUserId: ewa.id, account: 'left', at: lejek.now() });
    await open(boss, '/lejek ustawienia');
    expect(lejek.readScreen(boss)).toContain(`Sumy są w ${currency}.`);
    await boss.closeAll();
    await anna.closeAll();
  });

  it('of an older form, which did not ask about admins, leaves them as they are', async () => {
    const { ewa, anna, sales, tenant } = lejek;
    await open(ewa);
    ewa.fillInput('channel', sales);
    ewa.fillInput('admins', [anna.id]);
    await ewa.submit();
    await expect.poll(async () => (await tenant.members.bySlackUser(anna.id))?.role).toBe('admin');
    expect(setupFormData.decode('sub-1|external')).toMatchObject({ subscriptionId: 'sub-1', asksExternal: true });
    expect(setupFormData.decode('sub-1|external')?.asksAdmins).toBe(undefined);
  });

  it('moves the summary to another channel instead of posting in both', async () => {
    const { ewa, slack, sales, tenant } = lejek;
    const team = slack.addChannel({ name: 'team', members: [ewa.id] }).id;
    await open(ewa);
    ewa.fillInput('channel', sales);
    await ewa.submit();
    await open(ewa);
    ewa.fillInput('channel', team);
    await ewa.submit();
    expect((await tenant.subscriptions.all()).map(({ channelName }) => channelName)).toEqual(['team']);
  });
});

describe('a channel that is shared with another company', () => {
  it('gets no post and no word of a deal until an admin allows it, and the admin hears of it once', async () => {
    const { ewa, piotr, sales, slack, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'needs' });
    await lejek.tick();
    const before = lejek.posts(sales).length;
    expect(before).toBe(2);
    slack.shareChannel(sales, 'shared');
    await expect.poll(async () => (await tenant.subscriptions.all())[0]?.problem).toBe('shared_externally');
    expect(await lejek.typeCommand(piotr, '/deal')).toContain('This channel is shared with another company');
    expect(await lejek.typeCommand(piotr, '/deal')).not.toContain('Bielik');
    expect(await lejek.typeCommand(piotr, '/deal help')).toContain('What you can type');
    expect(await lejek.typeCommand(piotr, '/funnel')).toContain('An admin can allow it');
    expect(await lejek.typeCommand(ewa, '/funnel')).toContain('You can allow it');
    const card = lejek.messages(sales).find((message) => JSON.stringify(message).includes('deal.show'));
    if (card === undefined) throw new Error('no card');
    await piotr.click(card, 'deal.show');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('An admin can allow it');
    // Elsewhere everything is as usual; the card and Monday's summary are not.
    await piotr.openHome();
    const owner = await tenant.members.bySlackUser(piotr.id);
    await tenant.deals(ALL_DEALS).change(1, (file) => addNote(file, { text: 'secret' }, actAs(owner?.id ?? '')), {
      key: null,
      at: lejek.now(),
    });
    await lejek.runUntil(Date.parse('2026-11-24T10:00:00Z'), 6 * HOUR_MS);
    expect(lejek.posts(sales)).toHaveLength(before);
    expect(
      lejek.slack
        .replies(sales, card.ts)
        .map((message) => JSON.stringify(message))
        .join(),
    ).not.toContain('secret');
    expect(lejek.posts(ewa.id).filter((post) => post.includes('#sales is now shared with another company.'))).toHaveLength(1);
    await openSetupForm(lejek, ewa);
    await ewa.waitForView();
    await ewa.submit();
    ewa.fillInput('external', ['allowed']);
    expect((await ewa.submit()).closed).toBe(true);
    expect(await lejek.typeCommand(piotr, '/deal')).toContain('Bielik');
    // The posts are theirs to see now; Lejek still works for one company.
    const guest = slack.as(slack.addUser({ name: 'guest', realName: 'Guest', teamId: 'T0OTHER00' }).id);
    await guest.click(card, 'deal.show');
    await expect.poll(() => lejek.lastAnswer(guest)).toContain('Only people from the company that set up this Lejek');
    expect(await tenant.members.bySlackUser(guest.id)).toBe(undefined);
    await lejek.typeCommand(piotr, '/deal note bielik it goes on');
    await lejek.tick();
    expect(
      lejek.slack
        .replies(sales, card.ts)
        .map((message) => JSON.stringify(message))
        .join(),
    ).toContain('it goes on');
  });

  it('is one already when another company is only invited, and none any more when that ends', async () => {
    const { ewa, piotr, sales, slack, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik');
    const invited = slack.addChannel({ name: 'invited', members: [piotr.id] }).id;
    slack.shareChannel(invited, 'pending');
    const { reply } = await piotr.command(invited, '/deal');
    expect(JSON.stringify(reply)).toContain('shared with another company');
    slack.shareChannel(sales, 'shared');
    await expect.poll(async () => (await tenant.subscriptions.all())[0]?.problem).toBe('shared_externally');
    slack.shareChannel(sales, 'own');
    await expect.poll(async () => (await tenant.subscriptions.all())[0]?.problem).toBe(null);
    expect(await lejek.typeCommand(piotr, '/deal')).toContain('Bielik');
  });
});

/** The owner of a deal at work. */
const actAs = (ownerId: string) => ({
  actor: { id: ownerId, role: 'admin' as const },
  at: lejek.now(),
  today: '2026-11-16' as const,
  through: 'command' as const,
});
