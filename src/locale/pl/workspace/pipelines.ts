import type { PipelinesMessages } from '../../en/workspace/pipelines.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

const deals = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'otwarta szansa', few: 'otwarte szanse', many: 'otwartych szans' })}`;

export const pipelines: PipelinesMessages = {
  title: 'Lejki',
  intro:
    'Każdy lejek ma własne etapy, walutę, kanał i cele. Nowa szansa trafia do lejka swojego kanału, a bez niego do domyślnego.',
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a będzie można dodawać lejki.'
      : `Lejki może zmieniać tylko administrator (${f.list(admins)}). Nic się nie zmieniło.`,
  line: ({ name, isDefault, holds, channels }) =>
    `${name}${isDefault ? ' · domyślny' : ''}\n${holds} · ${channels === '' ? 'bez kanału' : channels}`,
  archivedLine: (name, holds) => `${name}\nw archiwum · ${holds}`,
  archivedTitle: '*Archiwum*',
  add: 'Nowy lejek',
  open: 'Otwórz',
  all: 'Lejki',
  backToAll: '← Wszystkie lejki',
  name: (name) => `*${name}*`,
  isDefault: 'Domyślny: nowa szansa trafia tutaj, gdy jej kanał nie ma własnego lejka.',
  isArchived:
    'W archiwum: nie powstają tu nowe szanse i nic się o nim nie pojawia na kanałach. Szanse, które w nim są, można znaleźć, zmienić i zamknąć.',
  totals: (currency) => `Sumy w ${currency}; ta waluta zostaje, żeby sumy z przeszłości się zgadzały`,
  noChannel: 'Jeszcze bez kanału: nie ma podsumowania ani alertów na kanale.',
  channels: (names) => `Podsumowanie i alerty: ${names}`,
  stages: 'Etapy',
  setup: 'Kanał i podsumowanie',
  targets: 'Cele',
  whoSees: 'Kto widzi szanse',
  rename: 'Zmień nazwę',
  makeDefault: 'Ustaw jako domyślny',
  archive: 'Do archiwum …',
  restore: 'Przywróć',
  sure: {
    title: 'Przenieść do archiwum?',
    text: (count) =>
      count === 0
        ? 'Nie powstaną w nim nowe szanse i nic się o nim nie pojawi na kanałach. Można go przywrócić w każdej chwili.'
        : `${f.plural(count, { one: 'Zostaje', few: 'Zostają', many: 'Zostaje' })} w nim ${deals(count)}: nadal można je znaleźć, zmienić i zamknąć. Nowe szanse nie powstaną i nic się nie pojawi na kanałach. Lejek można przywrócić w każdej chwili.`,
    yes: 'Do archiwum',
    no: 'Zostaje',
  },
  form: {
    add: 'Nowy lejek',
    rename: 'Zmiana nazwy',
    save: 'Zapisz',
    name: 'Nazwa',
    nameHint: 'Wpisuje się ją po poleceniu: `/lejek partnerzy` pokazuje lejek „Partnerzy”.',
    from: 'Na początek',
    seven: 'siedem etapów sprzedaży',
    copy: (name) => `kopia etapów lejka „${name}”`,
    trade: {
      renewals: 'odnowienia: kończące się umowy',
      partners: 'partnerzy: firmy, które sprzedają z nami',
      tenders: 'projekty z przetargów',
    },
    currency: 'Waluta sum',
    currencyHint: 'Zostaje na stałe, żeby sumy z przeszłości się zgadzały.',
  },
  visibility: {
    title: 'Kto widzi szanse',
    label: 'Pojedyncze szanse widzi',
    hint: 'Sumy lejka widzą nadal wszyscy. Administrator widzi każdą szansę, tak samo osoba, która ją prowadzi albo dziś tę osobę zastępuje.',
    who: {
      everybody: 'każdy',
      team: 'własny zespół i zespoły pod nim',
      own: 'każdy swoje, oprócz tego sumy',
    },
    channels: 'Kanały, które mimo to pokazują szanse',
    channelsHint:
      'Każda osoba na takim kanale czyta tam nazwy i kwoty. Gdzie indziej z kart znika treść, a w postach zostają sumy.',
    seen: (who) => `Pojedyncze szanse widzi: ${who}`,
    shownIn: (names) => `Mimo to widać je na: ${names}`,
  },
  setupField: 'Lejek',
  setupHint: 'O nim są podsumowania, alerty i karty szans na tym kanale.',
  what: {
    add: (name) => `nowy lejek „${name}”`,
    rename: (from, to) => `lejek „${from}” nazywa się teraz „${to}”`,
    makeDefault: (name) => `domyślny lejek to „${name}”`,
    archive: (name) => `lejek „${name}” w archiwum`,
    restore: (name) => `lejek „${name}” znów w użyciu`,
    visibility: ({ name, who, channels }) =>
      `szanse lejka „${name}” widzi: ${who}${channels === 0 ? '' : ` oraz ${f.number(channels)} ${f.plural(channels, { one: 'kanał', few: 'kanały', many: 'kanałów' })}`}`,
  },
  saved: (what) => `*Zapisane:* ${what}.`,
  next: 'Teraz wybierz kanał i przejrzyj etapy.',
  undone: (what) => `*Cofnięte:* ${what}.`,
  changedSince: 'Bez cofania: lejki są już inne niż po tej zmianie. Sprawdź je w `/lejek lejki`.',
  problems: {
    gone: 'Nie ma takiego lejka. Nic się nie zmieniło.',
    unchanged: 'Już tak jest. Nic się nie zmieniło.',
    empty: 'Podaj nazwę z liter lub cyfr.',
    tooLong: (length, most) =>
      `To ${f.number(length)} ${f.plural(length, { one: 'znak', few: 'znaki', many: 'znaków' })}, a mieści się ${f.number(most)}.`,
    nameTaken: (name) => `Jest już lejek „${name}”. Wybierz inną nazwę.`,
    reserved: (word) => `„${word}” znaczy już coś po \`/lejek\`. Wybierz inną nazwę.`,
    tooMany: (most) => `Naraz w użyciu może być najwyżej ${f.number(most)} lejków. Przenieś któryś do archiwum.`,
    isDefault: 'To lejek domyślny. Najpierw ustaw inny jako domyślny.',
    isArchived: 'Jest w archiwum. Najpierw go przywróć.',
  },
};
