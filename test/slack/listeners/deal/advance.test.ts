import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import type { NewDealDetails } from '../../../../src/core/deal/open-deal.ts';
import { MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { pressMoveAnyway } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;

const deal = (owner: Person, name: string, details: Partial<NewDealDetails> = {}) => lejek.createDeal(owner, name, details);

const requireAnswer = (person: Person) => {
  const answer = lejek.slack.ephemerals(person.id).at(-1);
  if (answer === undefined) throw new Error('nothing was answered');
  return answer;
};

const CONTACT = { contact: { name: 'Maria', email: 'maria@example.com' } };

describe.each(['socket', 'http'] as const)('advancing over %s', (transport) => {
  beforeAll(async () => {
    lejek = await startTestBot({ transport });
  });
  beforeEach(() => lejek.reset());
  afterAll(() => lejek.stop());

  it('asks for exactly what the next stage lacks, and moves when it is there', async () => {
    const { piotr } = lejek;
    await deal(piotr, 'Bielik', { contact: { name: 'Maria' } });
    await piotr.command(lejek.sales, '/deal advance bielik');
    await piotr.waitForView((view) => view.callback_id === 'deal.enter');
    const form = lejek.readScreen(piotr);
    expect(form).toContain('Advance to Prospect');
    expect(form).toContain('D-1 Bielik');
    expect(form).toContain('✓ Contact');
    expect(form).toContain('Phone or e-mail');
    // What is required is not called optional, and what is there stands on a line of its own.
    expect(form).toMatch(/^│ ✓ Contact\s*│$/m);
    expect(form).toMatch(/Lead → Prospect · here since today \(usually up to \d+\)/);
    const optional = (piotr.view()?.blocks ?? []).flatMap((block) =>
      'optional' in block && block.optional ? [block.block_id] : [],
    );
    expect(optional).toEqual(['nextStep', 'nextStepOn']);
    expect(Object.keys((await piotr.submit()).errors ?? {})).toEqual(['criterion reachable', 'criterion need']);
    piotr.fillInput('criterion reachable', 'maria@example.com');
    piotr.fillInput('criterion need', ['yes']);
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik: Lead → Prospect.');
    expect(lejek.lastAnswer(piotr)).toContain('Undo (until 10:10)');
    // One line with its way back: what works on the new stage stands on the card.
    expect(lejek.lastAnswer(piotr)).not.toContain('Book 30 minutes about needs');
    expect(lejek.lastAnswer(piotr).trim().split('\n').filter(Boolean).length).toBeLessThanOrEqual(2);
    expect(await lejek.tenant.deals(ALL_DEALS).file(1)).toMatchObject({
      deal: { stageId: 'prospect', missing: [] },
      contact: { email: 'maria@example.com' },
      ticks: ['need'],
    });
  });

  it('moves on without what is missing where that is wished, and reminds on Friday', async () => {
    const { anna } = lejek;
    await deal(anna, 'Zielony Młyn');
    await anna.command(lejek.sales, '/deal dalej mlyn');
    await anna.waitForView((view) => view.callback_id === 'deal.enter');
    expect(lejek.readScreen(anna)).toContain('Na etap: Prospekt');
    anna.fillInput('nextStep', 'telefon');
    await pressMoveAnyway(anna);
    expect(lejek.readScreen(anna)).toMatch(/O to, co zostanie puste, zapytam: pt\. 20 lis\.[\s\S]*telefon/);
    expect(await anna.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('D-1 Zielony Młyn: Potencjalni → Prospekt.');
    expect(lejek.lastAnswer(anna)).toContain('Przypomnę: pt. 20 lis');
    expect(await lejek.tenant.deals(ALL_DEALS).file(1)).toMatchObject({
      deal: { missing: ['contact', 'reachable', 'need'], remindOn: '2026-11-20' },
    });
  });

  it('moves at once when nothing is missing', async () => {
    const { piotr } = lejek;
    const stage = { ...(await pipeline()), stages: (await pipeline()).stages.map((each) => ({ ...each, criteria: [] })) };
    await lejek.tenant.savePipeline(stage, lejek.now());
    await deal(piotr, 'Kowent');
    expect(await lejek.typeCommand(piotr, '/deal advance D-1')).toContain('D-1 Kowent: Lead → Prospect.');
    // The same line typed again at once is the same wish.
    lejek.advanceClock(2000);
    expect(await lejek.typeCommand(piotr, '/deal advance D-1')).toContain(
      'You moved it a few seconds ago, so the repeated command changes nothing. D-1 Kowent: Lead → Prospect.',
    );
    expect(await lejek.tenant.deals(ALL_DEALS).history(1)).toHaveLength(2);
    lejek.advanceClock(10_000);
    expect(await lejek.typeCommand(piotr, '/szansa dalej kowent')).toContain('Prospect → Needs');
  });

  it('that lacks nothing answers in a line; the card behind it says what the new stage means and what works there', async () => {
    const { anna, piotr } = lejek;
    await deal(piotr, 'Kowent', { stageId: 'offer', company: 'Kowent' });
    const there = { ...(await pipeline()), stages: (await pipeline()).stages.map((each) => ({ ...each, criteria: [] })) };
    await lejek.tenant.savePipeline(there, lejek.now());
    const moved = await lejek.typeCommand(piotr, '/deal advance kowent');
    expect(moved).toContain('D-1 Kowent: Offer → Negotiation.');
    expect(moved).not.toContain('A deal is here when');
    await piotr.click(requireAnswer(piotr), 'deal.show');
    const meaning = 'A deal is here when: the customer actively answered the offer, found it worth talking about;';
    await expect.poll(() => lejek.lastAnswer(piotr), { timeout: 20_000 }).toContain(meaning);
    expect(lejek.lastAnswer(piotr)).toMatch(/A deal is here when[\s\S]*What works here/);
    // Whoever may not change it reads it too, in their language.
    expect(await lejek.typeCommand(anna, '/szansa pokaż kowent')).toContain(
      'Szansa jest na tym etapie, gdy: jest wyraźna odpowiedź',
    );
    await lejek.typeCommand(piotr, '/deal lost kowent too expensive');
    expect(await lejek.typeCommand(piotr, '/deal show kowent')).not.toContain('A deal is here when');
  });

  it("takes nobody else's move of a moment ago for one's own", async () => {
    const { anna, ewa, piotr } = lejek;
    const stage = { ...(await pipeline()), stages: (await pipeline()).stages.map((each) => ({ ...each, criteria: [] })) };
    await lejek.tenant.savePipeline(stage, lejek.now());
    await deal(anna, 'Kowent');
    expect(await lejek.typeCommand(anna, '/szansa dalej kowent')).toContain('D-1 Kowent: Potencjalni → Prospekt.');
    lejek.advanceClock(1000);
    // A colleague without the right hears so, and is offered nothing to undo.
    const refused = await lejek.typeCommand(piotr, '/deal advance kowent');
    expect(refused).toContain('Only @Anna or a manager can change D-1 Kowent. Nothing changed.');
    expect(refused).not.toContain('Undo');
    // A manager's wish is her own.
    expect(await lejek.typeCommand(ewa, '/deal advance kowent')).toContain('D-1 Kowent: Prospect → Needs.');
    lejek.advanceClock(1000);
    // Then Anna's line is no repetition any more either.
    expect(await lejek.typeCommand(anna, '/szansa dalej kowent')).toContain('D-1 Kowent: Potrzeby → Decydent.');
    lejek.advanceClock(1000);
    expect(await lejek.typeCommand(anna, '/szansa dalej kowent')).toContain(
      'Ta szansa przeszła dalej kilka sekund temu, więc drugie polecenie nic nie zmienia. D-1 Kowent: Potrzeby → Decydent.',
    );
    expect(await lejek.tenant.deals(ALL_DEALS).history(1)).toHaveLength(4);
  });

  it('without a deal offers those that need somebody, and finds others by typing', async () => {
    const { piotr } = lejek;
    await deal(piotr, 'Morela', CONTACT);
    await deal(lejek.anna, 'Bielik');
    await piotr.command(lejek.sales, '/deal advance');
    const view = await piotr.waitForView((each) => each.callback_id === 'deal.pick');
    expect((await piotr.suggest(view, 'deal.picked', '')).map((option) => option.text)).toEqual(['D-1 Morela · Lead']);
    // Others' deals are offered to whoever may move them.
    expect(await piotr.suggest(view, 'deal.picked', 'bie')).toEqual([]);
    await lejek.ewa.command(lejek.sales, '/deal advance');
    const managers = await lejek.ewa.waitForView((each) => each.callback_id === 'deal.pick');
    expect((await lejek.ewa.suggest(managers, 'deal.picked', 'bie')).map((option) => option.value)).toEqual(['2@1']);
    await piotr.suggest(view, 'deal.picked', '');
    piotr.fillInput('deal.picked', '1@1');
    expect(await piotr.submit()).toMatchObject({ closed: false });
    expect(lejek.readScreen(piotr)).toContain('Advance to Prospect');
  });

  it('of several offers the move only of those that one may move', async () => {
    const { anna, ewa, piotr } = lejek;
    await deal(piotr, 'Bielik one');
    await deal(anna, 'Bielik two');
    const asked = await lejek.typeCommand(piotr, '/deal advance bielik');
    expect(asked).toMatch(/Bielik one.*\[Advance\]/);
    expect(asked).toMatch(/Bielik two.*\[Open\]/);
    expect(await lejek.typeCommand(anna, '/szansa przegrana bielik')).toMatch(/Bielik one.*\[Otwórz\]/);
    expect(await lejek.typeCommand(ewa, '/deal advance bielik')).toMatch(/Bielik two.*\[Advance\]/);
  });

  it('wins from the last open stage, with the final value and date', async () => {
    const { piotr } = lejek;
    await deal(piotr, 'Bielik', { ...CONTACT, stageId: 'negotiation' });
    await piotr.command(lejek.sales, '/deal advance bielik');
    await piotr.waitForView((view) => view.callback_id === 'deal.enter');
    expect(lejek.readScreen(piotr)).toContain('Won: final details');
    piotr.fillInput('value', '-5');
    piotr.fillInput('criterion signed', ['yes']);
    expect(await piotr.submit()).toMatchObject({ errors: { value: '"-5" is below zero. A deal\'s value is zero or more.' } });
    piotr.fillInput('value', '64k');
    piotr.fillInput('wonOn', '2026-12-01');
    expect(await piotr.submit()).toMatchObject({
      errors: { wonOn: 'Pick today or an earlier date: the day the deal was won.' },
    });
    piotr.fillInput('wonOn', '2026-11-16');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Won 🎉 D-1 Bielik · 64k EUR · Piotr · the same day');
  });

  it('tells the second of two what the first did, and a double press once', async () => {
    const { piotr, ewa } = lejek;
    await deal(piotr, 'Bielik');
    for (const person of [piotr, ewa]) {
      await person.command(lejek.sales, '/deal advance bielik');
      await person.waitForView((view) => view.callback_id === 'deal.enter');
      await pressMoveAnyway(person);
    }
    await piotr.submit();
    lejek.advanceClock(MINUTE_MS);
    await ewa.submit();
    await expect
      .poll(() => lejek.lastAnswer(ewa))
      .toContain('Not done: D-1 Bielik was changed by Piotr at 10:00 and is now in Prospect. Nothing is lost; here it is.');
    expect(await lejek.tenant.deals(ALL_DEALS).history(1)).toHaveLength(2);
  });

  it('of a deal that is closed, not mine or not there says so', async () => {
    const { piotr, anna } = lejek;
    await deal(anna, 'Bielik');
    await deal(piotr, 'Acme ERP');
    expect(await lejek.typeCommand(piotr, '/deal advance bielik')).toContain(
      'Only @Anna or a manager can change D-1 Bielik. Nothing changed.',
    );
    expect(await lejek.typeCommand(anna, '/deal dalej acme')).toContain(
      'Szansę D-2 Acme ERP może zmienić tylko @Piotr albo menedżer. Nic się nie zmieniło.',
    );
    expect(await lejek.typeCommand(piotr, '/deal advance xyzzy')).toContain('No deal matches "xyzzy".');
    expect(await lejek.typeCommand(anna, '/deal dalej bielk')).toMatch(/Na etap|^$/);
    expect(await lejek.typeCommand(piotr, '/deal advance 99')).toContain('No deal matches "99".');
  });

  it('into a stage that was removed meanwhile goes nowhere, and says so', async () => {
    const { piotr } = lejek;
    await deal(piotr, 'Bielik');
    await piotr.command(lejek.sales, '/deal advance bielik');
    await piotr.waitForView((view) => view.callback_id === 'deal.enter');
    const now = await pipeline();
    await lejek.tenant.savePipeline({ ...now, stages: now.stages.filter((stage) => stage.id !== 'prospect') }, lejek.now());
    await pressMoveAnyway(piotr);
    expect(lejek.readScreen(piotr)).toContain(
      'The stage D-1 Bielik was moving to no longer exists. Nothing is lost; here is the deal now.',
    );
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.deal.stageId).toBe('lead');
  });
});

async function pipeline() {
  const found = await lejek.tenant.pipeline();
  if (found === undefined) throw new Error('no pipeline');
  return found;
}
