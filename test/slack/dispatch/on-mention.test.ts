import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sign } from '../../../simulator/delivery/http-transport.ts';
import type { Person } from '../../../simulator/person/person.ts';
import type { Message } from '../../../simulator/state/entities.ts';
import { renderMessage } from '../../../simulator/terminal/render.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { setUpFunnel, valueInEuros } from '../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
let url: string;
beforeAll(async () => {
  lejek = await startTestBot({ transport: 'http' });
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const text = (message: Message | undefined) =>
  message === undefined ? '' : renderMessage(message, { width: 200 }).replaceAll('\u00A0', ' ');
const ephemeralMessages = (person: Person): readonly Message[] => lejek.slack.ephemerals(person.id);

/** Mentions the bot, in a thread where one is given, and gives back the answer that only the asker sees. */
async function ask(person: Person, words: string, threadTs?: string): Promise<Message> {
  const before = ephemeralMessages(person).length;
  await person.mention(lejek.sales, words, threadTs);
  await expect.poll(() => ephemeralMessages(person).length, { timeout: 10_000 }).toBe(before + 1);
  const answer = ephemeralMessages(person).at(-1);
  if (answer === undefined) throw new Error('nothing was answered');
  return answer;
}

/** Writes to the bot and gives back its answer. */
async function write(person: Person, words: string): Promise<Message> {
  const sent = await person.dm(words);
  return person.waitForMessage('dm', ({ ts, bot_id }) => bot_id !== undefined && ts > sent.ts, 10_000);
}

/** Whatever was answered to anybody, anywhere. */
const answers = () =>
  [lejek.anna, lejek.piotr, lejek.ewa].flatMap((person) => [...ephemeralMessages(person), ...lejek.slack.dm(person.id)]).length;

/** Deals have cards from their first stage on; the card of one deal. */
async function findCard(person: Person, name: string): Promise<Message> {
  await setUpFunnel(lejek, lejek.ewa, { cards: '1' });
  await lejek.createDeal(person, name, valueInEuros(1000));
  await lejek.tick();
  const card = lejek.messages(lejek.sales).find((message) => text(message).includes(name));
  if (card === undefined) throw new Error('there is no card');
  return card;
}

describe('a mention of the bot', () => {
  it('understands the words of /deal and of /funnel, in both languages, and answers the asker alone', async () => {
    const { anna, piotr, sales } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    expect(text(await ask(piotr, 'show bielik'))).toContain('D-1 Bielik · 48,000 EUR');
    expect(text(await ask(anna, 'pokaż bielik'))).toContain('D-1 Bielik');
    expect(text(await ask(anna, ', lista'))).toContain('D-1 Bielik');
    expect(text(await ask(anna, 'prognoza'))).toContain('prognozować');
    expect(text(await ask(piotr, 'why bielik'))).toContain('D-1 Bielik');
    expect(text(await ask(piotr, 'funnel'))).toContain('Lead');
    expect(text(await ask(piotr, '/lejek braki'))).not.toContain("I don't know");
    expect(text(await ask(piotr, ''))).toContain('D-1 Bielik');
    expect(text(await ask(piotr, 'help'))).toContain('What you can type');
    expect(lejek.messages(sales).filter(({ bot_id }) => bot_id !== undefined)).toEqual([]);
  });

  it('in the middle of a sentence, or behind it, is read without it', async () => {
    const { piotr, sales, slack } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    const before = ephemeralMessages(piotr).length;
    await piotr.writeMessage(sales, `show bielik <@${slack.botUserId}>`);
    await expect.poll(() => ephemeralMessages(piotr).length).toBe(before + 1);
    expect(text(ephemeralMessages(piotr).at(-1))).toContain('D-1 Bielik');
  });

  it('typed by hand, in any case, is a mention too, and names people by id alone', async () => {
    const { piotr, sales, slack } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    const before = ephemeralMessages(piotr).length;
    const said = await piotr.writeMessage(sales, '@Lejek assign bielik @anna');
    expect(said.text).toBe(`<@${slack.botUserId}> assign bielik <@${lejek.anna.id}>`);
    await expect.poll(() => ephemeralMessages(piotr).length).toBe(before + 1);
    expect(text(ephemeralMessages(piotr).at(-1))).toContain('D-1 Bielik now belongs to Anna.');
  });

  it('changes a deal as the command does, with the rights of who asks', async () => {
    const { anna, piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    expect(text(await ask(piotr, 'note bielik they called'))).toContain('Note added to D-1 Bielik: they called');
    expect((await tenant.deals(ALL_DEALS).history(1)).at(-1)).toMatchObject({ kind: 'noted', through: 'mention' });
    expect(text(await ask(anna, 'przegrana bielik za drogo'))).toContain(`może zmienić tylko @${piotr.id} albo menedżer`);
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.outcome).toBe('open');
    expect(text(await ask(piotr, `assign bielik <@${anna.id}>`))).toContain('D-1 Bielik now belongs to Anna.');
  });

  it('that takes a form is answered by a button that opens it', async () => {
    const { anna, piotr, tenant } = lejek;
    await lejek.createDeal(anna, 'Bielik');
    const answer = await ask(anna, 'dalej bielik');
    expect(text(answer)).toContain('To wymaga formularza: Na etap: Prospekt.');
    expect(text(answer)).toContain('[Na etap: Prospekt]');
    await anna.click(answer, 'command.again');
    await anna.waitForView((view) => view.callback_id === 'deal.enter', 20_000);
    expect(lejek.readScreen(anna)).toContain('D-1 Bielik');
    await anna.closeAll();
    const form = await ask(piotr, 'new Kowent 12k close 30 November');
    await piotr.click(form, 'command.again');
    const view = await piotr.waitForView((each) => each.callback_id === 'deal.create', 20_000);
    expect(piotr.values(view)['name']?.['name']?.['value']).toBe('Kowent');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(2))?.deal.name).toBe('Kowent');
  });

  it('that nobody understands gets the same help as the command, also with a word of /funnel', async () => {
    const { anna, piotr } = lejek;
    expect(text(await ask(piotr, 'advnce acme'))).toContain('Did you mean /deal advance acme?');
    expect(text(await ask(anna, 'prognza'))).toContain('Chodziło o /funnel prognoza?');
    expect(text(await ask(piotr, 'good morning everybody'))).toContain('I don\'t know "good morning everybody".');
    await lejek.createDeal(piotr, 'Nowa Era');
    expect(text(await ask(piotr, 'era'))).toContain('D-1 Nowa Era');
  });

  it('with typed markup pings nobody and shows as it was typed', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    const answer = await ask(piotr, 'note bielik *bold* <!channel>');
    expect(text(answer)).toContain('Note added to D-1 Bielik: *bold* @channel');
    expect(JSON.stringify(answer)).not.toMatch(/<!|"mrkdwn"/);
  });
});

