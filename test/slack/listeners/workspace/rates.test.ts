import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import type { PlainDate } from '../../../../src/core/time/calendar.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { setUpFunnel, typeAndRead, valueInEuros } from '../../../support/bot-actions.ts';
import { plainSpaces } from '../../../support/plain-spaces.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Ewa is the admin, totals are in euros. */
async function begin(): Promise<void> {
  await setUpFunnel(lejek, lejek.ewa);
}

const inZloty = (major: number) => ({
  value: { minor: major * 100, currency: 'PLN' },
  pipelineValueMinor: null,
});

/** Saves what is typed in the form. @returns the answer; the form's words where it stays. */
async function save(person: Person, lines: string): Promise<string> {
  await lejek.typeCommand(person, '/funnel rates EUR');
  await person.waitForView((view) => view.callback_id === 'rates.save');
  return submit(person, lines);
}

async function submit(person: Person, lines: string): Promise<string> {
  const answers = lejek.slack.ephemerals(person.id).length;
  person.fillInput('rates', lines);
  const { closed, errors } = await person.submit();
  if (!closed) return errors === undefined ? lejek.readScreen(person) : JSON.stringify(errors);
  await expect.poll(() => lejek.slack.ephemerals(person.id).length).toBe(answers + 1);
  return lejek.lastAnswer(person);
}

const undoLast = async (person: Person): Promise<string> => {
  const answer = lejek.slack.ephemerals(person.id).at(-1);
  if (answer === undefined) throw new Error('nothing was said');
  await person.click(answer, 'setting.undo');
  await expect.poll(() => lejek.lastAnswer(person)).toMatch(/Undone|Cofnięte|Not undone/);
  return lejek.lastAnswer(person);
};

