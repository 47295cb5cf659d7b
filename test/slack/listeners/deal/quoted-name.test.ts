import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot({ transport: 'http' });
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

describe("a deal's name in quotes", () => {
  it.each([
    ['/deal lost "Klient 2" too expensive', 'D-2 Klient 2 closed as lost: too expensive.'],
    ["/deal lost 'Klient 2' too expensive", 'D-2 Klient 2 closed as lost: too expensive.'],
    ['/szansa przegrana „Klient 2” za drogo', 'D-2 Klient 2 closed as lost: too expensive.'],
    ['/deal show „Klient 2”', 'D-2 Klient 2'],
    ['/deal "Klient 2"', 'D-2 Klient 2'],
    ['/deal history ‘Klient 2’', 'D-2 Klient 2'],
    ['/deal note "Klient 2" wants a call', 'D-2 Klient 2'],
    ['/szansa krok „Klient 2” telefon jutro', 'D-2 Klient 2'],
    ['/deal assign "Klient 2" @anna', 'D-2 Klient 2'],
    ['/deal move "Klient 2" to prospect', 'D-2 Klient 2'],
    ['/deal merge "Klient 2" into "Klient 22"', 'D-2 Klient 2'],
    ['/deal undo "Klient 2"', 'D-2 Klient 2'],
    ['/funnel why "Klient 2"', 'D-2 Klient 2'],
    ['/deal find "Klient 2"', 'D-2 Klient 2'],
  ])('is that name: %s', async (line, answer) => {
    const { piotr } = lejek;
    for (const name of ['Other', 'Klient 2', 'Klient 22']) await lejek.createDeal(piotr, name, { contact: { name: 'Maria' } });
    await lejek.tenant.savePipeline(await withoutCriteria(), lejek.now());
    expect(await lejek.typeCommand(piotr, line)).toContain(answer);
  });
});

async function withoutCriteria() {
  const pipeline = await lejek.tenant.pipeline();
  if (pipeline === undefined) throw new Error('no pipeline');
  return { ...pipeline, stages: pipeline.stages.map((stage) => ({ ...stage, criteria: [] })) };
}
