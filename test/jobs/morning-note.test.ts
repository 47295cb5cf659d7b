import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, bot } from '../support/bot.ts';
import { setUp, worth } from '../support/team.ts';

let lejek: Bot;
beforeAll(async () => {
  lejek = await bot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const at = (text: string) => lejek.setNow(Date.parse(text));
const note = async (instant: string) => {
  at(instant);
  await lejek.tick();
};

describe('the morning note', () => {
  it('names next steps that are due, once, and does them in a tap', async () => {
    const { piotr, tenant } = lejek;
    await lejek.deal(piotr, 'Bielik', { ...worth(48_000), nextStep: 'Call about the offer', nextStepOn: '2026-11-17' });
    await lejek.deal(piotr, 'Kowent', { ...worth(12_000), nextStep: 'Write', nextStepOn: '2026-11-20' });
    await note('2026-11-17T07:00:00Z');
    expect(lejek.posts(piotr.id)).toEqual([]);
    await note('2026-11-17T07:35:00Z');
    await note('2026-11-17T08:00:00Z');
    expect(lejek.posts(piotr.id)).toHaveLength(1);
    expect(lejek.posts(piotr.id)[0]).toContain('Today: 1 next step.');
    expect(lejek.posts(piotr.id)[0]).toContain('D-1 Bielik: Call about the offer');
    expect(lejek.posts(piotr.id)[0]).not.toContain('Kowent');
    const message = lejek.messages(piotr.id)[0];
    if (message === undefined) throw new Error('no note');
    await piotr.click(message, 'step.tomorrow:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik: moved to Wed 18 Nov.');
    await note('2026-11-18T07:35:00Z');
    const next = lejek.messages(piotr.id).at(-1);
    if (next === undefined) throw new Error('no second note');
    await piotr.click(next, 'step.done:0');
    await piotr.waitForView();
    piotr.type('step', 'Meet');
    piotr.type('on', '2026-11-25');
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik: next: Meet, Wed 25 Nov.');
    expect((await tenant.deals.file(1))?.deal).toMatchObject({ nextStep: 'Meet', nextStepOn: '2026-11-25' });
    await note('2026-11-19T07:35:00Z');
    expect(lejek.posts(piotr.id)).toHaveLength(2);
  });

  it('reminds on Friday of what a deal was moved past, and fills it in', async () => {
    const { anna, tenant } = lejek;
    await lejek.deal(anna, 'Bielik', worth(48_000));
    await lejek.type(anna, '/deal dalej bielik');
    await anna.waitForView();
    anna.type('anyway', ['yes']);
    await anna.submit();
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Przypomnę: pt. 20 lis');
    await note('2026-11-19T07:35:00Z');
    expect(lejek.posts(anna.id)).toEqual([]);
    await note('2026-11-20T07:35:00Z');
    expect(lejek.posts(anna.id)).toHaveLength(1);
    expect(lejek.posts(anna.id)[0]).toContain('Dziś: do uzupełnienia 1.');
    expect(lejek.posts(anna.id)[0]).toContain('D-1 Bielik: jeszcze brakuje: Contact; Phone or e-mail; A need');
    const message = lejek.messages(anna.id)[0];
    if (message === undefined) throw new Error('no note');
    await anna.click(message, 'deal.fill-in:0');
    await anna.waitForView();
    anna.type('criterion contact', 'Ola');
    anna.type('criterion need', ['yes']);
    await anna.submit();
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('D-1 Bielik: zapisane. Jeszcze brakuje: Phone or e-mail.');
    await anna.click(message, 'deal.fill-in:0');
    await anna.waitForView();
    anna.type('criterion reachable', 'ola@example.com');
    await anna.submit();
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('D-1 Bielik: komplet. Dziękuję.');
    expect((await tenant.deals.file(1))?.deal).toMatchObject({ missing: [], remindOn: null });
    expect(await tenant.funnel.verify()).toEqual([]);
  });

  it('on Fridays also asks for dates and next steps; a planned deal is left in peace', async () => {
    const { piotr } = lejek;
    await lejek.deal(piotr, 'Late', { ...worth(1000), closeOn: '2026-11-18', nextStep: 'x', nextStepOn: '2026-12-01' });
    await lejek.deal(piotr, 'Unplanned', worth(1000));
    await lejek.deal(piotr, 'Planned', { ...worth(1000), nextStep: 'Call', nextStepOn: '2026-12-01' });
    await note('2026-11-27T07:35:00Z');
    const text = lejek.posts(piotr.id)[0] ?? '';
    expect(text).toContain('Friday check: 2 deals want a date or a next step.');
    expect(text).toMatch(/D-1 Late: its close date was Wed 18 Nov[\s\S]*D-2 Unplanned: no next step/);
    expect(text).not.toContain('Planned: no');
  });

  it('comes neither on a holiday nor on a weekend nor in the afternoon', async () => {
    const { ewa, piotr } = lejek;
    await setUp(lejek, ewa);
    await lejek.deal(piotr, 'Bielik', { ...worth(1000), nextStep: 'Call', nextStepOn: '2026-11-17' });
    await note('2026-11-21T07:35:00Z');
    await note('2026-11-18T13:00:00Z');
    await note('2026-12-25T07:35:00Z');
    expect(lejek.posts(piotr.id)).toEqual([]);
  });
});
