import type { SetupMessages } from '../../en/workspace/setup.ts';
import { localeFormat } from '../../format.ts';
import { everyWeekday } from '../weekdays.ts';

const f = localeFormat('pl');

const EVERY = [
  'W każdy poniedziałek',
  'W każdy wtorek',
  'W każdą środę',
  'W każdy czwartek',
  'W każdy piątek',
  'W każdą sobotę',
  'W każdą niedzielę',
] as const;

export const setup: SetupMessages = {
  title: 'Ustawienia Lejka',
  save: 'Zapisz',
  intro: 'Wybierz kanał na podsumowania tygodnia i alerty oraz osoby, które pierwsze dowiedzą się, że na etapie brakuje szans.',
  channel: 'Kanał',
  channelHint: 'Lejek musi być na tym kanale: najpierw wpisz tam /invite @Lejek.',
  weekday: 'Dzień podsumowania',
  weekdayName: (weekday) => f.weekday(weekday),
  time: 'Godzina',
  zone: 'Strefa czasowa',
  zonePlaceholder: 'Wpisz miasto, np. Warsaw',
  language: 'Język kanału',
  managers: 'Menedżerowie',
  managersHint:
    'Dostają wiadomość, gdy na etapie brakuje szans, i mogą zmieniać każdą szansę. Jeśli nikogo nie wybierzesz, wiadomość dostanie administrator.',
  admins: 'Administratorzy',
  adminsHint: 'Mogą zmieniać te ustawienia i wskazywać kolejnych administratorów. Twoje uprawnienia zostają.',
  currency: 'Waluta podsumowań',
  currencyHint: 'Można ją zmienić, dopóki nie ma żadnej szansy; potem zostaje, żeby sumy z przeszłości się zgadzały.',
  currencyFixed: (currency) =>
    `Sumy są w ${currency}. Odkąd są szanse, tej waluty nie można zmienić; szansa w innej walucie jest przeliczana (\`/lejek kursy\`).`,
  currencyKept: (currency) =>
    `Sumy zostają w ${currency}: w międzyczasie pojawiła się szansa, a odkąd są szanse, tej waluty nie można zmienić.`,
  fiscal: 'Pierwszy miesiąc roku obrotowego',
  fiscalHint: 'Od niego liczą się kwartały. Cele miesięczne zostają; po zmianie ustal na nowo cele kwartalne i roczne.',
  errors: {
    archived: 'Ten kanał jest w archiwum. Wybierz inny.',
    notMember:
      'Lejka nie ma jeszcze na tym kanale. Wpisz tam /invite @Lejek i zapisz jeszcze raz; Twoje ustawienia zostaną w formularzu.',
    unknown: 'Lejek nie widzi tego kanału. Zaproś go: /invite @Lejek, albo wybierz inny.',
    noAnswer: 'Slack nie potwierdził, że można użyć tego kanału. Spróbuj za minutę.',
    shared: 'Zaznacz, jeśli mimo to mam tam pisać, albo wybierz własny kanał.',
    zone: 'Wybierz strefę z listy.',
    time: 'Wybierz godzinę.',
    adminNotAPerson: 'Administratorem może być osoba z tego Slacka, ale nie aplikacja ani nieaktywne konto.',
    notAPerson: 'Menedżerem może być osoba z tego Slacka, ale nie aplikacja ani nieaktywne konto.',
  },
  external: {
    explain: (channel) =>
      `*Kanał ${channel} jest wspólny z inną firmą.* Każdy na tym kanale zobaczy szanse, kwoty i nazwy klientów.`,
    label: 'Widzi go też inna firma',
    allow: 'Pisz tam mimo to',
    allowHere:
      'Ten kanał jest wspólny z inną firmą, więc nie piszę tu o szansach. Możesz na to pozwolić w ustawieniach albo użyć `/szansa` na własnym kanale.',
    askAdmin:
      'Ten kanał jest wspólny z inną firmą, więc nie piszę tu o szansach. Może na to pozwolić administrator; gdzie indziej odpowiadam jak zwykle.',
    closed: (channel) =>
      `*Kanał ${channel} jest teraz wspólny z inną firmą.* Nie będę tam pisać, dopóki na to nie pozwolisz; szanse i ustawienia pozostają bez zmian.`,
  },
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a otrzymasz jego uprawnienia.'
      : `Ustawienia może zmienić tylko administrator (${f.list(admins)}). Nic się nie zmieniło.`,
  adminLeft: (former) =>
    `Konto administratora (${f.list(former)}) jest wyłączone. Tę rolę może przejąć osoba, do której należy ten Slack (Workspace Owner): wystarczy zapisać \`/lejek ustawienia\`. Nic się nie zmieniło.`,
  newAdmin: (who, former) =>
    `Administrator Lejka to teraz ${who}, bo do tej osoby należy ten Slack. Konto poprzedniego administratora (${f.list(former)}) jest wyłączone.`,
  saved: ({ channel, weekday, time, zone, first }) =>
    `*Zapisane.* Kanał ${channel} dostaje podsumowanie ${everyWeekday(weekday)} o ${time} (${zone}), pierwsze: ${f.longDay(first)}, oraz alerty, gdy na etapie brakuje szans.`,
  managersAre: (people) => (people.length === 0 ? 'Alerty dostaje administrator.' : `Menedżerowie: ${f.list(people)}.`),
  adminsAre: (people) => `Administratorzy: ${f.list(people)}.`,
  changed: (channel) => `ustawienia: ${channel}`,
  undone: 'Cofnięte: ustawienia są takie jak wcześniej.',
  undoNotYours: (who) => `To zmiana, którą może cofnąć tylko jej autor (${who}). Nic się nie zmieniło.`,
  undoneAlready: 'Ta zmiana jest już cofnięta. Nic się nie zmieniło.',
  undoTooLate: 'Cofnąć można przez 10 minut. Nadal można to zmienić z powrotem.',
  changedSince: (who, time) => `Bez zmian: późniejsza zmiana ustawień to ${who}, ${time}. Nic nie przepadło, oto one.`,
  open: 'Otwórz ustawienia',
  youAreAdmin: 'To pierwsze ustawienia Lejka, więc masz teraz uprawnienia administratora.',
  preview: 'Zobacz podsumowanie',
  addDeal: 'Dodaj szansę',
  welcome: (weekday, time) =>
    `Tu Lejek. ${EVERY[weekday - 1] ?? ''} o ${time}: jak stoi lejek i co z tym zrobić. Żeby przesunąć szansę: \`/szansa dalej\`.`,
};