describe("in the thread of a deal's card", () => {
  it('the deal may be left out, and the answer stands in the thread', async () => {
    const { piotr, tenant } = lejek;
    const card = await findCard(piotr, 'Bielik');
    const said = async (words: string) => text(await ask(piotr, words, card.ts));
    const noted = await ask(piotr, 'note they called: a visit on 5 December', card.ts);
    expect(noted.thread_ts).toBe(card.ts);
    expect(text(noted)).toContain('Note added to D-1 Bielik: they called: a visit on 5 December');
    expect(await said('')).toContain('D-1 Bielik · 1,000 EUR');
    expect(await said('show')).toContain('D-1 Bielik · 1,000 EUR');
    expect(await said('history')).toContain('they called');
    expect(await said('step call Maria tomorrow')).toContain('call Maria');
    expect(await said('next')).toContain('This needs a form: Advance to Prospect.');
    expect(await said('why')).toContain('D-1 Bielik');
    expect(await said('move to needs because they asked')).toContain('This needs a form');
    const won = await ask(piotr, 'won 15k', card.ts);
    expect(text(won)).toContain('This needs a form: Won');
    expect(JSON.stringify(won.blocks)).toContain('/deal won D-1 15k');
    expect(await said('won 15k gross')).toContain('includes tax');
    expect(text(await ask(lejek.anna, 'wygrana 15 tys.', card.ts))).toContain('D-1 Bielik');
    expect(await said(`assign to <@${lejek.anna.id}>`)).toContain('D-1 Bielik now belongs to Anna.');
    expect(await said('undo')).toContain('Undone: D-1 Bielik');
    expect(await said('lost too expensive')).toContain('D-1 Bielik');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({
      outcome: 'lost',
      nextStep: expect.stringContaining('call Maria'),
    });
    expect(await said('wznów')).toContain('D-1 Bielik');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.outcome).toBe('open');
  });

  it('another deal may be named, and nothing is done to the wrong one', async () => {
    const { piotr, tenant } = lejek;
    const card = await findCard(piotr, 'Bielik');
    await lejek.createDeal(piotr, 'Kowent');
    const said = async (words: string) => text(await ask(piotr, words, card.ts));
    expect(await said('show kowent')).toContain('D-2 Kowent');
    expect(await said('note D-2 wants two')).toContain('Note added to D-2 Kowent: wants two');
    expect(await said('move kowent to lead because wrong')).toContain('D-2 Kowent');
    expect(await said(`assign kowent to <@${lejek.anna.id}>`)).toContain('D-2 Kowent now belongs to Anna.');
    expect(await said('lost kowent too expensive')).toContain('This needs a form');
    expect((await tenant.deals(ALL_DEALS).history(1)).map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('words about the whole funnel stay about it, and „cofnij” asks about the deal', async () => {
    const { anna } = lejek;
    const card = await findCard(anna, 'Bielik');
    expect(text(await ask(anna, 'lista', card.ts))).toContain('D-1 Bielik');
    expect(text(await ask(anna, 'pomoc', card.ts))).toContain('Co można wpisać');
    expect(text(await ask(anna, 'cofnij', card.ts))).toContain('D-1 Bielik: cofnąć ostatnią zmianę czy przenieść o etap wstecz?');
  });

  it('a button of the answer is answered in the thread, and so is its form', async () => {
    const { piotr } = lejek;
    const card = await findCard(piotr, 'Bielik');
    const shown = await ask(piotr, 'show', card.ts);
    const before = ephemeralMessages(piotr).length;
    await piotr.click(shown, 'deal.history');
    await expect
      .poll(() => text(ephemeralMessages(piotr).find(({ ts }) => ts === shown.ts)) + text(ephemeralMessages(piotr).at(-1)))
      .toContain('1 change');
    await piotr.click(await ask(piotr, 'note', card.ts), 'command.again');
    await piotr.waitForView((view) => view.callback_id === 'deal.add-note', 20_000);
    piotr.fillInput('note', 'in the thread');
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain(': in the thread');
    expect(ephemeralMessages(piotr).at(-1)?.thread_ts).toBe(card.ts);
    expect(ephemeralMessages(piotr).length).toBeGreaterThan(before);
  });

  it('a thread about nothing in particular is no deal', async () => {
    const { piotr, sales } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    const parent = await piotr.writeMessage(sales, 'any news?');
    const answer = await ask(piotr, 'note they called', parent.ts);
    expect(text(answer)).toContain('No deal matches');
    expect(answer.thread_ts).toBe(parent.ts);
  });
});

describe('a message to the bot', () => {
  it('is answered by a message, with the same words', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    expect(text(await write(piotr, 'show bielik'))).toContain('D-1 Bielik · 48,000 EUR');
    expect(text(await write(anna, 'prognoza'))).toContain('prognozować');
    expect(text(await write(anna, '/szansa pomoc'))).toContain('Co można wpisać');
    const form = await write(piotr, 'advance');
    await piotr.click(form, 'command.again');
    expect(await piotr.waitForView((view) => view.callback_id === 'deal.pick', 20_000)).toBeDefined();
  });

  it('in a thread is answered in the thread', async () => {
    const { piotr } = lejek;
    const first = await write(piotr, 'help');
    await piotr.dm('list', { threadTs: first.ts });
    await expect.poll(() => lejek.slack.replies(lejek.slack.openDm(piotr.id).id, first.ts).length).toBe(2);
  });

  it('that is a file is told what to do instead', async () => {
    const { anna, piotr } = lejek;
    await piotr.dm('', { files: [{ name: 'offer.pdf', content: 'a,b' }] });
    await piotr.waitForMessage('dm', (message) => text(message).includes('I read one kind of file'), 10_000);
    await anna.dm('import', { files: [{ name: 'offer.pdf', content: 'a,b' }] });
    await anna.waitForMessage('dm', (message) => text(message).includes('Z plików czytam tylko'), 10_000);
  });
});

describe('nothing is answered', () => {
  /** Sends an event to the app as Slack would, and gives back the status. */
  async function deliver(event: object, envelope: object = {}, headers: Record<string, string> = {}): Promise<number> {
    const last = lejek.slack.journal.findLast((entry) => entry.kind === 'sent' && entry.type === 'events_api');
    const sent = last?.kind === 'sent' ? last.payload : {};
    const body = JSON.stringify({ ...sent, event_id: `Ev${Math.random()}`, event, ...envelope });
    const stamp = String(Math.floor(Date.now() / 1000));
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': stamp,
        'x-slack-signature': sign(lejek.slack.signingSecret, stamp, body),
        ...headers,
      },
      body,
    });
    return response.status;
  }
  const mention = (fields: object = {}) => ({
    type: 'app_mention',
    user: lejek.piotr.id,
    text: `<@${lejek.slack.botUserId}> help`,
    ts: '1794819600.000900',
    channel: lejek.sales,
    event_ts: '1794819600.000900',
    ...fields,
  });
  const direct = (fields: object = {}) => ({
    ...mention(),
    type: 'message',
    text: 'help',
    channel: lejek.slack.openDm(lejek.piotr.id).id,
    channel_type: 'im',
    ...fields,
  });
  beforeEach(async () => {
    url = lejek.address;
    await ask(lejek.piotr, 'help');
  });
  const quiet = async (...events: readonly Promise<number>[]) => {
    const before = answers();
    expect(await Promise.all(events)).toEqual(events.map(() => 200));
    // What comes after has been answered, so what came before would have been.
    await ask(lejek.ewa, 'help');
    await expect.poll(() => lejek.app.inFlight()).toBe(0);
    expect(answers()).toBe(before + 1);
  };

  it('twice to one event that Slack sends again', async () => {
    const again = { event_id: 'EvAGAIN' };
    const before = answers();
    expect(await deliver(mention(), again)).toBe(200);
    await expect.poll(answers).toBe(before + 1);
    await quiet(
      deliver(mention(), again, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' }),
      deliver(mention(), again, { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' }),
    );
  });

  it('to bots, Slackbot, itself, edits, deletions and joins', async () => {
    const { botUserId, botId } = lejek.slack;
    await quiet(
      deliver(mention({ bot_id: 'B0OTHER' })),
      deliver(mention({ user: 'USLACKBOT' })),
      deliver(mention({ user: botUserId, bot_id: botId })),
      deliver(mention({ edited: { user: lejek.piotr.id, ts: '1.1' } })),
      deliver(mention({ user: undefined })),
      deliver(direct({ bot_id: 'B0OTHER' })),
      deliver(direct({ user: botUserId })),
      deliver(direct({ subtype: 'message_changed', message: { text: 'help' } })),
      deliver(direct({ subtype: 'message_deleted', deleted_ts: '1.1' })),
      deliver(direct({ subtype: 'channel_join' })),
      deliver(direct({ subtype: 'bot_message', bot_id: 'B0OTHER', user: undefined })),
      deliver(direct({ channel: lejek.sales, channel_type: 'channel' })),
    );
  });
});

it('in a channel that is shared with another company its people are turned away, and our own hear nothing of deals', async () => {
  const { piotr, slack } = lejek;
  const guest = slack.as(slack.addUser({ name: 'outsider', realName: 'Outsider', teamId: 'T0OTHER' }).id);
  const shared = slack.addChannel({ name: `shared-${Date.now()}`, members: [piotr.id, guest.id], isExtShared: true }).id;
  await guest.mention(shared, 'list');
  await expect.poll(() => lejek.lastAnswer(guest)).toContain('Only people from the company that set up this Lejek');
  expect(await lejek.tenant.members.bySlackUser(guest.id)).toBe(undefined);
  await piotr.mention(shared, 'list');
  await expect.poll(() => lejek.lastAnswer(piotr)).toContain('This channel is shared with another company');
});

it('an answer that Slack does not take where it was asked for comes by direct message', async () => {
  const { piotr, slack } = lejek;
  slack.faults.failWith('chat.postEphemeral', 'user_not_in_channel', 1);
  await piotr.mention(lejek.sales, 'help');
  await piotr.waitForMessage('dm', (message) => text(message).includes('What you can type'), 10_000);
});
