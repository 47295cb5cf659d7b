import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const addressOf = (ts: string, channel = lejek.sales): string =>
  `https://${lejek.slack.team.domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
/** The links of the last answer that a person got. */
const links = (person: Person): readonly string[] =>
  [...JSON.stringify(lejek.slack.ephemerals(person.id).at(-1)?.blocks).matchAll(/"type":"link","url":"([^"]+)"/g)].map(
    ([, url = '']) => url,
  );
/** The deals that the select of the open form offers for what is typed. */
const offered = async (person: Person, typed: string) => {
  const view = person.view();
  if (view === undefined) throw new Error('no form is open');
  return (await person.suggest(view, 'deal.noted', typed)).map(({ text }) => text);
};

describe('"Make deal"', () => {
  it('makes a deal of a message: its first line fills the form, the whole is noted, with the link to it', async () => {
    const { anna, piotr, sales, tenant } = lejek;
    const message = await piotr.writeMessage(sales, 'Bielik serwis wózków 48 tys. zł <!channel>\nzadzwonić do @anna jutro');
    await anna.messageShortcut('deal.from-message', sales, message.ts);
    const view = await anna.waitForView((each) => each.callback_id === 'deal.create', 20_000);
    expect(anna.values(view)['name']?.['name']?.['value']).toContain('Bielik serwis wózków');
    expect(anna.values(view)['value']?.['value']?.['value']).toBe('48 tys. zł');
    expect(anna.values(view)['note']?.['note']?.['value']).toBe(
      'Bielik serwis wózków 48 tys. zł @channel\nzadzwonić do @Anna jutro',
    );
    expect(await anna.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(anna), { timeout: 10_000 }).toContain('D-1 Bielik serwis wózków');
    const [opened] = await tenant.deals(ALL_DEALS).history(1);
    expect(opened).toMatchObject({ kind: 'opened', through: 'modal' });
    expect(await tenant.deals(ALL_DEALS).note(opened?.noteId ?? '')).toEqual({
      text: 'Bielik serwis wózków 48 tys. zł @channel zadzwonić do @Anna jutro',
      link: addressOf(message.ts),
    });
    expect(await lejek.typeCommand(anna, '/deal historia bielik')).toContain('z tej wiadomości');
    expect(links(anna)).toEqual([addressOf(message.ts)]);
  });

  it('fills the form with an amount that the form takes, whatever stands around it', async () => {
    const { piotr, sales, tenant } = lejek;
    const message = await piotr.writeMessage(sales, 'Kowent audit for about 5k, they decide on Monday');
    await piotr.messageShortcut('deal.from-message', sales, message.ts);
    await piotr.waitForView((each) => each.callback_id === 'deal.create', 20_000);
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal.value?.minor, { timeout: 10_000 }).toBe(500_000);
  });

  it('adds the message, with its link, to the open deal of the same company where the person says so', async () => {
    const { piotr, sales, tenant } = lejek;
    await lejek.createDeal(piotr, 'Service', { company: 'Bielik' });
    const message = await piotr.writeMessage(sales, 'Trucks too');
    await piotr.messageShortcut('deal.from-message', sales, message.ts);
    await piotr.waitForView((each) => each.callback_id === 'deal.create', 20_000);
    piotr.fillInput('company', 'Bielik');
    expect(await piotr.submit()).toMatchObject({ closed: false });
    await piotr.waitForView((each) => JSON.stringify(each.blocks).includes('D-1 Service'), 20_000);
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(piotr), { timeout: 10_000 }).toContain('Added to D-1 Service');
    const last = (await tenant.deals(ALL_DEALS).history(1)).at(-1);
    expect(await tenant.deals(ALL_DEALS).note(last?.noteId ?? '')).toEqual({
      text: 'Entered again: Trucks too · Trucks too',
      link: addressOf(message.ts),
    });
  });

  it('of a private channel without the bot knows the link all the same', async () => {
    const { piotr, slack, tenant } = lejek;
    const secret = slack.addChannel({ name: `secret-${Date.now()}`, members: [piotr.id], isPrivate: true, withBot: false });
    const message = await piotr.writeMessage(secret.id, 'Kowent');
    await piotr.messageShortcut('deal.from-message', secret.id, message.ts);
    await piotr.waitForView((each) => each.callback_id === 'deal.create', 20_000);
    await piotr.submit();
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).history(1)).length, { timeout: 10_000 }).toBe(1);
    const [opened] = await tenant.deals(ALL_DEALS).history(1);
    expect((await tenant.deals(ALL_DEALS).note(opened?.noteId ?? ''))?.link).toBe(addressOf(message.ts, secret.id));
  });
});

describe('"New deal"', () => {
  it('opens an empty form from anywhere, and the answer comes by direct message', async () => {
    const { piotr } = lejek;
    await piotr.globalShortcut('deal.from-anywhere');
    await piotr.waitForView((each) => each.callback_id === 'deal.create', 20_000);
    expect(piotr.values(piotr.views()[0] ?? (await piotr.waitForView()))['note']).toBeUndefined();
    piotr.fillInput('name', 'Kowent');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await piotr.waitForMessage('dm', ({ text }) => text.includes('D-1 Kowent'), 10_000);
  });
});

describe('"Add to deal"', () => {
  /** Uses the shortcut on a message and waits for its form. */
  const use = async (person: Person, ts: string) => {
    await person.messageShortcut('deal.add-message', lejek.sales, ts);
    return person.waitForView((each) => each.callback_id === 'deal.note-message', 20_000);
  };

  it('notes a message in an open deal, with the link to it, and shows it as it was typed', async () => {
    const { anna, piotr, sales, tenant } = lejek;
    await lejek.createDeal(anna, 'Bielik');
    const message = await piotr.writeMessage(sales, 'They want *two* <!here> & https://example.com/look');
    const view = await use(anna, message.ts);
    expect(anna.values(view)['note']?.['note']?.['value']).toBe('They want *two* @here & https://example.com/look');
    expect(lejek.readScreen(anna)).toContain(`W notatce będzie też link do wiadomości (${addressOf(message.ts)}).`);
    expect(await offered(anna, 'biel')).toEqual([expect.stringContaining('D-1 Bielik')]);
    anna.fillInput('deal.noted', 'D-1 Bielik · Potencjalni');
    expect(await anna.submit()).toMatchObject({ closed: true });
    await expect
      .poll(() => lejek.lastAnswer(anna), { timeout: 10_000 })
      .toContain('Notatka do szansy D-1 Bielik: They want *two*');
    const noted = (await tenant.deals(ALL_DEALS).history(1)).at(-1);
    expect(noted).toMatchObject({ kind: 'noted', version: 2 });
    expect(await tenant.deals(ALL_DEALS).note(noted?.noteId ?? '')).toEqual({
      text: 'They want *two* @here & https://example.com/look',
      link: addressOf(message.ts),
    });
    const story = await lejek.typeCommand(piotr, '/deal history bielik');
    expect(story).toContain('They want *two* @here & https://example.com/look');
    expect(story).toContain('from this message');
    expect(links(piotr)).toEqual([addressOf(message.ts)]);
    expect(JSON.stringify(lejek.slack.ephemerals(piotr.id).at(-1))).not.toContain('mrkdwn');
  });

  it("offers open deals only: one's own first, all of them to who has none", async () => {
    const { anna, piotr, sales } = lejek;
    await lejek.createDeal(anna, 'Hers');
    await lejek.createDeal(piotr, 'His');
    await lejek.createDeal(piotr, 'Gone');
    await lejek.typeCommand(piotr, '/deal lost gone too expensive');
    const message = await piotr.writeMessage(sales, 'x');
    await use(piotr, message.ts);
    expect(await offered(piotr, '')).toEqual([expect.stringContaining('D-2 His'), expect.stringContaining('D-1 Hers')]);
    expect(await offered(piotr, 'gone')).toEqual([]);
    expect(await offered(piotr, 'D-1')).toEqual([expect.stringContaining('D-1 Hers')]);
    expect(await offered(piotr, '2')).toEqual([expect.stringContaining('D-2 His')]);
    expect(await offered(piotr, 'D-3')).toEqual([]);
    await piotr.closeAll();
    await use(lejek.ewa, message.ts);
    expect(await offered(lejek.ewa, '')).toHaveLength(2);
  });

  it('of a message without words asks what to note', async () => {
    const { piotr, sales, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    const message = await piotr.writeMessage(sales, '', { files: [{ name: 'offer.pdf', content: 'x' }] });
    await use(piotr, message.ts);
    await offered(piotr, 'bielik');
    piotr.fillInput('deal.noted', 'D-1 Bielik · Lead');
    piotr.fillInput('note', 'Their file');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).history(1)).length, { timeout: 10_000 }).toBe(2);
  });

  it('of a reply leads into its thread', async () => {
    const { piotr, sales, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    const parent = await piotr.writeMessage(sales, 'news?');
    const reply = await piotr.writeMessage(sales, 'They called', { threadTs: parent.ts });
    await use(piotr, reply.ts);
    await offered(piotr, '');
    piotr.fillInput('deal.noted', 'D-1 Bielik · Lead');
    await piotr.submit();
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).history(1)).length, { timeout: 10_000 }).toBe(2);
    const noted = (await tenant.deals(ALL_DEALS).history(1)).at(-1);
    const link = `${addressOf(reply.ts)}?thread_ts=${parent.ts}&cid=${sales}`;
    expect((await tenant.deals(ALL_DEALS).note(noted?.noteId ?? ''))?.link).toBe(link);
  });
});
