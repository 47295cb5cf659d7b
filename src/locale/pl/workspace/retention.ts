import type { RetentionMessages } from '../../en/workspace/retention.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const months = (count: number | null): string => {
  if (count === null) return 'bez limitu';
  const years = count / 12;
  return count % 12 === 0
    ? `${f.number(years)} ${f.plural(years, { one: 'rok', few: 'lata', many: 'lat' })}`
    : `${f.number(count)} ${f.plural(count, { one: 'miesiąc', few: 'miesiące', many: 'miesięcy' })}`;
};
const deals = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'przegrana szansa', few: 'przegrane szanse', many: 'przegranych szans' })}`;
const notes = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'notatka', few: 'notatki', many: 'notatek' })}`;
const posts = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'post', few: 'posty', many: 'postów' })}`;

export const retention: RetentionMessages = {
  title: 'Jak długo są dane',
  intro:
    'Starsze dane znikają w nocy. Etapy, daty, wartości i opiekunowie zostają zawsze, a z nimi wszystkie liczby: przegrana szansa traci nazwę, firmę, kontakt, następne kroki i notatki.',
  lost: 'Przegrane szanse, od dnia przegranej',
  notes: 'Treść notatek przy zamkniętych szansach',
  posts: 'Moje zapiski o tym, co jest wysłane (wiadomości zostają w Slacku)',
  handled: 'Klucze żądań: żądanie wysłane ponownie niczego nie zmienia',
  months,
  days: (count) => `${f.number(count)} dni`,
  next: 'Dalej',
  save: 'Zapisz',
  sureTitle: 'Co zniknie',
  sure: (count) =>
    count.deals + count.notes + count.posts === 0
      ? 'Teraz nic nie jest tak stare. Odtąd to, co przekroczy ten wiek, zniknie najbliższej nocy.'
      : `Od najbliższej nocy na zawsze zniknie to, co już jest tak stare: nazwy i kontakty (*${deals(count.deals)}*), treść notatek (*${notes(count.notes)}*), moje zapiski (*${posts(count.posts)}*), a potem co noc to, co przekroczy ten wiek. Usuniętych danych nie da się przywrócić.`,
  rule: (rule) =>
    `przegrane szanse: ${months(rule.lost)} · notatki: ${months(rule.notes)} · posty: ${months(rule.posts)} · klucze żądań: ${f.number(rule.handledDays)} dni`,
  saved: (rule) => `Zapisane: ${rule}.`,
  same: 'Tak już jest.',
  changed: (rule) => `jak długo są dane: ${rule}`,
  erased: (count) => `usunięte ze względu na wiek: ${deals(count.deals)}, ${notes(count.notes)}, ${posts(count.posts)}`,
  final: 'Usuniętych danych nie da się przywrócić.',
  changedSince: 'Od tamtej pory to ustawienie jest już inne. Nic się nie zmieniło.',
  undone: (rule) => `Znów: ${rule}. Dane usunięte w tym czasie nie wrócą.`,
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a to ustawienie będzie dla Ciebie.'
      : `O tym, jak długo są dane, decyduje tylko administrator (${f.list(admins)}).`,
};
