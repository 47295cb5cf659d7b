import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import type { Language } from '../../src/core/people/language.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import { heldOfNeeded } from '../../src/slack/views/funnel/plan/gap-sentences.ts';
import { toPlainText } from '../../src/slack/views/kit/text.ts';
import { setUpFunnel, typeAndRead, valueInEuros } from '../support/bot-actions.ts';
import { plainSpaces } from '../support/plain-spaces.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';
import { viewData } from '../support/view-data.ts';
import { VIEWS } from '../support/views.ts';

/**
 * Sentences that were reported as mixed in language or awkward, each with what is said now. What was said stands in the name of the test;
 * it is asserted to be gone where it would appear.
 */
let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** The workspace was made in the other language than the reader's. */
const inWorkspaceOf = (language: Language) => lejek.tenant.updateWorkspace({ language });

/** Opens a form by a line and gives back what the person reads. */
async function openForm(person: Person, line: string): Promise<string> {
  await lejek.typeCommand(person, line);
  await person.waitForView((view) => JSON.stringify(view.blocks).includes('"input"'), 20_000);
  return lejek.readScreen(person);
}

/** Makes a deal by the form. */
async function createByForm(person: Person, line: string): Promise<void> {
  await openForm(person, line);
  expect((await person.submit()).closed).toBe(true);
}

const hears = (person: Person, words: string) =>
  expect.poll(() => lejek.lastAnswer(person), { timeout: 30_000 }).toContain(words);

/** Every word of a view with usual data, as somebody of a language gets it. */
const shown = (view: string, language: Language): string => {
  const made = VIEWS[view]?.(LANGUAGES[language], viewData(language, 'usual'));
  return JSON.stringify(made).replaceAll('\u00A0', ' ').replaceAll('\u202F', ' ');
};

describe('one language in a sentence', () => {
  it('was: „etap „Lead”. Najlepszy następny krok: find a named person with phone or e-mail.”', async () => {
    const { anna, piotr } = lejek;
    await inWorkspaceOf('en');
    await createByForm(anna, '/szansa nowa Bielik');
    await hears(anna, 'D-1 Bielik: etap „Potencjalni”. Najlepszy następny krok: znajdź konkretną osobę, telefon lub e-mail.');
    await inWorkspaceOf('pl');
    await createByForm(piotr, '/deal new Kowent');
    await hears(piotr, 'D-2 Kowent is in Lead. Best next step: find a named person with phone or e-mail.');
  });

  it('was: „Jeszcze brakuje: contact; phone or e-mail”', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(anna, 'Bielik', { stageId: 'prospect' });
    await lejek.createDeal(piotr, 'Kowent', { stageId: 'prospect' });
    await inWorkspaceOf('en');
    expect(await lejek.typeCommand(anna, '/szansa pokaż 1')).toContain('Jeszcze brakuje: osoba kontaktowa; telefon lub e-mail');
    await inWorkspaceOf('pl');
    expect(await lejek.typeCommand(piotr, '/deal show 2')).toContain('Still missing: contact; phone or e-mail');
  });

  it('was: `/deal przegrana 393 za drogo` → „przegrana: too expensive”', async () => {
    const { anna, piotr } = lejek;
    for (const [person, name] of [
      [anna, 'Bielik'],
      [piotr, 'Kowent'],
      [piotr, 'Morela'],
    ] as const)
      await lejek.createDeal(person, name, { stageId: 'offer' });
    await inWorkspaceOf('en');
    const lost = await lejek.typeCommand(anna, '/deal przegrana 1 za drogo');
    expect(lost).toContain('za drogo');
    expect(lost).not.toContain('too expensive');
    await inWorkspaceOf('pl');
    expect(await lejek.typeCommand(piotr, '/deal lost 2 too expensive')).toContain('too expensive');
    // A reason is understood in either language, and said in one's own.
    expect(await lejek.typeCommand(piotr, '/deal lost 3 za drogo')).toContain('too expensive');
  });

  it('was: „Ustawienia zmienia administrator” to the first person of an empty workspace', async () => {
    const { anna, piotr, tenant } = lejek;
    const screen = await openForm(anna, '/lejek ustawienia');
    expect(screen).toContain('Wybierz kanał na podsumowania tygodnia i alerty');
    expect(screen).not.toMatch(/administrator \(|Ustawienia zmienia/);
    await anna.closeAll();
    await setUpFunnel(lejek, piotr);
    await hears(piotr, 'You are now the admin, as the first person to set up Lejek.');
    expect((await tenant.members.all()).filter(({ role }) => role === 'admin').map(({ name }) => name)).toEqual(['Piotr']);
    // Who is none is told who is.
    await lejek.typeCommand(anna, '/lejek ustawienia');
    await expect.poll(() => lejek.readScreen(anna)).toContain('Ustawienia może zmienić tylko administrator (Piotr).');
  });
});

