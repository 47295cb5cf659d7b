import type { FunnelNowMessages } from '../../en/funnel/funnel-now.ts';

export const funnelNow: FunnelNowMessages = {
  head: { win: 'wygr.', days: 'dni', weighted: 'ważone' },
  legend: 'wygr.: ile szans z tych, które wchodzą na etap, kończy się wygraną. dni: po tylu dniach połowa szans schodzi z etapu.',
  legendValues: 'ważone: wartość razy prawdopodobieństwo wygranej.',
  showCounts: 'Pokaż liczby',
  showValues: 'Pokaż wartości',
};
