import type { ImportingMessages } from '../../en/workspace/importing.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const count = (many: number, [one, few, others]: readonly [string, string, string]): string =>
  `${f.number(many)} ${f.plural(many, { one, few, many: others })}`;
const deals = (many: number): string => count(many, ['szansa', 'szanse', 'szans']);
const rows = (many: number): string => count(many, ['wiersz', 'wiersze', 'wierszy']);
const newDeals = (many: number): string => count(many, ['nowa szansa', 'nowe szanse', 'nowych szans']);
/** '24 z 60 wierszy', '24 000 ze 100 000 wierszy': `ze` before a number that is spoken beginning with `sto`. @param noun in the genitive. */
function share(done: number, of: number, noun: readonly [one: string, others: string]): string {
  const [one, others] = noun;
  let leading = of;
  while (leading >= 1000) leading = Math.floor(leading / 1000);
  const preposition = leading >= 100 && leading < 200 ? 'ze' : 'z';
  return `${f.number(done)} ${preposition} ${count(of, [one, others, others])}`;
}

export const importing: ImportingMessages = {
  systems: {
    lejek: 'eksport z Lejka',
    hubspot: 'HubSpot',
    pipedrive: 'Pipedrive',
    salesforce: 'Salesforce',
    odoo: 'Odoo',
    bitrix24: 'Bitrix24',
    livespace: 'Livespace',
    table: 'tabela szans',
  },
  fields: {
    id: 'Identyfikator',
    name: 'Szansa',
    company: 'Firma',
    stage: 'Etap',
    status: 'Otwarta, wygrana czy przegrana',
    value: 'Wartość',
    currency: 'Waluta',
    owner: 'Opiekun',
    ownerEmail: 'E-mail opiekuna',
    created: 'Utworzona',
    stageSince: 'Na etapie od',
    closed: 'Zamknięta dnia',
    closeOn: 'Planowane zamknięcie',
    close: 'Data zamknięcia (faktyczna lub planowana)',
    lostReason: 'Powód przegranej',
    contact: 'Osoba kontaktowa',
    email: 'E-mail',
    phone: 'Telefon',
    source: 'Źródło',
    nextStep: 'Następny krok',
    nextStepOn: 'Termin następnego kroku',
    note: 'Notatka',
  },
  head: (file, system, many) => `*${file}*: ${system}, ${rows(many)}`,
  readAsText: (encoding, separator) => `Odczytane jako ${encoding}, między komórkami ${separator}.`,
  separators: { comma: 'przecinek', semicolon: 'średnik', tab: 'tabulator', bar: 'kreska' },
  readSheet: (sheet, others) =>
    `Arkusz: ${sheet}.${others === 0 ? '' : ` Pominięte: ${count(others, ['inny arkusz', 'inne arkusze', 'innych arkuszy'])}.`}`,
  would: (what) =>
    what.newDeals + what.changedDeals === 0
      ? '*W tym pliku nie ma nic nowego.*'
      : `*${[
          ...(what.newDeals > 0 ? [newDeals(what.newDeals)] : []),
          ...(what.changedDeals > 0 ? [`zaktualizowane: ${deals(what.changedDeals)}`] : []),
        ].join(', ')}*`,
  outcomes: (what) =>
    `otwarte ${f.number(what.open)} (${what.openValue}), wygrane ${f.number(what.won)}, przegrane ${f.number(what.lost)}`,
  span: (from, to) => `od ${f.date(from)} do ${f.date(to)}`,
  stage: (stage, many, value) => `${stage}: ${f.number(many)} (${value})`,
  meanings: (pairs) => `Etapy z pliku: ${pairs}.`,
  leaveOut: 'pominięte',
  stillOpen: 'otwarte',
  unchanged: (many) => `Bez zmian: ${deals(many)}, już tu są.`,
  conflicts: (many, examples) =>
    `Nieprzeniesione, bo w Lejku jest coś nowszego: ${count(many, ['zmiana', 'zmiany', 'zmian'])} (${examples}).`,
  withdrawn: 'usunięte tutaj',
  newPeople: (many, names) => `Spoza Slacka, bez konta: ${count(many, ['opiekun', 'opiekunów', 'opiekunów'])} (${names}).`,
  unpriced: (currency, many) => `${currency}: ${count(many, ['wartość', 'wartości', 'wartości'])} bez kursu, poza sumami.`,
  noted: (columns) => `W notatce każdej szansy: ${columns}.`,
  cutNotes: (lines, many) =>
    `Nie wszystko mieści się w notatce, więc będzie ucięta: ${rows(many)} (${lines.join(', ')}${many > lines.length ? ', …' : ''}).`,
  unused: (columns) => `Nieprzenoszone: ${columns}.`,
  moreNames: (many) => `jeszcze ${f.number(many)}`,
  bad: (many) => `*Nie da się odczytać: ${rows(many)}*`,
  badIsLeftOut: (many) => `*Nie da się odczytać, więc zostaną pominięte: ${rows(many)}*`,
  badRow: (line, why) => `wiersz ${line}: ${why}`,
  moreBad: (many) => `… i jeszcze ${f.number(many)}`,
  leftOut: (many) => `Pominięte z wybranym etapem: ${rows(many)}.`,
  suspicious: '*Warto sprawdzić:*',
  huge: (line, deal, value) => `wiersz ${line}: ${deal}, wartość ${value}, ponad 100 razy tyle co zwykle`,
  old: (line, deal, on) => `wiersz ${line}: ${deal}, początek ${f.date(on)}`,
  oddClose: (line, deal, on) => `wiersz ${line}: ${deal}, planowane zamknięcie ${f.date(on)}`,
  problems: {
    cellCount: (cells, columns) => `${count(cells, ['komórka', 'komórki', 'komórek'])}, a w nagłówku ${f.number(columns)}`,
    cellTooLong: (length, most) => `tekst ma ${count(length, ['znak', 'znaki', 'znaków'])}, a może mieć ${f.number(most)}`,
    lostLetters: (text) => `litery przepadły, zanim plik tu dotarł: ${text}`,
    cellError: (text) => `w komórce jest błąd ${text}`,
    noResult: (cell) => `formuła w ${cell} nie ma wyniku; otwórz plik w arkuszu kalkulacyjnym i zapisz go`,
    noName: 'brak nazwy i firmy',
    noStage: 'brak etapu',
    notAnAmount: (text, column) => `${column}: „${text}” to nie kwota`,
    negative: (text, column) => `${column}: „${text}” jest na minusie`,
    tooLarge: (text, column) => `${column}: „${text}” to za duża kwota`,
    tooPrecise: (text, column) => `${column}: „${text}” ma więcej miejsc po przecinku niż waluta`,
    ambiguous: (text, column) => `${column}: „${text}” można odczytać na dwa sposoby`,
    unknownCurrency: (text, column) => `${column}: „${text}” ma nieznaną walutę`,
    gross: (text, column) => `${column}: „${text}” jest z podatkiem, a wartości są netto`,
    shortened: (text, column) => `${column}: „${text}” to liczba skrócona przez arkusz; ustaw w kolumnie format liczbowy`,
    notADate: (text, column) => `${column}: „${text}” to nie data`,
    noSuchDay: (text, column) => `${column}: „${text}”, nie ma takiego dnia`,
    noSuchTime: (text, column) => `${column}: „${text}”, nie ma takiej godziny`,
    longAgo: (text, column) => `${column}: „${text}” to data sprzed 1900 roku`,
    future: (text, column) => `${column}: „${text}” to przyszłość`,
    currency: (text) => `„${text}” to nie waluta`,
    twoCurrencies: (text, column, currency) => `${column}: „${text}” ma inną walutę niż wiersz (${currency})`,
    duplicate: (id, line) => `identyfikator ${id} jest już w wierszu ${line}`,
    closedWithoutDate: 'zamknięta, ale żadna kolumna nie mówi kiedy',
  },
  file: {
    empty: 'Plik jest pusty.',
    tooLarge: 'Plik jest za duży. Podziel go albo zaimportuj z wiersza poleceń: `npm run -s import`.',
    notText: 'To nie jest ani tabela tekstowa (CSV), ani arkusz XLSX.',
    brokenText: (encoding) =>
      `Część liter w pliku jest uszkodzona (kodowanie ${encoding}). Zapisz go jeszcze raz jako „CSV UTF-8” i wyślij ponownie.`,
    quotes: (line) =>
      `W wierszu ${line} cudzysłów jest niezamknięty albo stoi w środku komórki, więc nie wiadomo, gdzie kończy się wiersz. Popraw to i wyślij plik ponownie.`,
    noHeading: 'Pierwszy wiersz powinien nazywać kolumny, co najmniej dwie.',
    tooManyColumns: (columns, most) =>
      `Plik ma ${count(columns, ['kolumnę', 'kolumny', 'kolumn'])}, a może mieć ${f.number(most)}.`,
    tooManyRows: (most) => `Plik ma ponad ${f.number(most)} wierszy. Podziel go.`,
    notASpreadsheet: 'Tego arkusza nie da się odczytać. Zapisz go jako XLSX albo CSV i wyślij ponownie.',
    oldSpreadsheet: 'To stary plik Excela (XLS). Zapisz go jako XLSX albo CSV i wyślij ponownie.',
    noSuchSheet: (sheets) => `Nie ma takiego arkusza. W pliku są: ${sheets}.`,
  },
  nothingImported: 'Nic nie zostało zaimportowane.',
  questions: '*Zanim ruszy import:*',
  askName: 'W której kolumnie jest nazwa szansy?',
  askStage: 'W której kolumnie jest etap?',
  askStages: (names) => `Jakie to etapy tutaj: ${names}?`,
  askDecimals: (example) => `Czy w „${example}” jest kropka dziesiętna, czy przecinek dziesiętny?`,
  askDates: (example) => `Czy w „${example}” najpierw jest dzień, czy miesiąc?`,
  mixedDecimals: (example) =>
    `Jedne kwoty mają kropkę dziesiętną, inne przecinek (${example}). Co jest dobrze? Wiersze z tym drugim zostaną pominięte.`,
  mixedDates: (example) =>
    `Jedne daty zaczynają się od dnia, inne od miesiąca (${example}). Co jest dobrze? Wiersze z tym drugim zostaną pominięte.`,
  askOwner: (many) => `Kto przejmuje szanse bez opiekuna (${f.number(many)})?`,
  progress: {
    rows: (done, of) => `Czytam plik… ${share(done, of, ['wiersza', 'wierszy'])}`,
    deals: (done, of) => `Importuję… ${share(done, of, ['szansy', 'szans'])}`,
    weeks: (done, of) => `Szanse już są. Liczę dawne prognozy… ${share(done, of, ['tygodnia', 'tygodni'])}`,
  },
  /** Of an import whose process has ended in the middle. */
  left: {
    nothing: (file) =>
      `Lejek został zatrzymany w trakcie pracy nad plikiem *${file}*: nic nie zostało zaimportowane, a wszystko, co tu było, jest bez zmian. Wyślij plik jeszcze raz.`,
    imported: 'Potem Lejek został zatrzymany; prognozy minionych tygodni liczy teraz.',
  },
  done: (what) =>
    `*Zaimportowane:* ${[
      ...(what.newDeals > 0 ? [newDeals(what.newDeals)] : []),
      ...(what.changedDeals > 0 ? [`zaktualizowane: ${deals(what.changedDeals)}`] : []),
    ].join(', ')}.`,
  changedMeanwhile: 'Nic nie zostało zaimportowane: jedna z tych szans właśnie się zmieniła. Spróbuj jeszcze raz.',
  closedTwice: (many) => `Zamknięte w pliku i tak, i tak: ${deals(many)}. Liczy się ostatnie zamknięcie.`,
  undone: (many) => `Cofnięte: ${deals(many)}.`,
  stayed: (many) => `Zostają: ${deals(many)}, bo ktoś już nad nimi pracuje.`,
  make: 'Importuj',
  choose: 'Kolumny i etapy',
  formTitle: 'Kolumny i etapy',
  formSubmit: 'Pokaż jeszcze raz',
  undo: 'Cofnij import',
  undoHint: 'Import można cofnąć, dopóki nikt nad tymi szansami nie pracuje.',
  stageOfFile: (stage) => `Etap: ${stage}`,
  statusOfFile: (status) => `Otwarta, wygrana czy przegrana: ${status}`,
  leaveOutRows: 'Pomiń te wiersze',
  openRows: 'Otwarte, na etapie z wiersza',
  decimals: 'Znak dziesiętny kwot',
  decimalPoint: (example) => `Kropka: ${example}`,
  decimalComma: (example) => `Przecinek: ${example}`,
  dates: 'Kolejność w datach',
  dayFirst: 'Najpierw dzień: 31/12/2026',
  monthFirst: 'Najpierw miesiąc: 12/31/2026',
  keptInNote: 'Inne kolumny, do notatki szansy',
  ownerOfRest: 'Szanse bez opiekuna przejmuje',
  cannotOwn: 'To konto nie może mieć szans. Wybierz kogoś innego.',
  adminsOnly: (admins) =>
    admins.length === 0 ? 'Szanse importuje tylko administrator.' : `Szanse importuje tylko administrator: ${f.list(admins)}.`,
  importedAlready: 'Ten plik jest już zaimportowany.',
  historyByCommand: 'To historia etapów. Zaimportuj ją z wiersza poleceń: `npm run -s import`.',
  download: {
    noScope: 'Lejek nie może jeszcze czytać plików: trzeba go zainstalować ponownie, z uprawnieniem `files:read`.',
    gone: 'Tego pliku już nie ma. Wyślij go jeszcze raz.',
  },
  undoneAlready: 'Ten import jest już cofnięty.',
  noSuchImport: 'Nie ma takiego importu.',
  reading: (weeks) =>
    `Zapisane są prognozy z ${count(weeks, ['minionego tygodnia', 'minionych tygodni', 'minionych tygodni'])}: kolejne się z nich uczą.`,
};