describe('what is typed and taught', () => {
  it('help in Polish teaches /szansa and /lejek, in English /deal and /funnel', async () => {
    const { anna, piotr } = lejek;
    for (const line of ['/deal pomoc', '/funnel pomoc']) {
      const help = await lejek.typeCommand(anna, line);
      expect(help).toMatch(/\/szansa|\/lejek/);
      // That the others work too is said once, and taught nowhere.
      expect(help.replace('Działa też /deal i /funnel.', '')).not.toMatch(/\/deal|\/funnel/);
    }
    for (const line of ['/szansa help', '/lejek help']) {
      const help = await lejek.typeCommand(piotr, line);
      expect(help).toMatch(/\/deal|\/funnel/);
      expect(help).not.toMatch(/\/szansa|\/lejek/);
    }
  });

  it('an example in an error is in the language of the error', async () => {
    const { anna, piotr } = lejek;
    expect(await lejek.typeCommand(anna, '/szansa połącz')).toMatch(/`?\/szansa połącz/);
    expect(await lejek.typeCommand(piotr, '/deal merge')).toMatch(/`?\/deal merge/);
    expect(await lejek.typeCommand(anna, '/szansa lista xyzzy')).toMatch(/\/szansa lista/);
    expect(await lejek.typeCommand(piotr, '/deal list xyzzy')).toMatch(/\/deal list/);
  });

  it('dates are written alike in lists and cards', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(anna, 'Bielik', { ...valueInEuros(1000), closeOn: '2026-12-18' });
    await lejek.createDeal(piotr, 'Kowent', { ...valueInEuros(1000), closeOn: '2026-12-18' });
    for (const [person, list, show, written] of [
      [anna, '/szansa lista moje', '/szansa pokaż 1', '18 gru'],
      [piotr, '/deal list mine', '/deal show 2', '18 Dec'],
    ] as const) {
      expect(await lejek.typeCommand(person, list)).toContain(written);
      expect(await lejek.typeCommand(person, show)).toContain(written);
    }
  });
});

