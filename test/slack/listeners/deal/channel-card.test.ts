import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../../simulator/state/entities.ts';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import { win } from '../../../../src/core/deal/advance.ts';
import { markKept } from '../../../../src/core/deal/hygiene/hygiene.ts';
import { markStillWorking } from '../../../../src/core/deal/hygiene/still-working.ts';
import { loadPipeline } from '../../../../src/facts/load-pipeline.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { checkActions, pressMoveAnyway, setUpFunnel, typeAndRead, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const text = (message: Message) => renderMessage(message, { width: 200 }).replaceAll('\u00A0', ' ');
const keyOf = ({ metadata }: Message) => JSON.stringify(metadata ?? {});
/** Messages of #sales that are about a deal, as the channel holds them, but for the news of wins and losses. */
const cards = () =>
  lejek.messages(lejek.sales).filter((message) => text(message).includes('D-') && !keyOf(message).includes('/0-news'));
const card = (): Message => {
  const [only, ...others] = cards();
  if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} cards: ${cards().map(text).join('\n')}`);
  return only;
};
const thread = () => lejek.slack.replies(lejek.sales, card().ts).map(text);
const until = (moment: string) => Date.parse(moment);

/** #sales is set up, with its first words posted. */
async function ready(choice: { cards?: string; language?: string } = {}): Promise<void> {
  await setUpFunnel(lejek, lejek.ewa, choice);
  await lejek.tick();
}

describe('a win of long ago', () => {
  it('is no news again when its reopening is undone', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    const pipeline = await loadPipeline(tenant, 'en');
    const actor = await tenant.members.bySlackUser(piotr.id);
    if (pipeline === undefined || actor === undefined) throw new Error('nobody is home');
    const at = lejek.now();
    const bare = { ...pipeline, stages: pipeline.stages.map((stage) => ({ ...stage, criteria: [] })) };
    const act = { actor, at, today: '2026-11-16', through: 'command' } as const;
    await tenant.deals(ALL_DEALS).change(1, (file) => win(file, { pipeline: bare }, act), { key: null, at });
    await ready();
    lejek.advanceClock(60_000);
    await lejek.typeCommand(piotr, '/deal reopen bielik');
    await lejek.tick();
    expect(await lejek.typeCommand(piotr, '/deal undo')).toContain('Undone: D-1 Bielik is won again.');
    await lejek.tick();
    expect(cards()).toEqual([]);
  });
});

describe('the card of a deal', () => {
  it('comes with Prospect, is the same message for ever, and has the deal’s story in its thread', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', valueInEuros(48_000));
    await lejek.tick();
    expect(cards()).toEqual([]);
    await lejek.piotr.command(lejek.sales, '/deal move bielik to needs because they called us');
    await lejek.piotr.waitForView((view) => view.callback_id === 'deal.move-enter');
    await pressMoveAnyway(lejek.piotr);
    expect(await lejek.piotr.submit()).toMatchObject({ closed: true });
    await lejek.tick();
    expect(text(card())).toContain('D-1 Bielik · 48,000 EUR');
    expect(text(card())).toContain('In Needs identified since today');
    expect(text(card())).toContain('Owner: Piotr · No expected close date');
    expect(text(card())).toContain('Still missing: we know the needs and can meet them');
    expect(thread()).toEqual([expect.stringContaining('skipped ahead: Lead → Needs · they called us · Piotr · 10:00')]);
    const { ts } = card();
    lejek.advanceClock(60_000);
    expect(await lejek.typeCommand(lejek.piotr, '/deal note bielik wants a visit')).toContain('Note added');
    expect(await lejek.typeCommand(lejek.piotr, '/deal lost bielik too expensive')).toContain('closed as lost');
    await lejek.tick();
    expect(card().ts).toBe(ts);
    expect(text(card())).toContain('Lost on 16 Nov 2026: too expensive. It was in Needs identified.');
    // A name never stands beside a failure.
    expect(text(card())).not.toContain('Piotr');
    expect(thread().slice(1)).toEqual([
      expect.stringContaining('note: wants a visit · Piotr · 10:01'),
      expect.stringContaining('lost: too expensive · 10:01'),
    ]);
  });

  it('speaks the channel’s language, whoever acts', async () => {
    await ready({ language: 'pl' });
    await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer', closeOn: '2026-12-18' });
    await lejek.tick();
    expect(text(card())).toContain('Opiekun: Piotr · Planowane zamknięcie: 18 gru 2026');
    expect(text(card())).toContain('Na etap: Negocjacje');
    await lejek.piotr.click(card(), 'deal.won');
    await lejek.piotr.waitForView();
    lejek.piotr.fillInput('criterion signed', ['yes']);
    expect(await lejek.piotr.submit()).toMatchObject({ closed: true });
    await lejek.tick();
    expect(text(card())).toContain('Wygrana 🎉 D-1 Bielik · 48 tys. EUR · Piotr · tego samego dnia');
    expect(thread()).toEqual([expect.stringContaining('Wygrana 🎉 · 48 tys. EUR · Piotr · 10:00')]);
  });

  it('shows the deal as it is when it is sent: changes that waited make one picture', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await typeAndRead(lejek, lejek.piotr, '/deal move bielik to prospect because it was too early');
    await lejek.typeCommand(lejek.piotr, '/deal note bielik call in May');
    await lejek.tick();
    expect(text(card())).toContain('In Prospect');
    const sent = await lejek.tenant.deliveries.ofKind('deal-card', 0);
    expect(sent.map(({ state }) => state)).toEqual(['sent', 'sent', 'superseded']);
    expect((await lejek.tenant.cards.find(1, lejek.sales))?.shownVersion).toBe(3);
  });

  it('never goes back to an older picture', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.tick();
    const now = await lejek.tenant.cards.find(1, lejek.sales);
    if (now === undefined) throw new Error('no card');
    expect(await lejek.tenant.cards.save({ ...now, shownVersion: 5 }, lejek.now())).toBe(true);
    expect(await lejek.tenant.cards.save({ ...now, shownVersion: 4 }, lejek.now())).toBe(false);
    expect((await lejek.tenant.cards.find(1, lejek.sales))?.shownVersion).toBe(5);
  });

  it('is made anew after somebody deleted it, with what was to be said below it', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.tick();
    const first = card().ts;
    const client = await lejek.deps.clientFor(lejek.tenant.id);
    await client.chat.delete({ channel: lejek.sales, ts: first });
    await lejek.typeCommand(lejek.piotr, '/deal note bielik call in May');
    await lejek.tick();
    expect(card().ts).not.toBe(first);
    expect(thread()).toEqual([expect.stringContaining('note: call in May')]);
    lejek.advanceClock(60_000);
    await lejek.typeCommand(lejek.piotr, '/deal note bielik and in June');
    await lejek.tick();
    expect(thread()).toHaveLength(2);
  });

  it('that somebody deleted, or that is a message of somebody else, is made anew at the next daily check without any change', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.createDeal(lejek.piotr, 'Morela', { stageId: 'offer' });
    await lejek.tick();
    const client = await lejek.deps.clientFor(lejek.tenant.id);
    const gone = cards().find((each) => text(each).includes('D-1'));
    const foreign = await lejek.piotr.writeMessage(lejek.sales, 'Good morning');
    if (gone === undefined) throw new Error('no card');
    await client.chat.delete({ channel: lejek.sales, ts: gone.ts });
    const card = { dealNumber: 2, channelId: lejek.sales, messageTs: foreign.ts, shownVersion: 1 };
    await lejek.tenant.cards.save(card, lejek.now());
    // The check comes half an hour before the summary's time of day.
    await lejek.runUntil(until('2026-11-17T07:00:00Z'));
    const named = (deal: string) => cards().filter((each) => text(each).includes(deal) && text(each).includes('Next stage'));
    expect(named('D-1')).toEqual([]);
    await lejek.runUntil(until('2026-11-17T07:45:00Z'), 600_000);
    expect(named('D-1')).toHaveLength(1);
    expect(text(named('D-1')[0] ?? gone)).toContain('In Needs identified for 1 day');
    expect(named('D-2')).toHaveLength(2);
    expect((await lejek.tenant.cards.find(2, lejek.sales))?.messageTs).not.toBe(foreign.ts);
    // One look a day, and a card that is there is not made again.
    await lejek.runUntil(until('2026-11-18T12:00:00Z'));
    expect(named('D-1')).toHaveLength(1);
    expect(text(named('D-1')[0] ?? gone)).toContain('for 2 days');
  });

  it('has nothing in its thread of what is only said about late work', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.tick();
    const actor = await lejek.tenant.members.bySlackUser(lejek.piotr.id);
    if (actor === undefined) throw new Error('Piotr is not there.');
    const act = { actor, at: lejek.now(), today: '2026-11-16' as const, through: 'button' as const };
    const request = { key: null, at: lejek.now(), history: true as const };
    const working = await lejek.tenant
      .deals(ALL_DEALS)
      .change(1, (file, history) => markStillWorking(file, history, act), request);
    const kept = await lejek.tenant
      .deals(ALL_DEALS)
      .change(1, (file, history) => markKept(file, { history, since: 0 }, act), request);
    expect([working.ok, kept.ok]).toEqual([true, true]);
    await lejek.tick();
    expect(thread()).toEqual([]);
  });

  it('is posted by day: at night a new message waits, a change of an old one does not', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.tick();
    lejek.setNow(until('2026-12-24T21:00:00Z'));
    await lejek.typeCommand(lejek.piotr, '/deal lost bielik no budget');
    await lejek.createDeal(lejek.anna, 'Morela', { stageId: 'offer' });
    await lejek.tick();
    expect(text(card())).toContain('Lost on 24 Dec 2026');
    expect(thread()).toEqual([]);
    // Christmas is a holiday in Poland, and so is the day after.
    await lejek.runUntil(until('2026-12-26T20:00:00Z'));
    expect(thread()).toEqual([]);
    await lejek.runUntil(until('2026-12-27T07:00:00Z'));
    expect(cards().map(text)).toEqual([expect.stringContaining('Bielik'), expect.stringContaining('D-2 Morela')]);
  });

  it('tells what happened at night in one message in the morning, in order, with the times; each thing by day in its own', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.createDeal(lejek.piotr, 'Morela', { stageId: 'needs' });
    await lejek.tick();
    for (const [at, line] of [
      ['2026-11-16T21:05:00Z', '/deal note bielik wants a visit'],
      ['2026-11-16T21:30:00Z', '/deal note morela call in May'],
      ['2026-11-16T23:10:00Z', '/deal move bielik to prospect because we start anew'],
      ['2026-11-17T05:20:00Z', '/deal move bielik to lead because they left'],
    ] as const) {
      lejek.setNow(until(at));
      await lejek.typeCommand(lejek.piotr, line);
      await lejek.tick();
    }
    const ofBielik = () => lejek.slack.replies(lejek.sales, cards()[0]?.ts ?? '').map(text);
    expect(ofBielik()).toEqual([]);
    await lejek.runUntil(until('2026-11-17T06:30:00Z'), 4_000_000);
    expect(ofBielik()).toHaveLength(1);
    expect(ofBielik()[0]).toMatch(
      /note: wants a visit · Piotr · Mon 16 Nov, 22:05[\s\S]*Needs → Prospect · we start anew · 0:10[\s\S]*Prospect → Lead · they left · 6:20/,
    );
    expect(lejek.slack.replies(lejek.sales, cards()[1]?.ts ?? '').map(text)).toEqual([expect.stringContaining('call in May')]);
    await lejek.typeCommand(lejek.piotr, '/deal note bielik good morning');
    await lejek.typeCommand(lejek.piotr, '/deal note bielik and good day');
    await lejek.tick();
    expect(ofBielik()).toHaveLength(3);
  });

  it('tells a night once, though Slack loses the answer, the card is deleted, or the bot was away till noon', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.tick();
    const night = async (at: string) => {
      lejek.setNow(until(at));
      for (const word of ['one', 'two', 'three']) await lejek.typeCommand(lejek.piotr, `/deal note bielik ${word}`);
    };
    await night('2026-11-16T22:00:00Z');
    await lejek.tick();
    lejek.slack.faults.loseResponses('chat.postMessage', 1);
    await lejek.runUntil(until('2026-11-17T08:00:00Z'));
    expect(thread()).toEqual([expect.stringMatching(/one[\s\S]*two[\s\S]*three/)]);
    await night('2026-11-17T22:00:00Z');
    lejek.setNow(until('2026-11-18T11:00:00Z'));
    await lejek.tick();
    expect(thread()).toHaveLength(2);
    await night('2026-11-18T22:00:00Z');
    const client = await lejek.deps.clientFor(lejek.tenant.id);
    await lejek.tick();
    await client.chat.delete({ channel: lejek.sales, ts: card().ts });
    await lejek.runUntil(until('2026-11-19T08:00:00Z'));
    expect(thread()).toEqual([expect.stringMatching(/one[\s\S]*two[\s\S]*three/)]);
  });

  it('shows what looks like markup as typed, and pings nobody', async () => {
    await ready({ cards: '1' });
    await lejek.createDeal(lejek.piotr, '<!channel> *bold* & co');
    await lejek.tick();
    expect(text(card())).toContain('<!channel> *bold* & co');
    expect(card().text).toContain('&lt;!channel&gt; *bold* &amp; co');
  });

  it('is not there where a channel wants none', async () => {
    await ready({ cards: 'none' });
    await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'negotiation' });
    await lejek.tick();
    expect(await lejek.tenant.deliveries.ofKind('deal-card', 0)).toEqual([]);
    await setUpFunnel(lejek, lejek.ewa);
    expect((await lejek.tenant.subscriptions.all())[0]?.cardsFrom).toBe(null);
  });

  it('says that a deal was deleted', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.tick();
    expect(await lejek.typeCommand(lejek.piotr, '/deal undo')).toContain('as if it had never been entered');
    await lejek.tick();
    expect(text(card())).toContain('D-1 Bielik: deleted as entered by mistake. It no longer counts anywhere.');
  });
});

describe('a recommended action', () => {
  it('is done by one tap on the card, by its owner or a manager', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'needs' });
    await lejek.tick();
    expect(text(card())).toContain('[ ] Say a rough cost and ask if it fits');
    await checkActions(lejek.anna, card(), ['needs.1']);
    await expect.poll(() => lejek.lastAnswer(lejek.anna)).toContain('Piotr');
    await checkActions(lejek.piotr, card(), ['needs.1']);
    await expect.poll(async () => (await lejek.tenant.deals(ALL_DEALS).file(1))?.ticks).toEqual(['action needs.1']);
    await lejek.tick();
    expect(text(card())).toContain('[x] Say a rough cost and ask if it fits');
    expect(thread()).toEqual([expect.stringContaining('done: say a rough cost and ask if it fits · Piotr')]);
    expect(await lejek.typeCommand(lejek.piotr, '/deal history bielik')).toContain('done: say a rough cost and ask if it fits');
    // Unticked, it is undone, as long as nothing came after it.
    await checkActions(lejek.piotr, card(), []);
    await expect.poll(() => lejek.lastAnswer(lejek.piotr)).toContain('Undone: D-1 Bielik is back as it was.');
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.ticks).toEqual([]);
    await lejek.tick();
    await checkActions(lejek.piotr, card(), ['needs.1']);
    await expect.poll(async () => (await lejek.tenant.deals(ALL_DEALS).file(1))?.ticks).toEqual(['action needs.1']);
    await lejek.typeCommand(lejek.piotr, '/deal note bielik called');
    await lejek.tick();
    await checkActions(lejek.piotr, card(), []);
    await expect.poll(() => lejek.lastAnswer(lejek.piotr)).toContain('what is done stays ticked');
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.ticks).toEqual(['action needs.1']);
  });

  it('is ticked in a private answer too, which then shows it', async () => {
    const { anna } = lejek;
    await lejek.createDeal(anna, 'Bielik');
    expect(await lejek.typeCommand(anna, '/deal pokaż bielik')).toContain('[ ] Znajdź konkretną osobę, telefon lub e-mail');
    const answer = lejek.slack.ephemerals(anna.id).at(-1);
    if (answer === undefined) throw new Error('no answer');
    await checkActions(anna, answer, ['lead.1']);
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('[x] Znajdź konkretną osobę, telefon lub e-mail');
  });
});
