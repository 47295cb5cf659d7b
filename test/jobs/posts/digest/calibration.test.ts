import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../../simulator/state/entities.ts';
import { win } from '../../../../src/core/deal/advance.ts';
import { lose } from '../../../../src/core/deal/close.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { computeDealPredictions } from '../../../../src/facts/deal-prediction-facts.ts';
import { loadDigestFacts } from '../../../../src/facts/digest/week-facts.ts';
import { loadPipeline } from '../../../../src/facts/load-pipeline.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { setUpFunnel, valueInEuros } from '../../../support/bot-actions.ts';
import { priced } from '../../../support/priced.ts';
import { scopeAt } from '../../../support/scope-at.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const WON = 7;
const LOST = 5;
const DECEMBER = Date.parse('2026-12-10T09:00:00Z');

const at = async (instant: string): Promise<void> => {
  lejek.setNow(Date.parse(instant));
  await lejek.tick();
  await lejek.tick();
};

/** Closes a deal as its owner. */
async function close(number: number, isWon: boolean): Promise<void> {
  const { tenant } = lejek;
  const pipeline = await loadPipeline(tenant, 'en');
  if (pipeline === undefined) throw new Error('no pipeline');
  const saved = await tenant.deals(ALL_DEALS).change(
    number,
    (file) => {
      const act = {
        actor: { id: file.deal.ownerId, role: 'manager' as const },
        at: DECEMBER,
        today: '2026-12-10' as const,
        through: 'command' as const,
      };
      const answers = { deal: priced(100), ticks: ['signed'] };
      return isWon
        ? win(file, { pipeline, answers }, act)
        : lose(file, { pipeline, reasonId: pipeline.lostReasons[0]?.id ?? '', note: '' }, act);
    },
    { key: null, at: DECEMBER },
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved));
}

/** The messages in the thread of the last digest. */
function threadMessages(): readonly Message[] {
  const digest = lejek.messages(lejek.sales).findLast(({ blocks }) => /Funnel, week|Lejek, tydzień/.test(JSON.stringify(blocks)));
  return lejek.slack.replies(lejek.sales, digest?.ts ?? '');
}

/** What stands there, as text. */
function thread(): string {
  return JSON.stringify(threadMessages().map(({ text, blocks }) => ({ text, blocks }))).replaceAll('\u00A0', ' ');
}

/** Twelve deals that were open in a night of December and are closed on the tenth. @param day a bot looks at each night once, so each test has its own. */
async function december(day: number, language = 'en'): Promise<void> {
  const { ewa, piotr } = lejek;
  await setUpFunnel(lejek, ewa, { language });
  for (let index = 0; index < WON + LOST; index += 1)
    await lejek.createDeal(piotr, `Deal ${index}`, { ...valueInEuros(1000), stageId: 'offer' });
  await lejek.createDeal(piotr, 'Gone', { ...valueInEuros(1000), stageId: 'offer' });
  await lejek.typeCommand(piotr, `/deal lost ${WON + LOST + 1} too expensive`);
  await at(new Date(Date.UTC(2026, 10, 29 + day, 23, 5)).toISOString());
  for (let number = 1; number <= WON + LOST; number += 1) await close(number, number <= WON);
}

