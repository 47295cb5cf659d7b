import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bot, bot } from '../support/bot.ts';

let lejek: Bot;
beforeAll(async () => {
  lejek = await bot();
});
afterAll(() => lejek.stop());

describe('a shortcut', () => {
  it('makes a deal of a message: its first line fills the form, and the answer comes back', async () => {
    const { anna, piotr, sales, tenant } = lejek;
    const message = await piotr.say(sales, 'Bielik serwis wózków 48 tys. zł <!channel>\nzadzwonić jutro');
    await anna.messageShortcut('deal.from-message', sales, message.ts);
    const view = await anna.waitForView((each) => each.callback_id === 'deal.create', 20_000);
    expect(anna.values(view)['name']?.['name']?.['value']).toContain('Bielik serwis wózków');
    expect(anna.values(view)['value']?.['value']?.['value']).toBe('48 tys. zł');
    expect(await anna.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(anna), { timeout: 10_000 }).toContain('D-1 Bielik serwis wózków');
    expect((await tenant.deals.history(1))[0]).toMatchObject({ kind: 'opened' });
  });

  it('opens an empty form from anywhere, and the answer comes by direct message', async () => {
    const { piotr } = lejek;
    await piotr.globalShortcut('deal.from-anywhere');
    await piotr.waitForView((each) => each.callback_id === 'deal.create', 20_000);
    piotr.type('name', 'Kowent');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await piotr.waitForMessage('dm', ({ text }) => text.includes('D-2 Kowent'), 10_000);
  });
});
