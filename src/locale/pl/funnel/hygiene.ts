import type { SlipCause } from '../../../core/deal/hygiene/slip.ts';
import type { HygieneMessages } from '../../en/funnel/hygiene.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');

const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;
const CAUSES: Readonly<Record<SlipCause, string>> = { guess: 'data była orientacyjna', obstacle: 'nowa przeszkoda' };

export const hygiene: HygieneMessages = {
  slipped: (from, to) => `Termin przesunięty: ${f.dayOfMonth(from)} → ${f.dayOfMonth(to)}. Dlaczego?`,
  causeButtons: { guess: 'Data była orientacyjna', obstacle: 'Nowa przeszkoda' },
  causeNoted: (deal, cause) => `Zapisane przy szansie ${deal}: ${CAUSES[cause]}.`,
  causeKnown: (deal, cause) => `Szansa ${deal} ma to już zapisane: ${CAUSES[cause]}. Nic się nie zmieniło.`,
  slipGone: (deal) => `${deal}: ta zmiana terminu została cofnięta. Nic się nie zmieniło.`,
  cause: (cause) => `przyczyna przesunięcia terminu: ${CAUSES[cause]}`,
  button: 'Porządki',
  head: ({ overdue, undated }) =>
    `*Terminy do uporządkowania:* ${f.list([...(overdue > 0 ? [`${deals(overdue)} po terminie`] : []), ...(undated > 0 ? [`${overdue > 0 ? f.number(undated) : deals(undated)} bez terminu`] : [])])}`,
  whoMay: 'Decyduje opiekun szansy albo menedżer.',
  allDone: 'Wszystkie uporządkowane.',
  own: (count) => `*Do uporządkowania: ${f.number(count)}*`,
  nothing: '*Nie ma już nic do uporządkowania.*',
  past: (on) => `po terminie (${f.shortDay(on)})`,
  undated: 'bez terminu',
  keep: 'Zostaje',
  date: 'Nowy termin',
  drop: 'Odpuszczamy',
  done: (what) => `✓ ${what}`,
  became: { kept: 'zostaje', won: 'wygrana', lost: 'przegrana', withdrawn: 'usunięta' },
  newDate: (on) => `nowy termin: ${f.dayOfMonth(on)}`,
  more: (count, which) =>
    `i jeszcze ${f.number(count)}: \`/szansa lista ${which === 'overdue' ? 'po terminie' : 'bez terminu'}\``,
  keeps: (deal) => `${deal}: zostaje. Zapytam znów w następnym podsumowaniu, jeśli nadal będzie po terminie albo bez terminu.`,
  keptAlready: (deal) => `${deal}: już zaznaczone, że zostaje. Nic się nie zmieniło.`,
  hasDate: (deal, on) => `${deal} ma już przyszły termin: ${f.dayOfMonth(on)}. Nic się nie zmieniło.`,
  dateTitle: 'Nowy termin',
  dateSubmit: 'Zapisz',
  dated: (deal, on) => `${deal}: planowane zamknięcie: ${f.dayOfMonth(on)}.`,
  keptSaid: 'zostaje bez zmiany terminu',
};