describe('as sales people say it', () => {
  it('was: "stands 39 days in Lead"', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(anna, 'Bielik');
    await lejek.createDeal(piotr, 'Kowent');
    lejek.setNow(lejek.now() + 39 * DAY_MS);
    expect(await lejek.typeCommand(piotr, '/deal')).toMatch(/Stuck in their stage[\s\S]*39 days/);
    expect(await lejek.typeCommand(piotr, '/deal show 2')).toContain('In Lead for 39 days');
    expect(await lejek.typeCommand(anna, '/szansa')).toMatch(/Bez ruchu na etapie \(od ilu dni\)[\s\S]*39 dni/);
    expect(await lejek.typeCommand(anna, '/szansa pokaż 1')).toContain('Etap „Potencjalni” od 39 dni');
  });

  it('was: "I say this once, until something is done about it", „Piszę o tym raz, dopóki nic się nie zmieni”', () => {
    expect(shown('stageAlert', 'en')).toMatch(
      /I will write about (?:\S+ again only when it is back to \d+|these stages again only when one of them has recovered)\./,
    );
    expect(shown('stageAlert', 'pl')).toMatch(
      /O (?:etapie „[^”]+” odezwę się ponownie dopiero, gdy znów będzie \d+|tych etapach odezwę się ponownie dopiero, gdy któryś się uzupełni)\./,
    );
    expect(shown('stageAlert', 'en') + shown('stageAlert', 'pl')).not.toMatch(/I say this once|Piszę o tym raz/);
  });

  it('was: "As you would call it in a talk"', async () => {
    expect(await openForm(lejek.piotr, '/deal new')).toContain('A short name you will recognise, e.g. Bielik, forklift service');
    expect(await openForm(lejek.anna, '/szansa nowa')).toContain('Krótka nazwa, po której ją poznasz, np. Bielik, serwis wózków');
  });

  it('was: "Nobody: the admin hears"', async () => {
    const { anna, piotr, ewa } = lejek;
    await setUpFunnel(lejek, piotr, { managers: [] });
    await hears(piotr, 'Alerts go to the admins.');
    await lejek.reset();
    await setUpFunnel(lejek, anna, { managers: [] });
    await hears(anna, 'Alerty dostaje administrator.');
    await lejek.reset();
    await setUpFunnel(lejek, piotr, { managers: [ewa.id] });
    await hears(piotr, 'Managers: Ewa.');
  });

  it('was: "noted: they want…"', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    await lejek.createDeal(anna, 'Kowent');
    expect(await lejek.typeCommand(piotr, '/deal note 1 they want two')).toContain('Note added to D-1 Bielik: they want two');
    expect(await lejek.typeCommand(anna, '/szansa notatka 2 chcą dwa')).toMatch(
      /otatka.*D-2 Kowent.*: chcą dwa|D-2 Kowent.*otatka.*chcą dwa/,
    );
  });

  it('was: "2 moves close the gap @Piotr", „Wystarczy tyle: 4 ruchy, tu pierwsze 3”', () => {
    const { en, pl } = LANGUAGES;
    const four = { moving: 4, named: 3, made: 0, sameNewDeals: false };
    const two = { moving: 2, named: 1, made: 0, sameNewDeals: false };
    expect(en.gaps.closeGap(two)).toBe('*2 moves close the gap*, starting with this one');
    expect(en.gaps.closeGap(four)).toBe('*4 moves close the gap*, starting with these 3');
    expect(pl.gaps.closeGap(two)).toBe('*Wystarczy przesunąć dalej 2 szanse*, zacznij od tej');
    expect(pl.gaps.closeGap(four)).toBe('*Wystarczy przesunąć dalej 4 szanse*, zacznij od tych 3');
    expect(shown('stageAlert', 'en')).not.toMatch(/close the gap @/);
    expect(shown('stageAlert', 'pl')).not.toMatch(/Wystarczy tyle|tu pierwsz/);
  });

  it('was: "3 stages more", "2 more stages are short": each with what it holds of what it needs', () => {
    const others = [{ shortName: 'Offer', count: 1, needed: 3 }];
    const also = (language: 'en' | 'pl') =>
      plainSpaces(toPlainText(LANGUAGES[language].alerts.alsoShort(heldOfNeeded(LANGUAGES[language], others))));
    expect(also('en')).toBe('Also short: Offer (1 of 3)');
    expect(also('pl')).toBe('Brakuje też: Offer (1 z 3)');
  });

  it('was: „Nie planowane terminy”', () => {
    expect(shown('forecastList', 'pl')).toContain('Planowane terminy nie są brane pod uwagę.');
    expect(shown('forecastList', 'pl')).not.toContain('Nie planowane');
    expect(shown('forecastList', 'en')).toMatch(/close dates/i);
  });

  it('was: „Te na Ciebie czekają”', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(anna, 'Bielik');
    await lejek.createDeal(piotr, 'Kowent');
    expect(await openForm(anna, '/szansa dalej')).toContain('Która? Oto najpilniejsze:');
    expect(await openForm(piotr, '/deal advance')).toContain('Which one? These are the most urgent:');
  });

  it('was: „jest znów jak przedtem”', async () => {
    const { anna, piotr } = lejek;
    await lejek.createDeal(anna, 'Bielik');
    await lejek.createDeal(piotr, 'Kowent');
    await typeAndRead(lejek, anna, '/szansa notatka 1 telefon');
    expect(await lejek.typeCommand(anna, '/szansa cofnij')).toContain('Cofnięte: D-1 Bielik wraca do poprzedniego stanu.');
    await typeAndRead(lejek, piotr, '/deal note 2 a call');
    expect(await lejek.typeCommand(piotr, '/deal undo')).toContain('Undone: D-2 Kowent is back as it was.');
  });
});
