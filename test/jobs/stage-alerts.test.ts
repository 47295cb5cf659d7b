import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/core/time/durations.ts';
import { postStageAlerts } from '../../src/jobs/stage-alerts.ts';
import { setUpFunnel, useStage, valueInEuros } from '../support/bot-actions.ts';
import { dryOffer } from '../support/dry-offer.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Tuesday, 17 November 2026, 8:30 in Warsaw: the daily check of a channel that is told at nine. */
const CHECK = Date.parse('2026-11-17T07:30:00Z');

/** What the daily check tells the channel. */
async function channelAlert() {
  await lejek.runUntil(CHECK, 10 * MINUTE_MS);
  const alert = lejek.messages(lejek.sales).at(-1);
  if (alert === undefined) throw new Error('no alert');
  return alert;
}

describe('a stage that has run dry', () => {
  it('is told to managers after half an hour, in their language, and to the channel at its daily check', async () => {
    const { anna, ewa, sales } = lejek;
    await dryOffer(lejek);
    lejek.advanceClock(29 * MINUTE_MS);
    await lejek.tick();
    expect(lejek.posts(anna.id)).toEqual([]);
    lejek.advanceClock(2 * MINUTE_MS);
    await lejek.tick();
    expect(lejek.posts(anna.id)).toHaveLength(1);
    expect(lejek.posts(anna.id)[0]).toContain('Etap „Oferta” jest pusty od poniedziałku, 16 listopada.');
    expect(lejek.posts(ewa.id)).toEqual([]);
    expect(lejek.posts(sales).join()).not.toContain('Offer has been empty');
    await lejek.runUntil(CHECK, 10 * MINUTE_MS);
    const alerts = lejek.posts(sales).filter((post) => post.includes('Offer has been empty since Monday, 16 Nov.'));
    expect(alerts).toHaveLength(1);
    // One move is enough: of the deal that brings most.
    expect(alerts[0]).toMatch(
      /1 move closes the gap · @Piotr[\s\S]*D-1 Bielik · 48k EUR · @\w+ · needed first: the offer is with the customer/,
    );
    expect(alerts[0]).not.toContain('D-2 Kowent');
    expect(alerts[0]).toContain(
      'No target is set; the minimum here is 1. I will write about Offer again only when it is back to 1.',
    );
    expect(lejek.messages(sales).at(-1)?.text).toBe('Offer is empty: 1 deal needed.');
  });

  it('is told once, however long it lasts', async () => {
    const { anna, sales } = lejek;
    await dryOffer(lejek);
    await lejek.runUntil(Date.parse('2026-11-20T15:00:00Z'), 30 * MINUTE_MS);
    expect(lejek.posts(anna.id)).toHaveLength(1);
    expect(lejek.posts(sales).filter((post) => post.includes('Offer has been empty'))).toHaveLength(1);
    // What fills it at night is told in the morning.
    lejek.setNow(Date.parse('2026-11-20T21:00:00Z'));
    await lejek.createDeal(lejek.piotr, 'Nocna', { ...valueInEuros(30_000), stageId: 'offer' });
    const alert = lejek.messages(sales).find(({ text }) => text?.startsWith('Offer is empty'));
    const cleared = () => lejek.slack.replies(sales, alert?.ts ?? '').map(({ text }) => text);
    await lejek.runUntil(Date.parse('2026-11-21T05:30:00Z'), 60 * MINUTE_MS);
    expect(cleared()).toEqual([]);
    await lejek.runUntil(Date.parse('2026-11-21T06:30:00Z'), 30 * MINUTE_MS);
    expect(cleared()).toEqual([expect.stringMatching(/^Offer is back to 1.deal after 4.days\./)]);
  });

  it('is not told at night', async () => {
    const { anna, piotr, ewa } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [anna.id] });
    await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await useStage(lejek, piotr, { stageId: 'offer' });
    lejek.setNow(Date.parse('2026-11-16T21:00:00Z'));
    await lejek.typeCommand(piotr, '/deal lost 1 too expensive');
    await lejek.runUntil(Date.parse('2026-11-17T05:50:00Z'), 30 * MINUTE_MS);
    expect(lejek.posts(anna.id)).toEqual([]);
    await lejek.runUntil(Date.parse('2026-11-17T06:30:00Z'), 10 * MINUTE_MS);
    expect(lejek.posts(anna.id)).toHaveLength(1);
  });

  it('that was never used is not dry', async () => {
    const { anna, ewa, piotr } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [anna.id] });
    await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await lejek.runUntil(Date.parse('2026-11-18T12:00:00Z'));
    expect(lejek.posts(anna.id)).toEqual([]);
  });

  it('that recovers before anybody was told is nobody’s business', async () => {
    const { anna, piotr, sales } = lejek;
    await dryOffer(lejek);
    await lejek.tick();
    lejek.advanceClock(5 * MINUTE_MS);
    await lejek.createDeal(piotr, 'Zielony', { ...valueInEuros(5000), stageId: 'offer' });
    await lejek.runUntil(CHECK + 60 * MINUTE_MS, 10 * MINUTE_MS);
    expect(lejek.posts(anna.id)).toEqual([]);
    expect(lejek.posts(sales).filter((post) => post.includes('Offer') && !post.includes('D-'))).toEqual([]);
  });

  it('is answered by a promise that every post shows, and ends with an all-clear below them', async () => {
    const { anna, piotr, sales, slack } = lejek;
    await dryOffer(lejek);
    const alert = await channelAlert();
    await piotr.click(alert, 'alert.take:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain("You're on it: D-1 Bielik to Offer by Fri 20 Nov.");
    await piotr.click(alert, 'alert.take:0');
    await lejek.tick();
    const [shown] = lejek.posts(sales).slice(-1);
    expect(shown).toMatch(/D-1 Bielik[^\n]*✓ Piotr, by Fri 20 Nov/i);
    expect(lejek.posts(anna.id).at(-1)).toMatch(/✓ Piotr/i);
    lejek.advanceClock(60 * MINUTE_MS);
    const answer = lejek.slack.ephemerals(piotr.id).at(-1);
    if (answer === undefined) throw new Error('no answer');
    await piotr.click(answer, 'deal.advance');
    await piotr.waitForView();
    piotr.fillInput('criterion offer-sent', ['yes']);
    expect((await piotr.submit()).closed).toBe(true);
    await lejek.runUntil(lejek.now() + 60 * MINUTE_MS, 10 * MINUTE_MS);
    const thread = slack.replies(sales, alert.ts);
    expect(thread.map(({ text }) => text)).toEqual(['Offer is back to 1 deal after 1 day. The move was made.']);
    // Its number opens to the deals that the stage held then, however much changed since.
    lejek.advanceClock(60 * MINUTE_MS);
    await lejek.typeCommand(piotr, '/deal lost 1 no budget');
    const [clear] = thread;
    if (clear === undefined) throw new Error('no all-clear');
    await piotr.click(clear, 'behind.open');
    await piotr.waitForView((view) => view.callback_id === 'behind.frame', 20_000);
    expect(lejek.readScreen(piotr)).toMatch(/Offer sent: 1 ·[\s\S]*D-1 Bielik [^\n]*now: Lost/);
    await piotr.closeAll();
    const dm = lejek.messages(anna.id)[0];
    expect(dm === undefined ? [] : slack.replies(dm.channel, dm.ts).map(({ text }) => text.replaceAll('\u00A0', ' '))).toEqual([
      'Etap „Oferta”: znów 1 szansa, po 1 dniu. Przesunięte: 1 z 1 potrzebnych.',
    ]);
  });

  it('of which a deal has moved on cannot be answered by a promise any more, and shows where the deal is', async () => {
    const { ewa, piotr, sales } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [] });
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision' });
    await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await lejek.createDeal(piotr, 'Kowent', { ...valueInEuros(12_000), stageId: 'decision' });
    await useStage(lejek, piotr, { stageId: 'offer' });
    await lejek.typeCommand(piotr, '/deal lost 2 too expensive');
    const alert = await channelAlert();
    await lejek.typeCommand(piotr, '/deal lost 1 no budget');
    await piotr.click(alert, 'alert.take:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/D-1 Bielik was lost on \d+ Nov 2026\. Nothing changed\./);
    await lejek.tick();
    const shown = lejek.posts(sales).find((post) => post.includes('D-1 Bielik · 48k')) ?? '';
    expect(shown).toMatch(/D-1 Bielik · 48k EUR · now: Lost/);
    expect(shown).not.toContain("I'll do it");
  });

  it('of which a deal is somebody else’s cannot be taken by a rep', async () => {
    const { anna, ewa, piotr } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [] });
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision' });
    await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await useStage(lejek, piotr, { stageId: 'offer' });
    await lejek.typeCommand(piotr, '/deal lost 2 too expensive');
    const alert = await channelAlert();
    await anna.click(alert, 'alert.take:0');
    await expect.poll(() => lejek.lastAnswer(anna)).toMatch(/może zmienić tylko @\w+ albo menedżer/i);
  });

  it('is told by the job run by hand once, however often it is called', async () => {
    await dryOffer(lejek);
    lejek.advanceClock(45 * MINUTE_MS);
    const first = await postStageAlerts(lejek.deps, lejek.now());
    expect(first.map(({ outcome }) => outcome)).toContain('posted');
    expect(await postStageAlerts(lejek.deps, lejek.now())).toEqual([]);
  });

  it('says of the job run by hand which kind of post each line was, and of a card whether it was there before', async () => {
    const { ewa, piotr, sales, tenant } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [] });
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await lejek.tick();
    expect(await tenant.cards.find(1, sales)).toBeDefined();
    await lejek.typeCommand(piotr, '/deal note 1 wants a call');
    await lejek.typeCommand(piotr, '/deal lost 1 too expensive');
    const lines = (await postStageAlerts(lejek.deps, lejek.now())).map(({ target, outcome, what }) => [target, outcome, what]);
    expect(lines).toContainEqual([sales, 'updated', 'deal-card']);
    expect(lines).not.toContainEqual([sales, 'posted', 'deal-card']);
  });
});
