import type { CommonMessages } from '../en/common.ts';
import { localeFormat } from '../format.ts';

const f = localeFormat('pl');

export const common: CommonMessages = {
  tooLong: ({ length, most }) =>
    `Ten tekst ma ${f.number(length)} ${f.plural(length, { one: 'znak', few: 'znaki', many: 'znaków' })}, a zmieści się tu najwyżej ${f.number(most)}. Nic się nie zmieniło; skróć go.`,
  cancel: 'Anuluj',
  close: 'Zamknij',
  loading: 'Wczytuję …',
  undo: 'Cofnij',
  open: 'Otwórz',
  help: 'Pomoc',
  faults: {
    away: 'Nie mam dostępu do danych. Nic się nie zmieniło; spróbuj za minutę.',
    silent: 'Baza danych nie odpowiada. Nic się nie zmieniło; spróbuj za minutę.',
    diskFull: 'Dysk jest pełny i nic nie da się zapisać. Nic się nie zmieniło; daj znać administratorowi.',
    diskFails: 'Dysk nie przyjmuje zapisu. Nic się nie zmieniło; daj znać administratorowi.',
    unknown:
      'Baza danych przestała odpowiadać i nie wiem, czy to się zapisało. Sprawdź, zanim spróbujesz znowu: `/szansa pokaż …` pokaże szansę, a `/szansa` Twoją listę.',
    unknownForm:
      'Baza danych przestała odpowiadać i nie wiem, czy to się zapisało. Wpisane dane nie przepadły: wyślij je ponownie za minutę, zapiszą się tylko raz.',
    savedThen: 'Zapisane, ale baza danych przestała odpowiadać, zanim udało się pokazać wynik. Szansę pokaże `/szansa pokaż …`.',
    savedThenSlack: (code) => `Zapisane, ale Slack nie przyjął mojej odpowiedzi (${code}). Szansę pokaże \`/szansa pokaż …\`.`,
    savedThenBug: (code) =>
      `Zapisane, ale zaraz potem coś poszło nie tak po mojej stronie. Szansę pokaże \`/szansa pokaż …\`; jeśli błąd się powtórzy, podaj administratorowi kod ${code}.`,
  },
  fault: (code) =>
    `Coś poszło nie tak po mojej stronie, nic się nie zmieniło. Spróbuj jeszcze raz; jeśli błąd się powtórzy, podaj administratorowi kod ${code}.`,
  slackFault: (code) => `Slack nie przyjął mojej odpowiedzi (${code}). Nic się nie zmieniło; spróbuj za minutę.`,
  busy: 'Dużo się tu teraz dzieje i jeszcze się tym nie zajmuję. Nic się nie zmieniło; spróbuj za chwilę.',
  expired: 'Trwało to zbyt długo i Slack nie otworzył okna. Nic się nie zmieniło.',
  expiredSaved: 'Zapisane, ale trwało to zbyt długo i Slack nie otworzył kolejnego okna.',
  viewGone: 'Okno zostało zamknięte lub zmienione, zanim przyszła odpowiedź. Nic się nie zmieniło.',
  viewGoneSaved: 'Zapisane, ale okno zostało zamknięte lub zmienione, zanim udało się pokazać resztę.',
  stillSaving:
    'Trwa to dłużej niż zwykle. Nadal nad tym pracuję, a wpisane dane zostają w oknie. Jeśli przez minutę nic się nie wydarzy, wyślij je ponownie: zapiszą się tylko raz.',
  openAgain: 'Otwórz ponownie',
  formGone: 'Tego okna już nie mam. Nic się nie zmieniło; wpisz `/szansa`, żeby kontynuować.',
  tryAgain: 'Jeszcze raz',
  gone: 'To przycisk z mojej starszej wersji. Nic się nie zmieniło; wpisz `/szansa`, żeby kontynuować.',
  stageGone: 'Tego etapu nie ma już w lejku. Nic się nie zmieniło.',
  deals: (count) => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`,
  days: (count) => `${f.number(count)} ${f.plural(count, { one: 'dzień', few: 'dni', many: 'dni' })}`,
  cannotOwn: {
    bot: 'To aplikacja, a szansę może prowadzić tylko człowiek. Wybierz osobę.',
    left: 'Tej osoby już tu nie ma. Wybierz kogoś, kto jest w tym Slacku.',
    guest: 'Ta osoba ma tu konto gościa. Dostęp może dać administrator: `/lejek ustawienia`, pole Goście.',
    stranger: 'Ta osoba jest z innej firmy i nie może prowadzić szansy. Wybierz kogoś ze swojej firmy.',
    unknown: 'Nie ma takiej osoby w tym Slacku. Wybierz kogoś, kto tu jest.',
    reader: 'Ta osoba ma tu tylko podgląd. Zmienić to może administrator: `/lejek osoby`.',
  },
  nobody: {
    bot: (person) => `${person} to aplikacja i nie może prowadzić szansy. Wybierz osobę.`,
    left: (person) => `${person}: tej osoby już tu nie ma. Wybierz kogoś, kto jest w tym Slacku.`,
    guest: (person) => `${person} ma tu konto gościa. Dostęp może dać administrator: \`/lejek ustawienia\`, pole Goście.`,
    stranger: (person) => `${person} jest z innej firmy i nie może prowadzić szansy. Wybierz kogoś ze swojej firmy.`,
    reader: (person) => `${person} ma tu tylko podgląd. Zmienić to może administrator: \`/lejek osoby\`.`,
    unknown: (person) => `Nie znam osoby ${person} w tym Slacku. Wybierz kogoś, kto tu jest.`,
  },
};
