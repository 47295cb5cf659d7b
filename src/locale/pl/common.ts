import type { CommonMessages } from '../en/common.ts';
import { localeFormat } from '../format.ts';

const f = localeFormat('pl');

export const common: CommonMessages = {
  working: 'Chwila …',
  cancel: 'Anuluj',
  close: 'Zamknij',
  loading: 'Wczytuję …',
  undo: 'Cofnij',
  open: 'Otwórz',
  help: 'Pomoc',
  storeDown: 'Nie mam dostępu do danych. Nic się nie zmieniło; spróbuj za minutę.',
  fault: (code) =>
    `Coś poszło nie tak po mojej stronie, nic się nie zmieniło. Spróbuj jeszcze raz; jeśli błąd się powtórzy, podaj administratorowi kod ${code}.`,
  slackFault: (code) => `Slack nie przyjął mojej odpowiedzi (${code}). Nic się nie zmieniło; spróbuj za minutę.`,
  expired: 'Trwało to zbyt długo i Slack nie otworzył okna. Nic się nie zmieniło.',
  tryAgain: 'Jeszcze raz',
  gone: 'To przycisk z mojej starszej wersji. Nic się nie zmieniło; wpisz `/szansa`, żeby kontynuować.',
  stageGone: 'Tego etapu nie ma już w lejku. Nic się nie zmieniło.',
  deals: (count) => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`,
  days: (count) => `${f.number(count)} ${f.plural(count, { one: 'dzień', few: 'dni', many: 'dni' })}`,
  cannotOwn: {
    bot: 'To aplikacja, a szansę może prowadzić tylko człowiek. Wybierz osobę.',
    left: 'Tej osoby już tu nie ma. Wybierz kogoś, kto jest w tym Slacku.',
    unknown: 'Nie ma takiej osoby w tym Slacku. Wybierz kogoś, kto tu jest.',
  },
  nobody: {
    bot: (person) => `${person} to aplikacja i nie może prowadzić szansy. Wybierz osobę.`,
    left: (person) => `${person}: tej osoby już tu nie ma. Wybierz kogoś, kto jest w tym Slacku.`,
    unknown: (person) => `Nie znam osoby ${person} w tym Slacku. Wybierz kogoś, kto tu jest.`,
  },
};
