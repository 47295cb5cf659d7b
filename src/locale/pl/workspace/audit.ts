import type { AuditMessages } from '../../en/workspace/audit.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const audit: AuditMessages = {
  head: (from, to, total) =>
    total === 0
      ? '*Dziennik zmian ustawień:* jeszcze pusty'
      : `*Dziennik zmian ustawień:* ${f.number(from)}–${f.number(to)} z ${f.number(total)}, od najnowszych`,
  line: ({ on, time, who, what, isUndone }) => `${f.date(on)}, ${time} · ${who} · ${what}${isUndone ? ' (cofnięte)' : ''}`,
  unreadable: 'zmiana, której ta wersja nie umie pokazać',
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a dziennik będzie dla Ciebie.'
      : `Dziennik zmian widzi tylko administrator (${f.list(admins)}).`,
  open: 'Dziennik zmian',
  index: {
    head: '*Ustawienia*',
    open: 'Otwórz',
    export: 'Eksportuj',
    data: '*Dane*\nwszystko w jednym pliku, w wiadomości prywatnej; plik do wczytania też wyślij w wiadomości prywatnej',
    channels: (channels) =>
      `*Kanał, godzina, język, rok obrotowy*\n${channels.length === 0 ? 'jeszcze bez kanału' : f.list(channels)}`,
    pipelines: (names) => `*Lejki*\n${f.list(names)}`,
    stages: (pipeline, count) =>
      `*Etapy i powody przegranej*\n${pipeline}: ${f.number(count)} ${f.plural(count, { one: 'etap', few: 'etapy', many: 'etapów' })}`,
    people: (members, admins) =>
      `*Osoby i role*\n${f.number(members)} ${f.plural(members, { one: 'osoba', few: 'osoby', many: 'osób' })} · ${f.plural(admins.length, { one: 'administrator', many: 'administratorzy' })}: ${f.list(admins)}`,
    teams: (count, without) =>
      `*Zespoły*\n${count === 0 ? 'jeszcze bez zespołów' : `${f.number(count)} · ${without === 0 ? 'każda osoba w zespole' : `bez zespołu: ${f.number(without)}`}`}`,
    rates: (currency, count, lacking) =>
      `*Kursy walut*\nsumy w ${currency}, ${f.number(count)} ${f.plural(count, { one: 'kurs', few: 'kursy', many: 'kursów' })}${lacking.length === 0 ? '' : ` · brak dla ${f.list(lacking)}`}`,
    alerts: (limited, channels) =>
      `*Alerty*\n${limited === 0 ? 'wszystkie włączone' : `ograniczone na ${f.number(limited)} z ${f.number(channels)} ${f.plural(channels, { one: 'kanału', many: 'kanałów' })}`}`,
    targets: (count) => `*Cele*\n${count === 0 ? 'jeszcze bez celów' : `ustalone na ten rok: ${f.number(count)}`}`,
    tokens: (count) => `*Tokeny dla asystentów i skryptów*\n${count === 0 ? 'żadnego' : `aktywne: ${f.number(count)}`}`,
    leads: (count) =>
      `*Szanse z formularzy*\n${count === 0 ? 'bez adresu' : `${f.number(count)} ${f.plural(count, { one: 'adres', few: 'adresy', many: 'adresów' })}`}`,
    webhooks: (count, off) =>
      `*Webhooki*\n${count === 0 ? 'bez adresu' : `${f.number(count)} ${f.plural(count, { one: 'adres', few: 'adresy', many: 'adresów' })}${off === 0 ? '' : ` · wyłączone: ${f.number(off)}`}`}`,
    retention: (rule) => `*Jak długo są dane*\n${rule}`,
    log: (when) => `*Dziennik zmian*\n${when === undefined ? 'jeszcze pusty' : `ostatnia zmiana ${when}`}`,
  },
};
