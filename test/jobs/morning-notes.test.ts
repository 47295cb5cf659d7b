import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { queueMorningNotes } from '../../src/jobs/morning-notes.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { pressMoveAnyway, pressPostedButton, setUpFunnel, typeAndRead, valueInEuros } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const at = (text: string) => lejek.setNow(Date.parse(text));
const note = async (instant: string) => {
  at(instant);
  await lejek.tick();
};

describe('the morning note', () => {
  it('names next steps that are due, once, and does them in a tap', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', {
      ...valueInEuros(48_000),
      nextStep: 'Call about the offer',
      nextStepOn: '2026-11-17',
    });
    await lejek.createDeal(piotr, 'Kowent', { ...valueInEuros(12_000), nextStep: 'Write', nextStepOn: '2026-11-20' });
    await note('2026-11-17T07:00:00Z');
    expect(lejek.posts(piotr.id)).toEqual([]);
    await note('2026-11-17T07:35:00Z');
    await note('2026-11-17T08:00:00Z');
    expect(lejek.posts(piotr.id)).toHaveLength(1);
    expect(lejek.posts(piotr.id)[0]).toContain('Today: 1 next step.');
    expect(lejek.posts(piotr.id)[0]).toContain('D-1 Bielik: Call about the offer');
    expect(lejek.posts(piotr.id)[0]).not.toContain('Kowent');
    const message = lejek.messages(piotr.id)[0];
    if (message === undefined) throw new Error('no note');
    await piotr.click(message, 'step.tomorrow:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik: moved to Wed 18 Nov.');
    await note('2026-11-18T07:35:00Z');
    const next = lejek.messages(piotr.id).at(-1);
    if (next === undefined) throw new Error('no second note');
    await piotr.click(next, 'step.done:0');
    await piotr.waitForView();
    piotr.fillInput('step', 'Meet');
    piotr.fillInput('on', '2026-11-25');
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik: next: Meet, Wed 25 Nov.');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({ nextStep: 'Meet', nextStepOn: '2026-11-25' });
    await note('2026-11-19T07:35:00Z');
    expect(lejek.posts(piotr.id)).toHaveLength(2);
  });

  it('names each step of a deal that is due, and moves the one that was pressed', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', {
      nextStep: 'Call',
      nextStepOn: '2026-11-16',
      laterSteps: [
        { step: 'Send the offer', on: '2026-11-17' },
        { step: 'Lunch', on: '2026-11-30' },
      ],
    });
    await note('2026-11-17T07:35:00Z');
    const [text = ''] = lejek.posts(piotr.id);
    expect(text).toContain('Today: 2 next steps, 1 overdue.');
    expect(text).toContain('D-1 Bielik: Call, overdue since Mon 16 Nov');
    expect(text).toContain('D-1 Bielik: Send the offer');
    expect(text).not.toContain('Lunch');
    const message = lejek.messages(piotr.id)[0];
    if (message === undefined) throw new Error('no note');
    await piotr.click(message, 'step.tomorrow:1');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik: moved to Wed 18 Nov.');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({
      nextStep: 'Call',
      nextStepOn: '2026-11-16',
      laterSteps: [
        { step: 'Send the offer', on: '2026-11-18' },
        { step: 'Lunch', on: '2026-11-30' },
      ],
    });
  });

  it('reminds on Friday of what a deal was moved past, and fills it in', async () => {
    const { anna, tenant } = lejek;
    await lejek.createDeal(anna, 'Bielik', valueInEuros(48_000));
    await lejek.typeCommand(anna, '/deal dalej bielik');
    await anna.waitForView();
    await pressMoveAnyway(anna);
    await anna.submit();
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Przypomnę: pt. 20 lis');
    await note('2026-11-19T07:35:00Z');
    expect(lejek.posts(anna.id)).toEqual([]);
    await note('2026-11-20T07:35:00Z');
    expect(lejek.posts(anna.id)).toHaveLength(1);
    expect(lejek.posts(anna.id)[0]).toContain('Dziś: do uzupełnienia 1.');
    expect(lejek.posts(anna.id)[0]).toContain('D-1 Bielik · jeszcze brakuje: osoba kontaktowa; telefon lub e-mail; potwierdzona');
    const message = lejek.messages(anna.id)[0];
    if (message === undefined) throw new Error('no note');
    await anna.click(message, 'deal.fill-in:0');
    await anna.waitForView();
    anna.fillInput('criterion contact', 'Ola');
    anna.fillInput('criterion need', ['yes']);
    await anna.submit();
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('D-1 Bielik: zapisane. Jeszcze brakuje: telefon lub e-mail.');
    await anna.click(message, 'deal.fill-in:0');
    await anna.waitForView();
    anna.fillInput('criterion reachable', 'ola@example.com');
    await anna.submit();
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('D-1 Bielik: komplet.');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({ missing: [], remindOn: null });
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('on Fridays says of how many deals it asks beside the steps of the day', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Planned', { ...valueInEuros(1000), nextStep: 'Call', nextStepOn: '2026-12-04' });
    for (let index = 1; index <= 7; index += 1) await lejek.createDeal(piotr, `Unplanned ${index}`, valueInEuros(1000));
    await note('2026-12-04T07:35:00Z');
    const text = lejek.posts(piotr.id)[0] ?? '';
    expect(text).toContain('Today: 1 next step. 7 more deals need a date or a next step.');
    expect(text).toMatch(/and 2 more[\s\S]*\[All my deals\]/);
  });

  it('on Fridays also asks for dates and next steps; a planned deal is left in peace', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Late', {
      ...valueInEuros(1000),
      closeOn: '2026-11-18',
      nextStep: 'x',
      nextStepOn: '2026-12-01',
    });
    await lejek.createDeal(piotr, 'Unplanned', valueInEuros(1000));
    await lejek.createDeal(piotr, 'Planned', { ...valueInEuros(1000), nextStep: 'Call', nextStepOn: '2026-12-01' });
    await note('2026-11-27T07:35:00Z');
    const text = lejek.posts(piotr.id)[0] ?? '';
    expect(text).toContain('Friday check: 2 deals need a date or a next step.');
    expect(text).toMatch(/D-1 Late: past its close date \(Wed 18 Nov\)[\s\S]*D-2 Unplanned: no next step/);
    expect(text).not.toContain('Planned: no');
    expect(text).toMatch(/\[New date\] .*\[Next step\] .*\[Drop\] .*\[Open\]/);
    const message = lejek.messages(piotr.id)[0];
    if (message === undefined) throw new Error('no note');
    await piotr.click(message, 'tidy.date:0');
    await piotr.waitForView((view) => view.callback_id === 'tidy.save-date');
    piotr.fillInput('closeOn', '2026-12-18');
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/D-1 Late: close date 18 Dec[\s\S]*Why\?/);
  });

  it('comes neither on a holiday nor on a weekend nor in the afternoon', async () => {
    const { ewa, piotr } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(1000), nextStep: 'Call', nextStepOn: '2026-11-17' });
    await note('2026-11-21T07:35:00Z');
    await note('2026-11-18T13:00:00Z');
    await note('2026-12-25T07:35:00Z');
    expect(lejek.posts(piotr.id)).toEqual([]);
  });
});

