import type { ForecastMessages } from '../en/forecast.ts';

export const forecast: ForecastMessages = {
  head: (period) => `*Prognoza, ${period}*`,
  early: 'Przed pierwszą wygraną lub przegraną nie ma z czego prognozować.',
  team: 'Zespół',
  total: (won, expected) => `Wygrane dotąd ${won} · ${expected}`,
  target: (target, coverage) => `Cel ${target} · otwarte szanse pokrywają ${coverage} tego, czego brakuje`,
  reached: (target) => `Cel ${target}: osiągnięty`,
  row: (who, won, expected, target) => `${who}: wygrane ${won} · ${expected}${target === undefined ? '' : ` · cel ${target}`}`,
  rests:
    'Podstawa: etap i czas każdej otwartej szansy, nowe szanse w zwykłym tempie i wartości dotychczasowych wygranych. Nie planowane terminy.',
  periods: { month: 'Miesiąc', quarter: 'Kwartał', year: 'Rok' },
};
