import type { EstimateMessages } from '../en/estimate.ts';
import { formatOf } from '../format.ts';

const f = formatOf('pl');

const says = (win: string, until: string, reason: string | undefined, computed: string): string =>
  `${win}* do ${f.dayOfMonth(until)}${reason === undefined ? '' : `: „${reason}”`} · obliczone ${computed}`;

export const estimate: EstimateMessages = {
  button: 'Własna ocena',
  change: 'Zmień ocenę',
  end: 'Usuń ocenę',
  title: 'Własna ocena',
  save: 'Zapisz',
  computed: (win) => `Obliczone: ${win}. Ta wartość zostaje obok Twojej i prognoza nadal się na niej opiera.`,
  win: 'Prawdopodobieństwo wygranej w %, od 1 do 99',
  until: 'Obowiązuje do',
  reason: 'Dlaczego',
  reasonHint: 'Co wiadomo, a czego nie widać w etapach i dniach? Np. ustna zgoda.',
  noPercent: 'Liczba całkowita od 1 do 99: otwarta szansa nigdy nie jest pewna.',
  noReason: 'Napisz w jednym zdaniu, dlaczego.',
  own: (win, until, reason, computed) => `*Twoja ocena: ${says(win, until, reason, computed)}`,
  others: (who, win, until, reason, computed) => `*Ocena (${who}): ${says(win, until, reason, computed)}`,
  saved: (deal, win, until) => `${deal}: Twoja ocena ${win} obowiązuje do ${f.dayOfMonth(until)}.`,
  ended: (deal) => `${deal}: znów liczy się tylko obliczone prawdopodobieństwo wygranej.`,
  forecast: (count, expected) =>
    `Z ${f.number(count)} ${f.plural(count, { one: 'własną oceną', few: 'własnymi ocenami', many: 'własnymi ocenami' })}: ${expected}`,
};
