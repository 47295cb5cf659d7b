import type { ManyDealsRefusal } from '../../../core/deal/many-deals-refusal.ts';
import type { SeveralMessages } from '../../en/deal/several.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('pl');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'szansa', few: 'szanse', many: 'szans' })}`;

export const several: SeveralMessages = {
  button: 'Zmień kilka naraz',
  title: 'Zmień kilka naraz',
  intro: 'Zaznacz szanse i wypełnij jedno pole: to, co ma się zmienić.',
  first: (shown, total) => `To pierwsze ${f.number(shown)} z ${f.number(total)}.`,
  none: 'Na tej liście nie ma otwartej szansy, którą możesz zmienić.',
  pick: (from, to) => (from === to ? `Szansa ${f.number(from)}` : `Szanse ${f.number(from)}–${f.number(to)}`),
  owner: 'Nowy opiekun',
  closeOn: 'Planowane zamknięcie',
  step: 'Następny krok',
  stepOn: 'Dzień następnego kroku',
  drop: 'Odpuszczamy, powód przegranej',
  save: 'Zmień',
  pickOne: 'Zaznacz przynajmniej jedną szansę.',
  fillOne: 'Wypełnij jedno pole: to, co ma się zmienić.',
  oneAtATime: 'Jedna zmiana naraz: pozostałe pola zostaw puste.',
  stepNeeded: 'Wpisz, jaki jest następny krok.',
  what: {
    owner: (count, owner) => `${deals(count)}: opiekun ${owner}`,
    closeOn: (count, on) => `${deals(count)}: planowane zamknięcie ${f.date(on)}`,
    step: (count, step) => `${deals(count)}: następny krok „${step}”`,
    drop: (count, reason) => `${deals(count)}: przegrana, ${reason}`,
    handOver: (count, from, to) => `${deals(count)}, dotąd ${from}: teraz ${f.list(to)}`,
  },
  done: (what) => `*Gotowe:* ${what}.`,
  nothing: 'Nic się nie zmieniło.',
  stay: (count, which) => `Bez zmian ${deals(count)}: ${which.join(', ')}.`,
  more: (count) => `i jeszcze ${f.number(count)}`,
  because: (deal, why) => `${deal} (${REASONS[why] ?? 'nie da się'})`,
  undone: (count) => `Cofnięte: ${deals(count)} tak jak wcześniej.`,
  undoneStay: (count) => `Zmienione w międzyczasie, więc zostaje bez zmian: ${deals(count)}.`,
};

const REASONS: Readonly<Partial<Record<ManyDealsRefusal, string>>> = {
  closed: 'zamknięta',
  notAllowed: 'ma innego opiekuna',
  changedMeanwhile: 'zmieniona przed chwilą',
  noSuchDeal: 'już jej nie ma',
  nothingToChange: 'już tak jest',
  pastDate: 'data już minęła',
};
