import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

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

/** A workspace whose team is off on Polish public holidays, as on Wednesday, 6 January 2027. */
async function polishCalendar(): Promise<void> {
  await lejek.tenant.updateWorkspace({ holidayRegion: 'PL' });
}

describe('on a public holiday', () => {
  it('a direct message waits for the next morning, as a channel does', async () => {
    const { anna, piotr } = lejek;
    await polishCalendar();
    lejek.setNow(Date.parse('2027-01-06T10:00:00Z'));
    await lejek.createDeal(anna, 'Bielik');
    await lejek.typeCommand(anna, '/deal przydziel bielik @piotr');
    await tickAt('2027-01-06T18:00:00Z');
    expect(lejek.posts(piotr.id)).toEqual([]);
    await tickAt('2027-01-07T05:59:00Z');
    expect(lejek.posts(piotr.id)).toEqual([]);
    await tickAt('2027-01-07T06:01:00Z');
    expect(lejek.posts(piotr.id)).toEqual([expect.stringContaining('Anna handed this deal to you: D-1 Bielik')]);
  });

  it('a person is still answered, and reminded of a step at the hour that they asked for', async () => {
    const { anna } = lejek;
    await polishCalendar();
    await lejek.createDeal(anna, 'Bielik', valueInEuros(48_000));
    lejek.setNow(Date.parse('2027-01-06T09:00:00Z'));
    expect(await lejek.typeCommand(anna, '/szansa krok bielik zadzwonić dziś o 14:30')).toContain('o 14:30');
    await tickAt('2027-01-06T13:30:00Z');
    expect(lejek.posts(anna.id)).toEqual([expect.stringContaining('Teraz, 14:30: D-1 Bielik: zadzwonić o 14:30')]);
  });
});
