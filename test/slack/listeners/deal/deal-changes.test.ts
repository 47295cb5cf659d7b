import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { pressMoveAnyway, typeAndRead, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const lastEphemeral = (person: TestBot['piotr']) => {
  const message = lejek.slack.ephemerals(person.id).at(-1);
  if (message === undefined) throw new Error('nothing was said');
  return message;
};
const loadStageId = async (number: number) => (await lejek.tenant.deals(ALL_DEALS).file(number))?.deal.stageId;

/** Moves a deal over what the stage asks for. */
const moveAnyway = async (person: TestBot['piotr'], line: string): Promise<string> => {
  await person.command(lejek.sales, line);
  await person.waitForView((view) => view.callback_id === 'deal.move-enter');
  await pressMoveAnyway(person);
  expect(await person.submit()).toMatchObject({ closed: true });
  await expect.poll(() => lejek.lastAnswer(person)).toContain(' → ');
  return lejek.lastAnswer(person);
};

describe('moving', () => {
  it('skips ahead and goes back with a reason that the story keeps', async () => {
    const { piotr, anna, tenant } = lejek;
    await lejek.createDeal(piotr, 'Serwis do wózków', valueInEuros(48_000));
    expect(await moveAnyway(piotr, '/deal move serwis do wózków to offer because they know us')).toContain('Lead → Offer');
    expect(await loadStageId(1)).toBe('offer');
    expect((await tenant.deals(ALL_DEALS).history(1)).at(-1)?.kind).toBe('skipped');
    expect(await typeAndRead(lejek, piotr, '/deal move 1 to needs, wrong person')).toContain('Offer → Needs');
    expect((await tenant.deals(ALL_DEALS).history(1)).at(-1)?.kind).toBe('returned');
    const story = await lejek.typeCommand(piotr, '/deal history serwis');
    expect(story).toMatch(/moved back: Offer → Needs[\s\S]*wrong person[\s\S]*skipped ahead: Lead → Offer[\s\S]*they know us/);
    await lejek.createDeal(anna, 'Bielik', valueInEuros(1000));
    expect(await moveAnyway(anna, '/deal przenieś bielik do decydenta, bo już nas znają')).toContain('Potencjalni → Decydent');
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('says what was understood, and to whom it may not', async () => {
    const { piotr, anna, ewa } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { stageId: 'offer' });
    expect(await typeAndRead(lejek, anna, '/szansa przenieś bielik do potrzeb')).toContain(
      'Szansę D-1 Bielik może zmienić tylko @Piotr albo menedżer.',
    );
    expect(await typeAndRead(lejek, ewa, '/deal move bielk to needs because they want to talk about stage two')).toContain(
      'D-1 Bielik: Offer → Needs. Reason: they want to talk about stage two.',
    );
    expect(await typeAndRead(lejek, ewa, '/deal move bielik to needs')).toContain('D-1 Bielik is already in Needs.');
    await lejek.createDeal(piotr, 'Bielik two');
    expect(await lejek.typeCommand(piotr, '/deal move bielik t to won: signed')).toBe('');
    await piotr.waitForView((view) => view.callback_id === 'deal.enter');
  });

  it('forward asks for exactly what the stage requires, and may go on without it', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await piotr.command(lejek.sales, '/deal move bielik to needs because they called us');
    await piotr.waitForView((view) => view.callback_id === 'deal.move-enter');
    expect(await loadStageId(1)).toBe('lead');
    expect(Object.keys((await piotr.submit()).errors ?? {})).toEqual(['criterion known-needs']);
    await pressMoveAnyway(piotr);
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Lead → Needs. Reason: they called us.');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({
      stageId: 'needs',
      missing: ['known-needs'],
      remindOn: '2026-11-20',
    });
    expect((await tenant.deals(ALL_DEALS).history(1)).at(-1)).toMatchObject({ kind: 'skipped' });
  });

  it('into a strict stage asks for what it requires', async () => {
    const { anna, tenant } = lejek;
    const pipeline = await tenant.pipeline();
    if (pipeline === undefined) throw new Error('no pipeline');
    const stages = pipeline.stages.map((stage) => ({ ...stage, strict: stage.id === 'needs' }));
    await tenant.savePipeline({ ...pipeline, stages }, lejek.now());
    await lejek.createDeal(anna, 'Kowent');
    await anna.command(lejek.sales, '/szansa przenieś kowent do potrzeb, bo znamy klienta');
    await anna.waitForView((view) => view.callback_id === 'deal.move-enter');
    expect(lejek.readScreen(anna)).not.toContain('Przesuń mimo to');
    expect(Object.keys((await anna.submit()).errors ?? {})).toEqual(['criterion known-needs']);
    anna.fillInput('criterion known-needs', ['yes']);
    expect(await anna.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Potencjalni → Potrzeby. Powód: znamy klienta.');
    expect((await tenant.deals(ALL_DEALS).history(1)).at(-1)).toMatchObject({ kind: 'skipped' });
  });

  it('asks for a reason or a stage that is missing', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    expect(await lejek.typeCommand(piotr, '/deal move bielik to offer')).toBe('');
    await piotr.waitForView((view) => view.callback_id === 'deal.save-move');
    expect(lejek.readScreen(piotr)).toContain('Why');
    expect(Object.keys((await piotr.submit()).errors ?? {})).toEqual(['reason']);
    piotr.fillInput('reason', 'They know us');
    await piotr.submit();
    await piotr.waitForView((view) => view.callback_id === 'deal.move-enter');
    expect(lejek.readScreen(piotr)).toMatch(/Expected close date[\s\S]*The offer is with the customer[\s\S]*Move anyway/);
    piotr.fillInput('criterion offer-sent', ['yes']);
    piotr.fillInput('criterion close-on', '2026-12-18');
    expect((await piotr.submit()).closed).toBe(true);
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Reason: They know us.');
    expect(await loadStageId(1)).toBe('offer');
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({ missing: [], closeOn: '2026-12-18' });
    expect(await lejek.typeCommand(piotr, '/deal move')).toContain('Which deal, and where to?');
  });
});

