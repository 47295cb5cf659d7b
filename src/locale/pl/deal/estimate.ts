import type { EstimateMessages } from '../../en/deal/estimate.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

const says: EstimateMessages['own'] = ({ win, until, reason, computed }) =>
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
  reasonHint: 'Co wiesz, a czego nie widać w etapach i datach? Np. ustna zgoda.',
  noPercent: 'Liczba całkowita od 1 do 99: otwarta szansa nigdy nie jest pewna.',
  noReason: 'Podaj powód w jednym zdaniu.',
  own: (said) => `*Twoja ocena: ${says(said)}`,
  others: ({ who, ...said }) => `*Ocena (${who}): ${says(said)}`,
  saved: (deal, win, until) => `${deal}: Twoja ocena ${win} obowiązuje do ${f.dayOfMonth(until)}.`,
  ended: (deal) => `${deal}: znów liczy się tylko obliczone prawdopodobieństwo wygranej.`,
  stage: {
    button: (stage) => `Etap „${stage}”`,
    whichStage: 'Który etap?',
    win: (stage, win, range) => `*Z szans, które wchodzą na etap „${stage}”, wygraną kończy się ${win}* (${range}).`,
    passRate: (share, days) =>
      `Dalej idzie ${share}${days === undefined ? '' : `; połowa szans opuszcza ten etap w ciągu ${f.number(days)} ${f.plural(days, { one: 'dnia', many: 'dni' })}`}.`,
    forecast: 'Prognoza opiera się na wartości obliczonej.',
    head: (stage) => `*${stage}*: ile szans, które wchodzą na ten etap, kończy się wygraną?`,
    reasonHint: 'Co wiesz, a czego nie widać w historii? Np. nowy cennik. Widać to obok obliczonej wartości, także na kanale.',
    besideComputed: ({ win, until, reason, who }) =>
      `własna ocena ${win} do ${f.dayOfMonth(until)}${who === undefined ? '' : ` (${who})`}: „${reason}”`,
    saved: (stage, win, until) =>
      `Etap „${stage}”: Twoja ocena ${win} obowiązuje do ${f.dayOfMonth(until)}, obok obliczonej. Prognoza nadal opiera się na obliczonej.`,
    ended: (stage) => `Etap „${stage}”: znów liczy się tylko obliczone prawdopodobieństwo wygranej.`,
    none: (stage) => `Etap „${stage}” nie ma własnej oceny. Nic się nie zmieniło.`,
    changed: (stage, from, to) => `własna ocena etapu „${stage}”: ${from ?? 'brak'} → ${to ?? 'brak'}`,
    undone: (stage, win) =>
      win === null
        ? `Cofnięte: etap „${stage}” jest znów bez własnej oceny.`
        : `Cofnięte: własna ocena etapu „${stage}” to znów ${win}.`,
    changedSince: (stage) => `Bez zmian: własna ocena etapu „${stage}” jest już inna, ktoś ją zmienił.`,
    managersOnly: 'Własną ocenę etapu może ustawić tylko menedżer. Nic się nie zmieniło.',
  },
  forecast: (count, expected) =>
    `Z ${f.number(count)} ${f.plural(count, { one: 'własną oceną', few: 'własnymi ocenami', many: 'własnymi ocenami' })}: ${expected}`,
};