describe('a deal that stands for long', () => {
  const OFFER = { ...valueInEuros(48_000), stageId: 'offer', closeOn: '2027-01-31' as const };
  const message = (person: TestBot['piotr']) => {
    const last = lejek.messages(person.id).at(-1);
    if (last === undefined) throw new Error('no note');
    return last;
  };

  it('is told to its owner by direct message, once, all of the owner’s in one, and to nobody else', async () => {
    const { piotr, ewa } = lejek;
    await setUpFunnel(lejek, ewa, { cards: 'none' });
    await lejek.tick();
    await lejek.createDeal(piotr, 'Bielik', OFFER);
    await lejek.createDeal(piotr, 'Morela', { ...OFFER, stageId: 'negotiation' });
    await lejek.createDeal(piotr, 'Planned', { ...OFFER, nextStep: 'Call', nextStepOn: '2026-12-20' });
    await lejek.createDeal(piotr, 'Young', { ...OFFER, stageId: 'lead' });
    // Offer is long after 14 days: not on the fourteenth.
    await note('2026-11-30T07:35:00Z');
    expect(lejek.posts(piotr.id)).toEqual([]);
    await note('2026-12-01T07:20:00Z');
    expect(lejek.posts(piotr.id)).toEqual([]);
    await note('2026-12-01T07:35:00Z');
    await note('2026-12-01T08:00:00Z');
    expect(lejek.posts(piotr.id)).toHaveLength(1);
    expect(lejek.posts(piotr.id)[0]).toMatch(
      /New on your list of stuck deals: 2\.[\s\S]*D-1 Bielik: 15 days in Offer \(usually up to 14\)[\s\S]*\[Next stage: Negotiation\] .*\[Next step\] .*\[Still working on it\] .*\[Lost\][\s\S]*D-2 Morela: 15 days in Negotiation[\s\S]*\[Won\]/,
    );
    expect(lejek.posts(piotr.id)[0]).not.toMatch(/Planned|Young/);
    await note('2026-12-02T07:35:00Z');
    await note('2026-12-03T07:35:00Z');
    expect(lejek.posts(piotr.id)).toHaveLength(1);
    const others = [...lejek.posts(lejek.sales), ...lejek.posts(ewa.id)];
    expect(others.filter((post) => post.includes('your list of stuck deals'))).toEqual([]);
  });

  it('comes in the same message as next steps, in Polish too, and neither at night nor on a day off', async () => {
    const { anna, ewa } = lejek;
    await setUpFunnel(lejek, ewa, { cards: 'none' });
    await lejek.createDeal(anna, 'Bielik', OFFER);
    await lejek.createDeal(anna, 'Kowent', { ...valueInEuros(12_000), nextStep: 'Napisz', nextStepOn: '2026-12-28' });
    // Boxing Day, a Sunday, and before dawn.
    for (const at of ['2026-12-26T09:00:00Z', '2026-12-27T09:00:00Z', '2026-12-28T04:00:00Z']) await note(at);
    expect(lejek.posts(anna.id)).toEqual([]);
    await note('2026-12-28T07:35:00Z');
    expect(lejek.posts(anna.id)).toHaveLength(1);
    expect(lejek.posts(anna.id)[0]).toMatch(
      /Dziś: 1 następny krok\.[\s\S]*D-2 Kowent: Napisz[\s\S]*Nowe na liście Twoich szans bez ruchu: 1\.[\s\S]*D-1 Bielik: od 42 dni na etapie „Oferta” \(zwykle do 14\)[\s\S]*\[Nadal w toku\] .*\[Przegrana\]/,
    );
  });

  it('is told anew after it moved, got a next step that passed, or got another owner', async () => {
    const { piotr, ewa, tenant } = lejek;
    const ageingNotes = () => lejek.posts(piotr.id).filter((post) => post.includes('your list of stuck deals')).length;
    await lejek.createDeal(piotr, 'Bielik', OFFER);
    await note('2026-12-01T07:35:00Z');
    expect(ageingNotes()).toBe(1);
    await piotr.click(message(piotr), 'step.plan:6');
    await piotr.waitForView();
    piotr.fillInput('step', 'Call');
    piotr.fillInput('on', '2026-12-03');
    await piotr.submit();
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal.nextStepOn).toBe('2026-12-03');
    await note('2026-12-02T07:35:00Z');
    await note('2026-12-03T07:35:00Z');
    expect(ageingNotes()).toBe(1);
    expect(lejek.posts(piotr.id).at(-1)).toContain('D-1 Bielik: Call');
    await piotr.click(message(piotr), 'step.done:0');
    await piotr.waitForView();
    await piotr.submit();
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal.nextStepOn).toBe(null);
    await note('2026-12-04T07:35:00Z');
    expect(ageingNotes()).toBe(2);
    await note('2026-12-07T07:35:00Z');
    expect(ageingNotes()).toBe(2);
    expect(await typeAndRead(lejek, ewa, '/deal move bielik to needs because it was too early')).toContain('Offer → Needs');
    await note('2026-12-08T07:35:00Z');
    expect(ageingNotes()).toBe(2);
    await note('2027-01-12T07:35:00Z');
    expect(ageingNotes()).toBe(3);
    expect(await lejek.typeCommand(ewa, '/deal assign bielik @anna')).toContain('Anna');
    await note('2027-01-13T07:35:00Z');
    expect(ageingNotes()).toBe(3);
    expect(lejek.posts(lejek.anna.id).at(-1)).toContain('Nowe na liście Twoich szans bez ruchu: 1');
  });

  it('is noted to be in work by one tap, once a visit; a stranger is refused', async () => {
    const { piotr, anna, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', OFFER);
    await note('2026-12-01T07:35:00Z');
    const versions = async () => (await tenant.deals(ALL_DEALS).history(1)).length;
    await Promise.all([piotr.click(message(piotr), 'deal.working:6'), piotr.click(message(piotr), 'deal.working:6')]);
    await expect.poll(versions).toBe(2);
    await piotr.click(message(piotr), 'deal.working:6');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik is already marked as in progress. Nothing changed.');
    expect(await versions()).toBe(2);
    expect(await lejek.typeCommand(piotr, '/deal history bielik')).toContain('still in progress');
    await pressPostedButton(lejek, anna, 'deal.working', '1@2');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Szansę D-1 Bielik może zmienić tylko @Piotr albo menedżer.');
    await piotr.click(message(piotr), 'deal.lost:6');
    await piotr.waitForView((view) => view.callback_id === 'deal.lose');
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('is told once, though Slack loses the answer and two instances look at once; not at all when it moved meanwhile', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', OFFER);
    at('2026-12-01T07:35:00Z');
    lejek.slack.faults.loseResponses('chat.postMessage', 1);
    await Promise.all([lejek.tick(), queueMorningNotes({ ...lejek.deps, store: { ...lejek.store } }, lejek.now())]);
    await lejek.runUntil(Date.parse('2026-12-01T12:00:00Z'));
    await note('2026-12-02T07:35:00Z');
    expect(lejek.posts(piotr.id)).toHaveLength(1);
    await lejek.createDeal(piotr, 'Morela', OFFER);
    at('2026-12-17T07:35:00Z');
    await queueMorningNotes(lejek.deps, lejek.now());
    await lejek.typeCommand(piotr, '/deal lost morela no budget');
    await lejek.runUntil(Date.parse('2026-12-17T12:00:00Z'));
    await note('2026-12-18T07:35:00Z');
    expect(lejek.posts(piotr.id).filter((post) => post.includes('Morela'))).toEqual([]);
  });

  it('of many names the longest, and the command that lists the rest', async () => {
    const { piotr } = lejek;
    for (let count = 1; count <= 6; count += 1) await lejek.createDeal(piotr, `Deal ${count}`, OFFER);
    await note('2026-12-01T07:35:00Z');
    expect(lejek.posts(piotr.id)[0]).toMatch(
      /New on your list of stuck deals: 6[\s\S]*D-4 Deal 4[\s\S]*and 2 more: \/deal list mine stale/,
    );
    expect(lejek.posts(piotr.id)[0]).not.toContain('D-5');
    await note('2026-12-02T07:35:00Z');
    expect(lejek.posts(piotr.id)).toHaveLength(1);
    expect(await lejek.typeCommand(piotr, '/deal list mine stale')).toContain(': 6');
  });
});
