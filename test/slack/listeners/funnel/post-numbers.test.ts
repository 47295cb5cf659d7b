import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import type { Message } from '../../../../simulator/state/entities.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { moveCloseDate, setUpFunnel, typeAndRead, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Monday, 7 December 2026, 9:00 in Warsaw: the first digest of a month. */
const MONDAY = Date.parse('2026-12-07T08:00:00Z');

/** In November a deal is won and one is lost, two stand in Offer for three weeks by then, and a close date moves in the week before. */
async function november(language: 'en' | 'pl'): Promise<void> {
  const { ewa, anna, piotr, tenant } = lejek;
  await setUpFunnel(lejek, ewa, { managers: [ewa.id] });
  await tenant.members.setLanguage((await tenant.members.bySlackUser(ewa.id))?.id ?? '', language);
  for (const person of [anna, piotr]) await typeAndRead(lejek, person, '/deal help');
  await lejek.createDeal(piotr, 'Kowent', { ...valueInEuros(20_000), stageId: 'negotiation' });
  await lejek.typeCommand(piotr, '/deal won kowent');
  await piotr.waitForView();
  piotr.fillInput('criterion signed', ['yes']);
  await piotr.submit();
  await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal.outcome).toBe('won');
  await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(9_000), stageId: 'needs' });
  await lejek.typeCommand(piotr, '/deal lost morela too expensive');
  await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer', closeOn: '2027-01-29' });
  await lejek.createDeal(anna, 'Sowa', { ...valueInEuros(12_000), stageId: 'offer', closeOn: '2027-01-29' });
  await lejek.runDaysUntil(Date.parse('2026-12-03T10:00:00Z'));
  await moveCloseDate(lejek, piotr, 3, '2027-02-26');
  await lejek.runDaysUntil(MONDAY);
  await lejek.runUntil(MONDAY + 10 * MINUTE_MS, 5 * MINUTE_MS);
}

/** Presses a button that opens numbers and reads the window. */
async function open(person: Person, post: Message | undefined, button: RegExp): Promise<string> {
  const [id = ''] = [
    ...JSON.stringify(post?.blocks).matchAll(/"action_id":"(behind\.open[^"]*)","text":\{"type":"plain_text","text":"([^"]+)"/g),
  ]
    .filter(([, , text = '']) => button.test(text))
    .map(([, action]) => action);
  if (post === undefined || id === undefined) throw new Error('no such button');
  await person.click(post, id);
  await person.waitForView((view) => view.callback_id === 'behind.frame', 20_000);
  return lejek.readScreen(person);
}
async function choose(person: Person, value: string, shows: string): Promise<string> {
  const view = person.view();
  if (view === undefined) throw new Error('no window');
  await person.click(view, 'behind.which', { select: value });
  await person.waitForView((next) => JSON.stringify(next.blocks).includes(shows), 20_000);
  return lejek.readScreen(person);
}

const thread = (): readonly Message[] => {
  const digest = lejek.messages(lejek.sales).findLast(({ blocks }) => JSON.stringify(blocks).includes('Funnel, week'));
  return lejek.slack.replies(lejek.sales, digest?.ts ?? '');
};
const reply = (words: string): Message | undefined => thread().find(({ blocks }) => JSON.stringify(blocks).includes(words));

