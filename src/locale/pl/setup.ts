import { weekday as weekdayOf } from '../../core/time/calendar.ts';
import type { SetupMessages } from '../en/setup.ts';
import { localeFormat } from '../format.ts';
import { asOfWeekday, everyWeekday } from './weekdays.ts';

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
  intro: 'Który kanał dostaje podsumowanie tygodnia i alerty oraz kto pierwszy dowie się, że na etapie brakuje szans.',
  channel: 'Kanał',
  channelHint: 'Lejek musi na nim być: najpierw wpisz tam /invite @Lejek.',
  weekday: 'Dzień podsumowania',
  weekdayName: (weekday) => f.weekday(weekday),
  time: 'Godzina',
  zone: 'Strefa czasowa',
  zonePlaceholder: 'Wpisz miasto, np. Warsaw',
  language: 'Język kanału',
  managers: 'Menedżerowie',
  managersHint:
    'Dostają wiadomość, gdy na etapie brakuje szans, i mogą zmieniać każdą szansę. Bez wyboru: dostaje ją administrator.',
  currency: 'Waluta sum',
  currencyHint: 'Można ją wybrać, dopóki żadna szansa nie ma wartości.',
  fiscal: 'Pierwszy miesiąc roku celów',
  fiscalHint: 'Od niego liczą się kwartały. Cele miesięczne zostają; po zmianie ustaw cele kwartalne i roczne na nowo.',
  errors: {
    archived: 'Ten kanał jest w archiwum. Wybierz inny.',
    notMember: 'Lejka nie ma jeszcze na tym kanale. Wpisz tam /invite @Lejek i zapisz jeszcze raz; wybór zostaje.',
    unknown: 'Lejek nie widzi tego kanału. Zaproś go: /invite @Lejek, albo wybierz inny.',
    noAnswer: 'Slack nie odpowiedział, czy tego kanału można użyć. Spróbuj za minutę.',
    shared: 'Zaznacz, żeby pisać tam mimo to, albo wybierz własny kanał.',
    zone: 'Wybierz strefę z listy.',
    time: 'Wybierz godzinę.',
    notAPerson: 'Menedżerem jest osoba z tego Slacka, nie aplikacja ani ktoś, kogo już nie ma.',
  },
  external: {
    explain: (channel) =>
      `*Kanał ${channel} jest wspólny z inną firmą.* Każdy, kto na nim jest, zobaczy szanse, kwoty i nazwy klientów.`,
    label: 'Czyta go inna firma',
    allow: 'Pisz tam mimo to',
    allowHere:
      'Ten kanał jest wspólny z inną firmą, więc nie piszę tu o szansach. Możesz na to pozwolić w ustawieniach albo użyć `/deal` na własnym kanale.',
    askAdmin:
      'Ten kanał jest wspólny z inną firmą, więc nie piszę tu o szansach. Pozwolić może administrator; gdzie indziej odpowiadam jak zwykle.',
    stranger: 'Ten Lejek należy do innej firmy i odpowiada tylko jej.',
    closed: (channel) =>
      `*Kanał ${channel} jest teraz wspólny z inną firmą.* Nic więcej tam nie piszę, dopóki na to nie pozwolisz; szanse i ustawienia bez zmian.`,
  },
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Ustawienia zmienia administrator. Nic się nie zmieniło.'
      : `Ustawienia zmienia administrator: ${f.list(admins)}. Nic się nie zmieniło.`,
  saved: ({ channel, weekday, time, zone, first }) =>
    `*Zapisane.* Kanał ${channel} dostaje podsumowanie ${everyWeekday(weekday)} o ${time} (${zone}), pierwsze: ${asOfWeekday(weekdayOf(first))}, ${f.dayOfMonth(first)}, oraz alerty, gdy na etapie brakuje szans.`,
  managersAre: (people) => (people.length === 0 ? 'Alerty dostaje administrator.' : `Menedżerowie: ${f.list(people)}.`),
  youAreAdmin: 'Masz teraz uprawnienia administratora: to pierwsze ustawienia Lejka.',
  preview: 'Zobacz podsumowanie',
  addDeal: 'Dodaj szansę',
  welcome: (weekday, time) =>
    `Tu Lejek. ${EVERY[weekday - 1] ?? ''} o ${time}: jak stoi lejek i co z tym zrobić. Żeby przesunąć szansę: \`/deal dalej\`.`,
};
