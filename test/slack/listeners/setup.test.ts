import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import { regionOfZone } from '../../../src/holidays.ts';
import { type Bot, bot } from '../../support/bot.ts';

let lejek: Bot;
beforeAll(async () => {
  // The calendars of the world are read on first use, which takes a busy machine longer than Slack waits.
  await regionOfZone('Europe/Warsaw');
  lejek = await bot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const open = async (person: Person, line = '/funnel setup') => {
  await lejek.type(person, line);
  await person.waitForView();
};

describe('setting Lejek up', () => {
  it('makes the first who does it admin, says what will happen, and greets the channel once', async () => {
    const { ewa, sales } = lejek;
    await open(ewa);
    expect(lejek.read(ewa)).toContain('Which channel gets the weekly summary and the alerts');
    ewa.type('channel', sales);
    expect((await ewa.submit()).closed).toBe(true);
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Saved. #sales gets the summary on Mondays at 9:00 (Europe/Warsaw)');
    expect(lejek.lastAnswer(ewa)).toContain('the first on Monday, 23 Nov');
    expect(lejek.lastAnswer(ewa)).toContain('You are the admin now');
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
    ewa.type('channel', sales);
    await ewa.submit();
    await lejek.type(anna, '/lejek ustawienia');
    await expect.poll(() => lejek.read(anna)).toMatch(/Ustawienia zmienia administrator: Ewa\. Nic się nie zmieniło\./i);
  });

  it('says under the field why a channel cannot be used', async () => {
    const { ewa, slack } = lejek;
    const elsewhere = slack.addChannel({ name: 'elsewhere', members: [ewa.id], withBot: false }).id;
    const old = slack.addChannel({ name: 'old', members: [ewa.id] }).id;
    const partners = slack.addChannel({ name: 'partners', members: [ewa.id], isExtShared: true }).id;
    await open(ewa);
    ewa.type('channel', old);
    slack.archive(old);
    expect((await ewa.submit()).errors).toEqual({ channel: 'This channel is archived. Choose one that is in use.' });
    ewa.type('channel', elsewhere);
    expect((await ewa.submit()).errors?.['channel']).toContain('Type /invite @Lejek there, then save again');
    ewa.type('channel', partners);
    expect((await ewa.submit()).errors?.['channel']).toContain('shared with another company');
  });

  it('takes managers, language and currency; stages follow the language until the first deal', async () => {
    const { anna, piotr, sales, tenant } = lejek;
    await open(anna, '/lejek ustawienia');
    anna.type('channel', sales);
    anna.type('managers', [piotr.id]);
    anna.type('currency', 'PLN');
    anna.type('language', 'pl');
    await anna.submit();
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Kanał #sales dostaje podsumowanie w poniedziałki o 9:00');
    const pipeline = await tenant.pipeline();
    expect(pipeline?.currency).toBe('PLN');
    expect(pipeline?.stages[4]?.shortName).toBe('Oferta');
    expect((await tenant.members.bySlackUser(piotr.id))?.role).toBe('manager');
    expect((await tenant.workspace())?.holidayRegion).toBe('PL');
    await lejek.deal(anna, 'Bielik');
    await open(anna, '/lejek ustawienia');
    expect(lejek.read(anna)).not.toContain('Waluta sum');
  });

  it('moves the summary to another channel instead of posting in both', async () => {
    const { ewa, slack, sales, tenant } = lejek;
    const team = slack.addChannel({ name: 'team', members: [ewa.id] }).id;
    await open(ewa);
    ewa.type('channel', sales);
    await ewa.submit();
    await open(ewa);
    ewa.type('channel', team);
    await ewa.submit();
    expect((await tenant.subscriptions.all()).map(({ channelName }) => channelName)).toEqual(['team']);
  });
});