/** Somebody edits D-1 in the form. */
const edited = async (person: TestBot['piotr'], fields: Readonly<Record<string, string>>): Promise<void> => {
  await lejek.typeCommand(person, '/deal edit 1');
  await person.waitForView();
  for (const [name, value] of Object.entries(fields)) person.fillInput(name, value);
  await person.submit();
  await person.closeAll();
};

describe('what else happens to a deal', () => {
  it('is reopened by word', async () => {
    const { anna } = lejek;
    await lejek.createDeal(anna, 'Bielik', valueInEuros(1000));
    await lejek.typeCommand(anna, '/deal przegrana bielik za drogo');
    expect(await lejek.typeCommand(anna, '/deal wznow bielik')).toContain('D-1 Bielik jest znów otwarta: etap „Potencjalni”.');
    expect(await lejek.typeCommand(anna, '/deal wznów bielik')).toContain(
      'Szansa D-1 Bielik jest nadal otwarta. Nic się nie zmieniło.',
    );
  });

  it('is deleted only after a question, counts nowhere, and comes back by undo', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(1000));
    expect(await lejek.typeCommand(piotr, '/deal delete bielik')).toContain('Delete D-1 Bielik as entered by mistake?');
    await piotr.click(lastEphemeral(piotr), 'deal.delete-sure', { deny: true });
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.outcome).toBe('open');
    await piotr.click(lastEphemeral(piotr), 'deal.delete-sure');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik is deleted and no longer counts anywhere.');
    expect(await lejek.typeCommand(piotr, '/deal find bielik')).toContain('No deal matches "bielik".');
    expect(await tenant.funnel.stock('sales')).toEqual([]);
    expect(await lejek.typeCommand(piotr, '/deal undo')).toContain('D-1 Bielik');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.outcome).toBe('open');
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('is edited in a form that shows what is known', async () => {
    const { anna, tenant } = lejek;
    await lejek.createDeal(anna, 'Bielik', { ...valueInEuros(1000), contact: { name: 'Ola' } });
    await lejek.typeCommand(anna, '/deal edytuj bielik');
    await anna.waitForView();
    expect(lejek.readScreen(anna)).toContain('Ola');
    anna.fillInput('value', '12 tys.');
    anna.fillInput('email', 'ola@example.com');
    anna.fillInput('closeOn', '2026-11-01');
    expect((await anna.submit()).errors?.['closeOn']).toContain('Wybierz dzisiejszą lub późniejszą datę');
    anna.fillInput('closeOn', '2026-12-01');
    expect((await anna.submit()).closed).toBe(true);
    await expect
      .poll(() => lejek.lastAnswer(anna))
      .toContain('D-1 Bielik: zapisane (wartość, planowane zamknięcie i osoba kontaktowa).');
    const file = await tenant.deals(ALL_DEALS).file(1);
    expect(file).toMatchObject({
      deal: { value: { minor: 1_200_000 }, closeOn: '2026-12-01' },
      contact: { name: 'Ola', email: 'ola@example.com' },
    });
    expect(await lejek.typeCommand(anna, '/deal historia bielik')).toContain(
      'zmiana: wartość, planowane zamknięcie i osoba kontaktowa (1 tys. EUR → 12 tys. EUR)',
    );
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('keeps what others did while the form was open, field by field', async () => {
    const { piotr, ewa, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), company: 'Bielik SA' });
    await lejek.typeCommand(piotr, '/deal edit bielik');
    await piotr.waitForView();
    await edited(ewa, { value: '60k', company: 'Bielik Group' });
    piotr.fillInput('closeOn', '2026-12-18');
    piotr.fillInput('email', 'ola@example.com');
    expect((await piotr.submit()).closed).toBe(true);
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('saved (close date and contact)');
    expect(await tenant.deals(ALL_DEALS).file(1)).toMatchObject({
      deal: { value: { minor: 6_000_000 }, company: 'Bielik Group', closeOn: '2026-12-18' },
      contact: { email: 'ola@example.com' },
    });
  });

  it('asks which stays where two changed the same field, and loses nothing', async () => {
    const { piotr, ewa, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), company: 'Bielik SA' });
    for (const [stays, minor] of [
      ['mine', 1_200_000],
      ['theirs', 6_000_000],
    ] as const) {
      await edited(ewa, { value: '48k', company: 'Bielik SA', phone: stays });
      await lejek.typeCommand(piotr, '/deal edit bielik');
      await piotr.waitForView();
      await edited(ewa, { value: '60k', company: 'Bielik Group' });
      piotr.fillInput('value', '12k');
      piotr.fillInput('contact', `Ola ${stays}`);
      expect((await piotr.submit()).closed).toBe(false);
      const form = lejek.readScreen(piotr);
      expect(form).toContain('D-1 Bielik was changed while you were typing.');
      expect(form).toMatch(/Value.*changed at 10:00.*which one to keep\?[\s\S]*Mine: 12k[\s\S]*Ewa: 60,000 EUR/);
      expect(form).toContain('Bielik Group');
      piotr.fillInput('clash value', stays);
      expect((await piotr.submit()).closed).toBe(true);
      await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.contact.name).toBe(`Ola ${stays}`);
      expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({ value: { minor }, company: 'Bielik Group' });
    }
  });

  it('keeps a name that is longer than the form', async () => {
    const { piotr, tenant } = lejek;
    const name = 'Ż'.repeat(3000);
    await lejek.createDeal(piotr, name, valueInEuros(1));
    await lejek.typeCommand(piotr, '/deal edit 1');
    await piotr.waitForView();
    piotr.fillInput('company', 'Bielik');
    expect((await piotr.submit()).closed).toBe(true);
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal.company).toBe('Bielik');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.name).toBe(name);
  });

  it('gets another owner, who hears of it directly', async () => {
    const { piotr, anna, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    expect(await lejek.typeCommand(piotr, '/deal assign bielik @anna')).toContain('D-1 Bielik now belongs to Anna.');
    await lejek.tick();
    expect(lejek.posts(anna.id)).toHaveLength(1);
    expect(lejek.posts(anna.id)[0]).toContain(
      'Od teraz Twoja szansa: D-1 Bielik · 48 tys. EUR · Potencjalni. Przekazuje: Piotr.',
    );
    expect(await lejek.typeCommand(piotr, '/deal assign bielik @piotr')).toMatch(
      /Only @Anna or a manager can change D-1 Bielik/i,
    );
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('gets notes, from everybody, found in its story', async () => {
    const { piotr, anna } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    expect(await lejek.typeCommand(anna, '/deal notatka bielik: rozmowa, <!channel> chcą wizyty')).toContain(
      'Notatka do szansy D-1 Bielik: rozmowa, <!channel> chcą wizyty',
    );
    expect(await lejek.typeCommand(piotr, '/deal history bielik')).toMatch(/note added[\s\S]*rozmowa, <!channel> chcą wizyty/);
  });

  it('gets a note by a form where none was typed, closed deals too', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Kowent');
    await typeAndRead(lejek, piotr, '/deal lost kowent no budget');
    await piotr.command(lejek.sales, '/deal note kowent');
    await piotr.waitForView((view) => view.callback_id === 'deal.add-note');
    piotr.fillInput('note', 'Call *after* <noon>');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Note added to D-1 Kowent: Call *after* <noon>');
    expect((await tenant.deals(ALL_DEALS).history(1)).at(-1)?.kind).toBe('noted');
  });

  it('gets a next step with its day by word', async () => {
    const { piotr, anna, tenant } = lejek;
    await lejek.createDeal(anna, 'Zielony Młyn');
    expect(await lejek.typeCommand(anna, '/szansa krok zielony mlyn telefon do Marii w piątek')).toContain(
      'telefon do Marii, pt. 20 lis',
    );
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({
      nextStep: 'telefon do Marii',
      nextStepOn: '2026-11-20',
    });
    expect(await lejek.typeCommand(anna, '/szansa krok 1 jutro')).toContain('telefon do Marii, wt. 17 lis');
    expect(await lejek.typeCommand(piotr, '/deal step zielony call')).toContain('Only @Anna or a manager can change');
    expect(await lejek.typeCommand(piotr, '/deal step')).toContain('Which deal, and what comes next?');
  });

  it('is joined with its double after a question', async () => {
    const { piotr, anna, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    await lejek.createDeal(piotr, 'Bielik copy', { ...valueInEuros(48_000), contact: { name: 'Ola' } });
    expect(await lejek.typeCommand(anna, '/szansa połącz 2 z 1')).toContain(
      'Szansę D-2 Bielik copy może zmienić tylko @Piotr albo menedżer.',
    );
    expect(await lejek.typeCommand(piotr, '/deal merge bielik copy into 1')).toContain('Merge D-2 Bielik copy into D-1 Bielik?');
    expect((await tenant.deals(ALL_DEALS).file(2))?.deal.outcome).toBe('open');
    await piotr.click(lastEphemeral(piotr), 'deal.merge-sure');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-2 Bielik copy is merged into D-1 Bielik.');
    expect(await tenant.deals(ALL_DEALS).file(1)).toMatchObject({
      deal: { value: { minor: 4_800_000 } },
      contact: { name: 'Ola' },
    });
    expect((await tenant.deals(ALL_DEALS).file(2))?.deal.outcome).toBe('withdrawn');
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    expect(await lejek.typeCommand(piotr, '/deal history 1')).toContain('Merged with D-2 Bielik copy');
  });

  it('is told as a story that has pages', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    expect(await lejek.typeCommand(piotr, '/deal history bielik')).toMatch(/^D-1 Bielik: 1 change\n/);
    expect(await lejek.typeCommand(lejek.anna, '/szansa historia bielik')).toMatch(/^D-1 Bielik: 1 zmiana\n/);
    for (let index = 1; index <= 13; index += 1) await lejek.typeCommand(piotr, `/deal note bielik number ${index}`);
    expect(await lejek.typeCommand(piotr, '/deal history bielik')).toContain('D-1 Bielik: 1–12 of 14 changes');
    await piotr.click(lastEphemeral(piotr), 'deal.history:older');
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/13–14 of 14 changes[\s\S]*opened/);
  });
});

