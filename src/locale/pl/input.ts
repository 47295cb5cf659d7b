import type { InputMessages } from '../en/input.ts';
import { localeFormat } from '../format.ts';

const f = localeFormat('pl');

export const input: InputMessages = {
  amount: {
    empty: 'Wpisz kwotę, np. 12 tys., 12 000 albo 12,5 tys. EUR.',
    notAnAmount: (text) => `Nie umiem odczytać kwoty „${text}”. Spróbuj: 12 tys., 12 000 albo 12,5 tys.`,
    negative: (text) => `„${text}” to mniej niż zero. Wartość szansy to zero lub więcej.`,
    tooLarge: (text) => `„${text}” to więcej, niż mogę zapisać. Może o jedno zero za dużo?`,
    tooPrecise: (text) => `„${text}” ma więcej miejsc po przecinku niż ta waluta. Spróbuj: 12,50.`,
    unsure: (text) => `Czy „${text}” to wartość? Jeśli tak, wpisz ją niżej: na razie jest częścią nazwy.`,
    ambiguous: (text) => `„${text}” można odczytać na dwa sposoby. Wpisz całą kwotę, np. 12 500.`,
    unknownCurrency: (text) => `Nie wiem, jaka to waluta: „${text}”. Dopisz jej kod, np. 500 EUR.`,
    gross: (text) => `„${text}” to kwota z podatkiem, a wartości szans są netto. Wpisz kwotę netto.`,
  },
  date: {
    notADate: (text) => `Nie umiem odczytać daty „${text}”. Spróbuj: 30 czerwca, 30.06 albo piątek.`,
    unsure: (text) => `Czy „${text}” to termin zamknięcia? Jeśli tak, wybierz go niżej: na razie jest częścią nazwy.`,
    noSuchDay: (text) => `Nie ma takiego dnia: ${text}. Wybierz inny.`,
    otherWeekday: (text) => `„${text}” to inny dzień tygodnia. Wybierz właściwą datę.`,
    twoDays: 'Dwa dni to dwa kroki. Wpisz tu jeden, a drugi jako kolejny krok.',
    dayOrMonth: (on, other) => `Data odczytana jako ${f.date(on)}. Jeśli chodzi o ${f.date(other)}, popraw ją.`,
    hour: (text) =>
      `Planowane zamknięcie nie ma godziny, więc „${text}” pomijam. Przypomnienie o godzinie da następny krok: \`/szansa krok\`.`,
    past: 'Wybierz dzisiejszą lub późniejszą datę: ta już minęła.',
  },
  owner: {
    notAMention: (text) => `Nie wiem, kto to ${text}. Wybierz opiekuna z listy.`,
    several: 'Szansa ma jednego opiekuna. Zostaje pierwsza osoba.',
  },
};
