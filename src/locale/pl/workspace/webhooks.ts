import type { PlainDate } from '../../../core/time/calendar.ts';
import type { WebhooksMessages } from '../../en/workspace/webhooks.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

const tries = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'próba', few: 'próby', many: 'prób' })}`;

const when = ({ what, on, time }: { what: string; on: PlainDate; time: string }): string => `${f.date(on)}, ${time} · ${what}`;

export const webhooks: WebhooksMessages = {
  title: 'Webhooki',
  intro:
    'Lejek może wysyłać na wskazany adres, co dzieje się z szansami: z podpisem, co najmniej raz i dla każdej szansy po kolei. Format opisuje docs/webhooks.md.',
  noKey:
    'Webhooki wymagają klucza na serwerze: osoba, która prowadzi Lejka, ustawia `LEJEK_ENCRYPTION_KEY` (docs/hosting.md) i uruchamia go ponownie. Nic się nie zmieniło.',
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a będzie można dodawać webhooki.'
      : `Webhooki widzi i zmienia tylko administrator (${f.list(admins)}). Nic się nie zmieniło.`,
  add: 'Nowy adres',
  open: 'Otwórz',
  backToAll: '← Wszystkie webhooki',
  line: (url, state) => `${url}\n${state}`,
  url: (url) => `*${url}*`,
  tells: (types) => `Wysyła: ${f.list(types)}`,
  type: {
    'deal.created': 'nowe szanse',
    'deal.moved': 'zmiany etapu',
    'deal.won': 'wygrane',
    'deal.lost': 'przegrane',
    'deal.reopened': 'wznowione szanse',
    'deal.edited': 'edycje',
    'deal.assigned': 'zmiany opiekuna',
    'deal.noted': 'notatki (bez treści)',
    'deal.undone': 'cofnięte zmiany',
    'deal.deleted': 'wpisy pomyłkowe',
    'deal.imported': 'szanse z importu, każda osobno',
  },
  state: {
    on: 'Działa',
    noSecret: 'Przywrócony z kopii bez sekretu: nic nie wychodzi, dopóki nie powstanie nowy.',
    failing: (failures, on, time) =>
      `Działa, ale nic nie dochodzi od ${f.date(on)}, ${time} (${tries(failures)}). Po trzech dniach zostanie wyłączony.`,
    off: (why, on) =>
      ({
        person: `Wyłączony od ${f.date(on)}`,
        failing: `Wyłączony ${f.date(on)}: przez trzy dni nic nie dochodziło. To, co czeka, wyjdzie po włączeniu.`,
        gone: `Wyłączony ${f.date(on)}: odbiorca odpowiada 410: tego adresu już nie ma.`,
      })[why],
  },
  secret: (secret) => `Sekret, widoczny tylko teraz: \`${secret}\`\nWpisz go u odbiorcy: sprawdza nim każdą wiadomość.`,
  formerSecret: 'Poprzedni sekret podpisuje jeszcze przez 24 godziny.',
  log: '*Ostatnie wiadomości*',
  noLog: 'Nic jeszcze nie wyszło.',
  test: 'próbna wiadomość',
  delivery: {
    sent: (told) => `✓ ${when(told)}`,
    queued: (told) => `… ${when(told)} · w drodze`,
    retried: (told, attempts, error) => `… ${when(told)} · ${tries(attempts)}: ${error}`,
    failed: (told, error) => `✗ ${when(told)} · bez skutku: ${error}`,
  },
  sendAgain: 'Wyślij ponownie',
  sendTest: 'Wyślij próbną',
  change: 'Zmień',
  newSecret: 'Nowy sekret',
  switchOff: 'Wyłącz',
  switchOn: 'Włącz',
  remove: 'Usuń …',
  refresh: 'Odśwież',
  sureSecret: {
    title: 'Utworzyć nowy sekret?',
    text: 'Obecny sekret podpisuje jeszcze przez 24 godziny, żeby odbiorca zdążył przejść na nowy.',
    yes: 'Utwórz',
    no: 'Zostaje',
  },
  sureRemove: {
    title: 'Usunąć ten adres?',
    text: 'Nic więcej tam nie wyjdzie, a to, co czeka, przepada. Cofnąć można przez 10 minut.',
    yes: 'Usuń',
    no: 'Zostaje',
  },
  form: {
    add: 'Nowy adres',
    change: 'Zmiana',
    save: 'Zapisz',
    url: 'Adres',
    urlHint: 'https://…; odpowiada statusem od 200 do 299 w ciągu 10 sekund.',
    types: 'Co wysyłać',
  },
  problems: {
    noUrl: 'Nie umiem odczytać tego adresu. Spróbuj: „https://example.com/hook”.',
    noHttps: 'Adres musi zaczynać się od https://.',
    credentials: 'Pomiń nazwę i hasło przed znakiem @: że wiadomość jest od Lejka, pokazuje podpis.',
    private:
      'Ten adres jest w sieci prywatnej, a serwer na to nie pozwala. Może to zmienić osoba, która prowadzi Lejka (`LEJEK_PRIVATE_WEBHOOKS`).',
    tooLong: 'Adres ma ponad 1000 znaków.',
    taken: 'Ten adres już jest na liście: otwórz go, żeby zmienić, co dostaje.',
    tooMany: (most) => `Jest już tyle adresów, ile może być (${f.number(most)}): najpierw usuń któryś.`,
    gone: 'Już go nie ma. Nic się nie zmieniło.',
  },
  done: {
    add: (url) => `Odtąd ${url} dostaje wiadomości o szansach.`,
    change: (url) => `Zapisane: ${url}`,
    secret: 'Odtąd podpisuje nowy sekret.',
    off: 'Wyłączony: to, co zdarzy się w tym czasie, nie wyjdzie później.',
    on: 'Znów działa.',
    remove: (url) => `Usunięty: ${url}`,
    again: 'Znów jest w drodze, pod tym samym identyfikatorem.',
    test: 'Próbna wiadomość jest w drodze. Odśwież, żeby zobaczyć wynik.',
  },
  what: {
    add: (url) => `nowy webhook: ${url}`,
    change: (url) => `zmiana webhooka: ${url}`,
    secret: (url) => `nowy sekret webhooka: ${url}`,
    off: (url) => `webhook wyłączony: ${url}`,
    on: (url) => `webhook włączony: ${url}`,
    remove: (url) => `webhook usunięty: ${url}`,
  },
  undone: (what) => `Cofnięte: ${what}`,
  changedSince: 'Od tego czasu coś się tu zmieniło. Niczego nie cofnięto.',
  secretStays: 'Sekretu nie da się przywrócić. Poprzedni podpisuje jeszcze przez 24 godziny.',
  switchedOff: {
    failing: (url) =>
      `*Koniec wysyłania na ${url}:* od trzech dni nic tam nie dochodzi. To, co czeka, przechowuję przez 30 dni i wyślę po włączeniu.`,
    gone: (url) => `*Koniec wysyłania na ${url}:* odbiorca odpowiada, że tego adresu już nie ma (410).`,
  },
  show: 'Webhooki',
};