describe('finding and listing', () => {
  it('finds closed deals too, forgiving diacritics and typing errors', async () => {
    const { anna } = lejek;
    await lejek.createDeal(anna, 'Zielony Młyn');
    await lejek.typeCommand(anna, '/deal przegrana zielony za drogo');
    expect(await lejek.typeCommand(anna, '/deal szukaj mlyn')).toMatch(
      /Do „mlyn” pasuje 1 szansa[\s\S]*D-1 Zielony Młyn · Przegrana/,
    );
    expect(await lejek.typeCommand(anna, '/deal szukaj zielny')).toContain('Podobne:');
  });

  it('shows all that fit, ten at a time', async () => {
    const { piotr } = lejek;
    for (let index = 1; index <= 13; index += 1) await lejek.createDeal(piotr, `Granit ${index}`);
    expect(await lejek.typeCommand(piotr, '/deal find granit')).toContain('Deals that match "granit": 1–10, open ones first');
    const shown = lejek.slack.ephemerals(piotr.id).at(-1);
    if (shown === undefined) throw new Error('no answer');
    await piotr.click(shown, 'deal.find:later');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Deals that match "granit": 11–13');
    expect(lejek.lastAnswer(piotr)).not.toContain('More');
    expect(await lejek.typeCommand(piotr, '/deal find granit 12')).toContain('1 deal matches "granit 12"');
  });

  it('lists what stands still and what closes this month', async () => {
    const { piotr, anna } = lejek;
    await lejek.createDeal(piotr, 'Old');
    await lejek.createDeal(piotr, 'Closing', { closeOn: '2026-11-27' });
    await lejek.createDeal(piotr, 'Later', { closeOn: '2026-12-27' });
    expect(await lejek.typeCommand(piotr, '/deal list closing this month')).toMatch(/Closing by 30 Nov: 1[\s\S]*Closing/);
    expect(await lejek.typeCommand(anna, '/deal lista zamknięcie w tym miesiącu')).toMatch(
      /Zamknięcie do 30 listopada: 1[\s\S]*Closing/,
    );
    lejek.advanceClock(40 * DAY_MS);
    const stale = await lejek.typeCommand(piotr, '/deal list stale mine');
    expect(stale).toContain('My deals, stuck: 3');
    expect(await lejek.typeCommand(piotr, '/deal list stale offer')).toContain('none');
  });
});

