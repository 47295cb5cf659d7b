import type { FunnelNowMessages } from '../../en/funnel/funnel-now.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

export const funnelNow: FunnelNowMessages = {
  ofNeeded: (needed) => `z ${f.number(needed)}`,
  legendDrawn: (shade) => `${shade} tyle jeszcze brakuje`,
  showPicture: 'Grafika',
  showNumbers: 'W liczbach',
  showDrawn: 'Lejek',
  head: { win: 'wygr.', days: 'dni', weighted: 'ważone' },
  legend: 'wygr.: ile szans z tych, które wchodzą na etap, kończy się wygraną. dni: po tylu dniach połowa szans schodzi z etapu.',
  legendValues: 'ważone: wartość razy prawdopodobieństwo wygranej.',
  showCounts: 'Pokaż liczby',
  showValues: 'Pokaż wartości',
};
