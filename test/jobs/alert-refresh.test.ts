import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/core/time/durations.ts';
import { valueInEuros } from '../support/bot-actions.ts';
import { dryOffer } from '../support/dry-offer.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Daily checks of a channel that is told at nine, in Warsaw. */
const TUESDAY = Date.parse('2026-11-17T07:30:00Z');
const WEDNESDAY = Date.parse('2026-11-18T07:30:00Z');

/** Offer is empty; of two deals in Decision the larger one is asked for. */
async function alertOnTuesday(): Promise<void> {
  await dryOffer(lejek);
  await lejek.runUntil(TUESDAY, 10 * MINUTE_MS);
}

const alerts = (where: string, first: string) => lejek.posts(where).filter((post) => post.includes(first));
const inChannel = () => alerts(lejek.sales, 'Offer has been empty');
const toAnna = () => alerts(lejek.anna.id, 'Etap „Oferta” jest pusty');

describe('an alert that is open', () => {
  it('asks on the next day for what the plan asks for by then, where it stands', async () => {
    await alertOnTuesday();
    expect(inChannel()[0]).toContain('D-1 Bielik');
    await lejek.typeCommand(lejek.piotr, '/deal lost 1 too expensive');
    await lejek.runUntil(WEDNESDAY, 10 * MINUTE_MS);
    expect(inChannel()).toHaveLength(1);
    expect(inChannel()[0]).toContain('D-2 Kowent');
    expect(inChannel()[0]).not.toContain('D-1 Bielik');
    expect(toAnna()).toHaveLength(1);
    expect(toAnna()[0]).toContain('D-2 Kowent');
    expect(toAnna()[0]).not.toContain('D-1 Bielik');
  });

  it('is left as it is where it would say the same', async () => {
    await alertOnTuesday();
    const shown = inChannel();
    const updates = async () => (await lejek.tenant.deliveries.ofKind('stage-alert-taken', 0)).length;
    const before = await updates();
    await lejek.runUntil(WEDNESDAY, 10 * MINUTE_MS);
    expect(inChannel()).toEqual(shown);
    expect(await updates()).toBe(before);
  });

  it('keeps what somebody has taken on, whatever the plan asks for by then', async () => {
    const { piotr } = lejek;
    await alertOnTuesday();
    const alert = lejek.messages(lejek.sales).at(-1);
    if (alert === undefined) throw new Error('no alert');
    await piotr.click(alert, 'alert.take:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain("You're on it: D-1 Bielik to Offer");
    await lejek.createDeal(piotr, 'Zielony', { ...valueInEuros(500_000), stageId: 'decision', closeOn: '2026-11-25' });
    await lejek.runUntil(WEDNESDAY, 10 * MINUTE_MS);
    expect(inChannel()[0]).toMatch(/D-1 Bielik.*✓ Piotr, by Fri 20 Nov/);
  });
});
