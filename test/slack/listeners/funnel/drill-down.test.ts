import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import type { Message } from '../../../../simulator/state/entities.ts';
import { HOUR_MS } from '../../../../src/core/time/durations.ts';
import { setUpFunnel, useStage, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Presses the button under a post and reads the window that opens. */
async function opened(person: Person, post: Message | undefined): Promise<string> {
  if (post === undefined) throw new Error('no such post');
  await person.click(post, 'behind.open');
  await person.waitForView((view) => view.callback_id === 'behind.frame', 20_000);
  return lejek.readScreen(person);
}

/** Chooses a number in the open window. */
async function chosen(person: Person, value: string, shows: string): Promise<string> {
  const view = person.view();
  if (view === undefined) throw new Error('no window');
  await person.click(view, 'behind.which', { select: value });
  await person.waitForView((next) => JSON.stringify(next.blocks).includes(shows), 20_000);
  return lejek.readScreen(person);
}

const digestIn = (channel: string): Message | undefined =>
  lejek.messages(channel).find((message) => JSON.stringify(message.blocks).includes('Funnel, week'));

describe('the numbers of a digest', () => {
  it('open to the deals behind them as they stood, however much changed since', async () => {
    const { ewa, piotr, anna, sales } = lejek;
    await setUpFunnel(lejek, ewa);
    const bielik = await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer', closeOn: '2026-11-20' });
    await lejek.createDeal(anna, 'Kowent <!channel>', { ...valueInEuros(12_000), stageId: 'offer' });
    const morela = await lejek.createDeal(anna, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await lejek.typeCommand(ewa, `/deal move ${morela} to needs: wrong person`);
    await lejek.runDaysUntil(Date.parse('2026-11-23T08:00:00Z'));
    // After the post: one is lost, one is renamed by its number, a new one comes.
    lejek.advanceClock(HOUR_MS);
    await lejek.typeCommand(piotr, `/deal lost ${bielik} too expensive`);
    await lejek.createDeal(piotr, 'Zielony Młyn', { ...valueInEuros(36_000), stageId: 'offer' });

    const first = await opened(ewa, digestIn(sales));
    expect(first).toContain('Behind the numbers');
    expect(first).toContain('As of Mon 23 Nov, 9:00');
    const offer = await chosen(ewa, 'stage:offer', 'Bielik');
    expect(offer).toContain('Offer sent: 2 · 60k EUR');
    expect(offer).toContain('D-1 Bielik · 48k EUR · Offer · Piotr · 20 Nov 2026 · now: Lost');
    expect(offer).toContain('D-2 Kowent <!channel> · 12k EUR · Offer · Anna');
    expect(offer).not.toContain('Zielony');
    expect(await chosen(ewa, 'overdue', 'Past the close date: 1')).toContain('D-1 Bielik');
    expect(await chosen(ewa, 'created', 'New: 3')).toContain('D-3 Morela');
    expect(await chosen(ewa, 'returned', 'Moved back: 1')).toContain('D-3 Morela · 30k EUR · Offer → Needs · Anna');
    expect(await chosen(ewa, 'open', 'All open deals: 3')).not.toContain('Zielony');
  });

  it('agree with the post for every number that it says', async () => {
    const { ewa, piotr, sales } = lejek;
    await setUpFunnel(lejek, ewa);
    for (let index = 0; index < 12; index += 1) await lejek.createDeal(piotr, `Firm ${index}`, valueInEuros(1_000 + index));
    await lejek.runDaysUntil(Date.parse('2026-11-23T08:00:00Z'));
    expect(lejek.posts(sales).find((post) => post.includes('Funnel, week'))).toContain('Lead 12 (');
    const text = await opened(ewa, digestIn(sales));
    expect(text).toContain('Lead: 12 · 12.1k EUR');
    expect(text).toContain('D-12 Firm 11');
    expect(text).not.toContain('D-2 Firm 1 ·');
    const view = ewa.view();
    if (view === undefined) throw new Error('no window');
    await ewa.click(view, 'behind.page:later');
    await ewa.waitForView((next) => JSON.stringify(next.blocks).includes('D-2 Firm 1 '), 20_000);
    expect(lejek.readScreen(ewa)).toContain('D-1 Firm 0');
  });

  it('open in the language of whoever opens them', async () => {
    const { ewa, anna, sales } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(anna, 'Bielik', valueInEuros(48_000));
    await lejek.runDaysUntil(Date.parse('2026-11-23T08:00:00Z'));
    await lejek.typeCommand(anna, '/deal');
    const text = await opened(anna, digestIn(sales));
    expect(text).toContain('Co stoi za liczbami');
    expect(text).toContain('Późniejsze zmiany są dopisane przy szansach.');
  });
});

describe('the window of the numbers', () => {
  const notChanged = (code: string) =>
    lejek.log.filter(({ level, fields }) => level === 'debug' && fields['what'] === 'behind.which' && fields['slack'] === code);

  /** The window of `/funnel`, and how many answers there were before it. */
  async function numbersWindow(person: Person) {
    await lejek.createDeal(lejek.piotr, 'Bielik', valueInEuros(48_000));
    await lejek.typeCommand(person, '/funnel');
    const asked = lejek.slack.ephemerals(person.id).length;
    await opened(person, lejek.slack.ephemerals(person.id).at(-1));
    const view = person.view();
    if (view === undefined) throw new Error('no window');
    return { view, asked };
  }

  function expectQuiet(person: Person, asked: number): void {
    expect(lejek.slack.ephemerals(person.id)).toHaveLength(asked);
    expect(lejek.messages(person.id)).toEqual([]);
    expect(lejek.log.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  }

  it('shows one of two numbers that were chosen at once, and keeps quiet about the other', async () => {
    const { ewa } = lejek;
    const { view, asked } = await numbersWindow(ewa);
    await Promise.all(['open', 'created'].map((select) => ewa.click(view, 'behind.which', { select })));
    await expect.poll(() => notChanged('hash_conflict'), { timeout: 20_000 }).toHaveLength(1);
    expect(lejek.readScreen(ewa)).toMatch(/All open deals: 1|New: 1/);
    expectQuiet(ewa, asked);
  });

  it('that was closed meanwhile gets no answer, and nobody is told of it', async () => {
    const { ewa } = lejek;
    const { view, asked } = await numbersWindow(ewa);
    await Promise.all([ewa.click(view, 'behind.which', { select: 'created' }), ewa.closeAll()]);
    await expect.poll(() => notChanged('not_found'), { timeout: 20_000 }).toHaveLength(1);
    expect(ewa.view()).toBeUndefined();
    expectQuiet(ewa, asked);
  });
});

describe('the funnel of this moment', () => {
  it('opens to its deals too', async () => {
    const { ewa, piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await lejek.typeCommand(ewa, '/funnel');
    const text = await opened(ewa, lejek.slack.ephemerals(ewa.id).at(-1));
    expect(text).toContain('D-1 Bielik · 48k EUR · Lead · Piotr');
  });
});

describe('an alert about a stage that is short', () => {
  it('opens to the deals that the stage still held', async () => {
    const { ewa, piotr, sales, tenant } = lejek;
    await setUpFunnel(lejek, ewa, { cards: 'none' });
    const pipeline = await tenant.pipeline();
    if (pipeline === undefined) throw new Error('no pipeline');
    const stages = pipeline.stages.map((stage) => (stage.id === 'offer' ? { ...stage, minimum: 3 } : stage));
    await tenant.savePipeline({ ...pipeline, stages }, lejek.now());
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await useStage(lejek, piotr, { stageId: 'offer', deals: 5 });
    await lejek.runUntil(Date.parse('2026-11-17T08:00:00Z'));
    lejek.advanceClock(HOUR_MS);
    await lejek.typeCommand(piotr, '/deal lost 1 too expensive');
    const alert = lejek.messages(sales).find(({ blocks }) => JSON.stringify(blocks).includes('gap.why'));
    const text = await opened(ewa, alert);
    expect(text).toContain('Offer sent: 1 · 48k EUR');
    expect(text).toContain('D-1 Bielik · 48k EUR · Offer · Piotr · now: Lost');
  });
});