describe('guards', () => {
  it('a second deal of a company is asked about once', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Forklift service', { company: 'Bielik' });
    await lejek.typeCommand(piotr, '/deal new Rack repair');
    await piotr.waitForView();
    piotr.fillInput('company', 'bielik ');
    expect((await piotr.submit()).closed).toBe(false);
    expect(lejek.readScreen(piotr)).toContain('This company already has an open deal: D-1 Forklift service.');
    piotr.fillInput('anyway', 'new');
    expect((await piotr.submit()).closed).toBe(true);
    expect((await tenant.deals(ALL_DEALS).file(2))?.deal).toMatchObject({ name: 'Rack repair', company: 'bielik' });
  });

  it('or added to the one that is there: what it lacks, and a note; by somebody else the note alone', async () => {
    const { piotr, anna, tenant } = lejek;
    await lejek.createDeal(piotr, 'Forklift service', { company: 'Bielik' });
    for (const [person, line] of [
      [anna, '/szansa nowa Wózki 5 tys. EUR'],
      [piotr, '/deal new Forklifts 12k EUR'],
    ] as const) {
      await person.command(lejek.sales, line);
      await person.waitForView((view) => view.callback_id === 'deal.create');
      person.fillInput('company', 'Bielik');
      await person.submit();
      expect((await person.submit()).closed).toBe(true);
    }
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('D-1 Forklift service: dopisane brakujące dane i notatka.');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Added to D-1 Forklift service');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({
      name: 'Forklift service',
      value: { minor: 1_200_000 },
    });
    const history = await tenant.deals(ALL_DEALS).history(1);
    expect(history.map(({ kind }) => kind)).toEqual(['opened', 'noted', 'edited']);
    expect(await tenant.deals(ALL_DEALS).noteText(history[1]?.noteId ?? '')).toBe('Wpisane ponownie: Wózki · 5 tys. EUR');
    expect(await tenant.deals(ALL_DEALS).file(2)).toBeUndefined();
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('„cofnij” with a deal asks which of its two meanings', async () => {
    const { anna } = lejek;
    await lejek.createDeal(anna, 'Bielik', valueInEuros(1000));
    await lejek.typeCommand(anna, '/deal notatka bielik coś');
    const asked = await lejek.typeCommand(anna, '/deal cofnij bielik');
    expect(asked).toContain('D-1 Bielik: cofnąć ostatnią zmianę czy przenieść o etap wstecz?');
    expect(asked).toContain('[Cofnij ostatnią zmianę]');
    await anna.click(lastEphemeral(anna), 'deal.undo');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Cofnięte: D-1 Bielik wraca do poprzedniego stanu.');
  });

  it('„cofnij” asks whoever types it, and "undo" nobody: it has one meaning', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(anna, 'Bielik', valueInEuros(1000));
    await lejek.typeCommand(anna, '/deal notatka bielik coś');
    expect(await lejek.typeCommand(anna, '/deal undo bielik')).toContain('Cofnięte: D-1 Bielik wraca do poprzedniego stanu.');
    await lejek.createDeal(piotr, 'Kowent', valueInEuros(1000));
    await lejek.typeCommand(piotr, '/deal note kowent something');
    expect(await lejek.typeCommand(piotr, '/deal cofnij kowent')).toContain('[Undo the last change]');
    expect(await lejek.typeCommand(piotr, '/szansa undo kowent')).toContain('Undone: D-2 Kowent');
  });
});
