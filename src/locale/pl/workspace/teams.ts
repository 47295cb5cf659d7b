import type { TeamsMessages } from '../../en/workspace/teams.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const people = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'osoba', few: 'osoby', many: 'osób' })}`;
const members = (count: number): string => (count === 0 ? 'bez osób' : people(count));

export const teams: TeamsMessages = {
  title: 'Zespoły',
  intro:
    'Zespół ma własny lejek, prognozę, cele i kanał, a może być częścią innego: do trzech poziomów. Zespoły składają się na całość, a osoby bez zespołu mają własny wiersz. To, co już było, zostaje przy zespole z tamtego dnia.',
  none: 'Nie ma jeszcze zespołów: wszystko dotyczy wszystkich razem.',
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a będzie można tworzyć zespoły.'
      : `Zespoły może zmieniać tylko administrator (${f.list(admins)}). Nic się nie zmieniło.`,
  line: ({ name, level, count, managers }) =>
    `${'    '.repeat(level - 1)}${name} · ${members(count)}${managers.length === 0 ? ' · bez menedżera' : ` · ${f.list(managers)}`}`,
  withoutTeam: (count) => (count === 0 ? 'Każda osoba jest w zespole.' : `Bez zespołu: ${people(count)}`),
  add: 'Nowy zespół',
  open: 'Otwórz',
  all: 'Zespoły',
  backToAll: '← Wszystkie zespoły',
  earlier: 'Wcześniejsze',
  later: 'Więcej',
  path: (names) => `*${names.join(' › ')}*`,
  managedBy: (names) =>
    names.length === 0
      ? 'Bez menedżera: wiadomości trafiają do zespołu wyżej albo do menedżerów całości.'
      : `${f.plural(names.length, { one: 'Menedżer', few: 'Menedżerowie', many: 'Menedżerowie' })}: ${f.list(names)}`,
  people: (names, more) =>
    names.length === 0 ? 'Bez osób.' : `Osoby: ${f.list(more === 0 ? names : [...names, `jeszcze ${f.number(more)}`])}`,
  planned: (who, on, to) =>
    to === undefined ? `${who}: od ${f.date(on)} bez zespołu` : `${who}: od ${f.date(on)} w zespole „${to}”`,
  channels: (names) => `Podsumowanie i alerty: ${names}`,
  noChannel: 'Jeszcze bez własnego kanału.',
  about: (path, command) => `Zespół: ${path.join(' › ')} · o wszystkich: ${command} całość`,
  post: (path) => `Zespół: ${path}`,
  setupField: 'Zespół',
  setupHint: 'O jego szansach są podsumowania, alerty i karty szans na tym kanale.',
  everybody: 'wszyscy',
  edit: 'Nazwa i menedżerowie',
  move: 'Osoby',
  channel: 'Kanał',
  targets: 'Cele',
  remove: 'Usuń …',
  form: {
    add: 'Nowy zespół',
    edit: 'Zespół',
    move: 'Osoby w zespole',
    remove: 'Usunięcie zespołu',
    save: 'Zapisz',
    name: 'Nazwa',
    nameHint: 'Wpisuje się ją po poleceniu: `/lejek północ` pokazuje lejek zespołu „Północ”.',
    parent: 'Część zespołu',
    noParent: 'żadnego innego',
    managers: 'Menedżerowie',
    managersHint: 'Widzą ten zespół i wszystkie poniżej, dostają też jego alerty.',
    people: 'Osoby',
    peopleHint: 'Każdy jest naraz w jednym zespole: osoba z innego zespołu przechodzi do tego.',
    others: 'Osoby bez konta w Slacku',
    from: 'Od dnia',
    fromHint:
      'Puste: od dziś, a dla osób, które nie mają jeszcze zespołu, od początku. Wygrane sprzed tego dnia zostają przy poprzednim zespole.',
    to: 'Zespół',
    noTeam: 'bez zespołu',
    membersTo: 'Osoby przechodzą do',
    removing: (name, count) =>
      `*${name}* wychodzi z użycia: ${members(count)}. Przeszłość zostaje pod tą nazwą, zespoły poniżej przechodzą o poziom wyżej, a na kanale zespołu nie będzie nowych wiadomości. Można to cofnąć.`,
    removeYes: 'Usuń',
  },
  what: {
    add: (name) => `nowy zespół „${name}”`,
    change: (name) => `zmieniony zespół „${name}”`,
    rename: (from, to) => `zespół „${from}” nazywa się teraz „${to}”`,
    parent: (name, above) =>
      above === undefined ? `„${name}” nie jest częścią innego zespołu` : `„${name}” to część zespołu „${above}”`,
    managers: (name, managers) =>
      managers.length === 0 ? `„${name}”: bez menedżera` : `„${name}”, menedżer: ${f.list(managers)}`,
    remove: (name) => `zespół „${name}” usunięty`,
    move: ({ who, more, to, from }) =>
      `${f.list(more === 0 ? who : [...who, `jeszcze ${f.number(more)}`])}: ${to === undefined ? 'bez zespołu' : `zespół „${to}”`}${from === undefined ? '' : ` od ${f.date(from)}`}`,
  },
  saved: (what) => `*Zapisane:* ${what.join('; ')}.`,
  undone: (what) => `*Cofnięte:* ${what.join('; ')}.`,
  changedSince: 'Bez cofania: te zespoły są już inne niż po tej zmianie. Sprawdź je w `/lejek zespoły`.',
  problems: {
    gone: 'Nie ma już takiego zespołu. Nic się nie zmieniło.',
    unchanged: 'Już tak jest. Nic się nie zmieniło.',
    changedSince: 'Zespoły są już inne niż przed chwilą. Nic się nie zmieniło; sprawdź je jeszcze raz.',
    empty: 'Podaj nazwę z liter lub cyfr.',
    tooLong: (length, most) =>
      `To ${f.number(length)} ${f.plural(length, { one: 'znak', few: 'znaki', many: 'znaków' })}, a mieści się ${f.number(most)}.`,
    nameTaken: (name) => `Jest już zespół „${name}”. Wybierz inną nazwę.`,
    pipelineName: (name) => `Jest już lejek „${name}”: nie byłoby wiadomo, o który chodzi. Wybierz inną nazwę.`,
    reserved: (word) => `„${word}” znaczy już coś po \`/lejek\`. Wybierz inną nazwę.`,
    tooMany: (most) => `Naraz w użyciu może być najwyżej ${f.number(most)} zespołów. Najpierw usuń któryś.`,
    tooManyManagers: (most) => `Zespół ma najwyżej ${f.number(most)} menedżerów.`,
    cycle: (name) => `„${name}” to ten sam zespół albo jego część, więc nie może stać nad nim. Wybierz inny.`,
    tooDeep: (name, levels) =>
      `Zespół „${name}” stałby na poziomie ${f.number(levels + 1)}, a poziomów jest ${f.number(levels)}. Wybierz zespół wyżej.`,
    tooFarAhead: 'To za ponad rok. Wybierz wcześniejszy dzień.',
    nobody: 'Wybierz przynajmniej jedną osobę.',
  },
};
