import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advance } from '../../../../src/core/deal/advance.ts';
import { lose } from '../../../../src/core/deal/close.ts';
import { openDeal } from '../../../../src/core/deal/open-deal.ts';
import type { PlainDate } from '../../../../src/core/time/calendar.ts';
import { loadPipeline } from '../../../../src/facts/load-pipeline.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { setUpFunnel, unframedLines, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Deals that left Offer in a month ('YYYY-MM'): so many went on, so many were lost. */
async function left(month: `${number}-${number}`, kept: number, lost: number): Promise<void> {
  const { tenant, piotr } = lejek;
  const [pipeline, actor] = [await loadPipeline(tenant, 'en'), await tenant.members.bySlackUser(piotr.id)];
  if (pipeline === undefined || actor === undefined) throw new Error('nobody is home');
  const act = (day: PlainDate) => ({ actor, at: Date.parse(`${day}T08:00:00Z`), today: day, through: 'command' as const });
  const details = { ...valueInEuros(1000), name: 'Bielik', ownerId: actor.id, stageId: 'offer' };
  for (let index = 0; index < kept + lost; index += 1) {
    const opened = await tenant.deals(ALL_DEALS).create((number) => openDeal({ number, pipeline }, details, act(`${month}-01`)), {
      key: null,
      at: lejek.now(),
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    await tenant
      .deals(ALL_DEALS)
      .change(
        opened.file.deal.number,
        (file) =>
          index < kept
            ? advance(file, { pipeline, anyway: { remindOn: `${month}-20` } }, act(`${month}-09`))
            : lose(file, { pipeline, reasonId: 'expensive', note: '' }, act(`${month}-09`)),
        { key: null, at: lejek.now() },
      );
  }
}

describe('/funnel health', () => {
  it('says that there is not enough data to tell, in both languages', async () => {
    expect(await lejek.typeCommand(lejek.piotr, '/funnel health')).toContain(
      'Not enough data to tell whether the funnel has changed',
    );
    const polish = await lejek.typeCommand(lejek.anna, '/lejek kondycja');
    expect(polish).toContain('Za mało danych, by ocenić, czy lejek się zmienił');
    expect(polish).toContain('[Lejek]');
  });

  it('names the stage that lets fewer deals through, to the person who asks and in the thread of the digest', async () => {
    await left('2026-03', 15, 5);
    await left('2026-07', 15, 5);
    await left('2026-11', 4, 16);
    const text = await lejek.typeCommand(lejek.piotr, '/funnel health');
    expect(text).toContain('Fewer deals get past Offer: 20% recently, 75% in the year before (from 20 and 40 deals).');
    const table = unframedLines(text).filter((line) => /^(Stage|Offer|Lead) /.test(line));
    expect(table.map((line) => line.replace(/ +/g, ' '))).toEqual([
      'Stage 90 d k EUR Now Year',
      'Lead 0 0 – –',
      'Offer 20 0 20% 75%',
    ]);
    for (const line of table) expect(line.length).toBeLessThanOrEqual(34);
    await setUpFunnel(lejek, lejek.ewa);
    await lejek.runDaysUntil(Date.parse('2026-11-23T08:10:00Z'));
    const threads = lejek.messages(lejek.sales).flatMap(({ ts }) => lejek.slack.replies(lejek.sales, ts));
    expect(JSON.stringify(threads)).toContain(' 20% recently, 75% in the year before (from 20 and 40 deals).');
  });
});
