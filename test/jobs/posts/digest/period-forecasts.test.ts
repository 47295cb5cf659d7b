import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import { setUpFunnel, useStage, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const MONDAY = Date.parse('2026-11-23T08:00:00Z');

/** The digest of Monday and its thread, as lines; a table's among them. */
async function readDigest() {
  lejek.setNow(MONDAY);
  await lejek.tick();
  const digest = lejek.messages(lejek.sales).findLast(({ blocks }) => /Funnel, week|Lejek, tydzień/.test(JSON.stringify(blocks)));
  const thread = lejek.slack.replies(lejek.sales, digest?.ts ?? '');
  const lines = (messages: readonly Parameters<typeof renderMessage>[0][]) =>
    messages.flatMap((message) => renderMessage(message, { width: 400 }).replaceAll('\u00A0', ' ').split('\n'));
  return { main: lines(digest === undefined ? [] : [digest]), thread: lines(thread) };
}

describe.each([
  [
    'en',
    ['November 2026', 'Q4 2026', '2026'],
    'November',
    /no wins yet · (expected \S+ \(8 in 10: [^)]+\))/,
    'Target 100k · no wins yet · expected',
  ],
  [
    'pl',
    ['Listopad 2026', 'Kwartał 4/2026', 'Rok 2026'],
    'Listopad',
    /jeszcze bez wygranej · (prognoza [^(]+ \(8 na 10: [^)]+\))/,
    'Cel 100 tys. · jeszcze bez wygranej · prognoza',
  ],
] as const)('the thread of a digest (%s)', (language, periods, month, told, withTarget) => {
  it('tells what is expected of month, quarter and year, with low and high, also without a target; of the month as above', async () => {
    const { ewa, piotr, tenant } = lejek;
    await setUpFunnel(lejek, ewa, { language });
    await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await useStage(lejek, piotr, { stageId: 'offer' });
    for (let deal = 0; deal < 12; deal += 1)
      await lejek.createDeal(piotr, `Deal ${deal}`, { ...valueInEuros(20_000), stageId: 'negotiation' });
    const year = { memberId: null, period: 'year', startsOn: '2026-01-01', valueMinor: 10_000_000 } as const;
    await tenant.targets.set('sales', year, lejek.now());
    const { main, thread } = await readDigest();
    const [ofMonth = '', ofQuarter = '', ofYear = ''] = periods.map((period) =>
      thread.find((line) => line.replace(/^│ ?/, '').startsWith(`${period}:`)),
    );
    expect(ofMonth).toMatch(told);
    expect(ofQuarter).toMatch(told);
    expect(ofYear).toContain(withTarget);
    const above = main.find((line) => line.includes(`${month}:`)) ?? '';
    expect(told.exec(above)?.[1]).toBe(told.exec(ofMonth)?.[1]);
  });
});