describe('exchange rates', () => {
  it('are asked for where deals count in no total, set by an admin, and counted at once, with an Undo', async () => {
    const { ewa, anna } = lejek;
    await begin();
    await lejek.createDeal(anna, 'Bielik', inZloty(48_000));
    await lejek.createDeal(anna, 'Kowent', inZloty(12_000));
    const funnel = await lejek.typeCommand(ewa, '/funnel');
    expect(funnel).toContain('Not in the totals: 2 deals with no exchange rate (60k PLN). An admin sets it: /funnel rates');
    expect(await lejek.typeCommand(ewa, '/funnel rates')).toContain('PLN: no rate. 2 open deals (60k PLN) count in no total.');
    const answer = lejek.slack.ephemerals(ewa.id).at(-1);
    if (answer === undefined) throw new Error('nothing was said');
    await ewa.click(answer, 'rates.open');
    await ewa.waitForView((view) => view.callback_id === 'rates.save');
    // The currency that lacks one stands there already.
    expect(JSON.stringify(ewa.view()?.blocks)).toContain('"initial_value":"PLN =');
    const saved = await submit(ewa, 'PLN = 0,25\nUSD = ');
    expect(saved).toContain('Saved: 1 PLN = 0.25 EUR from 16 Nov 2026. 2 deals now count in the totals.');
    expect(saved).not.toContain('no rate');
    expect(await lejek.typeCommand(ewa, '/funnel')).toContain('15k');
    expect(await lejek.typeCommand(ewa, '/deal show Bielik')).toContain('= 12,000 EUR (1 PLN = 0.25 EUR, 16 Nov 2026)');
    expect(await lejek.typeCommand(ewa, '/funnel rates')).toContain('1 PLN = 0.25 EUR since 16 Nov 2026');
    await save(ewa, 'CHF 1.08');
    expect(await undoLast(ewa)).toContain('Undone: the rates are back as they were.');
    expect((await lejek.tenant.rates.all()).map(({ currency }) => currency)).toEqual(['PLN']);
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('are read in Polish, and shown so', async () => {
    const { anna, ewa, tenant } = lejek;
    await begin();
    const member = await tenant.members.bySlackUser(anna.id);
    await tenant.members.setRole(member?.id ?? '', 'admin');
    await lejek.createDeal(ewa, 'Bielik', inZloty(48_000));
    expect(await lejek.typeCommand(anna, '/lejek kursy')).toContain(
      'zł: brak kursu. 1 otwarta szansa (48 tys. zł) poza wszystkimi sumami.',
    );
    const saved = await save(anna, 'Waluta\tKurs\tDzień\nzł\t0,2351\t2.11.2026\n100 HUF\t0,2581\t2.11.2026');
    expect(saved).toContain('Zapisane: 1 zł = 0,2351 EUR od 2 lis 2026; 1 HUF = 0,002581 EUR od 2 lis 2026.');
    expect(saved).toContain('Wliczone do sum: 1 szansa.');
  });

  it('that cannot be read are named by their lines, and nothing is saved or lost', async () => {
    const { ewa } = lejek;
    await begin();
    const said = await save(ewa, 'PLN 0.25\nUSD 0.9.1\nCHF 0\nGBP 1.2 17.11.2026');
    expect(said).toContain("Line 2 (USD 0.9.1): I can't read a rate in it.");
    expect(said).toContain('Line 3 (CHF 0): a rate is more than zero.');
    expect(said).toContain('Line 4 (GBP 1.2 17.11.2026): a rate starts today or earlier; nobody knows it before.');
    expect(await lejek.tenant.rates.all()).toEqual([]);
    expect(await submit(ewa, 'PLN 0.25')).toContain('Saved: 1 PLN = 0.25 EUR');
  });

  it('far off the last ones are asked about, and saved the second time', async () => {
    const { ewa } = lejek;
    await begin();
    await save(ewa, 'PLN 0.25 2.11');
    const asked = await save(ewa, 'PLN 25');
    expect(asked).toContain('Not saved yet.');
    expect(asked).toContain('1 PLN = 25 EUR is 100 times off the 0.25 of 2 Nov 2026.');
    expect(await lejek.tenant.rates.all()).toHaveLength(1);
    // Another number is asked about anew.
    expect(await submit(ewa, 'PLN 2500')).toContain('10,000 times off');
    expect(await submit(ewa, 'PLN 2500')).toContain('Saved: 1 PLN = 2,500 EUR');
  });

  it('are an admin’s to set and everybody’s to see; one who may not is told who can', async () => {
    const { piotr, ewa } = lejek;
    await begin();
    await save(ewa, 'PLN 0.25');
    expect(await lejek.typeCommand(piotr, '/funnel rates')).toContain('1 PLN = 0.25 EUR');
    expect(await lejek.typeCommand(piotr, '/funnel rates PLN 0.3')).toContain(
      'Only an admin can set the rates (Ewa). Nothing changed.',
    );
  });

  it('count deals that were left without a price, by one press', async () => {
    const { ewa, anna } = lejek;
    await begin();
    await save(ewa, 'PLN 0.25');
    await lejek.createDeal(anna, 'Late', inZloty(8_000));
    expect(await lejek.typeCommand(ewa, '/funnel rates')).toContain("PLN: 1 deal isn't counted yet, though there is a rate.");
    const answer = lejek.slack.ephemerals(ewa.id).at(-1);
    if (answer === undefined) throw new Error('nothing was said');
    await ewa.click(answer, 'rates.count');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('1 deal now counts in the totals.');
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.deal.pipelineValueMinor).toBe(200_000);
    expect(await undoLast(ewa)).toContain('Undone');
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.deal.pipelineValueMinor).toBe(null);
  });

  it('that lack tell nobody what hidden deals are worth, and of a team only its own; those that count are told with their days', async () => {
    const { ewa, anna, piotr, tenant } = lejek;
    await begin();
    await save(ewa, 'PLN 0.25 2.11\nPLN 0.2 9.11');
    const [ewaId, piotrId] = await Promise.all(
      [ewa, piotr].map(async ({ id }) => (await tenant.members.bySlackUser(id))?.id ?? ''),
    );
    const work = (key: string) => ({ memberId: ewaId ?? '', at: lejek.now(), today: '2026-11-16' as const, key });
    const north = { id: 'north', name: 'North', parentId: null, managerIds: [], userGroupId: null };
    await tenant.teams.save({ kind: 'add', team: north }, work('add'));
    await tenant.teams.save({ kind: 'move', memberIds: [piotrId ?? ''], teamId: 'north', from: null }, work('move'));
    await lejek.createDeal(anna, 'Bielik', { value: { minor: 7_777_00, currency: 'USD' }, pipelineValueMinor: null });
    for (const [rate, rateOn] of [
      [0.25, '2026-11-02'],
      [0.2, '2026-11-09'],
    ] as const)
      await lejek.createDeal(piotr, `Kowent ${rate}`, {
        ...{ value: { minor: 1_000_00, currency: 'PLN' }, pipelineValueMinor: 1_000_00 * rate, rate, rateOn },
      });
    const converted = 'Converted in the totals: 2 deals in PLN at 0.2–0.25 EUR (2 Nov 2026 – 9 Nov 2026)';
    expect(await typeAndRead(lejek, ewa, '/funnel')).toContain('1 deal with no exchange rate (7.8k USD)');
    await typeAndRead(lejek, ewa, '/funnel digest');
    const preview = lejek.slack.ephemerals(ewa.id).at(-1);
    if (preview === undefined) throw new Error('nothing was said');
    await ewa.click(preview, 'digest.post:0');
    await expect.poll(() => tenant.deliveries.ofKind('digest', 0)).toHaveLength(1);
    for (let minute = 0; minute < 3; minute += 1) {
      lejek.advanceClock(3 * 60_000);
      await lejek.tick();
    }
    const posts = lejek.slack.messages(lejek.sales).flatMap(({ ts }) => lejek.slack.replies(lejek.sales, ts));
    const thread = plainSpaces(posts.map(({ blocks }) => JSON.stringify(blocks)).join());
    expect(thread).toContain(converted);
    expect(await typeAndRead(lejek, ewa, '/funnel north')).not.toContain('no exchange rate');
    await tenant.pipelineSettings.save({ kind: 'visibility', id: 'sales', visibility: 'own', shownIn: [] }, work('own'));
    lejek.advanceClock(60_000);
    for (const line of ['/funnel', '/funnel rates']) {
      const said = await typeAndRead(lejek, piotr, line);
      expect(said).toMatch(/1 (open )?deal with no exchange rate\.|1 open deal counts in no total/);
      expect(said).not.toMatch(/7[.,]?[78]/);
    }
  });

  it('that count are told beside every total, to who does not see a deal only of what they see', async () => {
    const { ewa, anna, piotr, tenant } = lejek;
    await begin();
    const nothing = /Converted|Przeliczone/;
    const winDeal = async (person: Person, number: number) => {
      await lejek.typeCommand(person, `/deal won ${number}`);
      await person.waitForView();
      person.fillInput('criterion signed', ['yes']);
      await person.submit();
      await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(number))?.deal.outcome).toBe('won');
      lejek.advanceClock(60_000);
    };
    const price = (rate: number, rateOn: PlainDate, currency = 'PLN') => ({
      ...{ value: { minor: 1_000_00, currency }, pipelineValueMinor: 1_000_00 * rate, rate, rateOn },
    });
    await lejek.createDeal(piotr, 'Own', valueInEuros(1000));
    expect(await typeAndRead(lejek, ewa, '/funnel')).not.toMatch(nothing);
    await save(ewa, 'PLN 0.25 2.11\nPLN 0.2 9.11\nUSD 0.9 2.11');
    lejek.advanceClock(60_000);
    // Rates alone convert nothing.
    expect(await typeAndRead(lejek, ewa, '/funnel')).not.toMatch(nothing);
    const closed = await lejek.createDeal(anna, 'Zięba', price(0.2, '2026-11-09'));
    await winDeal(anna, closed);
    // What is won counts in totals too, though nothing open is in another currency.
    expect(await typeAndRead(lejek, ewa, '/funnel')).toContain('Converted: PLN at 0.2 EUR of 9 Nov 2026');
    await lejek.createDeal(piotr, 'Kowent', price(0.25, '2026-11-02'));
    await lejek.createDeal(anna, 'Bielik', price(0.2, '2026-11-09'));
    await lejek.createDeal(anna, 'Morela', price(0.9, '2026-11-02', 'USD'));
    const won = await lejek.createDeal(anna, 'Orlik', price(0.9, '2026-11-02', 'USD'));
    await winDeal(anna, won);
    const told = 'Converted: PLN at 0.2–0.25 EUR of 2 Nov 2026 – 9 Nov 2026, USD at 0.9 EUR of 2 Nov 2026';
    const home = async (person: Person) => {
      await person.openHome();
      return plainSpaces(JSON.stringify((await person.waitForHome()).blocks));
    };
    expect(await typeAndRead(lejek, ewa, '/funnel')).toContain(told);
    expect(await typeAndRead(lejek, ewa, '/funnel forecast')).toContain('USD at 0.9 EUR of 2 Nov 2026');
    expect(await home(ewa)).toContain(told);
    expect(await typeAndRead(lejek, anna, '/lejek prognoza')).toContain('Przeliczone: zł po 0,2–0,25 EUR z 2 lis 2026');
    const ewaId = (await tenant.members.bySlackUser(ewa.id))?.id ?? '';
    const work = { memberId: ewaId, at: lejek.now(), today: '2026-11-16' as const, key: 'own' };
    await tenant.pipelineSettings.save({ kind: 'visibility', id: 'sales', visibility: 'own', shownIn: [] }, work);
    lejek.advanceClock(60_000);
    for (const said of [await typeAndRead(lejek, piotr, '/funnel'), await home(piotr)]) {
      expect(said).toContain('Converted: PLN at 0.25 EUR of 2 Nov 2026');
      expect(said).not.toContain('USD');
    }
    expect(await typeAndRead(lejek, piotr, '/funnel forecast')).not.toContain('USD at');
  });

  it('that lack are named when a deal is made in another currency, with the way to set them', async () => {
    const { ewa } = lejek;
    await begin();
    await lejek.createDeal(ewa, 'First', valueInEuros(1000));
    await lejek.typeCommand(ewa, '/deal new Kowent 12k PLN');
    await ewa.waitForView();
    expect((await ewa.submit()).closed).toBe(true);
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('There is no PLN to EUR rate yet');
    const answer = lejek.slack.ephemerals(ewa.id).at(-1);
    expect(JSON.stringify(answer?.blocks)).toContain('rates.open');
  });
});
