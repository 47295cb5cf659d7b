import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const worth = (major: number) => ({ valueMinor: major * 100, pipelineValueMinor: major * 100, currency: 'EUR' });

describe('my deals', () => {
  it('are none at first, with the way to the first one', async () => {
    expect(await lejek.typeCommand(lejek.piotr, '/deal')).toContain(
      'You have no open deals yet. Add the first: one line is enough.',
    );
    expect(await lejek.typeCommand(lejek.anna, '/szansa')).toContain(
      'Nie masz jeszcze otwartych szans. Dodaj pierwszą: wystarczy jedna linijka.',
    );
  });

  it('begin with those that need somebody, each with its next move', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Calm', { ...worth(10_000), closeOn: '2026-12-18' });
    await lejek.createDeal(piotr, 'Late', { ...worth(48_000), closeOn: '2026-11-17' });
    lejek.advanceClock(3 * DAY_MS);
    const answer = await lejek.typeCommand(piotr, '/deal');
    expect(answer).toContain('Your open deals: 2, worth 58k EUR');
    expect(answer).toMatch(/Late · 48k EUR · Lead · past its close date 17 Nov[\s\S]*Calm · 10k EUR · Lead/);
    expect(answer).toContain('[Next stage: Prospect]');
  });

  it('are as many as fit on a phone, and the rest a press away', async () => {
    const { anna } = lejek;
    for (let index = 1; index <= 20; index += 1) await lejek.createDeal(anna, `Szansa ${index}`);
    const answer = await lejek.typeCommand(anna, '/deal');
    expect(answer).toContain('Twoje otwarte szanse: 20');
    expect(answer).toContain('Poza sumą: 20 szans bez wartości lub kursu');
    expect(answer).toContain('i jeszcze 14');
    const shown = lejek.slack.ephemerals(anna.id).at(-1);
    if (shown === undefined) throw new Error('no answer');
    await anna.click(shown, 'deal.list');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Moje szanse: 1–8 z 20');
    const first = lejek.slack.ephemerals(anna.id).at(-1);
    if (first === undefined) throw new Error('no page');
    await anna.click(first, 'deal.list:later');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Moje szanse: 9–16 z 20');
  });
});

describe('a list', () => {
  it('is of all, mine, a person or a stage, in any of its forms', async () => {
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'offer' });
    await lejek.createDeal(lejek.anna, 'Kowent');
    const { piotr } = lejek;
    expect(await lejek.typeCommand(piotr, '/deal list')).toContain('Open deals: 2');
    expect(await lejek.typeCommand(piotr, '/deal list mine')).toContain('My deals: 1');
    expect(await lejek.typeCommand(piotr, '/deal list @anna')).toMatch(/Deals of Anna: 1[\s\S]*Kowent/);
    expect(await lejek.typeCommand(piotr, '/deal list offer')).toMatch(/Offer sent: 1[\s\S]*Bielik/);
    expect(await lejek.typeCommand(lejek.anna, '/deal lista negocjacje')).toContain('Negotiation: brak');
    expect(await lejek.typeCommand(lejek.anna, '/deal lista moje, lead')).toContain('Moje szanse, etap „Lead”: 1');
    expect(await lejek.typeCommand(piotr, '/deal list won')).toMatch(/Won: none[\s\S]*\[All open deals\] .*\[New deal\]/);
    expect(await lejek.typeCommand(piotr, '/deal list <!channel>')).toContain('I don\'t know the filter "<!channel>".');
  });

  it('is of closed deals from the latest, with the day on which each was closed', async () => {
    const { piotr } = lejek;
    for (const name of ['First', 'Second', 'Third']) {
      await lejek.createDeal(piotr, name, { ...worth(9000), closeOn: '2027-01-20' });
      lejek.advanceClock(DAY_MS);
    }
    for (const number of [2, 1]) {
      await lejek.typeCommand(piotr, `/deal lost ${number} no budget`);
      lejek.advanceClock(DAY_MS);
    }
    const lost = await lejek.typeCommand(piotr, '/deal list lost');
    expect(lost).toContain('Lost: 2');
    expect(lost).toMatch(
      /D-1 First · 9k EUR · Lead · Piotr · 20 Nov 2026[\s\S]*D-2 Second · 9k EUR · Lead · Piotr · 19 Nov 2026/,
    );
    expect(lost).not.toContain('20 Jan');
  });
});

describe('showing a deal', () => {
  it('shows all that is known, exactly as typed, and what the reader may do', async () => {
    await lejek.createDeal(lejek.anna, '*bold* <!channel> & co', {
      ...worth(48_000),
      company: 'Młyny',
      contact: { name: 'Maria', email: 'maria@example.com' },
      stageId: 'needs',
      closeOn: '2026-12-18',
    });
    const mine = await lejek.typeCommand(lejek.anna, '/deal pokaz mlyny');
    expect(mine).toContain('D-1 *bold* <!channel> & co · Młyny · 48 000 EUR');
    expect(mine).toContain('Etap Needs identified od dziś');
    expect(mine).toContain('Kontakt: Maria, maria@example.com');
    expect(mine).toContain('Jeszcze brakuje: we know the needs and can meet them');
    expect(mine).toContain('[Na etap: Decision]');
    const others = await lejek.typeCommand(lejek.piotr, '/deal show 1');
    expect(others).toContain('Owner: Anna');
    expect(others).not.toContain('[Next stage');
    const raw = JSON.stringify(lejek.slack.ephemerals(lejek.anna.id).at(-1));
    expect(raw).not.toContain('"type":"broadcast"');
    expect(lejek.slack.ephemerals(lejek.anna.id).at(-1)?.text).not.toContain('<!channel>');
  });
});

describe('a word that is no command', () => {
  it('is a deal first, then the nearest command, then help', async () => {
    await lejek.createDeal(lejek.piotr, 'Nowa Era');
    const { piotr, anna } = lejek;
    expect(await lejek.typeCommand(piotr, '/deal era')).toContain('D-1 Nowa Era');
    expect(await lejek.typeCommand(piotr, '/deal advnce')).toContain('I don\'t know "advnce". Did you mean /deal advance?');
    expect(await lejek.typeCommand(anna, '/szansa dlaej')).toContain('Nie znam słowa „dlaej”. Chodziło o /szansa dalej?');
    expect(await lejek.typeCommand(piotr, '/deal ???!')).toContain('I don\'t know "???!".');
    expect(await lejek.typeCommand(piotr, `/deal ${'x'.repeat(3900)}`)).toContain("I don't know");
    expect(await lejek.typeCommand(piotr, '/deal 🎉')).toContain('I don\'t know "🎉".');
    expect(await lejek.typeCommand(piotr, '/funnel diget')).toContain('Did you mean /funnel digest?');
  });

  it('is put right by one press', async () => {
    const { piotr } = lejek;
    await lejek.typeCommand(piotr, '/deal hlep');
    const asked = lejek.slack.ephemerals(piotr.id).at(-1);
    if (asked === undefined) throw new Error('no answer');
    await piotr.click(asked, 'command.again');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('What you can type');
  });
});

describe('help', () => {
  it("is in the person's language", async () => {
    expect(await lejek.typeCommand(lejek.piotr, '/deal help')).toContain('/deal advance acme on to the next stage');
    expect(await lejek.typeCommand(lejek.anna, '/deal pomoc')).toContain('/deal dalej bielik na następny etap');
    expect(await lejek.typeCommand(lejek.anna, '/lejek pomoc')).toContain('/funnel podsumowanie');
    expect(await lejek.typeCommand(lejek.piotr, '/deal   HELP  ')).toContain('What you can type');
  });
});
