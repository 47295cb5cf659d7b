import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import type { Message } from '../../../../simulator/state/entities.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { checkActions, loseDealsIn, pressPostedButton, setUpFunnel, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const lastMessage = (person: Person): Message => {
  const last = lejek.slack.ephemerals(person.id).at(-1);
  if (last === undefined) throw new Error('no answer');
  return last;
};
const hears = (person: Person, words: string | RegExp) =>
  expect.poll(() => lejek.lastAnswer(person), { timeout: 10_000 })[typeof words === 'string' ? 'toContain' : 'toMatch'](words);
const outcome = async (number: number) => (await lejek.tenant.deals(ALL_DEALS).file(number))?.deal.outcome;

describe('a merge', () => {
  const merge = async (person: Person, line: string): Promise<Message> => {
    await lejek.createDeal(person, 'Bielik', { nextStep: 'call' });
    await lejek.createDeal(person, 'Bielik copy', { ...valueInEuros(48_000), contact: { name: 'Ola' } });
    await lejek.typeCommand(person, line);
    await person.click(lastMessage(person), 'deal.merge-sure');
    await expect.poll(() => outcome(2)).toBe('withdrawn');
    await expect.poll(() => JSON.stringify(lastMessage(person).blocks)).toContain('deal.undo');
    return lastMessage(person);
  };

  it('is taken back whole by its button, in both languages', async () => {
    const { piotr, anna, tenant } = lejek;
    await piotr.click(await merge(piotr, '/deal merge 2 into 1'), 'deal.undo');
    await hears(piotr, 'Undone: D-1 Bielik and D-2 Bielik copy are two deals again.');
    expect(await tenant.deals(ALL_DEALS).file(1)).toMatchObject({
      deal: { value: null, outcome: 'open' },
      contact: { name: null },
    });
    expect(await tenant.deals(ALL_DEALS).file(2)).toMatchObject({ deal: { value: { minor: 4_800_000 }, outcome: 'open' } });
    expect((await tenant.deals(ALL_DEALS).history(2)).map(({ kind }) => kind)).toEqual(['opened', 'withdrawn', 'undone']);
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    await lejek.reset();
    await anna.click(await merge(anna, '/szansa połącz 2 z 1'), 'deal.undo');
    await hears(anna, 'Cofnięte: D-1 Bielik i D-2 Bielik copy to znów dwie szanse.');
  });

  it('is taken back whole by the word, whichever of the two is named, and once', async () => {
    const { piotr, tenant } = lejek;
    for (const line of ['/deal undo', '/deal undo D-1', '/deal undo D-2']) {
      await lejek.reset();
      await merge(piotr, '/deal merge 2 into 1');
      expect(await lejek.typeCommand(piotr, line), line).toContain('are two deals again');
      expect(await lejek.typeCommand(piotr, '/deal undo D-1')).toContain('nothing to undo');
      expect([await outcome(1), await outcome(2)]).toEqual(['open', 'open']);
      expect(await tenant.funnel.verifyCounters()).toEqual([]);
    }
  });

  it('stays whole where somebody has changed one of the two since: it says who, and nothing is lost', async () => {
    const { piotr, ewa, tenant } = lejek;
    const answer = await merge(piotr, '/deal merge 2 into 1');
    lejek.advanceClock(MINUTE_MS);
    await lejek.typeCommand(ewa, '/deal note 1 they called');
    await piotr.click(answer, 'deal.undo');
    await hears(piotr, 'Not done: D-1 Bielik was changed by Ewa');
    expect(await outcome(2)).toBe('withdrawn');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.value?.minor).toBe(4_800_000);
  });

  it('is nobody else’s to take back, and cannot be after ten minutes', async () => {
    const { piotr, ewa } = lejek;
    const answer = await merge(piotr, '/deal merge 2 into 1');
    expect(await lejek.typeCommand(ewa, '/deal undo 1')).toContain('only they can undo it');
    lejek.advanceClock(11 * MINUTE_MS);
    await piotr.click(answer, 'deal.undo');
    await hears(piotr, 'Undo works for 10 minutes.');
    expect(await outcome(2)).toBe('withdrawn');
  });
});