describe('the calibration report', () => {
  it('is told once a month, in the thread of its first digest, with a picture that carries its numbers', async () => {
    await december(1);
    await at('2027-01-04T08:00:30Z');
    expect(thread()).toMatch(/of the 12 deals put at about \d\d%, 58% were won\./);
    expect(thread()).toMatch(
      /"type":"image","slack_file":\{"id":"F\w+"\},"alt_text":"Predicted and won: predicted \d\d%, won 58% of 12 deals\."/,
    );
    await at('2027-01-11T08:00:30Z');
    expect(thread()).not.toContain('put at about');
  });

  it('opens to the deals of each group as of its post, with what each was given and what became of it', async () => {
    const { ewa, anna } = lejek;
    await december(4);
    await at('2027-01-04T08:00:30Z');
    const report = threadMessages().find(({ text }) => text.includes('put at about'));
    const [, given = ''] = /put at about (\d+)%/.exec(report?.text ?? '') ?? [];
    // After the post one of the lost ones comes back.
    lejek.advanceClock(DAY_MS);
    await lejek.typeCommand(ewa, `/deal reopen ${WON + LOST}`);
    if (report === undefined) throw new Error('no report');
    await ewa.click(report, 'behind.open');
    await ewa.waitForView((view) => view.callback_id === 'behind.frame', 20_000);
    const first = lejek.readScreen(ewa);
    const [, from = '', to = ''] = /Put at (\d+) to (\d+)%: 12/.exec(first) ?? [];
    expect(Number(from)).toBeLessThanOrEqual(Number(given));
    expect(Number(to)).toBeGreaterThanOrEqual(Number(given));
    expect(first).toMatch(/D-12 Deal 11 · .*Offer → Lost · put at \d+% · Piotr.* · now: Offer/);
    expect(first).not.toContain('D-2 Deal 1 ·');
    const view = ewa.view();
    if (view === undefined) throw new Error('no window');
    await ewa.click(view, 'behind.page:later');
    await ewa.waitForView((next) => JSON.stringify(next.blocks).includes('D-2 Deal 1 '), 20_000);
    expect(lejek.readScreen(ewa)).toMatch(/D-1 Deal 0 · .*Offer → Won · put at \d+%/);
    await ewa.closeAll();
    await lejek.typeCommand(anna, '/deal pomoc');
    await anna.click(report, 'behind.open');
    await anna.waitForView((shown) => shown.callback_id === 'behind.frame', 20_000);
    expect(lejek.readScreen(anna)).toMatch(/Ocenione na \d+–\d+%: 12[\s\S]*Oferta → Przegrana · ocena \d+%/);
    await anna.closeAll();
  });

  it('is told in Polish, and in words alone where Slack takes no picture', async () => {
    await december(2, 'pl');
    lejek.slack.faults.failWith('files.getUploadURLExternal', 'missing_scope', 1);
    await at('2027-01-04T08:00:30Z');
    expect(thread()).toMatch(/z 12 szans ocenionych na ok. \d\d% wygraną kończy się 58%\./);
    expect(thread()).not.toContain('slack_file');
  });

  it('is kept in the first night of a month, counts a night when most of it is known, and no deal entered by mistake', async () => {
    await december(3);
    const { tenant } = lejek;
    const pipeline = await loadPipeline(tenant, 'en');
    if (pipeline === undefined) throw new Error('no pipeline');
    const { timeZone } = { timeZone: 'Europe/Warsaw' };
    const kept = await computeDealPredictions({ tenant, pipeline, timeZone }, '2026-12-03');
    expect(kept.predictions.map(({ number }) => number)).toEqual(Array.from({ length: WON + LOST }, (_, index) => index + 1));
    // As it was known before they were closed: nothing of that night was settled.
    expect(await tenant.dealPredictions.calibration(pipeline.id, DECEMBER - 1, '2026-12-10')).toEqual([]);
    const [bin] = await tenant.dealPredictions.calibration(pipeline.id, DECEMBER, '2026-12-11');
    expect(bin).toMatchObject({ n: 12, wonShare: WON / (WON + LOST) });
    expect(bin?.meanP).toBeCloseTo(kept.predictions.reduce((sum, { win: p }) => sum + p, 0) / 12, 9);
    // Another call of the same deals a month later does not count them twice.
    await tenant.dealPredictions.save(pipeline.id, {
      ...kept,
      takenOn: '2027-01-01',
      predictions: [...kept.predictions, { number: 13, win: 0.97 }],
    });
    expect(await tenant.dealPredictions.calibration(pipeline.id, DECEMBER, '2027-01-20')).toMatchObject([
      { n: 12 },
      { n: 1, wonShare: 0 },
    ]);
    await lejek.typeCommand(lejek.ewa, '/deal delete 1');
    const confirm = lejek.slack.ephemerals(lejek.ewa.id).at(-1);
    if (confirm === undefined) throw new Error('not asked');
    await lejek.ewa.click(confirm, 'deal.delete-sure');
    await expect.poll(() => lejek.lastAnswer(lejek.ewa)).toContain('is deleted');
    expect(await tenant.dealPredictions.calibration(pipeline.id, lejek.now() + 40 * DAY_MS, '2027-01-20')).toMatchObject([
      { n: 11 },
      { n: 1 },
    ]);
    // The digest of that time says the same when it is made again.
    const then = await scopeAt({ tenant, pipeline }, Date.parse('2026-12-07T08:00:00Z'), timeZone);
    const facts = await loadDigestFacts(then, { thread: true });
    expect(facts.calibration).toEqual([]);
  });
});

describe('/funnel forecast', () => {
  it('shows itself, and how right it was, as pictures at a tap', async () => {
    await december(4);
    const { ewa, slack } = lejek;
    lejek.setNow(Date.parse('2026-12-15T09:00:00Z'));
    await lejek.typeCommand(ewa, '/funnel forecast');
    const list = slack.ephemerals(ewa.id).at(-1);
    if (list === undefined) throw new Error('no answer');
    await ewa.click(list, 'funnel.forecast-chart');
    await expect
      .poll(() => JSON.stringify(slack.ephemerals(ewa.id).at(-1)?.blocks), { timeout: 20_000 })
      .toMatch(/"slack_file".*"alt_text":"Forecast, December 2026: won so far 7\u00A0EUR, \d+% chance of another win/);
    await ewa.click(list, 'funnel.calibration');
    await expect
      .poll(() => JSON.stringify(slack.ephemerals(ewa.id).at(-1)?.blocks), { timeout: 20_000 })
      .toMatch(/of the 12 deals put at about.*"slack_file"/);
    expect(slack.files().map(({ name }) => name)).toEqual(expect.arrayContaining(['forecast.png', 'calibration.png']));
  });
});
