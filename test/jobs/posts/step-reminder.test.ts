import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
    expect(reminders(piotr.id)).toEqual([]);
  });

  it('that was undone, or whose deal is closed, is not reminded of', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await lejek.typeCommand(piotr, '/deal step bielik call tomorrow at 10');
    await lejek.typeCommand(piotr, '/deal undo');
    expect((await tenant.deals.file(1))?.deal.nextStep).toBeNull();
    await tickAt('2026-11-17T09:00:00Z');
    expect(reminders(piotr.id)).toEqual([]);
  });
});
