import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { fillFormFromAnswer, typeAndRead, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Opens the form from `/funnel why` and fills it. */
const estimate = (person: Person, fields: Readonly<Record<'win' | 'until' | 'reason', string>>) =>
  fillFormFromAnswer(
    lejek,
    person,
    { command: '/funnel why bielik', button: 'deal.estimate', form: 'deal.save-estimate' },
    fields,
  );

const until = '2026-12-12';

describe('an own estimate', () => {
  it('stands beside the computed probability, with its author, reason and last day, in both languages', async () => {
    const { piotr, ewa, anna } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await estimate(piotr, { win: '80', until, reason: 'verbal *yes* <!here>' });
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik: your estimate of 80% is valid until 12 Dec.');
    const own = await typeAndRead(lejek, piotr, '/funnel why bielik');
    expect(own).toMatch(/You say 80% until 12 Dec: "verbal \*yes\* <!here>" · calculated [56]\d%/);
    expect(own).toMatch(/D-1 Bielik: win [56]\d%/);
    expect(own).toContain('[Change my estimate]');
    expect(await typeAndRead(lejek, ewa, '/funnel why bielik')).toContain('Piotr says 80% until 12 Dec');
    const polish = await typeAndRead(lejek, anna, '/lejek dlaczego bielik');
    expect(polish).toMatch(/Ocena \(@?Piotr\): 80% do 12 grudnia: „verbal \*yes\* <!here>” · obliczone [56]\d%/);
    expect(polish).not.toContain('Zmień ocenę');
    expect(await typeAndRead(lejek, piotr, '/deal history bielik')).toMatch(
      /changed: own win probability\s[\s\S]*"verbal \*yes\* <!here>"/,
    );
  });

  it('asks again for what is no percentage, no day to come, or no reason', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    const { errors } = await estimate(piotr, { win: '50', until: '2026-11-10', reason: ' ' });
    expect(errors).toEqual({
      until: expect.stringContaining('Pick today or a later date'),
      reason: 'Give a reason in one line.',
    });
    await piotr.closeAll();
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.winOverride).toBeNull();
  });

  it('ends by a tap, by its last day, and when the deal is closed', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await estimate(piotr, { win: '80', until, reason: 'verbal yes' });
    await typeAndRead(lejek, piotr, '/funnel why bielik');
    const why = lejek.slack.ephemerals(piotr.id).at(-1);
    if (why === undefined) throw new Error('no answer');
    await piotr.click(why, 'deal.estimate-end');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('back to the calculated win probability');
    expect(await typeAndRead(lejek, piotr, '/funnel why bielik')).not.toContain('You say');
    await estimate(piotr, { win: '85', until, reason: 'signed draft' });
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('85%');
    lejek.setNow(Date.parse('2026-12-13T09:00:00Z'));
    expect(await typeAndRead(lejek, piotr, '/funnel why bielik')).not.toContain('You say');
    await lejek.typeCommand(piotr, '/deal lost bielik too expensive');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({ outcome: 'lost', winOverride: null });
  });

  it('leaves the forecast as computed and says beside it what it would change', async () => {
    const { piotr, ewa } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await lejek.createDeal(piotr, 'Orlik', { ...valueInEuros(1000), stageId: 'offer' });
    await lejek.typeCommand(piotr, '/deal lost orlik too expensive');
    const before = await typeAndRead(lejek, ewa, '/funnel forecast year');
    expect(before).not.toContain('estimate:');
    await estimate(piotr, { win: '99', until, reason: 'signed draft' });
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('99%');
    const after = await typeAndRead(lejek, ewa, '/funnel forecast year');
    const computed = /expected ([\d.]+)k/.exec(after)?.[1];
    expect(computed).toBe(/expected ([\d.]+)k/.exec(before)?.[1]);
    expect(Number(/With 1 own estimate: ([\d.]+)k/.exec(after)?.[1])).toBeGreaterThan(Number(computed));
  });
});