describe('a tick of a recommended action', () => {
  it('on the card in the channel is answered with the way back', async () => {
    const { piotr, anna, ewa, sales, tenant } = lejek;
    await setUpFunnel(lejek, ewa, { cards: '1' });
    await lejek.createDeal(piotr, 'Bielik');
    await lejek.createDeal(anna, 'Kowent');
    await lejek.tick();
    const card = (name: string): Message => {
      const found = lejek.messages(sales).find((message) => JSON.stringify(message).includes(name));
      if (found === undefined) throw new Error('no card');
      return found;
    };
    await checkActions(piotr, card('Bielik'), ['lead.1']);
    await hears(piotr, 'D-1 Bielik, done: find a named person with phone or e-mail');
    await piotr.click(lastMessage(piotr), 'deal.undo');
    await hears(piotr, /Undone: D-1 Bielik is back as it was\. Taken back: .*find a named person with phone or e-mail/);
    expect((await tenant.deals(ALL_DEALS).file(1))?.ticks).toEqual([]);
    await checkActions(anna, card('Kowent'), ['lead.1']);
    await hears(anna, 'D-2 Kowent, zrobione: znajdź konkretną osobę, telefon lub e-mail');
    lejek.advanceClock(11 * MINUTE_MS);
    await anna.click(lastMessage(anna), 'deal.undo');
    await hears(anna, 'Cofnąć można przez 10 minut.');
    expect((await tenant.deals(ALL_DEALS).file(2))?.ticks).toEqual(['action lead.1']);
  });

  it('in a private answer too', async () => {
    const { anna, tenant } = lejek;
    await lejek.createDeal(anna, 'Bielik');
    await lejek.typeCommand(anna, '/szansa pokaż 1');
    await checkActions(anna, lastMessage(anna), ['lead.1']);
    await hears(anna, /D-1 Bielik, zrobione: znajdź konkretną osobę[\s\S]*\[Cofnij\][\s\S]*\[x\] Znajdź konkretną osobę/);
    await anna.click(lastMessage(anna), 'deal.undo');
    await hears(anna, /Cofnięte: D-1 Bielik wraca do poprzedniego stanu\. Cofnięta zmiana: .*znajdź konkretną osobę/);
    expect((await tenant.deals(ALL_DEALS).file(1))?.ticks).toEqual([]);
  });
});

