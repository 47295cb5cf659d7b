import type { ApiMessages } from '../../en/workspace/api.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const api: ApiMessages = {
  badInput: (fields) => `Nie umiem odczytać tych pól: ${f.list(fields)}. Nic się nie zmieniło.`,
  noSuchPipeline: (name) => `Nie ma lejka „${name}”. Nic się nie zmieniło.`,
  noSuchPerson: (name) => `Nie znam tu osoby „${name}”. Nic się nie zmieniło.`,
  severalPeople: (names) => `Pasuje kilka osób: ${f.list(names)}. Podaj pełne imię i nazwisko albo identyfikator ze Slacka.`,
  noSuchTool: (name) => `Nie ma narzędzia „${name}”.`,
  noToken: 'Do tego potrzebny jest osobisty token: utwórz go w Slacku przez `/lejek token`.',
  badToken: 'Ten token niczego nie otwiera: jest unieważniony albo źle przepisany. Nowy utworzysz w Slacku przez `/lejek token`.',
  tooFast: (seconds) =>
    `Za dużo żądań naraz. Spróbuj za ${f.number(seconds)} ${f.plural(seconds, { one: 'sekundę', few: 'sekundy', many: 'sekund' })}.`,
  tooLarge: 'To za dużo na jedno żądanie. Nic się nie zmieniło.',
  notJson: 'Treść nie jest w formacie JSON. Nic się nie zmieniło.',
  noOwner: 'Ten krok nie wie, kto go uruchamia. Wskaż osobę, która uruchomiła przepływ.',
};
