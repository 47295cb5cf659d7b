import type { RatesMessages } from '../../en/workspace/rates.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;
const open = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'otwarta szansa', few: 'otwarte szanse', many: 'otwartych szans' })}`;
const closed = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'zamknięta szansa', few: 'zamknięte szanse', many: 'zamkniętych szans' })}`;
const written = ({ currency, inCurrency, rate }: Parameters<RatesMessages['of']>[0]): string =>
  `1 ${currency} = ${f.rate(rate)} ${inCurrency}`;

export const rates: RatesMessages = {
  title: 'Kursy walut',
  open: 'Ustaw kursy',
  show: 'Kursy walut',
  head: (currency) => `*Kursy walut.* Sumy są w ${currency}.`,
  none: 'Na razie żadnych. Potrzebne są tylko do szans w innej walucie.',
  line: (rate, from, before) =>
    `${written(rate)} od ${f.date(from)}${before.length === 0 ? '' : ` (wcześniej: ${before.map((each) => `${f.rate(each.rate)} od ${f.date(each.from)}`).join(', ')})`}`,
  more: (count) => `i jeszcze ${f.number(count)}`,
  frozen: 'Szansa zachowuje kurs z dnia, w którym wpisano jej wartość.',
  missing: (currency, count, value) =>
    `*${currency}: brak kursu.* ${open(count)}${value === undefined ? '' : ` (${value})`} poza wszystkimi sumami.`,
  missingClosed: (currency, count, since) =>
    `${currency}: ${closed(count)} poza sumami. Wystarczy kurs z dnia ${f.date(since)} albo wcześniejszy.`,
  uncounted: (currency, count) => `*${currency}:* kurs jest, ale ${deals(count)} poza sumami.`,
  count: 'Wlicz je teraz',
  counted: (count) => `Wliczone do sum: ${deals(count)}.`,
  nothingToCount: 'Nie ma czego wliczać: każda szansa, do której jest kurs, jest już w sumach.',
  corrected: (count) => `Po poprawionym kursie z tego dnia przeliczone: ${open(count)}.`,
  adminsOnly: (admins) =>
    admins.length === 0
      ? 'Nie ma jeszcze administratora: zapisz `/lejek ustawienia`, a kursy będą w Twoich rękach.'
      : `Kursy ustala administrator (${f.list(admins)}). Nic się nie zmieniło.`,
  field: 'Kursy, każdy w osobnym wierszu',
  hint: (currency) =>
    `EUR 4,25 · 1 USD = 3,98 ${currency} · 100 HUF 1,09 · EUR 4,25 2.11.2026. Może też być tabela wklejona z arkusza; bez daty kurs obowiązuje od dziś.`,
  save: 'Zapisz',
  saved: (rates) => `*Zapisane:* ${rates.map((each) => `${written(each)} od ${f.date(each.from)}`).join('; ')}.`,
  savedMany: (count) => `*Zapisane:* ${f.number(count)} ${f.plural(count, { one: 'kurs', few: 'kursy', many: 'kursów' })}.`,
  undone: 'Cofnięte: kursy są takie jak wcześniej.',
  stayed: (count) =>
    `${deals(count)} ${f.plural(count, { one: 'zmieniła się', few: 'zmieniły się', many: 'zmieniło się' })} w międzyczasie i ${f.plural(count, { one: 'zostaje', few: 'zostają', many: 'zostaje' })} bez zmian.`,
  changedSince: 'Niecofnięte: jeden z tych kursów zmienił się później. Nic się nie zmieniło.',
  changed: (currencies) => `kursy walut: ${f.list(currencies)}`,
  counting: 'szanse wliczone do sum po późniejszych kursach',
  nothing: 'Wpisz przynajmniej jeden kurs, np. EUR 4,25.',
  badLine: (line, text, problem) => `Wiersz ${f.number(line)} (${text}): ${problem}`,
  badMore: (count) =>
    `I jeszcze ${f.number(count)} ${f.plural(count, { one: 'taki wiersz', few: 'takie wiersze', many: 'takich wierszy' })}.`,
  tooMany: (most) => `Najwyżej ${f.number(most)} kursów naraz. Zapisz je w częściach.`,
  problems: {
    noCurrency: 'potrzebna jedna waluta albo dwie, np. EUR 4,25.',
    noRate: 'nie widać tu kursu.',
    twoRates: 'są dwie liczby; która jest kursem?',
    notPositive: 'kurs jest większy od zera.',
    tooPrecise: 'kurs ma najwyżej 10 miejsc po przecinku.',
    noSuchDay: 'nie ma takiego dnia.',
    future: 'kurs obowiązuje od dziś albo wcześniej; przyszłego nikt nie zna.',
    sameCurrency: 'obie waluty są takie same.',
    otherTotals: 'w żadnej z tych walut nie ma sum, więc ten kurs nie jest potrzebny.',
    twice: 'w innym wierszu jest inny kurs z tego dnia.',
  },
  unusual: (rate, factor, before) =>
    `${written(rate)} różni się ${f.number(Math.round(factor))} razy od kursu ${f.rate(before.rate)} z ${f.date(before.from)}.`,
  askAgain: '*Jeszcze niezapisane.* Sprawdź to raz jeszcze:',
  again: 'Popraw albo zapisz ponownie, jeśli się zgadza.',
  countsAs: (value, rate) => `= ${value} (${rate})`,
  of: (rate, on) => `${written(rate)}${on === null ? '' : `, ${f.date(on)}`}`,
  countsNowhere: (currency, inCurrency) => `Poza sumami: nie ma jeszcze kursu ${currency} do ${inCurrency}.`,
};