describe('"I\'ll do it"', () => {
  /** Offer has run dry, and somebody takes a move of its alert. */
  async function promise(person: Person): Promise<Message> {
    const { tenant, now } = lejek;
    const number = await lejek.createDeal(person, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision' });
    const at = now();
    const episode = { pipelineId: 'sales', stageId: 'offer', drySince: at, seenAt: at, needed: 2 };
    const alert = (await tenant.stageAlerts.begin(episode)) ?? (await tenant.stageAlerts.open('sales'))[0];
    await pressPostedButton(lejek, person, 'alert.take', `${alert?.id} ${number}>offer`);
    await expect.poll(async () => (await tenant.commitments.byAlerts([alert?.id ?? ''])).length).toBe(1);
    await expect.poll(() => JSON.stringify(lejek.slack.ephemerals(person.id).at(-1))).toContain('alert.give-back');
    return lastMessage(person);
  }
  const promises = async () =>
    lejek.tenant.commitments.byAlerts((await lejek.tenant.stageAlerts.open('sales')).map(({ id }) => id));

  it('can be given back where it was answered, and is free to take again', async () => {
    const { piotr, ewa } = lejek;
    const answer = await promise(piotr);
    const [made] = await promises();
    await piotr.click(answer, 'alert.give-back');
    await hears(piotr, 'Given back: D-1 Bielik is free to take again.');
    expect(await promises()).toEqual([]);
    await pressPostedButton(lejek, piotr, 'alert.give-back', made?.id ?? '');
    await hears(piotr, 'There is nothing to give back');
    const [alert] = await lejek.tenant.stageAlerts.open('sales');
    await pressPostedButton(lejek, ewa, 'alert.take', `${alert?.id} 1>offer`);
    await hears(ewa, "You're on it: D-1 Bielik to Offer");
  });

  it('is given back by whom it is, not by another', async () => {
    const { anna, ewa } = lejek;
    await promise(anna);
    const [made] = await promises();
    await pressPostedButton(lejek, ewa, 'alert.give-back', made?.id ?? '');
    await hears(ewa, 'Anna is on it, and only they can give it back. Nothing changed.');
    expect(await promises()).toHaveLength(1);
    await anna.click(lastMessage(anna), 'alert.give-back');
    await hears(anna, 'Oddane: D-1 Bielik jest znów do wzięcia.');
    expect(await promises()).toEqual([]);
  });

  it('shows in the alert while it holds, and no longer once it is given back', async () => {
    const { anna, ewa, piotr, sales } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [anna.id], cards: 'none' });
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision' });
    await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await loseDealsIn(lejek, piotr, 'offer');
    await lejek.typeCommand(piotr, '/deal lost 2 too expensive');
    await lejek.runUntil(Date.parse('2026-11-17T07:45:00Z'), 10 * MINUTE_MS);
    const alert = () => lejek.messages(sales).findLast((message) => JSON.stringify(message.blocks).includes('D-1 Bielik'));
    const found = alert();
    if (found === undefined) throw new Error('nobody was told');
    await piotr.click(found, 'alert.take:0');
    await hears(piotr, "You're on it");
    await lejek.tick();
    expect(lejek.posts(sales).at(-1)).toMatch(/✓ Piotr/i);
    await piotr.click(lastMessage(piotr), 'alert.give-back');
    await hears(piotr, 'Given back');
    lejek.advanceClock(MINUTE_MS);
    await lejek.tick();
    expect(lejek.posts(sales).at(-1)).not.toMatch(/✓ Piotr/i);
    expect(lejek.posts(sales).at(-1)).toContain("I'll do it");
  });

  it('is what /deal undo offers right after it, with the last change of a deal below', async () => {
    const { piotr, anna } = lejek;
    await promise(piotr);
    const said = await lejek.typeCommand(piotr, '/deal undo');
    expect(said).toMatch(/Your last changes[\s\S]*10:00 · You're on it: D-1 Bielik to Offer by [\s\S]*D-1 Bielik: opened/);
    await piotr.click(lastMessage(piotr), 'alert.give-back:0');
    await hears(piotr, 'Given back: D-1 Bielik');
    expect(await promises()).toEqual([]);
    await lejek.reset();
    await promise(anna);
    lejek.advanceClock(MINUTE_MS);
    await lejek.typeCommand(anna, '/szansa notatka 1 telefon');
    // What came after it is taken back as ever.
    expect(await lejek.typeCommand(anna, '/szansa cofnij')).toContain('Cofnięte: D-1 Bielik wraca do poprzedniego stanu.');
    expect(await lejek.typeCommand(anna, '/szansa cofnij')).toContain('Bierzesz to: D-1 Bielik na etap „Oferta” do');
  });

  it('of an hour ago is not offered: the last change of a deal is meant', async () => {
    const { piotr } = lejek;
    await promise(piotr);
    lejek.advanceClock(HOUR_MS);
    expect(await lejek.typeCommand(piotr, '/deal undo')).toContain('Undo works for 10 minutes.');
  });
});

describe('/deal undo right after a change', () => {
  it('means that change, also where somebody else has changed the deal since: it says so instead of undoing an older one', async () => {
    const { piotr, ewa, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    await lejek.createDeal(piotr, 'Morela');
    lejek.advanceClock(MINUTE_MS);
    await lejek.typeCommand(piotr, '/deal note 2 they called');
    lejek.advanceClock(MINUTE_MS);
    await lejek.typeCommand(piotr, '/deal note 1 they called');
    lejek.advanceClock(MINUTE_MS);
    await lejek.typeCommand(ewa, '/deal note 1 they wrote');
    expect(await lejek.typeCommand(piotr, '/deal undo')).toContain('Not done: D-1 Bielik was changed by Ewa');
    expect((await tenant.deals(ALL_DEALS).history(2)).at(-1)?.kind).toBe('noted');
    // Later it is the older one that still stands.
    lejek.advanceClock(10 * MINUTE_MS);
    expect(await lejek.typeCommand(piotr, '/deal undo')).toContain('Undo works for 10 minutes.');
  });
});
