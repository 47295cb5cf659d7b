import { partialAmount } from '../../amount-phrases.ts';
import type { ForecastMessages } from '../../en/funnel/forecast.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const rated = (count: number): string =>
  `${f.number(count)} ${f.plural(count, { one: 'szansy ocenionej', many: 'szans ocenionych' })}`;

export const forecast: ForecastMessages = {
  head: (period) => `*Prognoza, ${period}*`,
  early: 'Przed pierwszą wygraną lub przegraną nie ma z czego prognozować.',
  team: 'Zespół',
  total: (won, expected) => `Wygrane dotąd ${won} · ${expected}`,
  totalKept: (target, expected) =>
    `Kwota wygranych dotąd ukryta: za mało szans · ${target === null ? '' : `cel ${target} · `}${expected}`,
  rowKept: (who) => `${who}: kwoty ukryte, za mało szans`,
  chartKept: 'Wykresu nie ma: wygranych jest tak mało, że widać by było, ile są warte pojedyncze szanse.',
  target: (target, percent) => `Cel ${target} · wygrane i prognoza pokrywają ${percent}`,
  over: (percent) => `ponad ${percent}`,
  nothingMore: (wins) => (wins ? 'raczej bez kolejnych wygranych' : 'wygranej raczej nie będzie'),
  under: (share) => `poniżej ${share}`,
  chance: (share, wins) => `prawdopodobieństwo ${wins ? 'kolejnej wygranej' : 'wygranej'}: ${share}`,
  reached: (target) => `Cel ${target}: osiągnięty`,
  byTeam: '*Zespoły*',
  noTeam: 'Bez zespołu',
  row: ({ who, won, expected, target }) =>
    `${who}: wygrane ${won} · ${expected}${target === undefined ? '' : ` · cel ${target}`}`,
  basis:
    'Podstawa: etap i wiek każdej otwartej szansy, nowe szanse w zwykłym tempie i wartość dotychczasowych wygranych. Planowane terminy nie są brane pod uwagę.',
  change: {
    sum: ({ period, on, from, parts, to }) =>
      parts.length === 0
        ? `*${period}:* ${to}, bez zmian od ${f.shortDay(on)}`
        : `*${period}:* ${from} (${f.day(on)} rano) ${parts.join(' ')} = ${to}`,
    part: {
      won: 'wygrane',
      lost: 'przegrane',
      created: 'nowe',
      reopened: 'wznowione',
      advanced: 'przesunięte dalej',
      returned: 'przeniesione wstecz',
      edited: 'po edycji',
      joined: 'przejęte przez zespół',
      left: 'przekazane poza zespół',
      unmoved: 'bez ruchu',
      withdrawn: 'usunięte lub scalone',
      arrivals: 'mniej czasu na nowe szanse',
      people: 'nowe szanse po zmianie składu',
      rates: 'świeższe dane o skuteczności',
      restated: 'świeższe dane i dopisana historia',
    },
    title: 'Skąd zmiana prognozy',
    head: (part, count, value) =>
      `*${part}: ${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}* · ${value}`,
    line: (value) => `prognoza ${value}`,
    about:
      'Otwarta szansa liczy się jako wartość razy prawdopodobieństwo wygranej w tym okresie. Szanse dodane i przegrane w tym czasie niczego nie zmieniły.',
  },
  chart: 'Wykres',
  chartTitle: (period) => `Prognoza, ${period}`,
  chartSubtitle: (currency, early) =>
    `Linia: wygrane · kropki: ${early ? 'wstępna prognoza' : 'prognoza'} (pas: 8 na 10) · ${currency}`,
  chartVerdict: ({ period, expected, target }) =>
    `${period}: prognoza ${target === null ? expected : partialAmount(expected, target)}`,
  chartReached: (period, target) => `${period}: cel ${target} osiągnięty`,
  chartTarget: (value) => `Cel ${value}`,
  chartNow: (on) => `dziś, ${f.dayOfMonth(on)}`,
  chartAlt: ({ period, won, expected, target }) =>
    `Prognoza, ${period}: wygrane dotąd ${won}, ${expected}${target === undefined ? '' : `, cel ${target}`}.`,
  noPicture: 'Wykresu nie udało się narysować. Liczby są powyżej.',
  calibration: {
    button: 'Czy się sprawdza?',
    line: (groups) =>
      `*Ocena a wygrane:* ${groups
        .map(({ n, predicted, won }, index) =>
          index === 0
            ? `z ${rated(n)} na ok. ${predicted} wygraną kończy się ${won}`
            : `z ${f.number(n)} na ok. ${predicted} wygraną kończy się ${won}`,
        )
        .join('; ')}.`,
    tooFew: ({ n, needed }) =>
      `*Ocena a wygrane:* za mało danych, by ocenić (${f.number(n)} z ${f.number(needed)} podobnie ocenionych szans).`,
    none: 'Nie ma jeszcze czego porównać: oceny z początku miesiąca można sprawdzić, gdy większość tych szans jest zamknięta.',
    title: 'Ocena a wygrane',
    subtitle: 'Na linii: zgadza się. Liczba szans; kreska: 8 na 10',
    predictedAxis: 'obliczone prawdopodobieństwo wygranej',
    wonAxis: 'udział wygranych',
    alt: (groups) =>
      `Ocena a wygrane: ${groups.map(({ n, predicted, won }) => `ocena ${predicted}, wygrane ${won} z ${f.number(n)} ${f.plural(n, { one: 'szansy', many: 'szans' })}`).join('; ')}.`,
  },
  periods: { month: 'Miesiąc', quarter: 'Kwartał', year: 'Rok' },
};
