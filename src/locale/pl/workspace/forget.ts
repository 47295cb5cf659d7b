import type { ForgetMessages } from '../../en/workspace/forget.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const inDeals = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'szansie', few: 'szansach', many: 'szansach' })}`;
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;
const notes = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'notatka', few: 'notatki', many: 'notatek' })}`;
const ofNotes = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'notatki', few: 'notatek', many: 'notatek' })}`;

export const forget: ForgetMessages = {
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a usuwanie danych osób będzie dla Ciebie.'
      : `Dane osób może usunąć tylko administrator (${f.list(admins)}).`,
  whom: 'Czyje dane? Podaj e-mail, telefon albo nazwisko: `/szansa zapomnij anna@example.com`.',
  none: (typed) => `Nie mam kontaktu „${typed}”. Spróbuj z adresem e-mail albo telefonem.`,
  head: 'Usunięcie jest ostateczne: znikają dane kontaktowe i treść wszystkich notatek przy tych szansach. Etapy, daty, wartości i statystyki zostają. Tego nie da się cofnąć.',
  person: (parts, named, more) =>
    `${parts.join(' · ')}\n${named.length === 0 ? 'nie ma już przy żadnej szansie' : `${named.join(', ')}${more === 0 ? '' : ` i ${f.number(more)} więcej`}`}`,
  morePeople: (shown) => `To pierwsze osoby z listy (${f.number(shown)}). Wpisz więcej z nazwiska albo e-mail.`,
  button: 'Usuń dane',
  confirmTitle: 'Usunąć na zawsze?',
  confirmText: 'Znikną dane kontaktowe i treść notatek. Tego nie da się cofnąć.',
  named: (typed, named, { more, notes: count }) =>
    `Nie mam kontaktu „${typed}”, ale jest w tekstach: ${f.list(named)}${more === 0 ? '' : ` i ${f.number(more)} więcej`}; w tym ${notes(count)}.\nPo usunięciu w tych szansach, w ich historii i w notatkach będzie w tym miejscu •••, a reszta zostanie bez zmian. Tego nie da się cofnąć.`,
  confirmNamed: 'Zniknie z szans, z ich historii i z notatek. Tego nie da się cofnąć.',
  gone: 'Danych tej osoby już nie ma.',
  done: (count) =>
    `Usunięte: dane kontaktowe w ${inDeals(count.deals)} i treść ${ofNotes(count.notes)}. Kasuję teraz moje wiadomości o tym w Slacku; dam znać w wiadomości prywatnej, gdy już ich nie będzie.\nNie usunę wpisów innych osób w Slacku, wcześniejszych eksportów i kopii zapasowych ani tego, co trafiło do innych narzędzi.`,
  cleaned: (count) => `Moje wiadomości w Slacku o usuniętej osobie (${deals(count)}) są skasowane, a karty pokazane od nowa.`,
  left: (count, channels) =>
    `Moje wiadomości w Slacku o usuniętej osobie (${deals(count)}) są skasowane, ale nie wszędzie: na ${f.list(channels)} jest w podsumowaniu obok innych albo nie mogę tam kasować. Skasuj te wiadomości ręcznie.`,
  changed: (count) => `usunięte dane kontaktu: ${deals(count.deals)}, ${notes(count.notes)}`,
  final: 'Usuniętych danych nie da się przywrócić.',
};
