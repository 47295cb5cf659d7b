import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { useStage, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

describe('a win probability', () => {
  it('says what it rests on, in both languages, and by a button', async () => {
    const { piotr, anna } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    const answer = await lejek.typeCommand(piotr, '/funnel why bielik');
    expect(answer).toMatch(/D-1 Bielik: win (5\d|6\d)%† \(8 in 10: \d+–\d+%\)/);
    expect(answer).toContain('It came to Offer today');
    expect(answer).toContain('† Mostly assumption');
    expect(answer).not.toContain('An open deal is never at 0% or 100%.');
    expect(await lejek.typeCommand(anna, '/lejek dlaczego bielik')).toContain('To głównie założenia');
    await lejek.typeCommand(piotr, '/deal show bielik');
    const card = lejek.slack.ephemerals(piotr.id).at(-1);
    if (card === undefined) throw new Error('no card');
    await piotr.click(card, 'funnel.why');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Mostly assumption');
    await lejek.typeCommand(piotr, '/deal lost bielik too expensive');
    expect(await lejek.typeCommand(piotr, '/funnel why bielik')).toContain('D-1 Bielik is closed');
  });

  it('falls as a team loses from a stage', async () => {
    const { piotr } = lejek;
    for (let index = 1; index <= 12; index += 1)
      await lejek.createDeal(piotr, `Deal ${index}`, { ...valueInEuros(1000), stageId: 'offer' });
    const before = /win (\d+)%/.exec(await lejek.typeCommand(piotr, '/funnel why 12'))?.[1];
    lejek.advanceClock(3 * DAY_MS);
    for (let index = 1; index <= 11; index += 1) await lejek.typeCommand(piotr, `/deal lost ${index} too expensive`);
    const after = /win (\d+)%/.exec(await lejek.typeCommand(piotr, '/funnel why 12'))?.[1];
    expect(Number(after)).toBeLessThan(Number(before) - 10);
  });
});

describe('/funnel gaps', () => {
  it('lists stages that ran dry with who can fill them, or says that none did', async () => {
    const { piotr, anna } = lejek;
    expect(await lejek.typeCommand(piotr, '/funnel gaps')).toContain('No deals are open.');
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision' });
    await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await useStage(lejek, piotr, { stageId: 'offer' });
    await lejek.typeCommand(piotr, '/deal lost 2 too expensive');
    expect(await lejek.typeCommand(anna, '/lejek braki')).toMatch(
      /Etap „Oferta” jest pusty od poniedziałku, 16 listopada\.[\s\S]*D-1 Bielik/,
    );
  });
});
