import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { chooseInDealMenu, pressMoveAnyway, setUpFunnel } from '../../../support/bot-actions.ts';
import { priced } from '../../../support/priced.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const worth = (major: number) => priced(major * 100);

describe('my deals', () => {
  it('are none at first, with the way to the first one', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    expect(await lejek.typeCommand(lejek.piotr, '/deal')).toContain(
      'You have no open deals yet. Add your first: one line is enough.',
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
    expect(answer).toMatch(/Past the close date[\s\S]*Late · 48k · 17 Nov · Lead[\s\S]*In hand[\s\S]*Calm · 10k · 18 Dec · Lead/);
    await chooseInDealMenu(piotr, lejek.slack.ephemerals(piotr.id).at(-1) ?? fail(), { action: 'deal.advance' });
    await piotr.waitForView((view) => view.callback_id === 'deal.enter', 20_000);
    expect(lejek.readScreen(piotr)).toContain('D-2 Late');
    await piotr.closeAll();
  });

  it('takes a line of a phone each, whatever they are called and worth; others’ deals may be opened and noted', async () => {
    const { piotr, anna } = lejek;
    const name = 'Przedsiębiorstwo Produkcyjno-Handlowe Zielony Młyn, szkolenie operatorów';
    await lejek.createDeal(piotr, name, { ...worth(1_234_000), closeOn: '2026-12-18', stageId: 'negotiation' });
    const rows = (person: Person) =>
      (lejek.slack.ephemerals(person.id).at(-1)?.blocks ?? []).filter(({ type }) => type === 'section');
    for (const line of ['/deal', '/deal list', '/deal find zielony']) {
      await lejek.typeCommand(piotr, line);
      const [row] = rows(piotr);
      const text = String(Reflect.get(Object(row?.['text']), 'text'));
      expect(text, line).toMatch(/^D-1 Przedsięb.*… · 1\.23m/);
      expect(text.length, line).toBeLessThanOrEqual(34);
    }
    const list = await lejek.typeCommand(anna, '/szansa lista');
    expect(list).toContain('Najpilniejsze najpierw. Kwoty w EUR, data to planowane zamknięcie.');
    const offered = JSON.stringify(rows(anna)[0]?.['accessory']);
    expect(['deal.show', 'deal.note', 'deal.advance', 'deal.edit'].map((action) => offered.includes(action))).toEqual([
      true,
      true,
      false,
      false,
    ]);
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
    expect(await lejek.typeCommand(piotr, '/deal list @anna')).toMatch(/Anna's deals: 1[\s\S]*Kowent/);
    expect(await lejek.typeCommand(piotr, '/deal list offer')).toMatch(/Offer sent: 1[\s\S]*Bielik/);
    expect(await lejek.typeCommand(lejek.anna, '/deal lista negocjacje')).toContain('Negocjacje: brak');
    expect(await lejek.typeCommand(lejek.anna, '/deal lista moje, lead')).toContain('Moje szanse, etap „Potencjalni”: 1');
    expect(await lejek.typeCommand(piotr, '/deal list won')).toMatch(/Won: none[\s\S]*\[All open deals\] .*\[New deal\]/);
    expect(await lejek.typeCommand(piotr, '/deal list <!channel>')).toContain('I don\'t know the filter "<!channel>".');
  });

  it('goes by the month, quarter or week that is named, in either language', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(piotr, 'Soon', { closeOn: '2026-11-27' });
    await lejek.createDeal(piotr, 'Christmas', { closeOn: '2026-12-18' });
    await lejek.createDeal(piotr, 'Spring', { closeOn: '2027-03-10' });
    const names = async (person: typeof anna, line: string) => {
      const answer = await lejek.typeCommand(person, line);
      return [answer.split('\n')[0], ['Soon', 'Christmas', 'Spring'].filter((name) => answer.includes(name))];
    };
    expect(await names(piotr, '/deal list closing this month')).toEqual(['Closing by 30 Nov: 1', ['Soon']]);
    expect(await names(piotr, '/deal list closing next month')).toEqual([
      'Closing from 1 Dec 2026 to 31 Dec 2026: 1',
      ['Christmas'],
    ]);
    expect(await names(anna, '/deal lista zamknięcie w przyszłym miesiącu')).toEqual([
      'Zamknięcie od 1 gru 2026 do 31 gru 2026: 1',
      ['Christmas'],
    ]);
    expect((await names(piotr, '/deal list closing next week'))[1]).toEqual(['Soon']);
    expect((await names(anna, '/deal lista termin w grudniu'))[1]).toEqual(['Christmas']);
    expect((await names(piotr, '/deal list closing in March'))[1]).toEqual(['Spring']);
    expect((await names(anna, '/deal lista do zamknięcia w kwartale przyszłym'))[1]).toEqual(['Spring']);
    expect((await names(piotr, '/deal list mine closing Q4'))[1]).toEqual(['Soon', 'Christmas']);
  });

  it('goes by what deals lack and what they are worth, in either language', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(piotr, 'Large', { ...worth(64_000), nextStep: 'Call', nextStepOn: '2026-11-20' });
    await lejek.createDeal(piotr, 'Small', worth(9_000));
    await lejek.createDeal(anna, 'Bare');
    await anna.command(lejek.sales, '/deal advance bare');
    await anna.waitForView((view) => view.callback_id === 'deal.enter');
    await pressMoveAnyway(anna);
    await anna.submit();
    await lejek.tenant.members.upsert({ slackUserId: anna.id, account: 'left', at: lejek.now() });
    const names = async (line: string, person = piotr) => {
      const answer = await lejek.typeCommand(person, line);
      return [answer.split('\n')[0], ['Large', 'Small', 'Bare'].filter((name) => answer.includes(name))];
    };
    expect(await names('/deal list without an owner')).toEqual(['No active owner: 1', ['Bare']]);
    await lejek.tenant.members.upsert({ slackUserId: anna.id, account: 'member', at: lejek.now() });
    expect(await names('/deal list incomplete')).toEqual(['Incomplete: 1', ['Bare']]);
    expect(await names('/deal lista niekompletne', anna)).toEqual(['Niekompletne: 1', ['Bare']]);
    expect(await names('/deal list no next step')).toEqual(['No next step: 2', ['Small', 'Bare']]);
    expect(await names('/deal lista moje bez następnego kroku', anna)).toEqual([
      'Moje szanse, bez następnego kroku: 1',
      ['Bare'],
    ]);
    expect(await names('/deal list over 50k')).toEqual(['Over 50k EUR: 1', ['Large']]);
    expect(await names('/deal lista ponad 5 tys. eur', anna)).toEqual(['Ponad 5 tys. EUR: 2', ['Large', 'Small']]);
    expect(await names('/deal list under 50k, no next step')).toEqual(['No next step, under 50k EUR: 1', ['Small']]);
    expect(await names('/deal list no value')).toEqual(['No value: 1', ['Bare']]);
    expect(await names('/deal lista zażółć gęślą', anna)).toEqual([expect.stringContaining('„zażółć gęślą”'), []]);
  });

  it('is of what was won or lost in a period, in either language', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(piotr, 'Early', worth(9000));
    await lejek.createDeal(piotr, 'Recent', worth(9000));
    await lejek.typeCommand(piotr, '/deal lost early no budget');
    lejek.advanceClock(20 * DAY_MS);
    await lejek.typeCommand(piotr, '/deal lost recent no budget');
    const names = async (line: string, person = piotr) => {
      const answer = await lejek.typeCommand(person, line);
      return [answer.split('\n')[0], ['Early', 'Recent'].filter((name) => answer.includes(name))];
    };
    expect(await names('/deal list lost this month')).toEqual(['Lost, from 1 Dec 2026 to 31 Dec 2026: 1', ['Recent']]);
    expect((await names('/deal list lost last month'))[1]).toEqual(['Early']);
    expect((await names('/deal lista przegrane w tym kwartale', anna))[1]).toEqual(['Early', 'Recent']);
    expect((await names('/deal lista przegrane w listopadzie', anna))[1]).toEqual(['Early']);
    expect((await names('/deal list won this quarter'))[1]).toEqual([]);
    expect((await names('/deal lista wygrane w zeszłym roku', anna))[0]).toContain(': brak');
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
    expect(lost).toMatch(/D-1 First · 9k · 20 Nov · Lead[\s\S]*D-2 Second · 9k · 19 Nov · Lead/);
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
    expect(mine).toContain('Etap „Określenie potrzeb” od dziś');
    expect(mine).toContain('Kontakt: Maria, maria@example.com');
    expect(mine).toContain('Jeszcze brakuje: znamy potrzeby i umiemy je spełnić');
    expect(mine).toContain('[Na etap: Decydent]');
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
    expect(await lejek.typeCommand(lejek.piotr, '/deal help')).toContain('/deal advance acme move it to the next stage');
    expect(await lejek.typeCommand(lejek.anna, '/deal pomoc')).toContain('/szansa dalej bielik przesuwa na następny etap');
    expect(await lejek.typeCommand(lejek.anna, '/lejek pomoc')).toContain('/lejek podsumowanie');
    expect(await lejek.typeCommand(lejek.piotr, '/deal   HELP  ')).toContain('What you can type');
  });
});

function fail(): never {
  throw new Error('there is none');
}
