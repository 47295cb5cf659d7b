import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import type { Message } from '../../../../simulator/state/entities.ts';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { pressMoveAnyway, setUpFunnel, typeAndRead, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(async () => {
  await lejek.reset();
  await setUpFunnel(lejek, lejek.ewa);
  for (const person of [lejek.anna, lejek.piotr]) await typeAndRead(lejek, person, '/deal help');
});
afterAll(() => lejek.stop());

const text = (message: Message) => {
  const people = [lejek.anna, lejek.piotr, lejek.ewa].map(({ id }, index) => [id, ['Anna', 'Piotr', 'Ewa'][index]] as const);
  const shown = renderMessage(message, { width: 200 }).replaceAll('\u00A0', ' ');
  return people.reduce((read, [id, name]) => read.replaceAll(`@${id}`, `@${name}`), shown);
};
/** What a person was told directly about deals. */
const dealMessages = (person: Person) => lejek.messages(person.id).filter((message) => text(message).includes('D-'));

/** Presses the button that asks, below the person's last answer. */
async function pressAsk(person: Person): Promise<string> {
  const answer = lejek.slack.ephemerals(person.id).at(-1);
  if (answer === undefined) throw new Error('no answer');
  const before = lejek.slack.ephemerals(person.id).length;
  await person.click(answer, 'deal.ask');
  await expect.poll(() => lejek.slack.ephemerals(person.id).length, { timeout: 20_000 }).toBeGreaterThan(before);
  return lejek.lastAnswer(person);
}

const nextCard = async (message: Message | undefined, person: Person, id: string) => {
  if (message === undefined) throw new Error('nothing was sent');
  await person.click(message, id);
};

describe('what one may not do', () => {
  it('is asked of the owner by one tap, in the owner’s language, done by one more, and told to who asked', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(anna, 'Bielik', { ...valueInEuros(48_000), stageId: 'prospect' });
    await lejek.tenant.deals(ALL_DEALS).file(1);
    expect(await typeAndRead(lejek, piotr, '/deal advance bielik')).toMatch(/Only @Anna or a manager can change[\s\S]*Ask Anna/);
    expect(await pressAsk(piotr)).toContain('Asked @Anna. I will tell you when it is done.');
    await lejek.tick();
    expect(dealMessages(anna).map(text)).toEqual([
      expect.stringMatching(
        /@Piotr pyta o szansę D-1 Bielik · 48 tys\. EUR · Prospekt: przesunąć na etap „Potrzeby”\?[\s\S]*Potrzeby/,
      ),
    ]);
    await nextCard(dealMessages(anna)[0], anna, 'deal.advance');
    await anna.waitForView((view) => view.callback_id === 'deal.enter', 20_000);
    await pressMoveAnyway(anna);
    expect(await anna.submit()).toMatchObject({ closed: true });
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.deal.stageId).toBe('needs');
    lejek.advanceClock(2 * MINUTE_MS);
    await lejek.tick();
    expect(dealMessages(piotr).map(text)).toEqual([
      expect.stringContaining('Done, as you asked: D-1 Bielik · 48k EUR · Needs (Anna).'),
    ]);
    lejek.advanceClock(HOUR_MS);
    await lejek.tick();
    expect(dealMessages(piotr)).toHaveLength(1);
  });

  it('is asked once, however often it is pressed', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(anna, 'Bielik', { stageId: 'prospect' });
    await typeAndRead(lejek, piotr, '/deal won bielik');
    expect(await pressAsk(piotr)).toContain('Asked @Anna');
    await typeAndRead(lejek, piotr, '/deal won bielik');
    expect(await pressAsk(piotr)).toContain('@Anna has been asked already.');
    await lejek.tick();
    expect(dealMessages(anna)).toHaveLength(1);
    expect(text(dealMessages(anna)[0] ?? expect.fail())).toContain('zamknąć jako wygraną?');
  });

  it('names the stage or the person that it was to go to, and the button takes it there', async () => {
    const { anna, piotr, ewa } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { stageId: 'needs' });
    expect(await typeAndRead(lejek, anna, '/szansa przenieś bielik do potencjalni bo pomyłka')).toContain('Zapytaj: Piotr');
    expect(await pressAsk(anna)).toContain('Pytanie wysłane: @Piotr.');
    expect(await typeAndRead(lejek, anna, '/szansa przydziel bielik @ewa')).toContain('Zapytaj: Piotr');
    await pressAsk(anna);
    await lejek.tick();
    const find = (id: string) => dealMessages(piotr).find(({ blocks }) => JSON.stringify(blocks).includes(`"${id}"`));
    const [moving, giving] = [find('deal.move'), find('deal.give')];
    expect(text(moving ?? expect.fail())).toMatch(/@Anna asks you about D-1 Bielik · Needs: move it to Lead\?/);
    expect(text(giving ?? expect.fail())).toMatch(/hand it over to Ewa\?[\s\S]*Hand over to Ewa/);
    await nextCard(moving, piotr, 'deal.move');
    const form = await piotr.waitForView((view) => view.callback_id === 'deal.save-move', 20_000);
    expect(JSON.stringify(form.blocks)).toMatch(/"initial_option":\{[^}]*"text":\{[^}]*Lead/);
    await piotr.closeAll();
    await nextCard(giving, piotr, 'deal.give');
    await expect
      .poll(async () => (await lejek.tenant.deals(ALL_DEALS).file(1))?.deal.ownerId)
      .toBe((await lejek.tenant.members.bySlackUser(ewa.id))?.id);
  });

  it('is asked of the manager where the owner has left', async () => {
    const { anna, piotr, ewa } = lejek;
    await lejek.createDeal(anna, 'Bielik', { stageId: 'prospect' });
    await lejek.tenant.members.upsert({ slackUserId: anna.id, name: 'Anna', account: 'left', at: lejek.now() });
    expect(await typeAndRead(lejek, piotr, '/deal lost bielik no budget')).toContain('Ask Ewa');
    await pressAsk(piotr);
    await lejek.tick();
    expect(dealMessages(anna)).toEqual([]);
    expect(dealMessages(ewa).map(text)).toEqual([
      expect.stringContaining('@Piotr asks you about D-1 Bielik · Prospect: close it as lost?'),
    ]);
  });

  it('is not asked of anybody where the deal was handed on meanwhile', async () => {
    const { anna, piotr, ewa } = lejek;
    await lejek.createDeal(anna, 'Bielik', { stageId: 'prospect' });
    await typeAndRead(lejek, piotr, '/deal edit bielik');
    await pressAsk(piotr);
    await typeAndRead(lejek, ewa, '/deal assign bielik @piotr');
    await lejek.tick();
    expect(dealMessages(anna)).toEqual([]);
  });
});

