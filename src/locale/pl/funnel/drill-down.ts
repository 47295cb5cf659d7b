import type { DrillDownMessages } from '../../en/funnel/drill-down.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const drillDown: DrillDownMessages = {
  button: 'Jakie to szanse?',
  leftButton: 'Szanse, które opuściły etap',
  title: 'Co stoi za liczbami',
  whichNumber: 'Która liczba?',
  of: {
    open: 'Wszystkie otwarte',
    created: 'Nowe',
    imported: 'Wczytane',
    reopened: 'Wznowione',
    advanced: 'Przesunięte',
    won: 'Wygrane',
    lost: 'Przegrane',
    returned: 'Przeniesione wstecz',
    slipped: 'Termin przesunięty',
    grew: 'Wartość w górę',
    shrank: 'Wartość w dół',
    overdue: 'Po terminie zamknięcia',
    undated: 'Bez terminu zamknięcia',
    stuck: 'Stoją za długo',
    winnable: 'Jeszcze do wygrania',
    left: (stage) => `Opuściły etap „${stage}”`,
    predicted: (from, to) => `Ocenione na ${f.number(from)}–${f.number(to)}%`,
    wonIn: (period) => `Wygrane: ${period}`,
    wonBetween: (from, to) => `Wygrane: ${f.month(from)} – ${f.month(to)}`,
    lostBetween: (from, to) => `Przegrane: ${f.month(from)} – ${f.month(to)}`,
  },
  counted: (what, count) => `${what} · ${f.number(count)}`,
  head: (what, count, value) => `*${what}: ${f.number(count)}*${value === undefined ? '' : ` · ${value}`}`,
  predicted: (win) => `ocena ${win}`,
  stayed: (days) =>
    days === 0
      ? 'na etapie krócej niż dzień'
      : `na etapie ${f.number(days)} ${f.plural(days, { one: 'dzień', few: 'dni', many: 'dni' })}`,
  now: (where) => `teraz: ${where}`,
  asItWas: (asOf) => `${asOf}. Późniejsze zmiany są dopisane przy szansach.`,
  gone: 'Nie da się już ustalić, które szanse tu policzono: to wiadomość z mojej starszej wersji. Nic nie przepadło; wpisz `/lejek`, żeby zobaczyć stan obecny.',
  none: 'Wszystkie liczby są tu zerowe, więc nie ma szans do pokazania.',
};