describe.each([
  [
    'en',
    {
      quarter: 'Won in Q4 2026: 1',
      year: 'Won in 2026: 1',
      won: 'Won, September to November: 1',
      lost: 'Lost, September to November: 1',
    },
    { stuck: 'Stuck: 2', slipped: 'Close date slipped: 1', now: 'now: Lost' },
    {
      heading: 'move on',
      button: /^Deals that left a stage$/,
      needs: 'Left Needs identified: 1',
      negotiation: 'Left Negotiation: 1',
      morela: /D-2 Morela · 9k EUR · Needs → Lost · there for less than a day · Piotr .*now: Needs/,
      kowent: /D-1 Kowent · 20k EUR · Negotiation → Won · there for less than a day · Piotr/,
    },
  ],
  [
    'pl',
    {
      quarter: 'Wygrane: kwartał 4/2026: 1',
      year: 'Wygrane: rok 2026: 1',
      won: 'Wygrane: wrzesień – listopad: 1',
      lost: 'Przegrane: wrzesień – listopad: 1',
    },
    { stuck: 'Stoją za długo: 2', slipped: 'Termin przesunięty: 1', now: 'teraz: Przegran' },
    {
      heading: 'move on',
      button: /^Deals that left a stage$/,
      needs: 'Opuściły etap „Określenie potrzeb”: 1',
      negotiation: 'Opuściły etap „Negocjacje”: 1',
      morela: /D-2 Morela · 9 tys. EUR · Potrzeby → Przegrana · na etapie krócej niż dzień · Piotr .*teraz: Potrzeby/,
      kowent: /D-1 Kowent · 20 tys. EUR · Negocjacje → Wygrana · na etapie krócej niż dzień · Piotr/,
    },
  ],
] as const)('every number below a digest (%s)', (language, closed, open_, stages) => {
  it('opens to the deals behind it as of the post: wins of quarter and year, a review’s counts, stuck deals, and what only managers read', async () => {
    const { ewa, piotr } = lejek;
    await november(language);
    // After the post one of the stuck deals is lost.
    lejek.advanceClock(HOUR_MS);
    await lejek.typeCommand(piotr, '/deal lost bielik too expensive');
    await piotr.closeAll();

    await open(ewa, reply('Wins, forecast and targets'), /Which deals/);
    expect(await choose(ewa, 'quarter', closed.quarter)).toContain('D-1 Kowent');
    expect(await choose(ewa, 'year', closed.year)).toContain('D-1 Kowent');
    await ewa.closeAll();

    const review = reply('against the three months before');
    expect(await open(ewa, review, /Which deals/)).toContain(closed.won);
    expect(await choose(ewa, 'reviewLost', closed.lost)).toContain('D-2 Morela');
    await ewa.closeAll();
    const stuck = await open(ewa, review, /All stuck deals/);
    expect(stuck).toContain(open_.stuck);
    expect(stuck).toMatch(new RegExp(`D-3 Bielik .*${open_.now}`));
    expect(stuck).toContain('D-4 Sowa');
    await ewa.closeAll();

    const note = lejek
      .messages(ewa.id)
      .find(({ blocks }) => /For managers only|Tylko dla menedżerów/.test(JSON.stringify(blocks)));
    const slipped = await open(ewa, note, /./);
    expect(slipped).toContain(open_.slipped);
    expect(slipped).toContain('D-3 Bielik');
    expect(await choose(ewa, 'stuck', open_.stuck)).toContain('D-4 Sowa');
    await ewa.closeAll();
  });

  it('opens to the deals that a stage’s statistics rest on: those that had left it, how long each was there, and what became of them', async () => {
    const { ewa, piotr } = lejek;
    await november(language);
    // After the post one more deal leaves a stage, and another one of those behind a number is open again.
    lejek.advanceClock(HOUR_MS);
    await lejek.typeCommand(piotr, '/deal lost bielik too expensive');
    await piotr.closeAll();
    await lejek.typeCommand(piotr, '/deal reopen morela');

    const statistics = reply(stages.heading);
    const lost = await open(ewa, statistics, stages.button);
    expect(lost).toContain(stages.needs);
    expect(lost).toMatch(stages.morela);
    const won = await choose(ewa, 'left:negotiation', 'D-1 Kowent');
    expect(won).toContain(stages.negotiation);
    expect(won).toMatch(stages.kowent);
    // No deal had left Offer by then.
    expect(won).not.toContain('Bielik');
    expect(JSON.stringify(ewa.view()?.blocks)).not.toContain('left:offer');
    await ewa.closeAll();
  });
});
