import type { RefusalMessages } from '../../en/deal/refusals.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

const CLOSED = { won: 'wygrana', lost: 'przegrana' } as const;

export const refusals: RefusalMessages = {
  readsOnly:
    'Masz tu podgląd wszystkiego, ale bez zmian: tak ustawił to administrator. Zapytaj administratora, jeśli ma być inaczej.',
  notAllowed: (what, deal, owner) =>
    what === 'change'
      ? `Szansę ${deal} może zmienić tylko ${owner} albo menedżer. Nic się nie zmieniło.`
      : 'To może zrobić tylko menedżer. Nic się nie zmieniło.',
  closed: (deal, outcome, on) => `${deal}: ${CLOSED[outcome]} ${f.date(on)}. Nic się nie zmieniło.`,
  withdrawn: (deal) => `${deal}: usunięta jako wpis pomyłkowy. Nic się nie zmieniło.`,
  notClosed: (deal) => `Szansa ${deal} jest nadal otwarta. Nic się nie zmieniło.`,
  noSuchStage: (deal) => `Etapu, na który miała przejść szansa ${deal}, już nie ma. Nic nie przepadło, oto stan obecny.`,
  alreadyThere: (deal, stage) => `${deal} jest już na etapie „${stage}”. Nic się nie zmieniło.`,
  reasonNeeded: 'Podaj powód w jednym zdaniu.',
  noSuchReason: 'Wybierz jeden z powodów.',
  otherPipeline: 'Te dwie szanse są w różnych lejkach, więc zostają osobno. Nic się nie zmieniło.',
  duplicate: (deal) =>
    `${deal}: ta firma ma już otwartą szansę. Dopisz do niej notatkę albo zaznacz, że to ma być osobna szansa.`,
  nameNeeded: 'Szansa musi mieć nazwę.',
  pastDate: 'Wybierz dzisiejszą lub późniejszą datę: ta już minęła.',
  futureDate: 'Wybierz dzisiejszą lub wcześniejszą datę: to dzień wygranej.',
  nothingToChange: (deal) => `${deal}: nie ma nic nowego do zapisania.`,
  tooManySteps: (deal, most) => `${deal} ma już ${f.number(most)} otwartych kroków. Najpierw odhacz któryś z nich.`,
  nothingToUndo: 'Nie masz zmian do cofnięcia.',
  notYours: (deal, who) => `${deal}: ostatnią zmianę może cofnąć tylko jej autor (${who}). Nic się nie zmieniło.`,
  tooLateToUndo: 'Cofnąć można przez 10 minut. Szansę nadal można przenieść wstecz.',
  missing: (deal, stage, criteria) => `${deal}: do przejścia na etap „${stage}” brakuje jeszcze: ${criteria.join('; ')}.`,
  changedMeanwhile: ({ deal, where, who, at }) =>
    `Bez zmian: ${deal} jest teraz na etapie „${where}” (${who}, ${at}). Nic nie przepadło, oto stan obecny.`,
  noSuchDeal: (ref) => `Nie ma szansy ${ref}.`,
  noneFits: (typed) => `Nic nie pasuje do „${typed}”.`,
  noneFitsButClose: (typed) => `Nic nie pasuje do „${typed}”. Najbliżej:`,
  severalFit: (count, typed) =>
    `Do „${typed}” ${f.plural(count, { one: 'pasuje', few: 'pasują', many: 'pasuje' })} ${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}. Która?`,
  manyFit: (typed) => `Do „${typed}” pasuje więcej szans, niż mogę pokazać. Która? Możesz też wpisać dłuższy fragment nazwy.`,
  show: 'Pokaż',
  reopen: 'Wznów',
  newDeal: 'Nowa szansa',
};