describe('choices of a reader who may not', () => {
  it('only show a deal that cannot be planned, reopened or deleted by them', async () => {
    const { anna, piotr } = lejek;
    for (const name of ['Bielik north', 'Bielik south']) await lejek.createDeal(anna, name, { stageId: 'prospect' });
    await lejek.createDeal(piotr, 'Bielik west', { stageId: 'prospect' });
    const actions = async (line: string) => {
      await typeAndRead(lejek, piotr, line);
      const blocks = JSON.stringify(lejek.slack.ephemerals(piotr.id).at(-1)?.blocks);
      return [...blocks.matchAll(/"action_id":"([a-z.-]+):\d"/g)].map(([, id]) => id).toSorted();
    };
    expect(await actions('/deal step bielik call tomorrow')).toEqual(['deal.show', 'deal.show', 'step.plan']);
    expect(await actions('/deal delete bielik')).toEqual(['deal.delete', 'deal.show', 'deal.show']);
  });

  it('a deal made for somebody else is not moved on by its author', async () => {
    const { anna, piotr } = lejek;
    await lejek.typeCommand(piotr, '/deal new Acme 12k @anna');
    await piotr.waitForView((view) => JSON.stringify(view.blocks).includes('"owner"'), 20_000);
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(piotr), { timeout: 20_000 }).toContain('D-1 Acme');
    const answer = lejek.slack.ephemerals(piotr.id).at(-1);
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.deal.ownerId).toBe(
      (await lejek.tenant.members.bySlackUser(anna.id))?.id,
    );
    expect(JSON.stringify(answer?.blocks)).not.toContain('"deal.advance"');
    expect(JSON.stringify(answer?.blocks)).toContain('"deal.show"');
  });

  it('a deal made for somebody else is told to its owner once, and one made for oneself to nobody', async () => {
    const { anna, piotr } = lejek;
    await lejek.typeCommand(piotr, '/deal new Acme 12k @anna');
    await piotr.waitForView((view) => JSON.stringify(view.blocks).includes('"owner"'), 20_000);
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(piotr), { timeout: 20_000 }).toContain('D-1 Acme');
    await lejek.createDeal(piotr, 'Bielik');
    await lejek.tick();
    expect(lejek.posts(anna.id)).toHaveLength(1);
    expect(lejek.posts(anna.id)[0]).toContain('Od teraz Twoja szansa: D-1 Acme · 12 tys. EUR · Potencjalni. Przekazuje: Piotr.');
    expect(lejek.posts(piotr.id)).toEqual([]);
  });
});
