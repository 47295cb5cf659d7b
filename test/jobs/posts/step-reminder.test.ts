import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSteps, stepId } from '../../../src/core/deal/next-steps.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { valueInEuros } from '../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const tickAt = async (instant: string) => {
  lejek.setNow(Date.parse(instant));
  await lejek.tick();
};
/** The id of a deal's next step, as its check box carries it. */
const firstStepId = async (number: number): Promise<string> => {
  const deal = (await lejek.tenant.deals(ALL_DEALS).file(number))?.deal;
  const next = deal === undefined ? undefined : openSteps(deal)[0];
  if (next === undefined) throw new Error('nothing is planned');
  return stepId(next);
};
/** Reminders of steps; morning notes left out. */
const reminders = (personId: string) => lejek.posts(personId).filter((text) => /^(?:Now|Teraz), /.test(text));

describe('a next step with an hour', () => {
  it('is read back with it, and its owner is reminded then, once', async () => {
    const { piotr, anna } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await lejek.createDeal(anna, 'Kowent', valueInEuros(12_000));
    expect(await lejek.typeCommand(piotr, '/deal step bielik call tomorrow at 10')).toContain(
      'D-1 Bielik: next: call at 10, Tue 17 Nov. A reminder will come at 10:00.',
    );
    expect(await lejek.typeCommand(anna, '/szansa krok kowent zadzwonić jutro o 14:30!')).toContain(
      'Przypomnienie przyjdzie o 14:30.',
    );
    await tickAt('2026-11-17T08:59:00Z');
    expect(reminders(piotr.id)).toEqual([]);
    await tickAt('2026-11-17T09:00:00Z');
    await tickAt('2026-11-17T09:01:00Z');
    expect(reminders(piotr.id)).toEqual([expect.stringContaining('Now, 10:00: D-1 Bielik: call at 10')]);
    await tickAt('2026-11-17T13:30:00Z');
    expect(reminders(anna.id)).toEqual([expect.stringContaining('Teraz, 14:30: D-2 Kowent: zadzwonić o 14:30!')]);
  });

  it('that was moved to another day is reminded of on that one', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await lejek.typeCommand(piotr, '/deal step bielik call at 10 tomorrow');
    expect(await lejek.typeCommand(piotr, '/deal step bielik on Wednesday')).toContain('next: call at 10, Wed 18 Nov.');
    await tickAt('2026-11-17T09:00:00Z');
    expect(reminders(piotr.id)).toEqual([]);
    await tickAt('2026-11-18T09:00:00Z');
    expect(reminders(piotr.id)).toHaveLength(1);
  });

  it('and without a day is the next such hour on the person’s clock', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    expect(await lejek.typeCommand(piotr, '/deal step bielik call at 16:00')).toContain('next: call at 16:00, Mon 16 Nov.');
    expect(await lejek.typeCommand(piotr, '/deal step bielik call in an hour')).toContain(
      'next: call at 11:00, Mon 16 Nov. A reminder will come at 11:00.',
    );
    expect(await lejek.typeCommand(piotr, '/deal step bielik call at 9:30')).toContain('next: call at 9:30, Tue 17 Nov.');
    await tickAt('2026-11-16T15:00:00Z');
    expect(reminders(piotr.id)).toHaveLength(2);
  });

  it('stands beside others of its deal, and each is reminded of at its own hour', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await lejek.typeCommand(piotr, '/deal step bielik call Maria tomorrow at 10');
    expect(await lejek.typeCommand(piotr, '/deal step bielik send the offer tomorrow at 15:00')).toContain(
      'next: send the offer at 15:00, Tue 17 Nov. A reminder will come at 15:00. Also open: call Maria at 10 (Tue 17 Nov).',
    );
    const shown = await lejek.typeCommand(piotr, '/deal show bielik');
    expect(shown).toContain('Next step: call Maria at 10, Tue 17 Nov');
    expect(shown).toContain('Then: send the offer at 15:00, Tue 17 Nov');
    await tickAt('2026-11-17T09:00:00Z');
    expect(reminders(piotr.id)).toEqual([expect.stringContaining('call Maria at 10')]);
    const message = lejek.messages(piotr.id).find(({ text }) => text.includes('call Maria'));
    if (message === undefined) throw new Error('no reminder');
    await piotr.click(message, 'step.done');
    await piotr.waitForView();
    expect((await piotr.submit()).closed).toBe(true);
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik: next: send the offer at 15:00, Tue 17 Nov.');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({ nextStep: 'send the offer at 15:00', laterSteps: [] });
    await piotr.click(message, 'step.tomorrow');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('this step is already done or was changed. Nothing changed.');
    await tickAt('2026-11-17T14:00:00Z');
    expect(reminders(piotr.id)).toHaveLength(2);
  });

  it('that was done and comes back by Undo is reminded of', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await lejek.typeCommand(piotr, '/deal step bielik write on Friday');
    await lejek.typeCommand(piotr, '/deal step bielik call tomorrow at 10');
    await lejek.typeCommand(piotr, '/deal step bielik');
    await piotr.waitForView();
    const form = lejek.readScreen(piotr);
    expect(form).toContain('call at 10, Tue 17 Nov');
    expect(form).toContain('write, Fri 20 Nov');
    piotr.fillInput('done', [await firstStepId(1)]);
    await piotr.submit();
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal.nextStep).toBe('write');
    await lejek.typeCommand(piotr, '/deal undo');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({
      nextStep: 'call at 10',
      laterSteps: [{ step: 'write', on: '2026-11-20' }],
    });
    await tickAt('2026-11-17T09:00:00Z');
    expect(reminders(piotr.id)).toHaveLength(1);
  });

  it('is planned with a deal in one line, and is changed in its form', async () => {
    const { piotr, tenant } = lejek;
    await lejek.typeCommand(piotr, '/deal new Bielik 12k next: call Maria tomorrow at 10; send the offer next Friday');
    await piotr.waitForView();
    expect(lejek.readScreen(piotr)).toContain('call Maria at 10, 17 Nov 2026');
    expect((await piotr.submit()).closed).toBe(true);
    await expect
      .poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal)
      .toMatchObject({
        name: 'Bielik',
        nextStep: 'call Maria at 10',
        nextStepOn: '2026-11-17',
        laterSteps: [{ step: 'send the offer', on: '2026-11-27' }],
      });
    await lejek.typeCommand(piotr, '/deal edit bielik');
    await piotr.waitForView();
    piotr.fillInput('nextStep', 'call Maria tonight at 8');
    piotr.fillInput('laterSteps', 'send the offer, 27 Nov 2026\nsign the contract mid December');
    expect((await piotr.submit()).closed).toBe(true);
    await expect
      .poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal)
      .toMatchObject({
        nextStep: 'call Maria evening at 8',
        nextStepOn: '2026-11-16',
        laterSteps: [
          { step: 'send the offer', on: '2026-11-27' },
          { step: 'sign the contract', on: '2026-12-15' },
        ],
      });
    await tickAt('2026-11-16T19:00:00Z');
    await tickAt('2026-11-17T09:00:00Z');
    expect(reminders(piotr.id)).toEqual([expect.stringContaining('Now, 20:00: D-1 Bielik: call Maria evening at 8')]);
  });

  it('that was undone, or whose deal is closed, is not reminded of', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await lejek.typeCommand(piotr, '/deal step bielik call tomorrow at 10');
    await lejek.typeCommand(piotr, '/deal undo');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.nextStep).toBeNull();
    await tickAt('2026-11-17T09:00:00Z');
    expect(reminders(piotr.id)).toEqual([]);
  });
});
